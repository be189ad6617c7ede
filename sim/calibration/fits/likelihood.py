"""Fit of a stay by maximum likelihood, with delayed entry, censoring and whole days at once.

A stay of which `entry` days were over when it came into sight and that ended between `low` and
`high` has the likelihood (S(low) - S(high)) / S(entry); one that goes on after `low` days
S(low) / S(entry). So whole days are intervals (`sim/model/units.py` rounds to the nearest), those
in care at the first day count from there, and those still in care at the last day count as long as
they were seen. No library held all three (DECISIONS). Source: Klein and Moeschberger, Survival
Analysis, 2003, section 3.5.
"""

import math
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.laws import FREE, SURVIVAL, weibull_cv

Floats = npt.NDArray[np.float64]
Loss = Callable[[Floats], float]

TINY: Final = 1e-300
LOG_SHAPE: Final = (math.log(0.02), math.log(40.0))
LOG_MEAN: Final = (math.log(0.25), math.log(2_600.0 * 7.0))
"""Longest mean: `MAX_STAY_WEEKS` of a scenario."""
_STEP: Final = 1e-4


class Lengths(NamedTuple):
    """Stays as they were seen, equal ones together [days]."""

    entry: Floats
    low: Floats
    high: Floats
    """Infinite where the stay goes on."""
    weight: Floats

    @property
    def ended(self) -> float:
        """How many of them have ended."""
        return float(self.weight[np.isfinite(self.high)].sum())


class Fitted(NamedTuple):
    """A law fitted to stays."""

    law: str
    mean: float
    """[days]"""
    cv: float
    log_mean_error: float
    log_cv_error: float
    log_likelihood: float
    correlation: float
    shape: float
    """What `laws.py` takes beside the mean: the cv, of a Weibull its shape."""

    @property
    def aic(self) -> float:
        """Akaike's information criterion."""
        return 2.0 * FREE[self.law] - 2.0 * self.log_likelihood


def gathered_lengths(
    entry: Floats, low: Floats, high: Floats, weight: Floats | None = None
) -> Lengths:
    """Gather equal stays."""
    each = np.ones(len(low)) if weight is None else weight
    rows = np.column_stack([entry, low, high])
    unique, place = np.unique(rows, axis=0, return_inverse=True)
    weights = np.bincount(place.ravel(), each, minlength=len(unique)).astype(float)
    return Lengths(unique[:, 0], unique[:, 1], unique[:, 2], weights)


def log_likelihood(of: Lengths, law: str, mean: float, shape: float) -> float:
    """Logarithm of the likelihood of a law."""
    survival = SURVIVAL[law]
    seen = survival(of.low, mean, shape)
    ended = np.isfinite(of.high)
    seen[ended] -= survival(of.high[ended], mean, shape)
    known = survival(of.entry, mean, shape)
    terms = np.log(np.maximum(seen, TINY)) - np.log(np.maximum(known, TINY))
    return float(of.weight @ terms)


def fit(of: Lengths, law: str) -> Fitted:
    """Fit a law.

    Raises
    ------
    ValueError
        When no stay has ended: the likelihood then has no maximum.
    """
    if of.ended <= 0:
        raise ValueError("no stay has ended, so there is no length to fit")
    start = np.array([math.log(_roughly(of)), 0.0])[: FREE[law]]
    bounds = [LOG_MEAN, LOG_SHAPE][: FREE[law]]

    def loss(at: Floats) -> float:
        return -log_likelihood(of, law, math.exp(at[0]), math.exp(at[1]) if len(at) > 1 else 1.0)

    from scipy.optimize import minimize

    found = minimize(
        loss, start, method="Nelder-Mead", bounds=bounds, options={"xatol": 1e-5, "fatol": 1e-7}
    )
    return fitted_law(
        law, found.x, -float(found.fun), Errors.of(covariance_of(loss, found.x), len(start))
    )


def _roughly(of: Lengths) -> float:
    """Time at risk per end: the exponential's mean [days]."""
    until = np.where(np.isfinite(of.high), (of.low + np.minimum(of.high, 1e9)) / 2.0, of.low)
    at_risk = float(of.weight @ np.maximum(until - of.entry, 0.0))
    return min(max(at_risk / of.ended, 0.5), 2_600.0 * 7.0)


class Errors(NamedTuple):
    """Standard errors of a law's numbers on the log scale, and their correlation."""

    first: float
    second: float
    correlation: float

    @classmethod
    def of(cls, covariance: Floats | None, size: int) -> "Errors":
        """Those of a covariance; infinite where there is none."""
        if covariance is None:
            return cls(math.inf, math.inf if size > 1 else 0.0, 0.0)
        errors = np.sqrt(np.diag(covariance))
        if size == 1:
            return cls(float(errors[0]), 0.0, 0.0)
        correlation = float(covariance[0, 1] / errors[0] / errors[1])
        return cls(float(errors[0]), float(errors[1]), correlation)


def covariance_of(loss: Loss, at: Floats) -> Floats | None:
    """Covariance from the curvature of the likelihood; None where it is flat."""
    size = len(at)
    curve = np.empty((size, size))
    steps = np.eye(size) * _STEP
    for i in range(size):
        for j in range(i + 1):
            up, down = steps[i] + steps[j], steps[i] - steps[j]
            total = loss(at + up) - loss(at + down) - loss(at - down) + loss(at - up)
            curve[i, j] = curve[j, i] = total / (4.0 * _STEP * _STEP)
    try:
        covariance = np.asarray(np.linalg.inv(curve), np.float64)
    except np.linalg.LinAlgError:
        return None
    variances = np.diag(covariance)
    if not np.all(np.isfinite(variances)) or np.any(variances <= 0):
        return None
    return covariance


def fitted_law(law: str, at: Floats, likelihood: float, errors: Errors) -> Fitted:
    """A law by the logarithms of its mean and shape (`laws.py`), and their errors."""
    mean, shape = math.exp(at[0]), math.exp(at[1]) if len(at) > 1 else 1.0
    cv, slope = shape, 1.0
    if law == "weibull":
        cv = weibull_cv(shape)
        slope = abs(math.log(weibull_cv(shape * (1 + _STEP)) / cv)) / math.log1p(_STEP)
    return Fitted(
        law,
        mean,
        cv,
        errors.first,
        errors.second * slope,
        likelihood,
        -errors.correlation if law == "weibull" else errors.correlation,
        shape,
    )
