"""The axes of the model's arrays, as their annotations say them.

`Annotated[Floats, "P C L S"]` is an array over periods, courses, levels and services; what each
letter stands for is in `parameters.py`. Some axes are as long as a closed list of `terms.py`.
That is known before any scenario is read: new tables are made by it, and compiled code need not
look it up at every access.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sim.model.levers import LEVERS
from sim.model.parameters import STRUCTURE, Floats
from sim.model.rules.plans import AddedTerms
from sim.model.terms import (
    BEARERS,
    BENEFITS,
    LEVELS,
    LONG_WAITS_DAYS,
    OUTSIDE,
    OUTSIDE_NEEDS,
    PROFESSIONS,
    SERVICES,
    TIMES,
)
from sim.model.units import DAYS_PER_WEEK

CLOSED: Final = {
    "L": LEVELS,
    "S": len(SERVICES),
    "D": len(TIMES),
    "J": len(PROFESSIONS),
    "O": len(OUTSIDE_NEEDS),
    "A": len(OUTSIDE),
    "R": len(BEARERS),
    "V": len(LEVERS),
    "B": len(BENEFITS),
    "E": len(LONG_WAITS_DAYS),
    "weekday": DAYS_PER_WEEK,
    "added": len(AddedTerms._fields),
    "1": 1,
}
"""Lengths of the axes that no scenario changes."""

NO_OTHER_AXES: Final[Mapping[str, int]] = MappingProxyType({})

_A_ROW_EACH: Final = ("rows",)


def axes(table: type, field: str) -> tuple[str, ...]:
    """Axes of a field of a table; one that says none has a number a row."""
    said = getattr(table.__annotations__[field], "__metadata__", _A_ROW_EACH)
    return tuple(said[0].split())


def is_structure(table: type, field: str) -> bool:
    """Whether a field says which things there are, and not how much of them."""
    said = getattr(table.__annotations__[field], "__metadata__", _A_ROW_EACH)
    return STRUCTURE in said[1:]


def closed_extents(
    table: type, field: str, also: Mapping[str, int] = NO_OTHER_AXES
) -> tuple[int, ...]:
    """Lengths of a field's last axes, as many as are closed, or known `also`."""
    known, found = {**CLOSED, **also}, list[int]()
    for axis in reversed(axes(table, field)):
        if axis not in known:
            break
        found.insert(0, known[axis])
    return tuple(found)


def lengths(table: type, field: str, open_axes: Mapping[str, int]) -> tuple[int, ...]:
    """Lengths of all of a field's axes, given those that scenario and run decide."""
    known = {**CLOSED, **open_axes}
    return tuple(known[axis] for axis in axes(table, field))


def is_real(table: type, field: str) -> bool:
    """Whether a field holds real numbers; otherwise they are whole."""
    annotation = table.__annotations__[field]
    return Floats in (annotation, getattr(annotation, "__origin__", None))
