"""A scenario on one day before anybody has checked it: any value may be missing or wrong.

The checks of `checks/` read it through these functions, which pass over what is not of the
right type (the schema says that) so that one fault never hides another.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from sim.model.terms import LEVELS
from sim.scenario.faults.fault import Fault, RowNames, key_text, named
from sim.scenario.faults.suggestions import nearest_name
from sim.scenario.files.toml_lines import Spot
from sim.scenario.files.values import is_number
from sim.scenario.schema.shapes import shape_at

_BEYOND: Final = 1e300
"""Whole numbers above this do not even become floats."""


class DraftRow(NamedTuple):
    """A team or a course of a draft."""

    number: int
    name: str
    table: dict[str, Any]


class Draft(NamedTuple):
    """Plain tree of one day, its spots, the names of its teams and courses, and its form."""

    tree: dict[str, Any]
    spot: Spot
    row_names: RowNames
    form: type[BaseModel]

    def fault(self, path: Sequence[str | int], what: str, remedy: str) -> Fault:
        """Fault at a key, or at the table around it where the key is missing."""
        return Fault(*self.spot.deepest(path), key_text(named(path, self.row_names)), what, remedy)

    def table(self, *path: str | int) -> dict[str, Any]:
        """Table at a path, empty when there is none."""
        return as_table(self.value(*path))

    def value(self, *path: str | int) -> Any:  # noqa: ANN401 - whatever stands there
        """Value at a path, None when there is none."""
        value: Any = self.tree
        for part in path:
            if isinstance(value, dict):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                value = value[part]
            else:
                value = None
        return value

    def has(self, *path: str | int) -> bool:
        """Something stands at a path, or beside it under a name that can only mean it."""
        if self.value(*path) is not None:
            return True
        known = shape_at(path[:-1], self.form).names
        others = [key for key in self.table(*path[:-1]) if key not in known]
        return any(nearest_name(key, known) == path[-1] for key in others)

    def may_hold(self, *path: str | int) -> bool:
        """Every table down to a path is one, or is not there; otherwise the schema complains."""
        above = (self.value(*path[:depth]) for depth in range(1, len(path) + 1))
        return all(isinstance(value, dict | None) for value in above)

    def rows(self, kind: str) -> Iterator[DraftRow]:
        """Teams or courses that are tables, in the order of the file."""
        for number, row in enumerate(rows(self.value(kind))):
            name = row.get("name") if isinstance(row, dict) else None
            if isinstance(row, dict):
                yield DraftRow(number, name if isinstance(name, str) else "", row)

    def names(self, kind: str) -> list[str]:
        """Names of the teams or courses."""
        return list(dict.fromkeys(row.name for row in self.rows(kind) if row.name))


def as_table(value: object) -> dict[str, Any]:
    """Value as a table; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Any]:
    """Value as a list; anything else is an empty one."""
    return value if isinstance(value, list) else []


def draft_levels(value: object) -> list[float] | None:
    """One number a level, from one number or a list; None when it is neither."""
    values: list[Any] = value if isinstance(value, list) else [value] * LEVELS
    if len(values) != LEVELS or not all(is_number(v) and abs(v) < _BEYOND for v in values):
        return None
    return [float(v) for v in values]


def some_levels(value: object) -> list[int]:
    """Levels at which a number is above 0, or is wrong and meant to be."""
    if value is None:
        return []
    numbers = draft_levels(value)
    return [level for level in range(LEVELS) if numbers is None or numbers[level] != 0]


def is_some(value: object) -> bool:
    """A number above 0 stands here, at some level at least, or one that is wrong."""
    return bool(some_levels(value))
