"""Spread of need: between citizens for life, and from week to week.

need = mean x M x W, M and W lognormal with mean 1. On the log scale both are normal, so analysis of
variance parts them: within a citizen is W, what is left between citizens is M. Where weeks without
any hours are not rare there is no logarithm, and moments do it: E[y y'] of two weeks of one citizen
is mean² (1 + sd_M²). Source: Searle, Casella and McCulloch, Variance Components, 1992, chapter 3.
"""

import math
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.estimate import LEVEL, Estimated, point

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_MOST: Final = 0.9
"""Share of the exposure that is one citizen's at most: the rest must tell something."""

FEWEST_WEEKS: Final = 20
"""Degrees of freedom below which no spread is given. Source: assumption."""


class Component(NamedTuple):
    """A variance with its degrees of freedom."""

    variance: float
    degrees: float


class NeedSpread(NamedTuple):
    """Variances of logarithms between and within citizens."""

    between: Component
    within: Component


def components(logs: Floats, group: Ints) -> NeedSpread | None:
    """Variance components of one-way data; None with too little of it.

    Between citizens by the means of citizens, each counted once however many its weeks: those who
    stay long say no more of how citizens differ than those who do not.
    """
    _, place = np.unique(group, return_inverse=True)
    sizes = np.bincount(place).astype(float)
    groups, total = len(sizes), float(len(logs))
    if total - groups < FEWEST_WEEKS or groups < 2:  # noqa: PLR2004 - two can differ
        return None
    means = np.bincount(place, logs) / sizes
    within = float(((logs - means[place]) ** 2).sum()) / (total - groups)
    spread, noise = float(means.var(ddof=1)), within * float((1.0 / sizes).mean())
    degrees = _satterthwaite((spread, groups - 1.0), (noise, total - groups))
    between = max(0.0, spread - noise)
    return NeedSpread(Component(between, degrees), Component(within, total - groups))


def _satterthwaite(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Degrees of freedom of the difference of two mean squares."""
    difference = max(one[0] - other[0], 1e-12)
    return difference**2 / (one[0] ** 2 / one[1] + other[0] ** 2 / other[1])


def sd_of_factor(of: Component, scale: float, n: int) -> Estimated:
    """Sd of a lognormal factor of mean `scale`, by the variance of its logarithm."""
    if of.variance <= 0 or of.degrees < 1:
        return point(0.0, n)
    from scipy.stats import chi2

    tail = (1.0 - LEVEL) / 2.0
    sum_of_squares = of.variance * of.degrees
    low = sum_of_squares / float(chi2.ppf(1.0 - tail, of.degrees))
    high = sum_of_squares / float(chi2.ppf(tail, of.degrees))
    ends = (scale * _sd(low), scale * _sd(high))
    return Estimated(scale * _sd(of.variance), *ends, "lognormal", n)


def _sd(variance: float) -> float:
    return math.sqrt(math.expm1(min(variance, 20.0)))


class SpreadMoments(NamedTuple):
    """Squared coefficients of variation between and within citizens."""

    between: float
    within: float


def moments(amounts: Floats, group: Ints, mean: float) -> SpreadMoments:
    """The same by moments, of weeks of which some are without hours."""
    _, place = np.unique(group, return_inverse=True)
    sizes = np.bincount(place).astype(float)
    sums, squares = np.bincount(place, amounts), np.bincount(place, amounts**2)
    several = sizes > 1
    pairs = (sums**2 - squares)[several] / (sizes[several] - 1.0)
    product = float(pairs.sum() / sizes[several].sum())
    between = max(0.0, product / mean**2 - 1.0)
    square = float(squares.sum() / sizes.sum())
    within = max(0.0, square / (mean**2 * (1.0 + between)) - 1.0)
    return SpreadMoments(between, within)


def ratio(amounts: Floats, exposure: Floats, group: Ints) -> tuple[float, float]:
    """Amount per exposure and the standard error of its logarithm, citizens as the units.

    By the jackknife: a citizen who is there long pulls the ratio along, so each residual is taken
    from the ratio without that citizen. Source: Efron and Stein, Annals of Statistics 1981.
    """
    _, place = np.unique(group, return_inverse=True)
    top, bottom = np.bincount(place, amounts), np.bincount(place, exposure)
    value, units = float(top.sum() / bottom.sum()), len(top)
    if value <= 0 or units < 2:  # noqa: PLR2004 - two can differ
        return value, math.inf
    residual = (top - value * bottom) / (1.0 - np.minimum(bottom / bottom.sum(), _MOST))
    variance = float(residual @ residual) * units / (units - 1) / float(bottom.sum()) ** 2
    return value, math.sqrt(variance) / value
