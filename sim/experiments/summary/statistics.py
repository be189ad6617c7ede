"""Intervals: Student's t over replications, Wilson's for shares, and a ratio of two sums.

Every figure of a summary is one of these dictionaries `{mean, low, high}`. Bounds are 95 %
intervals; they are null where one replication (or nothing) gives no grounds for an interval.
Read `summary.py` next to see what is put in.
"""

import math
from typing import TypedDict

import numpy as np
from scipy.special import ndtri, stdtrit

from sim.model.parameters import Floats

CONFIDENCE = 0.95


class Figure(TypedDict):
    """A mean with the bounds of its 95 % interval."""

    mean: float | None
    low: float | None
    high: float | None


UNKNOWN = Figure(mean=None, low=None, high=None)


def t_interval(values: Floats) -> Figure:
    """Mean of independent replications with its t-interval.

    mean ± t(n − 1, 0.975) · s / √n, s the standard deviation with n − 1.

    Source: Law, Simulation Modeling and Analysis, 5th ed., section 4.5.
    """
    if values.size == 0:
        return UNKNOWN
    mean = float(np.mean(values))
    if values.size == 1:
        return Figure(mean=mean, low=None, high=None)
    return _around(mean, float(np.std(values, ddof=1)), values.size)


def ratio_interval(above: Floats, below: Floats) -> Figure:
    """Sum of `above` over sum of `below`, both by replication, with its t-interval.

    The ratio is that of everything seen, so that a replication with few spells does not
    count as much as one with many. Its spread is that of the residuals
    above − ratio · below, divided by the mean of `below`.

    Source: Law, Simulation Modeling and Analysis, 5th ed., section 9.5.3 (ratio estimators,
    classical interval).
    """
    if not below.sum():
        return UNKNOWN
    ratio = float(above.sum() / below.sum())
    if above.size == 1:
        return Figure(mean=ratio, low=None, high=None)
    residuals = above - ratio * below
    return _around(ratio, float(np.std(residuals, ddof=1) / np.mean(below)), above.size)


def wilson_interval(successes: int, trials: int) -> Figure:
    """Share of trials that succeeded, with Wilson's interval: never outside 0-1.

    Source: Wilson 1927, J. Am. Stat. Assoc. 22, 209-212.
    """
    if trials == 0:
        return UNKNOWN
    share = successes / trials
    z = float(ndtri((1 + CONFIDENCE) / 2))
    middle = share + z**2 / (2 * trials)
    half = z * math.sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2))
    scale = 1 + z**2 / trials
    low, high = (middle - half) / scale, (middle + half) / scale
    return Figure(mean=share, low=min(share, max(0.0, low)), high=max(share, min(1.0, high)))


def without_bounds(figure: Figure) -> Figure:
    """Same figure where one replication gives no grounds for an interval."""
    return Figure(mean=figure["mean"], low=None, high=None)


def _around(mean: float, sd: float, n: int) -> Figure:
    half = float(stdtrit(n - 1, (1 + CONFIDENCE) / 2)) * sd / math.sqrt(n)
    return Figure(mean=mean, low=mean - half, high=mean + half)
