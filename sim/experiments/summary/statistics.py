"""Intervals: Student's t over replications, Wilson's for probabilities, and a ratio of two sums.

Every figure of a summary is one of these dictionaries `{mean, low, high}`. Bounds are 95 %
intervals of the mean; they are null where one replication (or nothing) gives no grounds for one.
They are taken on an `IntervalScale` whose ends they cannot pass: a count never falls below 0, a
share stays in 0-1. From `FEWEST_FOR_RUNS` replications on a figure also holds `runs`, which is what
single runs come to. Read `summary.py` next to see what is put in.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, NamedTuple, NotRequired, cast

import numpy as np
from scipy.special import expit, logit, ndtri, stdtrit
from typing_extensions import TypedDict

from sim.model.parameters import Floats

CONFIDENCE = 0.95

FEWEST_FOR_RUNS: Final = 40
"""Replications from which the 2.5 and 97.5 % points of single runs are not just their ends."""

FEW: Final = 30
"""Replications below which an interval leans on runs that are about normal (assumption)."""


class Bounds(TypedDict):
    """Where 95 % of single runs lie: their 2.5 and 97.5 % points."""

    low: float
    high: float


class Figure(TypedDict):
    """A mean with the bounds of its 95 % interval, and the spread of single runs if it is known."""

    mean: float | None
    low: float | None
    high: float | None
    runs: NotRequired[Bounds]


UNKNOWN = Figure(mean=None, low=None, high=None)


class SampledFigure(dict[str, Any]):
    """A figure that still knows what each replication came to; NaN where one does not show it.

    It is a `Figure` to everybody else, and to JSON.
    """

    def __init__(self, figure: Figure, by_replication: Floats) -> None:
        super().__init__(figure)
        self.by_replication = by_replication


def _sampled(figure: Figure, by_replication: Floats) -> Figure:
    return cast("Figure", SampledFigure(figure, by_replication))


# Scales


class IntervalScale(NamedTuple):
    """A scale on which an interval is symmetric: where it leads, back again, and its slope."""

    there: Callable[[float], float]
    back: Callable[[float], float]
    slope: Callable[[float], float]


def _itself(value: float) -> float:
    return value


def _squared(root: float) -> float:
    return max(0.0, root) ** 2


def _slope_of_root(value: float) -> float:
    return 0.5 / math.sqrt(value)


def _share(log_odds: float) -> float:
    return float(expit(log_odds))


def _log_odds(share: float) -> float:
    return float(logit(share))


def _slope_of_log_odds(share: float) -> float:
    return 1.0 / (share * (1.0 - share))


REAL: Final = IntervalScale(_itself, _itself, lambda _: 1.0)
"""Any number, such as a deviation."""

POSITIVE: Final = IntervalScale(math.sqrt, _squared, _slope_of_root)
"""Counts, waits, hours and stays: the square root, which makes the spread of counts even.

