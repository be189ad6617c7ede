"""Laws of numbers that are not known exactly, from the range that the ledger has of them.

A law of points (`gamma`, `beta`, `lognormal`) is the one whose 2.5 and 97.5 % points are `low` and
`high`; the value of the scenario then need not be its mean. Where `low` or `high` is the end of
what the law can be (a share of 0, an amount of 0), no law has it as a point: then the value is the
mean, and the other end the point. Of `triangular` and `uniform` they are the ends, and the value
is the most likely one. Source: SHELF, Oakley and O'Hagan 2019, for laws from two points.
"""

import math
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from scipy import optimize, special

from sim.model.parameters import Floats
from sim.scenario.files.values import is_number
from sim.scenario.schema.wrapper import SUPPORT
from sim.words import phrase

LOW_POINT: Final = 0.025
HIGH_POINT: Final = 0.975
_Z: Final = float(special.ndtri(HIGH_POINT))
_LEAST_SHAPE, _MOST_SHAPE = 0.05, 1e12

PercentPoint = Callable[[Floats], Floats]
"""Values at probabilities in 0-1."""


class Range(NamedTuple):
    """What is said of a number: its value, its range and the name of its law."""

    value: float
    low: float
    high: float
    law: str


class NoLawError(ValueError):
    """A range that no law of its kind has, with what to do about it."""


def law_points(of: Range) -> PercentPoint:
    """Percent points of the law of a number.

    Raises
    ------
    NoLawError
        When no law of that kind has such a range.
    """
    if not all(is_number(one) for one in of[:3]) or not of.low <= of.value <= of.high:
        raise NoLawError(phrase("low, value and high must be numbers in this order"))
    least, greatest = SUPPORT.get(of.law, (-math.inf, math.inf))
    if of.low < least or of.high > greatest:
        raise _refused(of)
    if of.low == of.high:
        return lambda at: np.full(np.shape(at), of.value)
    return _LAWS[of.law](of)


def _uniform(of: Range) -> PercentPoint:
    return lambda at: of.low + np.asarray(at) * (of.high - of.low)


def _triangular(of: Range) -> PercentPoint:
    """Inverse of the distribution function, from both ends so that neither loses digits."""
    width = of.high - of.low
    peak = (of.value - of.low) / width

    def points(at: Floats) -> Floats:
        left = of.low + width * np.sqrt(np.asarray(at) * peak)
        right = of.high - width * np.sqrt((1 - np.asarray(at)) * (1 - peak))
        return np.where(np.asarray(at) < peak, left, right)

    return points


def _lognormal(of: Range) -> PercentPoint:
    """The median is the geometric mean of both points; with a low of 0 by mean and high point."""
    if of.low == 0:
        sd = _Z - math.sqrt(max(_Z**2 - 2 * math.log(_ratio(of)), -1.0) if _known(of) else -1.0)
        middle = math.log(of.high) - _Z * sd
    else:
        sd = math.log(of.high / of.low) / (2 * _Z)
        middle = (math.log(of.low) + math.log(of.high)) / 2
    return lambda at: np.exp(middle + sd * special.ndtri(at))


def _known(of: Range) -> bool:
    if of.value <= 0 or 2 * math.log(_ratio(of)) > _Z**2:
        raise _refused(of)
    return True


def _ratio(of: Range) -> float:
    return of.high / of.value if of.value > 0 else math.inf


def _gamma(of: Range) -> PercentPoint:
    """The shape from the ratio of both points, the scale from the high one."""

    def short(log_shape: float) -> float:
        shape = math.exp(log_shape)
        high = float(special.gammaincinv(shape, HIGH_POINT))
        if of.low == 0:
            return math.log(high / shape) - math.log(_ratio(of))
        low = float(special.gammaincinv(shape, LOW_POINT))
        return math.log(high / low if low else math.inf) - math.log(of.high / of.low)

    least = 0.5 if of.low == 0 else _LEAST_SHAPE
    shape = math.exp(_root(short, math.log(least), math.log(_MOST_SHAPE), of))
    scale = of.high / float(special.gammaincinv(shape, HIGH_POINT))
    return lambda at: scale * special.gammaincinv(shape, at)


def _beta(of: Range) -> PercentPoint:
    """Both shapes from both points, by way of the mean and the precision."""
    shapes = _beta_at_an_end(of) if of.low == 0 or of.high == 1 else _beta_within(of)
    return lambda at: special.betaincinv(*shapes, at)


def _beta_at_an_end(of: Range) -> tuple[float, float]:
    if not 0 < of.value < 1 or (of.low == 0 and of.high == 1):
        raise _refused(of)
    probability, point, sign = (HIGH_POINT, of.high, 1) if of.low == 0 else (LOW_POINT, of.low, -1)

    def short(log_total: float) -> float:
        total = math.exp(log_total)
        at = special.betaincinv(of.value * total, (1 - of.value) * total, probability)
        return sign * (float(at) - point)

    total = math.exp(_root(short, math.log(0.5), math.log(_MOST_SHAPE), of))
    return of.value * total, (1 - of.value) * total


def _beta_within(of: Range) -> tuple[float, float]:
    """Solved on the scale of log odds, from the normal law that has the same points."""
    wanted = special.logit([of.low, of.high])

    def short(logs: Floats) -> Floats:
        points = special.betaincinv(*np.exp(logs), [LOW_POINT, HIGH_POINT])
        off: Floats = special.logit(np.clip(points, 1e-300, 1 - 1e-16)) - wanted
        return off

    middle = special.expit(wanted.mean())
    total = (2 * _Z / (wanted[1] - wanted[0])) ** 2 / (middle * (1 - middle))
    start = np.log([max(middle * total, 0.3), max((1 - middle) * total, 0.3)])
    found = optimize.root(short, start, tol=1e-12)
    if not found.success or np.abs(found.fun).max() > _CLOSE:
        raise _refused(of)
    one, other = np.exp(found.x)
    return float(one), float(other)


_CLOSE: Final = 1e-6


def _root(short: Callable[[float], float], low: float, high: float, of: Range) -> float:
    if not short(low) >= 0 >= short(high):
        raise _refused(of)
    return float(optimize.brentq(short, low, high, xtol=1e-13))


def _refused(of: Range) -> NoLawError:
    return NoLawError(
        phrase(
            "no {law} law has {value} between {low} and {high}; write other ends, or "
            'law = "triangular"',
            law=of.law,
            value=f"{of.value:g}",
            low=f"{of.low:g}",
            high=f"{of.high:g}",
        )
    )


_LAWS: Final[dict[str, Callable[[Range], PercentPoint]]] = {
    "gamma": _gamma,
    "beta": _beta,
    "lognormal": _lognormal,
    "triangular": _triangular,
    "uniform": _uniform,
    "dirichlet": _beta,
}
"""Of each law its percent points; a share of several that add up to 1 is beta by itself."""
