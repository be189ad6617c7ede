"""Variates by inverse distribution function: one uniform in, one number out.

Exponential, lognormal, Weibull and fixed have a closed inverse; a Poisson number is searched.
Gamma has none that compiles, so its quantiles are tabulated once per scenario against the normal
quantile, in which they are smooth: 2,049 points hold mean and sd to 0.01 %. Empirical stays are
their own table.
"""

import math
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from scipy.special import gammainccinv, gammaincinv, ndtr

from sim.model.parameters import Floats

FIXED: Final = 0
EXPONENTIAL: Final = 1
LOGNORMAL: Final = 2
WEIBULL: Final = 3
GAMMA: Final = 4
EMPIRICAL: Final = 5

TABLE_POINTS: Final = 2_049
TABLE_REACH: Final = 8.5
"""The table spans normal quantiles -8.5 to 8.5; a 53-bit uniform reaches 8.3."""

# Wichura 1988, algorithm AS 241 (PPND16): relative error below 1e-15.
_CENTRE_REACH: Final = 0.425
_SHOULDER_REACH: Final = 5.0
_CENTRE: Final = (
    (2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
     4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
     1.3314166789178437745e2, 3.3871328727963666080e0),
    (5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
     2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
     4.2313330701600911252e1, 1.0),
)  # fmt: skip
_SHOULDER: Final = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
     1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0,
     4.63033784615654529590e0, 1.42343711074968357734e0),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
     1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0,
     2.05319162663775882187e0, 1.0),
)  # fmt: skip
_TAIL: Final = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
     2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0,
     5.46378491116411436990e0, 6.65790464350110377720e0),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
     7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
     5.99832206555887937690e-1, 1.0),
)  # fmt: skip


class StayTerms(NamedTuple):
    """One stay distribution, taken out of the scenario's arrays."""

    kind: int
    scale_days: float
    shape: float
    table: int
    points: int


def _ratio(coefficients: tuple[tuple[float, ...], tuple[float, ...]], r: float) -> float:
    """Quotient of two polynomials of degree seven."""
    return _polynomial(coefficients[0], r) / _polynomial(coefficients[1], r)


def _polynomial(c: tuple[float, ...], r: float) -> float:
    """Polynomial of degree seven, the highest coefficient first.

    In pairs (Estrin's scheme): terms that do not wait for each other take a processor half the
    time of Horner's.
    """
    r2 = r * r
    high = (c[0] * r + c[1]) * r2 + (c[2] * r + c[3])
    low = (c[4] * r + c[5]) * r2 + (c[6] * r + c[7])
    return high * (r2 * r2) + low


def normal_quantile(u: float) -> float:
    """Inverse of the standard normal distribution function; held to -8.5 to 8.5."""
    q = u - 0.5
    if abs(q) <= _CENTRE_REACH:
        return q * _ratio(_CENTRE, 0.180625 - q * q)
    tail = u if q < 0.0 else 1.0 - u
    if tail <= 0.0:
        return TABLE_REACH if q > 0.0 else -TABLE_REACH
    r = math.sqrt(-math.log(tail))
    z = _ratio(_SHOULDER, r - 1.6) if r <= _SHOULDER_REACH else _ratio(_TAIL, r - _SHOULDER_REACH)
    return z if q > 0.0 else -z


def lognormal_sigma(variation: float) -> float:
    """Sd of the log of a lognormal with mean 1 and this coefficient of variation."""
    return math.sqrt(math.log1p(variation * variation))


def mean_one_lognormal(u: float, sigma: float) -> float:
    """Variate with mean exactly 1: exp(sigma z - sigma**2 / 2)."""
    if sigma == 0.0:
        return 1.0
    return math.exp(sigma * normal_quantile(u) - 0.5 * sigma * sigma)


def _tabulated(u: float, terms: StayTerms, quantiles: Floats) -> float:
    """Linear between the tabulated quantiles, on the scale of the normal quantile."""
    place = (normal_quantile(u) + TABLE_REACH) * (terms.points - 1) / (2.0 * TABLE_REACH)
    i = min(int(place), terms.points - 2)
    low = quantiles[terms.table + i]
    return float(low + (place - i) * (quantiles[terms.table + i + 1] - low))


def stay_quantile(u: float, terms: StayTerms, quantiles: Floats) -> float:
    """Length of a stay [days] at probability `u`, before rounding."""
    if terms.kind == FIXED:
        return terms.scale_days
    if terms.kind == EXPONENTIAL:
        return -terms.scale_days * math.log1p(-u)
    if terms.kind == LOGNORMAL:
        return terms.scale_days * math.exp(terms.shape * normal_quantile(u))
    if terms.kind == WEIBULL:
        return terms.scale_days * math.pow(-math.log1p(-u), 1.0 / terms.shape)
    if terms.kind == GAMMA:
        return terms.scale_days * _tabulated(u, terms, quantiles)
    return terms.scale_days * float(quantiles[terms.table + int(u * terms.points)])


_NEGLIGIBLE: Final = 1e-18
"""Stops a uniform beside 1, which the rounded sum of probabilities may never reach."""


def poisson_quantile(u: float, mean: float) -> int:
    """Poisson number with this mean, by inversion of one uniform.

    The search starts twelve standard deviations below the mean, where nothing lies, so that
    large means do not underflow. It rises with `mean` at the same `u`, up to rounding beside
    u = 1.
    """
    if mean <= 0.0:
        return 0
    count = max(0, math.floor(mean - 12.0 * math.sqrt(mean)))
    probability = math.exp(-mean)
    if count > 0:
        probability = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1.0))
    below = probability
    while u >= below and (count < mean or probability > _NEGLIGIBLE):
        count += 1
        probability *= mean / count
        below += probability
    return count


@lru_cache(maxsize=256)
def gamma_table(shape: float) -> Floats:
    """Quantiles of a gamma of mean 1 at equal steps of the normal quantile, array [points].

    It is kept, for scenarios that are compared share most of their stays: only to be read.

    The interpolated table is scaled to a mean of exactly 1, which linear interpolation of a
    convex curve would miss by some 0.001 %.
    """
    z = np.linspace(-TABLE_REACH, TABLE_REACH, TABLE_POINTS)
    upper = z > 0
    values = np.empty_like(z)
    values[~upper] = gammaincinv(shape, ndtr(z[~upper])) / shape
    values[upper] = gammainccinv(shape, ndtr(-z[upper])) / shape
    mass = np.diff(ndtr(z))
    density = np.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
    first_moment = -np.diff(density)
    slope = np.diff(values) / np.diff(z)
    mean = float(np.sum(values[:-1] * mass + slope * (first_moment - z[:-1] * mass)))
    table: Floats = values / mean
    table.flags.writeable = False
    return table


def gamma_shape(mean: float, sd: float) -> float:
    """Shape of the gamma with this mean and sd."""
    return (mean / sd) ** 2


def weibull_shape(mean: float, sd: float) -> float:
    """Shape of the Weibull with this mean and sd: its variation falls as the shape rises."""
    from scipy.optimize import brentq  # a sixth of a second that few scenarios need

    target = math.log1p((sd / mean) ** 2)

    def excess(log_shape: float) -> float:
        inverse = math.exp(-log_shape)
        return math.lgamma(1.0 + 2.0 * inverse) - 2.0 * math.lgamma(1.0 + inverse) - target

    return math.exp(brentq(excess, math.log(0.02), math.log(1e4), xtol=1e-14))


def weibull_mean(shape: float) -> float:
    """Mean of the Weibull of this shape and scale 1."""
    return math.gamma(1.0 + 1.0 / shape)
