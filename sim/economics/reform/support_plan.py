"""From a citizen's support plan to a rate a day: direct hours, paid hours, service and basis rate.

In fractions, as the hours are (`sim/scenario/reform/plan_hours.py`). Pure rules; the plan's file is
read in `sim/scenario/reform/plan_file.py`, its text made in `support_plan_text.py`. The plan behind
a contract of a reform is in `contract_plan.py`.
"""

import datetime as dt
from fractions import Fraction
from typing import Final, NamedTuple

from sim.economics.documents.reform import PlanRateTree, PlanTree
from sim.model.units import DAYS_PER_WEEK
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.forms import Filed
from sim.scenario.reform.plan_hours import PaidHours, exactly, kinds_outside, plan_paid_hours
from sim.scenario.schema.support_plan import PlanFile, PlanTable

HOURS: Final = (
    "direct_hours",
    "shared_hours",
    "documentation_hours",
    "organisation_hours",
    "absence_hours",
)
"""What paid hours are made of, in the order of the source's table."""


class PlanRate(NamedTuple):
    """What a plan costs from a date."""

    since: dt.date | None
    hours: PaidHours
    service_dkk_per_day: Fraction
    basis_dkk_per_day: Fraction
    outside: "Outside | None" = None

    @property
    def dkk_per_day(self) -> Fraction:
        """Service rate and basis rate together [DKK per day]."""
        return self.service_dkk_per_day + self.basis_dkk_per_day


class Outside(NamedTuple):
    """Support that the rate does not pay for: hours a week, and what they cost elsewhere."""

    hours: Fraction
    dkk_per_day: Fraction


def service_rate(hours_per_week: Fraction, hourly_price_dkk: Fraction) -> Fraction:
    """Service rate of paid hours: hours × price ÷ 7 [DKK per day].

    Source: Region Midtjylland: "42 t. x timepris på 300 kr. pr. time / 7 døgn" is 1,800.
    """
    return hours_per_week * hourly_price_dkk / DAYS_PER_WEEK


def rate_of_plan(plan: PlanTable, since: dt.date | None = None) -> PlanRate:
    """Rate of a plan as it stands."""
    price = exactly(plan.hourly_price_dkk)
    kinds = {theme.kind for theme in plan.theme if theme.kind is not None}
    hours = plan_paid_hours(plan, kinds_outside(plan.inside_rate))
    outside = outside_rate(plan_paid_hours(plan).paid - hours.paid, price) if kinds else None
    service = service_rate(hours.paid, price)
    return PlanRate(since, hours, service, exactly(plan.basis_rate_dkk_per_day), outside)


def outside_rate(hours_per_week: Fraction, hourly_price_dkk: Fraction) -> Outside:
    """Hours outside the rate, at the price of an hour inside it."""
    return Outside(hours_per_week, service_rate(hours_per_week, hourly_price_dkk))


def plan_rates(filed: Filed[PlanFile]) -> list[PlanRate]:
    """The rate from each date on which a line of the plan changes; of an undated plan the one."""
    if not filed.is_dated:
        return [rate_of_plan(filed.periods[0][1].plan)]
    return [rate_of_plan(values.plan, day) for day, values in filed.periods]


def rate_on(rates: list[PlanRate], date: dt.date | None) -> PlanRate:
    """The rate that holds on a date; without one, and before the first date, the first."""
    begun = [rate for rate in rates if date and rate.since and rate.since <= date]
    return begun[-1] if begun else rates[0]


def plan_tree(rates: list[PlanRate], date: dt.date | None = None) -> PlanTree:
    """What `forloeb plan --json` says: the rate on the date, and the rate by date."""
    return {
        "schema": DOCUMENT_VERSION,
        **rate_tree(rate_on(rates, date)),
        "by_date": [rate_tree(rate) for rate in rates],
    }


def rate_tree(rate: PlanRate) -> PlanRateTree:
    """One rate with its hours; `from` is null where nothing is dated."""
    hours = rate.hours
    tree: PlanRateTree = {
        "from": rate.since.isoformat() if rate.since else None,
        "direct_hours": float(hours.direct),
        "shared_hours": float(hours.shared),
        "documentation_hours": float(hours.documentation),
        "organisation_hours": float(hours.organisation),
        "absence_hours": float(hours.absence),
        "paid_hours": float(hours.paid),
        "service_rate_dkk_per_day": float(rate.service_dkk_per_day),
        "basis_rate_dkk_per_day": float(rate.basis_dkk_per_day),
        "rate_dkk_per_day": float(rate.dkk_per_day),
    }
    if rate.outside is not None:  # the plan has support that may be outside the rate
        tree["outside_hours"] = float(rate.outside.hours)
        tree["outside_dkk_per_day"] = float(rate.outside.dkk_per_day)
    return tree
