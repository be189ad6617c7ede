"""An estimated number with its interval, and the intervals of counts, shares and positive numbers.

Intervals are 95 %, equal-tailed. A rate is Poisson's with a gamma interval, a share a beta one
(both with Jeffreys' prior, whose coverage is close to 95 % for small numbers too: Brown, Cai and
DasGupta, Statistical Science 2001), a positive number is normal on the log scale.
"""

import math
from typing import Final, NamedTuple

LEVEL: Final = 0.95
Z: Final = 1.959963984540054
"""97.5 % point of the standard normal."""
_HALF: Final = 0.5


class Estimated(NamedTuple):
    """A number, its interval, the law between, and how many observations it rests on."""

    value: float
    low: float
    high: float
    law: str
    n: int


def rate(count: float, exposure: float) -> Estimated:
    """Events per unit of exposure: a Poisson count.

    >>> [round(part, 3) for part in rate(10, 100.0)[:3]]
    [0.1, 0.051, 0.177]
    """
    from scipy.stats import gamma

    tail = (1.0 - LEVEL) / 2.0
    low = float(gamma.ppf(tail, count + _HALF)) / exposure if count > 0 else 0.0
    high = float(gamma.ppf(1.0 - tail, count + _HALF)) / exposure
    return Estimated(count / exposure, low, high, "gamma", round(count))


def share(count: float, of: float, law: str = "beta") -> Estimated:
    """Share of a number of observations: a binomial count.

    >>> [round(part, 3) for part in share(10, 40)[:3]]
    [0.25, 0.136, 0.398]
    """
    from scipy.stats import beta

    tail, rest = (1.0 - LEVEL) / 2.0, of - count
    low = float(beta.ppf(tail, count + _HALF, rest + _HALF)) if count > 0 else 0.0
    high = float(beta.ppf(1.0 - tail, count + _HALF, rest + _HALF)) if rest > 0 else 1.0
    return Estimated(count / of, low, high, law, round(of))


def positive(value: float, log_error: float, n: int) -> Estimated:
    """A number above 0 whose logarithm is normal around its own, with a standard error."""
    wide = math.exp(min(Z * log_error, 50.0))
    return Estimated(value, value / wide, value * wide, "lognormal", n)


def skewed(value: float, log_error: float, n: int) -> Estimated:
    """A standard deviation by the standard error of its logarithm: its square is chi-squared.

    Degrees of freedom are those of a variance with that error, 1 / (2 log_error²), less one for
    the mean. On the log scale alone intervals end too low, since an estimated spread is skewed.
    Source: Satterthwaite, Biometrics Bulletin 1946.

    >>> [round(part, 2) for part in skewed(10.0, 0.1, 50)[:3]]
    [10.0, 8.35, 12.46]
    """
    degrees = 0.5 / log_error**2 - 1.0 if log_error > 0 else 0.0
    if degrees < 1.0 or not math.isfinite(degrees):
        return positive(value, log_error, n)
    from scipy.stats import chi2

    tail = (1.0 - LEVEL) / 2.0
    low = value * math.sqrt(degrees / float(chi2.ppf(1.0 - tail, degrees)))
    high = value * math.sqrt(degrees / float(chi2.ppf(tail, degrees)))
    return Estimated(value, low, high, "lognormal", n)


def point(value: float, n: int) -> Estimated:
    """A number of which no interval can be given."""
    return Estimated(value, math.nan, math.nan, "", n)
