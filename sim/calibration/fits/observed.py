"""Stays as they were observed, where no law is asked for: lengths that are as likely as each other.

They are points of the product-limit curve, in which late entry and censoring count as they do in a
fit. Each stands for at least as many ended stays as the smallest cell, so that none is a citizen's
own. Source: Kaplan and Meier, Journal of the American Statistical Association 1958.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.likelihood import Lengths

Floats = npt.NDArray[np.float64]

MOST_VALUES: Final = 100
MOST_BEYOND: Final = 0.05
"""Share of the stays that may go on beyond the last end seen. Source: assumption."""


class Observed(NamedTuple):
    """Lengths, each as likely as the next."""

    days: Floats
    beyond: float
    """Share that goes on beyond the last end seen; it counts as ended there."""


def observed(of: Lengths, smallest: int) -> Observed:
    """Lengths of stays.

    Raises
    ------
    ValueError
        When too many go on beyond the last end, or fewer than one cell has ended.
    """
    count = min(MOST_VALUES, int(of.ended) // smallest)
    if count < 1:
        raise ValueError("too few stays have ended")
    days, still = product_limit(of)
    if still[-1] > MOST_BEYOND:
        raise ValueError("too many stays go on beyond the last end")
    gone = (np.arange(count) + 0.5) / count
    place = np.searchsorted(1.0 - still, gone - 1e-12)
    return Observed(days[np.minimum(place, len(days) - 1)], float(still[-1]))


def product_limit(of: Lengths) -> tuple[Floats, Floats]:
    """Days on which stays ended, and the share that goes on after each."""
    ended = np.isfinite(of.high)
    until = np.where(ended, np.rint((of.low + np.where(ended, of.high, of.low)) / 2.0), of.low)
    until = np.where(ended, np.maximum(until, 1.0), until)
    days = np.unique(until[ended])
    counts = np.bincount(np.searchsorted(days, until[ended]), of.weight[ended], minlength=len(days))
    came = _weight_below(of.entry, of.weight, days)
    left = _weight_below(until, of.weight, days)
    leaves = np.minimum(counts / np.maximum(came - left, counts), 1.0)
    still: Floats = np.cumprod(1.0 - leaves, dtype=np.float64)
    return days, still


def _weight_below(at: Floats, weight: Floats, days: Floats) -> Floats:
    order = np.argsort(at)
    total = np.concatenate([[0.0], np.cumsum(weight[order])])
    found: Floats = total[np.searchsorted(at[order], days)]
    return found
