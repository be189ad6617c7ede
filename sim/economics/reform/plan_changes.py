"""When a changed need changes what is paid: material, lasting, and at which meeting.

And how many days of a year a contract has at its hours before and at its new ones, in which offer,
and which of the hours the rate pays for. Pure rules; who moves is in `moves.py`, the money in
`contract_year.py`.
"""

import datetime as dt
import itertools
import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from sim.model.rules.plans import is_lasting, is_material
from sim.scenario.forms import Filed
from sim.scenario.reform.plan_hours import exactly, kinds_outside
from sim.scenario.schema.reform import ContractTable, ReformFile, RenegotiationTable

_NEVER = dt.date.max


class DaySpan(NamedTuple):
    """Days from the first to the one before the last."""

    first: dt.date
    beyond: dt.date

    def days_in(self, other: "DaySpan") -> int:
        """Days that both have [days]."""
        both = self.within(other)
        return max(0, (both.beyond - both.first).days)

    def within(self, other: "DaySpan") -> "DaySpan":
        """The days that both have; of none, a span that ends before it begins."""
        return DaySpan(max(self.first, other.first), min(self.beyond, other.beyond))


class OfferStay(NamedTuple):
    """Days on which a citizen has a place in an offer."""

    offer: str
    span: DaySpan


class Stretch(NamedTuple):
    """A part of the year in which no value changes."""

    span: DaySpan
    values: ReformFile

    @property
    def days(self) -> int:
        """Its length [days]."""
        return self.span.days_in(self.span)

    def within(self, span: DaySpan) -> "Stretch":
        """Its days that lie in a span."""
        return self._replace(span=self.span.within(span))


def year_of(filed: Filed[ReformFile]) -> list[Stretch]:
    """The year of the reform, cut where a value changes."""
    reform = filed.periods[0][1].reform
    end = reform.start + dt.timedelta(days=reform.days)
    cuts = [day for day, _ in filed.periods if reform.start < day < end]
    edges = [reform.start, *cuts, end]
    return [
        Stretch(DaySpan(first, beyond), filed.at(first))
        for first, beyond in itertools.pairwise(edges)
    ]


def span_of(year: Sequence[Stretch]) -> DaySpan:
    """All its days."""
    return DaySpan(year[0].span.first, year[-1].span.beyond)


def is_paid_anew(contract: ContractTable, rule: RenegotiationTable) -> bool:
    """A changed need is a material and lasting change, by the rules that the simulator has too."""
    before, after = hours(contract)
    weeks = math.inf if contract.lasts_weeks is None else contract.lasts_weeks
    material = is_material(before, after, exactly(rule.material_share))
    return material and is_lasting(weeks, rule.lasting_weeks)


def rule_of(contract: ContractTable, filed: Filed[ReformFile]) -> RenegotiationTable:
    """The payer's own rule or the one of all, as on the day of the change."""
    start = filed.periods[0][1].reform.start
    values = filed.at(contract.changes_on or start)
    own = {payer.name: payer.renegotiation for payer in values.payer}
    return own.get(contract.payer) or values.renegotiation


def need_span(contract: ContractTable, start: dt.date) -> DaySpan:
    """Days on which the new hours are needed; none where nothing changes."""
    first = contract.changes_on or start
    if contract.hours_after is None:
        return DaySpan(first, first)
    if contract.lasts_weeks is None:
        return DaySpan(first, _NEVER)
    return DaySpan(first, first + dt.timedelta(weeks=contract.lasts_weeks))


def paid_span(contract: ContractTable, filed: Filed[ReformFile]) -> DaySpan:
    """Days on which the new hours are paid: from the change, or from the next status meeting."""
    need = need_span(contract, filed.periods[0][1].reform.start)
    rule = rule_of(contract, filed)
    if not is_paid_anew(contract, rule):
        return DaySpan(need.first, need.first)
    if rule.at_next_status_meeting and contract.status_meeting is not None:
        first = max(need.first, contract.status_meeting)
        return DaySpan(first, max(first, need.beyond))
    return need


class DaysBeforeAndAfter(NamedTuple):
    """A contract's days in a stretch, at its hours before and at its new ones."""

    before: int
    after: int


def days_at(contract: ContractTable, changed: DaySpan, stretch: Stretch) -> DaysBeforeAndAfter:
    """How a stretch is split for a contract; after leaving there are no days."""
    in_stretch = enrolled(contract).within(stretch.span)
    present = in_stretch.days_in(in_stretch)
    after = changed.days_in(in_stretch) if present else 0
    return DaysBeforeAndAfter(present - after, after)


def enrolled(contract: ContractTable) -> DaySpan:
    """Days until the citizen is gone."""
    return DaySpan(dt.date.min, contract.leaves_on or _NEVER)


def offer_stays(contract: ContractTable, moved_on: dt.date | None) -> tuple[OfferStay, ...]:
    """The offer of the contract, and from the day of a move the other one."""
    if moved_on is None or contract.could_live_in is None:
        return (OfferStay(contract.offer, DaySpan(dt.date.min, _NEVER)),)
    return (
        OfferStay(contract.offer, DaySpan(dt.date.min, moved_on)),
        OfferStay(contract.could_live_in, DaySpan(moved_on, _NEVER)),
    )


def hours(contract: ContractTable) -> tuple[Fraction, Fraction]:
    """Paid hours before, and after the change [hours per week]."""
    before = exactly(contract.hours_before)
    return before, before if contract.hours_after is None else exactly(contract.hours_after)


def hours_outside(contract: ContractTable, values: ReformFile) -> Fraction:
    """Hours that the rate does not pay for, before and after the change [hours per week]."""
    of_kind = (("health", contract.health_hours), ("escort", contract.escort_hours))
    outside = kinds_outside(values.inside_rate)
    return sum((exactly(hours) for kind, hours in of_kind if kind in outside), Fraction(0))


def hours_inside(contract: ContractTable, values: ReformFile) -> tuple[Fraction, Fraction]:
    """Hours that the rate pays for, before and after the change [hours per week]."""
    outside = hours_outside(contract, values)
    before, after = hours(contract)
    return before - outside, after - outside
