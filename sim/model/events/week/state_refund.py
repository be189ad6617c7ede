"""What the state refunds the municipality of a citizen's dear months, in steps.

A month's expense on a citizen is what the municipality pays for it: to the team, and of what is
outside the rate as much as it bears. Each week's expense is booked on its month or, by days, on
both months that it lies in. The refund of the expense so far, less that of the expense before, is
the week's: so the weeks of a month add up to the refund of the month, to the øre. No team sees it.
The model knows no age: a citizen has a rank for life, and is of the age group where it lies below
the share of the course. So each course has its share on every day, and who comes into a course
with a larger share may join the group.
"""

from typing import Final

from sim.model.draws import AGE_GROUP, uniforms
from sim.model.events.answers import REFUND_RULE, checked
from sim.model.events.lookups import Model, identity
from sim.model.events.week.parts import Booked, Part
from sim.model.state import NO_ROW, State
from sim.model.terms import (
    ACUTE_NURSING,
    COMPLEX_NURSING,
    MUNICIPALITY,
    NIGHT,
    OUTSIDE_CLINIC,
    OUTSIDE_HOSPITAL,
    SIMPLE_NURSING,
    TEMPORARY_PLACE,
)
from sim.model.units import nearest

_NO_SHARE: Final = 0.0


def refunded_by_state(model: Model, state: State, part: Part, one: Booked) -> int:
    """What is refunded of a part's expense [øre]: 0 for citizens of another age."""
    refund = model.parameters.state_refund
    who = identity(model.parameters, state, part.citizen)
    share = refund.citizens_share[part.period, _course_of_age(state, part)]
    if uniforms(model.draws, who, AGE_GROUP, 0)[0] >= share:
        return 0
    expense, first = _expense(model, part, one), model.parameters.calendar.first_day
    month = refund.month_of_day[part.first - first]
    day = part.first
    while day < part.end and refund.month_of_day[day - first] == month:
        day += 1
    before = expense * (day - part.first) // part.days
    found = _of_month(model, state, part, (month, before))
    if day < part.end:
        month = refund.month_of_day[day - first]
        found += _of_month(model, state, part, (month, expense - before))
    return found


def _course_of_age(state: State, part: Part) -> int:
    """Course whose share of the age group counts: in hospital, the one that is interrupted."""
    away: int = state.spells.away_course[part.spell]
    return part.course if away == NO_ROW else away


def _expense(model: Model, part: Part, one: Booked) -> int:
    """What the municipality pays for a part [øre], by who bears what on its first day."""
    shares = model.parameters.prices.borne_share
    outside = (
        one.night_ore * shares[part.period, NIGHT, MUNICIPALITY]
        + one.simple_nursing_ore * shares[part.period, SIMPLE_NURSING, MUNICIPALITY]
        + one.complex_nursing_ore * shares[part.period, COMPLEX_NURSING, MUNICIPALITY]
        + one.acute_nursing_ore * shares[part.period, ACUTE_NURSING, MUNICIPALITY]
        + one.temporary_place_ore * shares[part.period, TEMPORARY_PLACE, MUNICIPALITY]
        + one.hospital_ore * shares[part.period, OUTSIDE_HOSPITAL, MUNICIPALITY]
        + one.clinic_ore * shares[part.period, OUTSIDE_CLINIC, MUNICIPALITY]
    )
    return one.revenue_ore + nearest(outside)


def _of_month(model: Model, state: State, part: Part, more: tuple[int, int]) -> int:
    """What an expense in a month adds to the refund of the month [øre]."""
    citizens, who, (month, expense) = state.citizens, part.citizen, more
    if citizens.expense_month[who] != month:
        citizens.expense_month[who] = month
        citizens.month_expense_ore[who] = 0
    spent = citizens.month_expense_ore[who]
    citizens.month_expense_ore[who] = spent + expense
    after = _refunded(model, part.period, spent + expense)
    return nearest(after) - nearest(_refunded(model, part.period, spent))


def _refunded(model: Model, period: int, expense_ore: int) -> float:
    """Refund of a month's expense so far [øre]: of what lies above each limit, one more share."""
    refund, found = model.parameters.state_refund, 0.0
    for step in range(refund.above_ore.shape[1]):
        share = refund.added_share[period, step]
        if share > _NO_SHARE:
            above = refund.above_ore[period, step]
            found += checked(
                model.refused, REFUND_RULE, model.rulebook.refund(expense_ore, above, share)
            )
    return found
