"""Before and after for each contract and payer, and the parts that make the change.

The amounts of a year are worked out five times, one thing changed at a time, each in whole
kroner that add up (`whole_kroner.py`); the parts are the differences, so they add to the change
to the krone, for each contract, each payer and in total:

1. before: old rates, at the price level that they are compared with
2. structure: new rates for the same hours and days; sums to zero
3. plans: hours that changed, and citizens who left
4. occupancy: basis rates at the budgeted occupancy instead of the starting one
5. indexation: what rates were raised by instead of what prices rose by; this is the after

Offers' own accounts are in `offer_accounts.py`, the words in `reform_text.py`.
"""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final, Generic, NamedTuple, TypeVar

from sim.economics.plan_changes import Stretch, days_at, hours, paid_span, year_of
from sim.economics.rate_structure import (
    Structure,
    at_occupancy,
    contracts_by_offer,
    starting_structure,
    total,
)
from sim.economics.support_plan import exactly
from sim.economics.whole_kroner import nearest_krone, whole_kroner
from sim.scenario.forms import Filed
from sim.scenario.schema.reform import Contract, Indexation, ReformFile

Tree = dict[str, Any]

PARTS: Final = ("structure_dkk", "plans_dkk", "indexation_dkk", "occupancy_dkk")
AMOUNTS: Final = ("before_dkk", "after_dkk", "change_dkk", *PARTS)


Amount = TypeVar("Amount", int, Fraction)


class Steps(NamedTuple, Generic[Amount]):
    """What somebody pays in the year, one thing changed after the other [DKK]."""

    before: Amount
    with_structure: Amount
    with_plans: Amount
    with_occupancy: Amount
    after: Amount


class Line(NamedTuple):
    """One contract: its rates on the first day, before indexation, and its year."""

    contract: Contract
    old_rate: Fraction
    new_rate: Fraction
    steps: Steps[int]


class Reformed(NamedTuple):
    """What a reform does to all who pay."""

    filed: Filed[ReformFile]
    structure: Structure
    lines: list[Line]
    exact: list[Steps[Fraction]]

    @property
    def values(self) -> ReformFile:
        """The reform as on its first day."""
        return self.filed.at(self.filed.periods[0][1].reform.start)

    @property
    def rounding_residue_dkk(self) -> int:
        """How far the change would be off if each contract were rounded by itself [DKK]."""
        alone = [nearest_krone(of.after) - nearest_krone(of.before) for of in self.exact]
        placed = [of.steps.after - of.steps.before for of in self.lines]
        return sum(alone) - sum(placed)


def reform(filed: Filed[ReformFile]) -> Reformed:
    """Before and after for every contract of a reform."""
    start = filed.periods[0][1].reform.start
    structure = starting_structure(filed.at(start))
    year = year_of(filed)
    contracts = filed.at(start).contract
    exact = [_steps(of, filed, structure, year) for of in contracts]
    whole = _in_whole_kroner(contracts, exact)
    lines = [
        Line(of, *_rates(of, structure), steps) for of, steps in zip(contracts, whole, strict=True)
    ]
    return Reformed(filed, structure, lines, exact)


def paid_index(of: Indexation) -> Fraction:
    """Price level of the new rates, that of the old ones being 1."""
    return 1 + exactly(of.applied) + total(exactly(of.supplements[name]) for name in of.paid)


def price_index(of: Indexation) -> Fraction:
    """Price level that the before is lifted to: what was applied and the supplements named.

    Source: Region Midtjylland: rates were raised by 4.2 % "og ikke 5,5 % (6,2 %) som vi burde",
    the supplements of 2025 (1.3 %) and 2024 (0.7 %) being the difference.
    """
    owed = total(exactly(of.supplements[name]) for name in of.compared_with)
    return 1 + exactly(of.applied) + owed


def _rates(of: Contract, structure: Structure) -> tuple[Fraction, Fraction]:
    before = exactly(of.hours_before)
    return structure.old_rate(of.offer, before), structure.new_rate(of.offer, before)


def _steps(
    of: Contract, filed: Filed[ReformFile], structure: Structure, year: Sequence[Stretch]
) -> Steps[Fraction]:
    """A contract's year, exactly."""
    changed = paid_span(of, filed)
    old, new = _rates(of, structure)
    before_hours, after_hours = hours(of)
    found = Steps(*[Fraction(0)] * 5)
    for stretch in year:
        days = days_at(of, changed, stretch)
        rates = at_occupancy(structure, stretch.values)
        planned, occupied = (
            days.before * by.new_rate(of.offer, before_hours)
            + days.after * by.new_rate(of.offer, after_hours)
            for by in (structure, rates)
        )
        prices = price_index(stretch.values.indexation)
        paid = paid_index(stretch.values.indexation)
        interest = sum(days) * _interest(of, stretch)
        added = (
            *(stretch.days * prices * old, stretch.days * prices * new, prices * planned),
            *(prices * occupied, paid * occupied + interest),
        )
        found = Steps(*(a + b for a, b in zip(found, added, strict=True)))
    return found


def _interest(of: Contract, stretch: Stretch) -> Fraction:
    """A change of interest that the before is not corrected for [DKK per day]."""
    values = stretch.values
    changes = {offer.name: exactly(offer.interest_change_dkk_per_year) for offer in values.offer}
    change = changes[of.offer]
    if not change:
        return change
    return change / (len(contracts_by_offer(values.contract)[of.offer]) * values.reform.days)


def _in_whole_kroner(
    contracts: Sequence[Contract], exact: Sequence[Steps[Fraction]]
) -> list[Steps[int]]:
    """Every step in kroner that add up: first by payer, and within each by contract."""
    of_payer: dict[str, list[int]] = defaultdict(list)
    for place, contract in enumerate(contracts):
        of_payer[contract.payer].append(place)
    columns = [_column(list(of_payer.values()), step) for step in zip(*exact, strict=True)]
    return [Steps(*amounts) for amounts in zip(*columns, strict=True)]


def _column(groups: Sequence[Sequence[int]], amounts: Sequence[Fraction]) -> list[int]:
    found = [0] * len(amounts)
    sums = whole_kroner([total(amounts[place] for place in group) for group in groups])
    for group, wanted in zip(groups, sums, strict=True):
        parts = whole_kroner([amounts[place] for place in group], wanted)
        for place, part in zip(group, parts, strict=True):
            found[place] = part
    return found


# What is shown


def reform_tree(found: Reformed) -> Tree:
    """What `forloeb reform --json` says: every payer, by name, and the total."""
    by_payer: dict[str, list[Line]] = defaultdict(list)
    for line in found.lines:
        by_payer[line.contract.payer].append(line)
    payers = [{"payer": name, **amounts(by_payer[name])} for name in sorted(by_payer)]
    return {"payers": payers, "total": amounts(found.lines)}


def amounts(lines: Sequence[Line]) -> dict[str, int]:
    """Before, after, the change and its parts, for some contracts together [DKK]."""
    sums = Steps(*(sum(column) for column in zip(*(line.steps for line in lines), strict=True)))
    return {
        "before_dkk": sums.before,
        "after_dkk": sums.after,
        "change_dkk": sums.after - sums.before,
        "structure_dkk": sums.with_structure - sums.before,
        "plans_dkk": sums.with_plans - sums.with_structure,
        "indexation_dkk": sums.after - sums.with_occupancy,
        "occupancy_dkk": sums.with_occupancy - sums.with_plans,
    }
