"""Checks of single contracts of a reform: where they could move, and their plans.

As the checks of `checks.py`, each reads a draft, trusts no type and minds no other.
"""

from collections.abc import Callable, Collection, Iterator
from fractions import Fraction
from typing import Any, Final

from sim.scenario.faults.fault import Fault, ScenarioError, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, rows
from sim.scenario.files.values import is_number
from sim.scenario.reform.plan_file import load_plan
from sim.scenario.reform.plan_hours import exactly, plan_paid_hours
from sim.scenario.schema.support_plan import Kind, PlanTable
from sim.words import phrase

_OUTSIDE: Final[dict[str, Kind]] = {"health_hours": "health", "escort_hours": "escort"}
_HALF_A_HUNDREDTH: Final = Fraction(1, 200)
"""Hours are printed with two decimals; closer than this they are the same."""
_BEYOND: Final = 1e300


def _contracts(draft: Draft) -> Iterator[tuple[int, dict[str, Any]]]:
    found = enumerate(rows(draft.value("contract")))
    return ((number, row) for number, row in found if isinstance(row, dict))


def _hours(row: dict[str, Any], key: str) -> Fraction | None:
    """Hours that can be reckoned with; of anything else the schema complains."""
    value = row.get(key, 0)
    return exactly(value) if is_number(value) and 0 <= value < _BEYOND else None


def move_faults(draft: Draft) -> Iterator[Fault]:
    """Moves to no offer, to the same one, or on a day without an offer."""
    offers = [row.get("name") for row in rows(draft.value("offer")) if isinstance(row, dict)]
    known = [name for name in offers if isinstance(name, str)]
    for number, row in _contracts(draft):
        named, path = row.get("could_live_in"), ("contract", number, "could_live_in")
        if isinstance(named, str) and known and named not in known:
            yield draft.fault(
                path, phrase("{named} is no offer", named=shown(named)), instead(named, known)
            )
        if isinstance(named, str) and named == row.get("offer"):
            what = phrase("is the offer where the citizen lives")
            yield draft.fault(path, what, phrase("name another offer, or leave it out"))
        if named is None and "could_move_on" in row:
            what = phrase("is not used without could_live_in")
            day = ("contract", number, "could_move_on")
            yield draft.fault(day, what, phrase("add it, or leave this out"))


def hours_outside_faults(draft: Draft) -> Iterator[Fault]:
    """More hours of health services and escorts than the contract has."""
    for number, row in _contracts(draft):
        parts = [_hours(row, key) for key in _OUTSIDE]
        outside = sum((part for part in parts if part is not None), Fraction(0))
        for key in ("hours_before", "hours_after"):
            whole = _hours(row, key) if key in row else None
            if whole is not None and None not in parts and outside > whole:
                said = next(name for name in reversed(_OUTSIDE) if name in row)
                what = phrase(
                    "makes {outside} hours outside of {whole} {key}",
                    outside=f"{float(outside):g}",
                    whole=f"{float(whole):g}",
                    key=key,
                )
                path = ("contract", number, said)
                yield draft.fault(
                    path, what, phrase("give paid hours a week, among those of the plan")
                )


def contract_plan_faults(draft: Draft) -> Iterator[Fault]:
    """Plan files that cannot be read, or do not come to the hours of the contract."""
    for number, row in _contracts(draft):
        named = row.get("plan")
        if isinstance(named, str) and named:
            try:
                plan = load_plan(named).periods[0][1].plan
            except ScenarioError as error:
                yield from error.faults
            else:
                yield from _differences(draft, number, row, plan)


def _differences(
    draft: Draft, number: int, row: dict[str, Any], plan: PlanTable
) -> Iterator[Fault]:
    """Hours of a contract that are not those of its plan."""
    of_plan: dict[str, Collection[Kind]] = {"hours_before": ()}
    of_plan |= {key: (kind,) for key, kind in _OUTSIDE.items()}
    whole = plan_paid_hours(plan).paid
    for key, kinds in of_plan.items():
        here, there = _hours(row, key), whole
        if kinds:
            there = whole - plan_paid_hours(plan, kinds).paid
        if here is not None and abs(here - there) >= _HALF_A_HUNDREDTH:
            what = phrase(
                "is {here}, but the plan has {there} paid hours of it",
                here=f"{float(here):g}",
                there=f"{float(there):.2f}",
            )
            path = ("contract", number, key if key in row else "plan")
            yield draft.fault(
                path, what if key in row else f"{key} {what}", phrase("write the plan's")
            )


CONTRACT_CHECKS: Final[tuple[Callable[[Draft], Iterator[Fault]], ...]] = (
    move_faults,
    hours_outside_faults,
    contract_plan_faults,
)
