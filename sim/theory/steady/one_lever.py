"""Where a function of one lever is largest: a grid first, then closer around its best hills.

A length of development is looked for among whole days, to which the model rounds stays, and then
between them by the parabola through the best day and its neighbours: a stay of fixed length
moves in steps of a day, its worth does not.
"""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

import numpy as np

from sim.model.levers import DEVELOPMENT_WEEKS
from sim.model.parameters import Floats
from sim.model.units import DAYS_PER_WEEK

Value = Callable[[float], float]
_POINTS: Final = 17
_LONGEST_GRID: Final = 53
_HILLS: Final = 2
_CLOSE: Final = 1e-5
"""How close a value is found, as a share of the range."""
_A_LITTLE: Final = 0.01
"""Share of a grid's step."""


class LeverBounds(NamedTuple):
    """How far a lever may go."""

    low: float
    high: float


class Found(NamedTuple):
    """A lever's value and what it is worth."""

    at: float
    worth: float


def best_value(lever: int, value: Value, bounds: LeverBounds) -> Found:
    """Value of a lever within its bounds at which a function is largest."""
    if bounds.high <= bounds.low:
        return Found(bounds.low, value(bounds.low))
    if lever == DEVELOPMENT_WEEKS:
        return _best_length(value, bounds)
    return _best_number(value, bounds)


def _hills(grid: Floats, worths: Floats) -> list[int]:
    """Places of the largest local maxima of a grid."""
    padded = np.concatenate([[-np.inf], worths, [-np.inf]])
    tops = [k for k in range(len(grid)) if padded[k] <= worths[k] >= padded[k + 2]]
    return sorted(tops, key=lambda k: -worths[k])[:_HILLS]


def _largest(found: Iterable[Found]) -> Found:
    return max(found, key=lambda one: one.worth)


def _best_number(value: Value, bounds: LeverBounds) -> Found:
    from scipy.optimize import minimize_scalar  # a sixth of a second that few runs need

    grid = np.linspace(bounds.low, bounds.high, _POINTS)
    worths = np.array([value(float(x)) for x in grid])
    found = [Found(float(x), float(y)) for x, y in zip(grid, worths, strict=True)]
    for k in _hills(grid, worths):
        low, high = grid[max(0, k - 1)], grid[min(k + 1, len(grid) - 1)]
        if _falls_from(value, found[k], (float(low), float(high))):
            continue
        nearer = minimize_scalar(
            lambda x: -value(float(x)),
            bounds=(low, high),
            method="bounded",
            options={"xatol": _CLOSE * (bounds.high - bounds.low)},
        )
        found.append(Found(float(nearer.x), -float(nearer.fun)))
    return _largest(found)


def _falls_from(value: Value, end: Found, sides: tuple[float, float]) -> bool:
    """Claim that the best value stands at an end of the range: a little inwards is worth less."""
    if end.at not in sides:
        return False
    inwards = sides[0] + sides[1] - end.at
    return value(end.at + _A_LITTLE * (inwards - end.at)) < end.worth


# Lengths


def _best_length(value: Value, bounds: LeverBounds) -> Found:
    days = _Days(value, bounds)
    ends = [Found(at, value(at)) for at in bounds]
    if not days.range:
        return _largest(ends)
    grid = _spread(days.range)
    worths = np.array([days.worth(int(day)) for day in grid])
    found = [days.climbed(int(grid[k])) for k in _hills(grid, worths)]
    return _largest([*ends, *found])


def _spread(days: range) -> Floats:
    """Days a week apart, or further in a long range, both ends among them."""
    count = min(_LONGEST_GRID, 2 + len(days) // DAYS_PER_WEEK)
    return np.unique(np.round(np.linspace(days[0], days[-1], count)))


class _Days:
    """A function of weeks at whole days; each day is asked for once."""

    def __init__(self, value: Value, bounds: LeverBounds) -> None:
        self._value = value
        first = max(1, int(np.ceil(DAYS_PER_WEEK * bounds.low - _CLOSE)))
        self.range = range(first, 1 + int(np.floor(DAYS_PER_WEEK * bounds.high + _CLOSE)))
        self._known: dict[int, float] = {}

    def worth(self, day: int) -> float:
        if day not in self.range:
            return -np.inf
        if day not in self._known:
            self._known[day] = self._value(day / DAYS_PER_WEEK)
        return self._known[day]

    def climbed(self, day: int) -> Found:
        """Top of the hill around a day."""
        for step in (DAYS_PER_WEEK, 4, 2, 1):
            while (better := max((day - step, day + step), key=self.worth)) in self.range:
                if self.worth(better) <= self.worth(day):
                    break
                day = better
        return self._between(day)

    def _between(self, day: int) -> Found:
        """Top of the parabola through a day and its neighbours."""
        before, here, after = (self.worth(day + d) for d in (-1, 0, 1))
        bend = 2.0 * here - before - after
        if not np.isfinite(bend) or bend <= 0.0:
            return Found(day / DAYS_PER_WEEK, here)
        off = 0.5 * (after - before) / bend
        return Found((day + off) / DAYS_PER_WEEK, here + 0.25 * (after - before) * off)
