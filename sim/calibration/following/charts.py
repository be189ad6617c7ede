"""CUSUM charts whose limit holds a stated rate of false alarms, found by simulation.

S+ = max(0, S+ + z - k), S- = max(0, S- - z - k) of figures z standardised by their mean and spread
over replications; an alarm is max(S+, S-) > h. Weeks of a census hang together, so no table of
limits holds: h is the quantile of the largest S over simulated runs without any cause. Source:
Page, Biometrika 1954; k = 1/2 finds a shift of one standard deviation soonest.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ALLOWANCE: Final = 0.5


class Standard(NamedTuple):
    """Mean and spread of a figure by period, over replications without any cause."""

    mean: Floats
    sd: Floats

    def of(self, figure: Floats) -> Floats:
        """A figure in standard deviations from its mean."""
        sd = np.where(self.sd > 0, self.sd, 1.0)
        found: Floats = (figure - self.mean) / sd
        return found


def standard(figure: Floats) -> Standard:
    """Standard of a figure [replications, ...]."""
    return Standard(figure.mean(axis=0), figure.std(axis=0, ddof=1))


def cusum(z: Floats) -> Floats:
    """Larger of the two one-sided sums, by period: of [..., periods] the same shape.

    >>> [float(s) for s in cusum(np.array([1.0, 1.0, -3.0]))]
    [0.5, 1.0, 2.5]
    """
    up, down, found = np.zeros(z.shape[:-1]), np.zeros(z.shape[:-1]), np.empty_like(z)
    for t in range(z.shape[-1]):
        up = np.maximum(0.0, up + z[..., t] - ALLOWANCE)
        down = np.maximum(0.0, down - z[..., t] - ALLOWANCE)
        found[..., t] = np.maximum(up, down)
    return found


def limit(largest: Floats, false_alarms: float) -> float:
    """Limit that a share of the runs without any cause passes.

    Parameters
    ----------
    largest
        Largest value of the chart in each run [replications].
    """
    return float(np.quantile(largest, 1.0 - false_alarms, method="higher"))


def first_alarm(chart: Floats, at: float) -> Ints:
    """Period of the first alarm, from 0, of each run [..., periods]; -1 where there is none."""
    over = chart > at
    found: Ints = np.where(over.any(axis=-1), over.argmax(axis=-1), -1)
    return found
