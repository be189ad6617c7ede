"""The support plan behind one contract of a reform: from direct hours to the rate a day, by date.

A contract knows its paid hours; what they are made of is solved backwards by the shares of
`[plan.add_shares]`, or taken from the plan that the contract names. Which hours are paid from
which day, in which offer and at which basis rate, is the reform's: `reform.py` and what it uses.
Rates are at the price level of the old ones, as the rates of `contracts.csv` are.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from sim.economics.documents.reform import ContractPlanTree
from sim.economics.reform.contract_year import ContractCourse
from sim.economics.reform.plan_changes import enrolled, hours_inside, hours_outside
from sim.economics.reform.reform import ContractLine, Reformed
from sim.economics.reform.structure import at_occupancy
from sim.economics.reform.support_plan import (
    PlanRate,
    outside_rate,
    plan_tree,
    rate_tree,
    service_rate,
)
from sim.experiments.documents.rows import FigureRow, figure_rows, in_short
from sim.experiments.terminal import number
from sim.scenario.faults.suggestions import listed
from sim.scenario.reform.plan_file import load_plan
from sim.scenario.reform.plan_hours import (
    PaidHours,
    exactly,
    hours_behind,
    kinds_outside,
    plan_paid_hours,
    with_paid,
)
from sim.scenario.schema.reform import ReformFile
from sim.scenario.schema.support_plan import Kind, PlanTable
from sim.words import phrase

_NEAREST = 5


class ContractPlan(NamedTuple):
    """One contract: its line in the reform, its plan where there is one, and its rates by date."""

    line: ContractLine
    plan: PlanTable | None
    before: PlanRate
    rates: list[PlanRate]

    @property
    def tree(self) -> ContractPlanTree:
        """The rates as `forloeb plan --citizen --json` prints them."""
        return contract_plan_tree(self)

    def rows(self) -> Iterator[FigureRow]:
        """Every number, ready for a table of pandas or polars."""
        return figure_rows(self.tree)

    def __repr__(self) -> str:
        """One line: the rate before and on the first day."""
        rates = (self.before, self.rates[0])
        before, after = (number(float(rate.dkk_per_day), 2) for rate in rates)
        return in_short(
            self,
            self.line.contract.contract,
            f"{before} to {after} DKK a day",
        )


def contract_plan(found: Reformed, citizen: str) -> ContractPlan:
    """The plan behind a contract.

    Raises
    ------
    KeyError
        If there is no contract of that name; the message says which are like it.
    """
    line = next((line for line in found.lines if line.contract.contract == citizen), None)
    if line is None:
        raise KeyError(_unknown(found, citizen))
    named = line.contract.plan
    plan = load_plan(named).periods[0][1].plan if named else None
    rates = [_rate(found, line, plan, day) for day in _days(found, line)]
    changes = [after for before, after in pairwise(rates) if _differ(before, after)]
    return ContractPlan(line, plan, _before(found, line, plan), [rates[0], *changes])


def contract_plan_tree(of: ContractPlan, date: dt.date | None = None) -> ContractPlanTree:
    """What `forloeb plan --citizen --json` says: the new rates, and the old one as `before`."""
    return {**plan_tree(of.rates, date), "before": rate_tree(of.before)}


def _unknown(found: Reformed, citizen: str) -> str:
    known = [line.contract.contract for line in found.lines]
    near = get_close_matches(citizen, known, n=_NEAREST)
    remedy = (
        phrase("nearest are {near}", near=listed(near))
        if near
        else phrase("there are {known}", known=listed(known))
    )
    return phrase('"{citizen}" is no contract; {remedy}', citizen=citizen, remedy=remedy)


def _differ(before: PlanRate, after: PlanRate) -> bool:
    return before._replace(since=None) != after._replace(since=None)


def _days(found: Reformed, line: ContractLine) -> list[dt.date]:
    """The first day, and later ones on which the rate can be another while the citizen is there."""
    start, beyond = found.values.reform.start, enrolled(line.contract).beyond
    new = [*line.course.changed, *(stay.span.first for stay in line.course.stays)]
    new += [day for day, _ in found.filed.periods]
    return [start, *sorted({day for day in new if start < day < beyond})]


def _before(found: Reformed, line: ContractLine, plan: PlanTable | None) -> PlanRate:
    """The old rate, for all of the hours: what the percentage lays on them stands for the basis."""
    paid = exactly(line.contract.hours_before)
    hours = _behind(paid, plan, found.values, frozenset())
    service = service_rate(paid, found.structure.hourly_price_dkk)
    return PlanRate(None, hours, service, line.old_rate - service)


def _rate(found: Reformed, line: ContractLine, plan: PlanTable | None, day: dt.date) -> PlanRate:
    """Rate of a day: whatever the cap or the occupancy make of it, less the hours, is basis."""
    values = found.filed.at(day)
    paid = _paid(line, values, day)
    rates = at_occupancy(found.structure, values)
    service = service_rate(paid, found.structure.hourly_price_dkk)
    basis = rates.new_rate(offer_on(line.course, day), paid) - service
    outside = None
    if line.contract.health_hours or line.contract.escort_hours:
        outside = outside_rate(
            hours_outside(line.contract, values), found.structure.hourly_price_dkk
        )
    hours = _behind(paid, plan, values, kinds_outside(values.inside_rate))
    return PlanRate(day, hours, service, basis, outside)


def _paid(line: ContractLine, values: ReformFile, day: dt.date) -> Fraction:
    """Hours that the rate pays for on a day [hours per week]."""
    before, after = hours_inside(line.contract, values)
    changed = line.course.changed
    return after if changed.first <= day < changed.beyond else before


def offer_on(course: ContractCourse, day: dt.date) -> str:
    """The offer where a citizen has a place on a day."""
    return next(stay.offer for stay in course.stays if stay.span.first <= day < stay.span.beyond)


def _behind(
    paid: Fraction, plan: PlanTable | None, values: ReformFile, outside: Collection[Kind]
) -> PaidHours:
    """What paid hours are made of: as in the citizen's own plan, or by the shares of all."""
    if plan is None:
        return hours_behind(paid, values.plan.add_shares)
    return with_paid(plan_paid_hours(plan, outside), paid)
