"""How a citizen fared in a part: nursing contacts, self-determination, and who came."""

from typing import Final, NamedTuple

from sim.model.events.answers import (
    CERTAIN,
    CONTINUITY_INDEX_RULE,
    CONTINUITY_OF_SHIFT_RULE,
    DISTINCT_HELPERS_RULE,
    checked,
)
from sim.model.events.lookups import Model
from sim.model.events.week.parts import Delivered, Given, Part, all_minutes
from sim.model.events.week.settlement import (
    TeamWeek,
    self_determined_share,
    visitors_among,
    visitors_of,
)
from sim.model.rules.outcomes import Visitors
from sim.model.state import THOUSANDTHS, State
from sim.model.terms import HOME_CARE, NURSING, SERVICES, TIMES
from sim.model.units import nearest

_FORTNIGHT: Final = 14
"""Days over which helpers are counted."""


class Visits(NamedTuple):
    """Nursing contacts of a part."""

    at_home: int
    at_clinic: int
    turned_home: int  # part of those at home
    unmet: int  # due at home


def visits_in(model: Model, state: State, part: Part, given: Delivered) -> Visits:
    """Nursing contacts, at home and at the clinic."""
    if model.parameters.demand.contact_minutes[part.period] == 0:
        return Visits(0, 0, 0, 0)
    at_clinic, turned_home = state.parts.clinic_visits[part.row], state.parts.turned_home[part.row]
    return Visits(given.home_visits, at_clinic, turned_home, given.unmet_visits)


def self_determined(model: Model, part: Part, given: Delivered, week: TeamWeek) -> int:
    """Delivered minutes that stand where the citizen put them."""
    share = week.self_determined_share
    if part.period != week.period:
        share = self_determined_share(model, part.period, week.met.utilisation)
    return nearest(share * all_minutes(given)) if share != 0.0 else 0


class Seen(NamedTuple):
    """Who came to a citizen in a part."""

    visited_days: int
    helpers: int  # in 14 days, thousandths x days
    continuity: int  # index, thousandths x days


def continuity(model: Model, part: Part, given: Delivered, week: TeamWeek) -> Seen:
    """Distinct helpers in 14 days at this week's number of visits, and their concentration."""
    terms = model.parameters.encounters
    if terms.visit_minutes[part.period] == 0.0:
        return Seen(0, 0, 0)
    visits = _visits_in_all(model, part, given)
    if visits <= 0.0:
        return Seen(0, 0, 0)
    by = week.visitors
    if part.period != week.period:
        by = visitors_of(model, part.period, part.team, week.temporary_share)
    seen = checked(
        model.refused, DISTINCT_HELPERS_RULE, model.rulebook.distinct_helpers(visits, by)
    )
    alike = checked(
        model.refused, CONTINUITY_INDEX_RULE, model.rulebook.continuity_index(by), CERTAIN
    )
    helpers, index = nearest(THOUSANDTHS * seen), nearest(THOUSANDTHS * alike)
    return Seen(part.days, helpers * part.days, index * part.days)


def continuity_by_shift(
    model: Model, part: Part, spread: tuple[Delivered, Given, Given], week: TeamWeek
) -> Seen:
    """The same where a person works in one shift and profession only.

    Visits of each shift and profession have helpers of their own; visits of nursing fall as its
    minutes do.
    """
    terms = model.parameters.encounters
    if terms.visit_minutes[part.period] == 0.0:
        return Seen(0, 0, 0)
    all_visits, helpers, index = _visits_in_all(model, part, spread[0]), 0.0, 0.0
    if all_visits <= 0.0:
        return Seen(0, 0, 0)
    for group in range(len(SERVICES)):
        for time in range(len(TIMES)):
            visits = _visits_in_shift(model, part, spread, (group, time))
            if visits > 0.0:
                persons = terms.shift_persons[part.period, part.team, group, time]
                by = visitors_among(model, part.period, persons, week.temporary_share)
                seen = model.rulebook.distinct_helpers(visits, by)
                helpers += checked(model.refused, DISTINCT_HELPERS_RULE, seen)
                index += _continuity_in_shift(model, min(1.0, visits / all_visits), by)
    index = min(1.0, index)
    return Seen(
        part.days,
        nearest(THOUSANDTHS * helpers) * part.days,
        nearest(THOUSANDTHS * index) * part.days,
    )


def _continuity_in_shift(model: Model, visit_share: float, by: Visitors) -> float:
    """What the visits of a shift and profession add to the index."""
    alike = model.rulebook.continuity_index(by)
    alike = checked(model.refused, CONTINUITY_INDEX_RULE, alike, CERTAIN)
    added = model.rulebook.continuity_of_shift(visit_share, alike)
    return checked(model.refused, CONTINUITY_OF_SHIFT_RULE, added, CERTAIN)


def _visits_in_all(model: Model, part: Part, given: Delivered) -> float:
    """Visits in 14 days at this week's number of them."""
    minutes: float = model.parameters.encounters.visit_minutes[part.period]
    return (given.minutes[HOME_CARE] / minutes + given.home_visits) * _FORTNIGHT / part.days


def _visits_in_shift(
    model: Model, part: Part, spread: tuple[Delivered, Given, Given], place: tuple[int, int]
) -> float:
    """Those of them that fall in a shift and profession (group, time)."""
    (group, time), terms = place, model.parameters.encounters
    given, home_care, nursing = spread
    visits = 0.0
    if terms.shift_group[HOME_CARE] == group:
        visits += home_care[time] / terms.visit_minutes[part.period]
    if terms.shift_group[NURSING] == group and given.minutes[NURSING] > 0:
        visits += given.home_visits * nursing[time] / given.minutes[NURSING]
    in_fortnight: float = visits * _FORTNIGHT / part.days
    return in_fortnight