Source: Bartlett 1936, J. R. Stat. Soc. Suppl. 3, 68-78.
"""

SHARE: Final = IntervalScale(_log_odds, _share, _slope_of_log_odds)
"""Shares and measures of 0-1: the logarithm of the odds."""


def _within(scale: IntervalScale, mean: float) -> IntervalScale:
    """The scale, or the next wider one where the mean stands at an end of it or outside.

    At an end every run is the same, so that nothing is symmetric around it. Outside 0-1 is an
    occupancy when places were taken away from those who are in them.
    """
    if scale is SHARE and not 0.0 < mean < 1.0:
        return _within(POSITIVE, mean)
    return REAL if scale is POSITIVE and mean <= 0.0 else scale


# Figures


def t_interval(values: Floats, scale: IntervalScale = REAL) -> Figure:
    """Mean of independent replications with its t-interval.

    mean ± t(n − 1, 0.975) · s / √n, s the standard deviation with n − 1; on a bounded scale g
    it is g(mean) ± g'(mean) · half-width, taken back (delta method).

    Source: Law, Simulation Modeling and Analysis, 5th ed., section 4.5.
    """
    if values.size == 0:
        return UNKNOWN
    mean = float(np.mean(values))
    if values.size == 1:
        return _sampled(Figure(mean=mean, low=None, high=None), values)
    figure = _around(mean, _half_width(values), scale)
    return _sampled(_with_runs(figure, values), values)


def t_interval_of_known(values: Floats, scale: IntervalScale = REAL) -> Figure:
    """The same of those replications that show a figure; the others are NaN."""
    figure = t_interval(values[~np.isnan(values)], scale)
    return figure if figure is UNKNOWN else _sampled(figure, values)


def amount_interval(values: Floats) -> Figure:
    """The same of money; where amounts cannot be below 0, neither can the interval."""
    figure = t_interval(values)
    low = figure["low"]
    if low is None or low >= 0.0 or values.min() < 0.0:
        return figure
    return t_interval(values, POSITIVE)


def ratio_interval(above: Floats, below: Floats, scale: IntervalScale = REAL) -> Figure:
    """Sum of `above` over sum of `below`, both by replication, with its t-interval.

    The ratio is that of everything seen, so that a replication with few spells does not
    count as much as one with many. Its spread is that of the residuals
    above − ratio · below, divided by the mean of `below` (delta method). Unknown where nothing
    stands below.

    Source: Law, Simulation Modeling and Analysis, 5th ed., section 9.5.3 (ratio estimators,
    classical interval).
    """
    whole = float(below.sum())
    if whole <= 0.0:
        return UNKNOWN
    ratio = float(above.sum() / whole)
    shown = below > 0.0
    each = np.divide(above, below, out=np.full(above.shape, np.nan), where=shown)
    if above.size == 1:
        return _sampled(Figure(mean=ratio, low=None, high=None), each)
    half = _half_width(above - ratio * below) / float(np.mean(below))
    return _sampled(_with_runs(_around(ratio, half, scale), each[shown]), each)


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


def is_heavy_tailed(values: Floats) -> bool:
    """Whether so few runs are so skewed that their t-interval cannot be trusted.

    n < 25 g², g the skewness of the runs; not asked of fewer than `FEW`, whose skewness is
    itself mostly chance.

    Source: Cochran 1977, Sampling Techniques, 3rd ed., section 2.15.
    """
    spread = float(np.std(values)) if values.size >= FEW else 0.0
    if spread == 0.0:
        return False
    skewness = float(np.mean(((values - np.mean(values)) / spread) ** 3))
    return bool(values.size < _COCHRAN * skewness**2)


_COCHRAN: Final = 25.0


def _half_width(values: Floats) -> float:
    n = values.size
    # As `np.std` has it, to the last bit, which asks a dozen questions of its arguments first.
    residuals = values - np.add.reduce(values) / n
    error = math.sqrt(np.add.reduce(residuals * residuals) / (n - 1)) / math.sqrt(n)
    return _quantile(n - 1) * error


@lru_cache(maxsize=1_024)
def _quantile(freedom: int) -> float:
    """Point of Student's t that a half of what is not covered lies above."""
    return float(stdtrit(freedom, (1 + CONFIDENCE) / 2))


def _around(mean: float, half: float, scale: IntervalScale) -> Figure:
    """Interval around a mean, symmetric on a scale."""
    if half == 0.0:
        return Figure(mean=mean, low=mean, high=mean)
    on = _within(scale, mean)
    middle, reach = on.there(mean), half * on.slope(mean)
    low, high = on.back(middle - reach), on.back(middle + reach)
    return Figure(mean=mean, low=min(low, mean), high=max(high, mean))


def _with_runs(figure: Figure, values: Floats) -> Figure:
    """The figure with what single runs come to, where there are enough of them."""
    if values.size < FEWEST_FOR_RUNS:
        return figure
    low, high = np.quantile(values, ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2))
    return Figure(**figure, runs=Bounds(low=float(low), high=float(high)))
