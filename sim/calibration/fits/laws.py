"""The laws of a stay by mean and coefficient of variation: their survival functions.

The same five as a scenario has (`sim/model/distributions.py`), whose shapes are taken from there.
"""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincc, ndtr

from sim.model.distributions import gamma_shape, lognormal_sigma

Floats = npt.NDArray[np.float64]
Survival = Callable[[Floats, float, float], Floats]


def gamma_survival(t: Floats, mean: float, cv: float) -> Floats:
    """Share of gamma stays longer than `t`."""
    shape = gamma_shape(1.0, cv)
    found: Floats = gammaincc(shape, t * (shape / mean))
    return found


def lognormal_survival(t: Floats, mean: float, cv: float) -> Floats:
    """Share of lognormal stays longer than `t`."""
    sigma = lognormal_sigma(cv)
    middle = math.log(mean) - 0.5 * sigma * sigma
    with np.errstate(divide="ignore"):
        found: Floats = ndtr((middle - np.log(t)) / sigma)
    return found


def weibull_survival(t: Floats, mean: float, shape: float) -> Floats:
    """Share of Weibull stays longer than `t`; by shape, since its cv has no closed form."""
    scale = mean / math.exp(math.lgamma(1.0 + 1.0 / shape))
    found: Floats = np.exp(-np.power(t / scale, shape))
    return found


def exponential_survival(t: Floats, mean: float, _shape: float) -> Floats:
    """Share of exponential stays longer than `t`."""
    found: Floats = np.exp(-t / mean)
    return found


def weibull_cv(shape: float) -> float:
    """Coefficient of variation of a Weibull."""
    first, second = math.lgamma(1.0 + 1.0 / shape), math.lgamma(1.0 + 2.0 / shape)
    return math.sqrt(math.expm1(second - 2.0 * first))


SURVIVAL: Final[dict[str, Survival]] = {
    "gamma": gamma_survival,
    "lognormal": lognormal_survival,
    "weibull": weibull_survival,
    "exponential": exponential_survival,
}
"""Survival function by law: of lengths, mean, and cv (of a Weibull the shape)."""

FREE: Final = {"gamma": 2, "lognormal": 2, "weibull": 2, "exponential": 1}
"""How many numbers a law has."""
