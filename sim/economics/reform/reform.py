"""Before and after for each contract and payer, and the parts that make the change.

The amounts of a year are worked out five times, one thing changed at a time
(`contract_year.py`), each in whole kroner that add up (`whole_kroner.py`); the parts are the
differences, so they add to the change to the krone, for each contract, each payer and in total:

1. before: old rates, at the price level that they are compared with
2. structure: new rates for the same hours and days; sums to zero
3. plans: hours that changed or left the rate, citizens who left or moved to another offer
4. occupancy: basis rates at the budgeted occupancy instead of the starting one
5. indexation: what rates were raised by instead of what prices rose by; this is the after

Offers' own accounts are in `offer_accounts.py`, the words in `text.py`.
"""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from sim.economics.documents.reform import Amounts, LessSpecialised, ReformTree
from sim.economics.reform.contract_year import (
    Besides,
    ContractCourse,
    ContractYear,
    Steps,
    YearPart,
    contract_year,
    first_rates,
    parts_of,
)
from sim.economics.reform.moves import Moving, could_span, moving
from sim.economics.reform.plan_changes import offer_stays, paid_span, span_of, year_of
from sim.economics.reform.structure import Structure, starting_structure, total
from sim.economics.reform.whole_kroner import nearest_krone, whole_kroner
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.forms import Filed
from sim.scenario.schema.reform import ContractTable, ReformFile

PARTS: Final = ("structure_dkk", "plans_dkk", "indexation_dkk", "occupancy_dkk")
AMOUNTS: Final = ("before_dkk", "after_dkk", "change_dkk", *PARTS)


class ContractLine(NamedTuple):
    """One contract: its rates on the first day, before indexation, and its year."""

    contract: ContractTable
    old_rate: Fraction
    new_rate: Fraction
    steps: Steps[int]
    besides: Besides[int]
    course: ContractCourse
    after_by_offer: dict[str, int]


class Reformed(NamedTuple):
    """What a reform does to all who pay."""

    filed: Filed[ReformFile]
    structure: Structure
    lines: list[ContractLine]
    exact: list[Steps[Fraction]]
    parts: list[YearPart]
    moving: Moving
    has_moves: bool  # some resident could live in a less specialised offer
    has_outside: bool  # some hours are for what may lie outside the rate

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
    values = filed.at(filed.periods[0][1].reform.start)
    structure, contracts = starting_structure(values), values.contract
    parts = parts_of(year_of(filed), structure)
    changed = {of.contract: paid_span(of, filed) for of in contracts}
    found = moving(contracts, parts, changed)
    courses = [
        ContractCourse(changed[of.contract], offer_stays(of, found.moved.get(of.contract)))
        for of in contracts
    ]
    years = [
        contract_year(of, course, parts, structure)
        for of, course in zip(contracts, courses, strict=True)
    ]
    lines = _lines(contracts, courses, years, structure)
    has_moves = any(of.could_live_in is not None for of in contracts)
    has_outside = any(of.health_hours or of.escort_hours for of in contracts)
    exact = [year.steps for year in years]
    return Reformed(filed, structure, lines, exact, parts, found, has_moves, has_outside)


def _lines(
    contracts: Sequence[ContractTable],
    courses: Sequence[ContractCourse],
    years: Sequence[ContractYear],
    structure: Structure,
) -> list[ContractLine]:
    """Every contract with its year in whole kroner."""
    steps = _in_whole_kroner(contracts, [year.steps for year in years])
    besides = _in_whole_kroner(contracts, [year.besides for year in years])
    return [
        ContractLine(
            of,
            *first_rates(of, structure),
            Steps(*steps[place]),
            Besides(*besides[place]),
            courses[place],
            _by_offer(years[place].after_by_offer, steps[place][-1]),
        )
        for place, of in enumerate(contracts)
    ]


def _by_offer(exact: dict[str, Fraction], after_dkk: int) -> dict[str, int]:
    return dict(zip(exact, whole_kroner(list(exact.values()), after_dkk), strict=True))


def _in_whole_kroner(
    contracts: Sequence[ContractTable], exact: Sequence[tuple[Fraction, ...]]
) -> list[tuple[int, ...]]:
    """Every amount in kroner that add up: first by payer, and within each by contract."""
    of_payer: dict[str, list[int]] = defaultdict(list)
    for place, contract in enumerate(contracts):
        of_payer[contract.payer].append(place)
    columns = [_column(list(of_payer.values()), step) for step in zip(*exact, strict=True)]
    return list(zip(*columns, strict=True))


def _column(groups: Sequence[Sequence[int]], amounts: Sequence[Fraction]) -> list[int]:
    found = [0] * len(amounts)
    sums = whole_kroner([total(amounts[place] for place in group) for group in groups])
    for group, wanted in zip(groups, sums, strict=True):
        parts = whole_kroner([amounts[place] for place in group], wanted)
        for place, part in zip(group, parts, strict=True):
            found[place] = part
    return found


# What is shown


def reform_tree(found: Reformed) -> ReformTree:
    """What `forloeb reform --json` says: every payer, by name, the total, and what is beside."""
    by_payer: dict[str, list[ContractLine]] = defaultdict(list)
    for line in found.lines:
        by_payer[line.contract.payer].append(line)
    tree: ReformTree = {
        "schema": DOCUMENT_VERSION,
        "payers": [
            {"payer": name, **shown_amounts(found, by_payer[name])} for name in sorted(by_payer)
        ],
        "total": shown_amounts(found, found.lines),
    }
    if found.has_moves:
        tree["less_specialised"] = less_specialised(found)
    return tree


def amounts(lines: Sequence[ContractLine]) -> Amounts:
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


def shown_amounts(found: Reformed, lines: Sequence[ContractLine]) -> Amounts:
    """Amounts, and where there is any: what moves are of the plans, and the bill outside [DKK]."""
    said = amounts(lines)
    if found.has_moves:
        said["moves_dkk"] = sum(line.besides.moves for line in lines)
    if found.has_outside:
        said["outside_rate_dkk"] = sum(line.besides.outside for line in lines)
        said["bill_dkk"] = said["after_dkk"] + said["outside_rate_dkk"]
    return said


def less_specialised(found: Reformed) -> LessSpecialised:
    """Who could live in a less specialised offer, who moves, and what it saves [DKK]."""
    of = found.moving
    return {
        "could_move": len(of.could),
        "moved": len(of.moved),
        "for_want_of_places": of.for_want_of_places,
        "saved_dkk": -sum(line.besides.moves for line in found.lines),
        "potential_dkk": nearest_krone(-total(_potential(found, line) for line in found.lines)),
    }


def _potential(found: Reformed, line: ContractLine) -> Fraction:
    """What a move would change with a place on the first day on which it would do [DKK]."""
    year = span_of([part.stretch for part in found.parts])
    could = could_span(line.contract, year)
    if not could.days_in(year):
        return Fraction(0)
    course = line.course._replace(stays=offer_stays(line.contract, could.first))
    return contract_year(line.contract, course, found.parts, found.structure).besides.moves
