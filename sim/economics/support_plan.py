"""From a citizen's support plan to a rate a day: direct hours, paid hours, service and basis rate.

Everything is counted in fractions of the decimals that the plan was written with, so that the
source's example gives 42 hours and 1,800 DKK and not a billionth more. Pure rules; the plan's
file is read in `sim/scenario/support_plan_file.py`, its text made in `support_plan_text.py`.
"""

import datetime as dt
from fractions import Fraction
from typing import Any, Final, NamedTuple

from sim.model.rules.plans import added_hours
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.forms import Filed
from sim.scenario.schema.support_plan import AddedHours, AddedShares, Plan, PlanFile

Tree = dict[str, Any]

HOURS: Final = (
    "direct_hours",
    "shared_hours",
    "documentation_hours",
    "organisation_hours",
    "absence_hours",
)
"""What paid hours are made of, in the order of the source's table."""


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


class PlanRate(NamedTuple):
    """What a plan costs from a date."""

    since: dt.date | None
    hours: PaidHours
    service_dkk_per_day: Fraction
    basis_dkk_per_day: Fraction

    @property
    def dkk_per_day(self) -> Fraction:
        """Service rate and basis rate together [DKK per day]."""
        return self.service_dkk_per_day + self.basis_dkk_per_day


def exactly(number: float) -> Fraction:
    """The decimal that a number was written as: 0.1 is a tenth."""
    return Fraction(repr(number))


def paid_hours(plan: Plan) -> PaidHours:
    """Hours that a plan is paid for [hours per week].

    Hours that come on top are as they stand; what shares come to is a rule of the model.
    """
    direct = sum((exactly(theme.hours_per_week) for theme in plan.theme), Fraction(0))
    if plan.add_shares is not None:
        return _with_shares(direct, plan.add_shares)
    return _with_hours(direct, plan.add_hours or AddedHours())


def _with_hours(direct: Fraction, add: AddedHours) -> PaidHours:
    added = (add.shared, add.documentation, add.organisation, add.absence)
    return PaidHours(direct, *map(exactly, added))


def _with_shares(direct: Fraction, add: AddedShares) -> PaidHours:
    shares = (add.shared, add.documentation, add.organisation, add.absence)
    return PaidHours(direct, *added_hours(direct, *map(exactly, shares)))


def service_rate(hours_per_week: Fraction, hourly_price_dkk: Fraction) -> Fraction:
    """Service rate of paid hours: hours × price ÷ 7 [DKK per day].

    Source: Region Midtjylland: "42 t. x timepris på 300 kr. pr. time / 7 døgn" is 1,800.
    """
    return hours_per_week * hourly_price_dkk / DAYS_PER_WEEK


def plan_rate(plan: Plan, since: dt.date | None = None) -> PlanRate:
    """Rate of a plan as it stands."""
    hours = paid_hours(plan)
    service = service_rate(hours.paid, exactly(plan.hourly_price_dkk))
    return PlanRate(since, hours, service, exactly(plan.basis_rate_dkk_per_day))


def plan_rates(filed: Filed[PlanFile]) -> list[PlanRate]:
    """The rate from each date on which a line of the plan changes; of an undated plan the one."""
    if not filed.is_dated:
        return [plan_rate(filed.periods[0][1].plan)]
    return [plan_rate(values.plan, day) for day, values in filed.periods]


def rate_on(rates: list[PlanRate], date: dt.date | None) -> PlanRate:
    """The rate that holds on a date; without one, and before the first date, the first."""
    begun = [rate for rate in rates if date and rate.since and rate.since <= date]
    return begun[-1] if begun else rates[0]


def plan_tree(rates: list[PlanRate], date: dt.date | None = None) -> Tree:
    """What `forloeb plan --json` says: the rate on the date, and the rate by date."""
    return {**rate_tree(rate_on(rates, date)), "by_date": [rate_tree(rate) for rate in rates]}


def rate_tree(rate: PlanRate) -> Tree:
    """One rate with its hours; `from` is null where nothing is dated."""
    return {
        "from": rate.since.isoformat() if rate.since else None,
        **{name: float(hours) for name, hours in zip(HOURS, rate.hours, strict=True)},
        "paid_hours": float(rate.hours.paid),
        "service_rate_dkk_per_day": float(rate.service_dkk_per_day),
        "basis_rate_dkk_per_day": float(rate.basis_dkk_per_day),
        "rate_dkk_per_day": float(rate.dkk_per_day),
    }
