"""Which of the model's arrays hang on a number, found by moving it.

Each number is moved by itself, as little as changes anything, and what changes with it uses it. So
no list says what uses what, and a number that nothing uses is seen.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from pydantic import ValidationError

from sim.scenario.files.drafts import Draft
from sim.scenario.files.overrides import place_of
from sim.scenario.patching.patchable import plain_drafts, put_plain, standing_at, table_of
from sim.scenario.patching.shared_arrays import SharedArrays, same_numbers
from sim.scenario.reading import Scenario

OF_THEIR_OWN: Final = ("run", "goals", "payers")
"""Tables that are used beside the arrays: by the run, by the summary, and by who pays."""


@lru_cache(maxsize=4)
def _shared(at: "_Identity") -> SharedArrays:
    return SharedArrays(at.scenario)


@lru_cache(maxsize=4)
def _drafts(at: "_Identity") -> list[Draft]:
    return plain_drafts(at.scenario)


class _Identity:
    """A scenario that is told from others by being itself."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __hash__(self) -> int:
        """Same of the same object."""
        return id(self.scenario)

    def __eq__(self, other: object) -> bool:
        """Claim that it is the same object."""
        return isinstance(other, _Identity) and other.scenario is self.scenario


def used_by(scenario: Scenario, key: str) -> list[str]:
    """Subjects of the model's arrays that a number of a scenario moves, by its key."""
    at = _Identity(scenario)
    drafts = _drafts(at)
    place = place_of(drafts[0].tree, key)
    if place is None:
        return []
    table = str(place[0])
    found = [table] if table in OF_THEIR_OWN else []
    shared = _shared(at)
    before = shared.of(scenario)
    for values in _nearby(standing_at(drafts[0].tree, place)):
        try:
            tables = [table_of(put_plain(draft.tree, place, values), table) for draft in drafts]
        except ValidationError:
            continue
        periods = tuple(
            (day, old.model_copy(update={table: new}))
            for (day, old), new in zip(scenario.periods, tables, strict=True)
        )
        after = shared.of(replace(scenario, periods=periods))
        moved = [
            name
            for name in after._fields
            if name != "start" and not same_numbers(getattr(before, name), getattr(after, name))
        ]
        if moved:
            return [*found, *moved]
    return found


def _nearby(value: Any) -> Iterator[Any]:  # noqa: ANN401 - a number or several
    """Other values, the nearest first: what is rounded to minutes or days needs a longer way."""
    for move in (_a_little, _half, _one_more, _one_less):
        yield [move(one) for one in value] if isinstance(value, list) else move(value)


def _a_little(value: float) -> float:
    return 0.99 * value if value else 0.01


def _half(value: float) -> float:
    return 0.5 * value


def _one_more(value: float) -> float:
    return value + 1


def _one_less(value: float) -> float:
    return value - 1
