"""A contract's year in exact kroner: one thing changed after the other, and what stands beside.

The steps are those of `reform.py`, which puts them in whole kroner. A contract pays the rate of
the offer where its citizen has a place that day, for the hours that the rate pays for.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from sim.economics.reform.indexation import paid_index, price_index
from sim.economics.reform.plan_changes import (
    DaysBeforeAndAfter,
    DaySpan,
    OfferStay,
    Stretch,
    days_at,
    hours_inside,
    hours_outside,
)
from sim.economics.reform.structure import Structure, at_occupancy, contracts_by_offer, total
from sim.economics.reform.support_plan import service_rate
from sim.scenario.reform.plan_hours import exactly
from sim.scenario.schema.reform import ContractTable

Amount = TypeVar("Amount", int, Fraction)


class Steps(NamedTuple, Generic[Amount]):
    """What somebody pays in the year, one thing changed after the other [DKK]."""

    before: Amount
    with_structure: Amount
    with_plans: Amount
    with_occupancy: Amount
    after: Amount


class Besides(NamedTuple, Generic[Amount]):
    """What is told beside the steps [DKK]."""

    moves: Amount  # what moves to another offer change, of the changed plans
    outside: Amount  # hours that the rate does not pay for, at the price of those it does


class YearPart(NamedTuple):
    """A stretch of the year, with what is the same in it for every contract."""

    stretch: Stretch
    rates: Structure  # at the budgeted occupancy
    prices: Fraction
    paid: Fraction
    interest: Mapping[str, Fraction]  # by offer: for one place [DKK per day]


class ContractCourse(NamedTuple):
    """How a contract goes through the year: when its new hours are paid, and where it is."""

    changed: DaySpan
    stays: Sequence[OfferStay]


class ContractYear(NamedTuple):
    """A contract's year, exactly [DKK]."""

    steps: Steps[Fraction]
    besides: Besides[Fraction]
    after_by_offer: dict[str, Fraction]


def parts_of(year: Sequence[Stretch], structure: Structure) -> list[YearPart]:
    """The year in stretches in which nothing changes but by contract."""
    return [
        YearPart(
            stretch,
            at_occupancy(structure, stretch.values),
            price_index(stretch.values.indexation),
            paid_index(stretch.values.indexation),
            _interest(stretch),
        )
        for stretch in year
    ]


def _interest(stretch: Stretch) -> dict[str, Fraction]:
    """Changes of interest that the before is not corrected for, shared by place."""
    enrolled = contracts_by_offer(stretch.values.contract)
    return {
        offer.name: exactly(offer.interest_change_dkk_per_year)
        / (max(1, len(enrolled[offer.name])) * stretch.values.reform.days)
        for offer in stretch.values.offer
    }


class Lived(NamedTuple):
    """A contract's days of a part of the year in one offer."""

    of: ContractTable
    offer: str
    days: DaysBeforeAndAfter
    part: YearPart

    def planned(self, structure: Structure) -> Fraction:
        """What the hours that the rate pays for come to, at the prices of the before [DKK]."""
        inside = hours_inside(self.of, self.part.stretch.values)
        rates = (structure.new_rate(self.offer, hours) for hours in inside)
        paid = (days * rate for days, rate in zip(self.days, rates, strict=True))
        return self.part.prices * sum(paid, Fraction(0))

    @property
    def after(self) -> Fraction:
        """What is paid [DKK]."""
        paid = self.planned(self.part.rates) / self.part.prices * self.part.paid
        return paid + sum(self.days) * self.part.interest[self.offer]

    def outside(self, hourly_price_dkk: Fraction) -> Fraction:
        """What the hours outside the rate come to, at the price of those inside [DKK]."""
        hours = hours_outside(self.of, self.part.stretch.values)
        return self.part.paid * sum(self.days) * service_rate(hours, hourly_price_dkk)


def contract_year(
    of: ContractTable, course: ContractCourse, parts: Sequence[YearPart], structure: Structure
) -> ContractYear:
    """A contract's year, added up over its parts."""
    after = {stay.offer: Fraction(0) for stay in course.stays}
    steps, besides = [], []
    for part in parts:
        lived = list(_lived(of, course, part))
        for one in lived:
            after[one.offer] += one.after
        steps.append(_steps(of, lived, part, structure))
        besides.append(_besides(_unmoved(of, course, part), lived, structure))
    return ContractYear(
        Steps(*map(total, zip(*steps, strict=True))),
        Besides(*map(total, zip(*besides, strict=True))),
        after,
    )


def first_rates(of: ContractTable, structure: Structure) -> tuple[Fraction, Fraction]:
    """Old and new rate of the first day, before indexation [DKK per day]."""
    before = exactly(of.hours_before)
    return structure.old_rate(of.offer, before), structure.new_rate(of.offer, before)


def _lived(of: ContractTable, course: ContractCourse, part: YearPart) -> Iterator[Lived]:
    for stay in course.stays:
        days = days_at(of, course.changed, part.stretch.within(stay.span))
        yield Lived(of, stay.offer, days, part)


def _unmoved(of: ContractTable, course: ContractCourse, part: YearPart) -> Lived:
    """As if the citizen had stayed."""
    return Lived(of, of.offer, days_at(of, course.changed, part.stretch), part)


def _steps(
    of: ContractTable, lived: Sequence[Lived], part: YearPart, structure: Structure
) -> Steps[Fraction]:
    old, new = (part.stretch.days * part.prices * rate for rate in first_rates(of, structure))
    return Steps(
        old,
        new,
        total(one.planned(structure) for one in lived),
        total(one.planned(part.rates) for one in lived),
        total(one.after for one in lived),
    )


def _besides(unmoved: Lived, lived: Sequence[Lived], structure: Structure) -> Besides[Fraction]:
    moved = total(one.planned(structure) for one in lived) - unmoved.planned(structure)
    return Besides(moved, unmoved.outside(structure.hourly_price_dkk))
