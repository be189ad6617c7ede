"""Estimates as a scenario writes numbers: with unit, source, status, n, period and range."""

import math
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sim.calibration.fits.estimate import Estimated
from sim.model.terms import LEVELS

_DIGITS: Final = 6
_THOUSANDS: Final = 3

Wrapper = dict[str, Any]


class Writer(NamedTuple):
    """What all numbers of a calibration have in common."""

    source: str
    period: str
    smallest: int
    """Numbers of citizens below it are not said."""
    levels: tuple[int, ...]
    """Functional levels that occur, in order."""

    @property
    def is_by_level(self) -> bool:
        """Whether numbers stand by level."""
        return self.levels != (0,)

    def number(self, of: Estimated, unit: str) -> Wrapper:
        """One number."""
        return {
            "value": six_digits(of.value),
            "unit": unit,
            **self.said(of.n),
            **_range([of.low], [of.high], of.law, is_list=False),
        }

    def by_level(self, of: Mapping[int, Estimated], unit: str) -> Wrapper:
        """A number for each level; a level that does not occur has that of the nearest."""
        if not self.is_by_level:
            return self.number(of[0], unit)
        each = [of[nearest_level(level, of)] for level in range(LEVELS)]
        law = next((e.law for e in each if e.law), "")
        return {
            "value": [six_digits(e.value) for e in each],
            "unit": unit,
            **self.said(sum(e.n for e in of.values())),
            **_range([e.low for e in each], [e.high for e in each], law, is_list=True),
        }

    def told(self, count: float) -> float:
        """A count as it may be said: half the smallest cell where it is below it, but not 0."""
        return self.smallest / 2.0 if 0 < count < self.smallest else count

    def said(self, n: int) -> Wrapper:
        """Where a number comes from; of how many is left out where they are few."""
        said: Wrapper = {"source": self.source, "status": "measured", "period": self.period}
        return {**said, "n": n} if n >= self.smallest else said


def nearest_level(level: int, of: Mapping[int, object]) -> int:
    """The level itself, or the nearest one that there is."""
    return min(of, key=lambda other: (abs(other - level), other))


def _range(low: list[float], high: list[float], law: str, *, is_list: bool) -> Wrapper:
    """Interval and law, where there is one throughout."""
    if not law or not all(map(math.isfinite, [*low, *high])):
        return {}
    lows, highs = [six_digits(v) for v in low], [six_digits(v) for v in high]
    ends = {"low": lows, "high": highs} if is_list else {"low": lows[0], "high": highs[0]}
    return {**ends, "law": law}


def six_digits(value: float) -> float:
    """A number to six digits; three decimals, which read as thousands in Danish, become two."""
    if value == 0 or not math.isfinite(value):
        return value
    decimals = _DIGITS - 1 - math.floor(math.log10(abs(value)))
    return round(value, decimals if decimals != _THOUSANDS else decimals - 1)


def adding_up(shares: list[float]) -> list[float]:
    """Shares rounded so that they still add up to exactly 1."""
    found = [round(share, _DIGITS) for share in shares]
    largest = max(range(len(found)), key=found.__getitem__)
    rest = sum(found[:largest] + found[largest + 1 :])
    found[largest] = round(1.0 - rest, _DIGITS)
    return found
