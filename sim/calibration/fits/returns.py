"""Returns after self-reliance: how many come back, and after how long.

Those who left are followed until they return or the records end; p is the share that ever returns,
the time to it exponential: the likelihood is p f(t) of a return and 1 - p F(t) of who has not.
Source: Boag, Journal of the Royal Statistical Society B 1949 (mixture cure model).
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.estimate import Estimated, Z, positive

Floats = npt.NDArray[np.float64]


class Returns(NamedTuple):
    """Share that returns, and mean time to it [days]."""

    probability: Estimated
    mean: Estimated

    def unseen_days(self, days: int) -> float:
        """Days' worth of leavers whose return, after they left before the first day, falls within.

        p times the integral of S(t) over the days of the records.
        """
        mean = self.mean.value
        return self.probability.value * mean * -math.expm1(-days / mean)


def returns(came_after: Floats, followed: Floats) -> Returns:
    """Fit of those who returned (after days) and those who had not (followed for days)."""
    from scipy.optimize import minimize

    def loss(at: Floats) -> float:
        p, mean = 1.0 / (1.0 + math.exp(-at[0])), math.exp(at[1])
        seen = len(came_after) * (math.log(p) - math.log(mean)) - float(came_after.sum()) / mean
        return -seen - float(np.log1p(p * np.expm1(-followed / mean)).sum())

    share = len(came_after) / (len(came_after) + len(followed))
    start = np.array([math.log(share / (1 - share)), math.log(came_after.mean() * 1.5)])
    found = minimize(loss, start, method="BFGS")
    logit, log_mean = found.x
    errors = np.sqrt(np.maximum(np.diag(found.hess_inv), 0.0))
    low, value, high = (1.0 / (1.0 + math.exp(-(logit + z * errors[0]))) for z in (-Z, 0.0, Z))
    n = len(came_after) + len(followed)
    return Returns(
        Estimated(value, low, high, "beta", n),
        positive(math.exp(log_mean), float(errors[1]), len(came_after)),
    )
