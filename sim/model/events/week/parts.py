"""A part as settlement sees it: a citizen in one spell in one week, and what it comes to.

What is worked out of a part is a tuple, not a row: `settlement.py` says what is needed and given,
`booking.py` what that comes to, `fared.py` how the citizen fared, and only the caller writes it
down: once for each spell, and once for the week.
"""

from typing import NamedTuple

from sim.model.events.lookups import Model, period_of
from sim.model.parameters import Parameters
from sim.model.state import FAR, State
from sim.model.terms import EVENING, HOME_CARE, NURSING, TRAINING, WEEKEND
from sim.model.units import nearest

Minutes = tuple[int, int, int]
"""Minutes by service, in the order of `terms.SERVICES`."""


class PricedDays(NamedTuple):
    """Days on which the same prices hold."""

    period: int
    end: int  # day after the last


class Part(NamedTuple):
    """Which part, its days, and what holds for it."""

    row: int
    spell: int
    citizen: int
    first: int  # day
    end: int  # day after the last
    days: int
    period: int  # on the first day
    course: int
    level: int  # assessed
    team: int
    prices: PricedDays  # its first days, on which the same prices hold


def part_at(model: Model, state: State, row: int, after: int) -> Part:
    """The part in a row, up to the day `after` the last of the week."""
    spell, first = state.parts.spell[row], state.parts.day[row]
    spells, end = state.spells, min(state.spells.end_day[spell], after)
    period = period_of(model.parameters, first)
    return Part(
        row,
        spell,
        spells.citizen[spell],
        first,
        end,
        end - first,
        period,
        spells.course[spell],
        spells.assessed_level[spell],
        spells.team[spell],
        stretch_of(model.parameters, period, end),
    )


def stretch_of(parameters: Parameters, period: int, end: int) -> PricedDays:
    """Days of a period, up to a day at most."""
    period_end: int = parameters.calendar.period_end[period]
    return PricedDays(period, end if period_end == FAR else min(end, period_end))


def stretch_from(model: Model, part: Part, first: int) -> PricedDays:
    """Days of a part from one on, as long as the same prices hold."""
    if first == part.first:
        return part.prices
    return stretch_of(model.parameters, period_of(model.parameters, first), part.end)


class Need(NamedTuple):
    """What a part needs."""

    minutes: Minutes
    home_visits: int  # nursing contacts at home that are due


class Delivered(NamedTuple):
    """What is given of a part's need, and what goes unmet."""

    minutes: Minutes
    unmet_minutes: int  # all services
    home_visits: int
    unmet_visits: int


def all_minutes(given: Delivered) -> int:
    """Delivered minutes of all services."""
    return given.minutes[HOME_CARE] + given.minutes[NURSING] + given.minutes[TRAINING]


class Given(NamedTuple):
    """Minutes of one service that are given, by time of day."""

    day: int
    evening: int
    weekend: int


def by_time(model: Model, part: Part, service: int, minutes: int) -> Given:
    """Minutes of a service by time of day; what is not in the evening or at a weekend is by day."""
    if minutes == 0:
        return Given(0, 0, 0)
    share = model.parameters.demand.time_share
    evening = _share_of(minutes, share[part.period, part.level, service, EVENING])
    weekend = _share_of(minutes, share[part.period, part.level, service, WEEKEND])
    if weekend > 0:
        weekend = min(minutes - evening, weekend)
    return Given(minutes - evening - weekend, evening, weekend)


def _share_of(minutes: int, share: float) -> int:
    return nearest(minutes * share) if share > 0.0 else 0


class Booked(NamedTuple):
    """What a part, or all parts of a team-week, come to: every number is whole and is only added.

    The names are those of `state.TeamWeeks` and `state.Spells`, where they are written.
    """

    parts: int
    days: int
    revenue_ore: int  # without refunds
    cost_ore: int
    clinic_charged_ore: int  # part of the cost
    penalty_ore: int  # taken off the revenue
    night_ore: int  # this and what follows is borne outside the rate
    simple_nursing_ore: int
    complex_nursing_ore: int
    acute_nursing_ore: int
    temporary_place_ore: int
    hospital_ore: int
    clinic_ore: int
    home_care_minutes: int  # delivered
    nursing_minutes: int
    training_minutes: int
    unmet_minutes: int
    evening_minutes: int  # delivered
    weekend_minutes: int
    home_visits: int
    clinic_visits: int
    turned_home: int
    unmet_visits: int
    self_determined_minutes: int
    visited_days: int
    helpers: int  # thousandths x visited days
    continuity: int  # thousandths x visited days


NOTHING_BOOKED = Booked(*(0 for _ in Booked._fields))


def together(one: Booked, other: Booked) -> Booked:
    """Two accounts as one; `engines/compiling/sums.py` says it for compiled code."""
    return Booked(*(a + b for a, b in zip(one, other, strict=True)))


def delivered_minutes(account: Booked) -> int:
    """Minutes of all services."""
    return account.home_care_minutes + account.nursing_minutes + account.training_minutes
