"""What every array needs: one row a period, five numbers a level, entries by a closed list."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from sim.model.parameters import Floats, Ints
from sim.model.terms import LEVELS
from sim.scenario.schema.scenario import Values

T = TypeVar("T")
Levels = float | Sequence[float] | None


def by_level(value: Levels) -> Floats:
    """One number a level, array [L], from one for all or a list; nothing given is 0."""
    return np.broadcast_to(np.asarray(0.0 if value is None else value, float), (LEVELS,))


def each(periods: Sequence[T], array_of: Callable[[T], object]) -> Floats:
    """One array a period, stacked along axis P."""
    return np.stack([np.asarray(array_of(values), float) for values in periods])


def each_whole(periods: Sequence[T], array_of: Callable[[T], object]) -> Ints:
    """One array of whole numbers a period, stacked along axis P."""
    return np.stack([np.asarray(array_of(values), np.int64) for values in periods])


def entries(table: Mapping[Any, float] | None, names: Sequence[str]) -> list[float]:
    """Numbers of a table in the order of a closed list; what is not named is 0."""
    return [float((table or {}).get(name, 0.0)) for name in names]


def courses_of_kind(values: Values, kind: str) -> list[int]:
    """Numbers of the courses of a kind, in the order of the file."""
    return [number for number, course in enumerate(values.course) if course.kind == kind]
