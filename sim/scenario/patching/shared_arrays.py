"""Arrays of scenarios that differ in a few values: what cannot differ is made once.

Each subject is made once from values that note which tables it looks at. For another scenario
with the same days it is made anew only where one of those tables is another.
"""

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from sim.model.parameters import Parameters
from sim.scenario.arrays.parameters import SUBJECTS, arrays_of
from sim.scenario.reading import Scenario
from sim.scenario.schema.scenario import Values

if TYPE_CHECKING:
    from collections.abc import Sequence


class _WatchedValues:
    """Values of a day that note which of their tables are looked at."""

    def __init__(self, values: Values, tables: set[str]) -> None:
        self._values = values
        self._tables = tables

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the schema has there
        self._tables.add(name)
        return getattr(self._values, name)


class SharedArrays:
    """The arrays of a scenario, ready to be shared with others like it."""

    def __init__(self, scenario: Scenario) -> None:
        """Make every subject, and note what it looks at."""
        self._periods = scenario.periods
        self._tables: dict[str, set[str]] = {}
        self._made: dict[str, Any] = {}
        for name, made in SUBJECTS.items():
            tables = self._tables[name] = set[str]()
            noting = [_WatchedValues(values, tables) for _, values in scenario.periods]
            self._made[name] = made(cast("Sequence[Values]", noting))

    def of(self, scenario: Scenario) -> Parameters:
        """Arrays of another scenario, with nobody in care on the first day."""
        moved, periods = self._moved(scenario), [values for _, values in scenario.periods]
        subjects = {
            name: made(periods) if moved & self._tables[name] else self._made[name]
            for name, made in SUBJECTS.items()
        }
        return arrays_of(scenario, subjects)

    def _moved(self, scenario: Scenario) -> set[str]:
        """Tables that are not the same on every day; all where the days differ."""
        tables = set(Values.model_fields)
        if [day for day, _ in scenario.periods] != [day for day, _ in self._periods]:
            return tables
        both = zip(self._periods, scenario.periods, strict=True)
        pairs = [(own, one) for (_, own), (_, one) in both]
        return {name for name in tables if any(_differ(*pair, name) for pair in pairs)}


def same_numbers(one: Any, other: Any) -> bool:  # noqa: ANN401 - any nest of named tuples
    """Claim that two subjects hold the same numbers."""
    if one is other:
        return True
    if isinstance(one, tuple):
        return all(same_numbers(mine, theirs) for mine, theirs in zip(one, other, strict=True))
    return bool(np.array_equal(one, other))


def _differ(one: Values, other: Values, table: str) -> bool:
    mine, theirs = getattr(one, table), getattr(other, table)
    return mine is not theirs and mine != theirs
