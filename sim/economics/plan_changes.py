"""When a changed need changes what is paid: material, lasting, and at which meeting.

And how many days of a year a contract has at its hours before and at its new ones. Pure rules;
the money is in `reform.py`.
"""

import datetime as dt
import itertools
import math
from fractions import Fraction
from typing import NamedTuple

from sim.economics.support_plan import exactly
from sim.model.rules.plans import is_lasting, is_material
from sim.scenario.forms import Filed
from sim.scenario.schema.reform import Contract, ReformFile, Renegotiation

_NEVER = dt.date.max


class Span(NamedTuple):
    """Days from the first to the one before the last."""

    first: dt.date
    beyond: dt.date

    def days_in(self, other: "Span") -> int:
        """Days that both have [days]."""
        return max(0, (min(self.beyond, other.beyond) - max(self.first, other.first)).days)


class Stretch(NamedTuple):
    """A part of the year in which no value changes."""

    span: Span
    values: ReformFile

    @property
    def days(self) -> int:
        """Its length [days]."""
        return self.span.days_in(self.span)


def year_of(filed: Filed[ReformFile]) -> list[Stretch]:
    """The year of the reform, cut where a value changes."""
    reform = filed.periods[0][1].reform
    end = reform.start + dt.timedelta(days=reform.days)
    cuts = [day for day, _ in filed.periods if reform.start < day < end]
    edges = [reform.start, *cuts, end]
    return [
        Stretch(Span(first, beyond), filed.at(first)) for first, beyond in itertools.pairwise(edges)
    ]


def is_renegotiated(contract: Contract, rule: Renegotiation) -> bool:
    """A changed need is a material and lasting change, by the rules that the simulator has too."""
    before, after = hours(contract)
    weeks = math.inf if contract.lasts_weeks is None else contract.lasts_weeks
    material = is_material(before, after, exactly(rule.material_share))
    return material and is_lasting(weeks, rule.lasting_weeks)


def rule_of(contract: Contract, filed: Filed[ReformFile]) -> Renegotiation:
    """The payer's own rule or the one of all, as on the day of the change."""
    start = filed.periods[0][1].reform.start
    values = filed.at(contract.changes_on or start)
    own = {payer.name: payer.renegotiation for payer in values.payer}
    return own.get(contract.payer) or values.renegotiation


def need_span(contract: Contract, start: dt.date) -> Span:
    """Days on which the new hours are needed; none where nothing changes."""
    first = contract.changes_on or start
    if contract.hours_after is None:
        return Span(first, first)
    if contract.lasts_weeks is None:
        return Span(first, _NEVER)
    return Span(first, first + dt.timedelta(weeks=contract.lasts_weeks))


def paid_span(contract: Contract, filed: Filed[ReformFile]) -> Span:
    """Days on which the new hours are paid: from the change, or from the next status meeting."""
    need = need_span(contract, filed.periods[0][1].reform.start)
    rule = rule_of(contract, filed)
    if not is_renegotiated(contract, rule):
        return Span(need.first, need.first)
    if rule.at_next_status_meeting and contract.status_meeting is not None:
        first = max(need.first, contract.status_meeting)
        return Span(first, max(first, need.beyond))
    return need


class Days(NamedTuple):
    """A contract's days in a stretch, at its hours before and at its new ones."""

    before: int
    after: int


def days_at(contract: Contract, changed: Span, stretch: Stretch) -> Days:
    """How a stretch is split for a contract; after leaving there are no days."""
    enrolled = Span(dt.date.min, contract.leaves_on or _NEVER)
    in_stretch = Span(
        max(enrolled.first, stretch.span.first), min(enrolled.beyond, stretch.span.beyond)
    )
    present = max(0, (in_stretch.beyond - in_stretch.first).days)
    after = changed.days_in(in_stretch) if present else 0
    return Days(present - after, after)


def hours(contract: Contract) -> tuple[Fraction, Fraction]:
    """Paid hours before, and after the change [hours per week]."""
    before = exactly(contract.hours_before)
    return before, before if contract.hours_after is None else exactly(contract.hours_after)
