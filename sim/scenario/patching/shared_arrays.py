"""Arrays of scenarios that differ in a few values: what cannot differ is made once.

Each subject is made once from values that note which tables it looks at, and of a list of tables,
as of teams, which keys. For another scenario with the same days it is made anew only where one of
those is another.
"""

from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from sim.model.parameters import Parameters
from sim.scenario.arrays.parameters import SUBJECTS, arrays_of
from sim.scenario.reading import Scenario
from sim.scenario.schema.quantities import Table
from sim.scenario.schema.scenario import Values

if TYPE_CHECKING:
    from collections.abc import Sequence


_Place = tuple[str, str]
"""A table, and a key in each of a list of tables."""

_WHOLE: Final = ""
"""In place of a key: all of the table, or how many there are in the list."""


class _WatchedValues:
    """Values of a day that note which of their tables are looked at."""

    def __init__(self, values: Values, seen: set[_Place]) -> None:
        self._values = values
        self._seen = seen

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the schema has there
        found = getattr(self._values, name)
        if _is_list_of_tables(found):
            return [_WatchedTable(table, name, self._seen) for table in found]
        self._seen.add((name, _WHOLE))
        return found


class _WatchedTable:
    """One table of a list, which notes which of its keys are looked at."""

    def __init__(self, table: Table, name: str, seen: set[_Place]) -> None:
        self._table = table
        self._name = name
        self._seen = seen

    def __getattr__(self, key: str) -> Any:  # noqa: ANN401 - whatever the schema has there
        is_key = key in type(self._table).model_fields
        self._seen.add((self._name, key if is_key else _WHOLE))
        return getattr(self._table, key)


class SharedArrays:
    """The arrays of a scenario, ready to be shared with others like it."""

    def __init__(self, scenario: Scenario) -> None:
        """Make every subject, and note what it looks at."""
        self._periods = scenario.periods
        self._seen: dict[str, set[_Place]] = {}
        self._made: dict[str, Any] = {}
        for name, made in SUBJECTS.items():
            seen = self._seen[name] = set[_Place]()
            noting = [_WatchedValues(values, seen) for _, values in scenario.periods]
            self._made[name] = made(cast("Sequence[Values]", noting))

    def of(self, scenario: Scenario) -> Parameters:
        """Arrays of another scenario, with nobody in care on the first day."""
        moved, periods = self._moved(scenario), [values for _, values in scenario.periods]
        subjects = {
            name: made(periods) if _touches(moved, self._seen[name]) else self._made[name]
            for name, made in SUBJECTS.items()
        }
        return arrays_of(scenario, subjects)

    def _moved(self, scenario: Scenario) -> set[_Place]:
        """What is not the same on every day; all where the days differ."""
        if [day for day, _ in scenario.periods] != [day for day, _ in self._periods]:
            return {(table, _WHOLE) for table in Values.model_fields}
        both = zip(self._periods, scenario.periods, strict=True)
        pairs = [(own, one) for (_, own), (_, one) in both]
        return {
            (table, key)
            for table in Values.model_fields
            for pair in pairs
            for key in _differing(*(getattr(values, table) for values in pair))
        }


def _touches(moved: set[_Place], seen: set[_Place]) -> bool:
    """Claim that something that is looked at has moved; a list as a whole is all that it holds."""
    wholly = {table for table, key in moved if key == _WHOLE}
    by_whole = {table for table, key in seen if key == _WHOLE}
    return (
        not moved.isdisjoint(seen)
        or any(table in wholly for table, _ in seen)
        or any(table in by_whole for table, _ in moved)
    )


def same_numbers(one: Any, other: Any) -> bool:  # noqa: ANN401 - any nest of named tuples
    """Claim that two subjects hold the same numbers."""
    if one is other:
        return True
    if isinstance(one, tuple):
        return all(same_numbers(mine, theirs) for mine, theirs in zip(one, other, strict=True))
    return bool(np.array_equal(one, other))


def _is_list_of_tables(value: Any) -> bool:  # noqa: ANN401 - whatever the schema has there
    return isinstance(value, list) and all(isinstance(one, Table) for one in value)


def _differing(mine: Any, theirs: Any) -> set[str]:  # noqa: ANN401 - whatever the schema has there
    """Keys in which two lists of tables differ, or the whole, or nothing."""
    if mine is theirs or mine == theirs:
        return set()
    both_lists = _is_list_of_tables(mine) and _is_list_of_tables(theirs)
    if not both_lists or len(mine) != len(theirs):
        return {_WHOLE}
    pairs = list(zip(mine, theirs, strict=True))
    if any(type(one) is not type(other) for one, other in pairs):
        return {_WHOLE}
    return {
        key
        for one, other in pairs
        for key in type(one).model_fields
        if getattr(one, key) != getattr(other, key)
    }
