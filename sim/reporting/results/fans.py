"""A fan of many replications: a mean, two bands, and each run when they are few.

The bands hold single runs: 95 % of what a municipality may live through once. They are not
the interval of the mean, which shrinks with more replications and stands in the summary.
"""

from typing import NamedTuple

import numpy as np

from sim.experiments.summary.statistics import FEWEST_FOR_RUNS
from sim.reporting.results.results import Array

MOST_POINTS = 27
"""Points of a path that are drawn, every fourth week of two years: a phone shows no more."""

_QUANTILES = (0.025, 0.25, 0.75, 0.975)


class Fan(NamedTuple):
    """Paths over time: each field [points], `runs` [replications, points]."""

    mean: Array
    low95: Array
    low50: Array
    high50: Array
    high95: Array
    runs: Array

    @property
    def has_bands(self) -> bool:
        """Whether there are runs enough to speak of bands."""
        return len(self.runs) >= FEWEST_FOR_RUNS

    @property
    def extremes(self) -> tuple[float, float]:
        """Lowest and highest value that is drawn."""
        if self.has_bands:
            return float(self.low95.min()), float(self.high95.max())
        return float(np.nanmin(self.runs)), float(np.nanmax(self.runs))

    def thinned(self, most: int) -> "Fan":
        """Thin out to a number of points, keeping the first and the last."""
        count = self.mean.size
        kept = np.unique(np.linspace(0, count - 1, min(most, count)).round().astype(int))
        return Fan(*(field[..., kept] for field in self))


def fan(paths: Array) -> Fan:
    """Sum up paths [replications, points]; NaN where a run has nothing to show at a point.

    Every point needs a run that shows something.
    """
    low95, low50, high50, high95 = np.nanquantile(paths, _QUANTILES, axis=0)
    return Fan(np.nanmean(paths, axis=0), low95, low50, high50, high95, paths)


def cumulative(weekly: Array) -> Array:
    """Add up week by week from a zero at the start: [replications, weeks] to one point more."""
    start = np.zeros((weekly.shape[0], 1))
    return np.concatenate([start, np.cumsum(weekly, axis=1)], axis=1)


def spread(values: Array) -> tuple[float, float]:
    """Bounds that hold 95 % of single runs; values [replications]."""
    low, high = np.quantile(values, (_QUANTILES[0], _QUANTILES[-1]))
    return float(low), float(high)
