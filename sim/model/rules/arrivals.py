"""How many citizens come on a day."""

import math
from typing import Final

_NEGLIGIBLE: Final = 1e-18
"""Stops a uniform beside 1, which the rounded sum of probabilities may never reach."""


def arrivals(u: float, mean: float) -> int:
    """Poisson number with this mean, by inversion of one uniform.

    The search starts twelve standard deviations below the mean, where nothing lies, so that
    large means do not underflow. It rises with `mean` at the same `u` (up to rounding beside
    u = 1): a scenario with a larger inflow gets the same citizens and some more.
    """
    if mean <= 0.0:
        return 0
    count = max(0, math.floor(mean - 12.0 * math.sqrt(mean)))
    probability = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1.0))
    below = probability
    while u >= below and (count < mean or probability > _NEGLIGIBLE):
        count += 1
        probability *= mean / count
        below += probability
    return count
