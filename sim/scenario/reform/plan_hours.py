"""What a support plan is paid for in a week: direct hours, and what comes on top of them.

Everything is counted in fractions of the decimals that the plan was written with, so that the
source's example gives 42 hours and not a billionth more. Hours only; money is in
`sim/economics/reform/support_plan.py`.
"""

from collections.abc import Collection
from fractions import Fraction
from typing import NamedTuple

from sim.model.rules.plans import added_hours
from sim.scenario.schema.support_plan import (
    AddedHoursTable,
    AddedSharesTable,
    InsideRateTable,
    Kind,
    PlanTable,
)


class PaidHours(NamedTuple):
    """What a plan comes to in a week [hours]."""

    direct: Fraction
    shared: Fraction = Fraction(0)
    documentation: Fraction = Fraction(0)
    organisation: Fraction = Fraction(0)
    absence: Fraction = Fraction(0)

    @property
    def paid(self) -> Fraction:
        """All of them."""
        return sum(self, Fraction(0))


def exactly(number: float) -> Fraction:
    """The decimal that a number was written as: 0.1 is a tenth."""
    return Fraction(repr(number))


def plan_paid_hours(plan: PlanTable, outside: Collection[Kind] = ()) -> PaidHours:
    """Hours that a plan is paid for, without those of some kinds [hours per week].

    Hours that come on top are as they stand; what shares come to is a rule of the model.
    """
    themes = (theme for theme in plan.theme if theme.kind not in outside)
    direct = sum((exactly(theme.hours_per_week) for theme in themes), Fraction(0))
    if plan.add_shares is not None:
        return _with_shares(direct, plan.add_shares)
    return _with_hours(direct, plan.add_hours or AddedHoursTable())


def hours_behind(paid: Fraction, add: AddedSharesTable | None) -> PaidHours:
    """What known paid hours are made of; without shares all of them are direct [hours per week].

    What comes on top grows with the direct hours, so an hour's worth of it tells the rest.
    """
    return PaidHours(paid) if add is None else with_paid(_with_shares(Fraction(1), add), paid)


def with_paid(like: PaidHours, paid: Fraction) -> PaidHours:
    """Paid hours made up as others are [hours per week]."""
    if not like.paid:
        return PaidHours(paid)
    return PaidHours(*(hours * paid / like.paid for hours in like))


def kinds_outside(inside: InsideRateTable) -> frozenset[Kind]:
    """Kinds of support that the rate does not pay for."""
    pays: dict[Kind, bool] = {"health": inside.health_services, "escort": inside.escorts}
    return frozenset(kind for kind, is_inside in pays.items() if not is_inside)


def _with_hours(direct: Fraction, add: AddedHoursTable) -> PaidHours:
    added = (add.shared, add.documentation, add.organisation, add.absence)
    return PaidHours(direct, *map(exactly, added))


def _with_shares(direct: Fraction, add: AddedSharesTable) -> PaidHours:
    shares = (add.shared, add.documentation, add.organisation, add.absence)
    return PaidHours(direct, *added_hours(direct, *map(exactly, shares)))
