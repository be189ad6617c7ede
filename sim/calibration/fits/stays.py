"""Stays of one course by level: a law for the course, a mean and a spread for each level.

Levels with enough ended stays have a fit of their own; with fewer only their mean is their own,
and with very few none is: then the fit of all levels together stands. Below 30 ended stays a fitted
shape is far off (67 % too high at 8 of a gamma of shape 2), so it is not given.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from sim.calibration.fits.estimate import Estimated, point, positive, skewed
from sim.calibration.fits.laws import FREE, SURVIVAL
from sim.calibration.fits.likelihood import Fitted, Lengths, fit, log_likelihood
from sim.calibration.fits.observed import Observed, observed

EMPIRICAL: Final = "empirical"
ENOUGH_FOR_SHAPE: Final = 30
"""Source: own trial, see docs/records.md; below it the shape is mostly chance."""


class LevelStay(NamedTuple):
    """Stay at one level [days]."""

    mean: Estimated
    sd: Estimated
    ended: int
    own: str
    """What is its own: "mean and spread", "mean", or "nothing"."""


class CourseStay(NamedTuple):
    """Stay of a course."""

    law: str
    levels: dict[int, LevelStay]
    aic: dict[str, float]
    """By law tried; the least is taken unless the mapping says another. None is "empirical"."""
    lengths: tuple[float, ...] = ()
    """Of an empirical stay [days]."""


def course_stay(by_level: Mapping[int, Lengths], law: str, smallest: int) -> CourseStay | None:
    """Fit a course; None where no stay has ended at all.

    Parameters
    ----------
    law
        Which law, or "auto".
    smallest
        Fewest ended stays of a level that has a mean of its own.

    Raises
    ------
    ValueError
        When an empirical stay is asked for and its end was not seen.
    """
    whole = all_levels(list(by_level.values()))
    if whole.ended < 1:
        return None
    if law == EMPIRICAL:
        return _empirical(by_level, observed(whole, smallest))
    laws = list(SURVIVAL) if law == "auto" else [law]
    tried = {name: _fits(by_level, whole, name, smallest) for name in laws}
    aic = {name: _aic(by_level, fits, name) for name, fits in tried.items()}
    best = min(aic, key=aic.__getitem__)
    weights = {name: math.exp(max((aic[best] - of) / 2.0, -700.0)) for name, of in aic.items()}
    levels = {
        level: _level(by_level[level], tried, (best, weights), level, smallest)
        for level in sorted(by_level)
    }
    return CourseStay(best, levels, aic)


def _empirical(by_level: Mapping[int, Lengths], found: Observed) -> CourseStay:
    """Lengths as they were observed, of all levels together."""
    n = round(sum(of.ended for of in by_level.values()))
    mean, sd = point(float(found.days.mean()), n), point(float(found.days.std()), n)
    levels = {
        level: LevelStay(mean, sd, round(of.ended), "nothing")
        for level, of in sorted(by_level.items())
    }
    return CourseStay(EMPIRICAL, levels, {}, tuple(found.days.tolist()))


def all_levels(several: Sequence[Lengths]) -> Lengths:
    """All stays of several levels."""
    return Lengths(*(np.concatenate(column) for column in zip(*several, strict=True)))


class _Fits(NamedTuple):
    """Fit of all levels together, and of each that has its own."""

    whole: Fitted
    own: dict[int, Fitted]
    means: dict[int, Fitted]


def _fits(by_level: Mapping[int, Lengths], whole: Lengths, law: str, smallest: int) -> _Fits:
    pooled = fit(whole, law)
    own = {
        level: fit(of, law)
        for level, of in by_level.items()
        if of.ended >= ENOUGH_FOR_SHAPE and len(by_level) > 1
    }
    means = {
        level: _mean_alone(of, pooled)
        for level, of in by_level.items()
        if level not in own and of.ended >= smallest and len(by_level) > 1
    }
    return _Fits(pooled, own, means)


def _mean_alone(of: Lengths, pooled: Fitted) -> Fitted:
    """Mean of a level under the spread of all levels, in proportion to the mean."""
    from scipy.optimize import minimize_scalar

    shape = pooled.shape
    middle = math.log(pooled.mean)

    def loss(log_mean: float) -> float:
        return -log_likelihood(of, pooled.law, math.exp(log_mean), shape)

    found = minimize_scalar(loss, bounds=(middle - 4.0, middle + 4.0), method="bounded")
    step = 1e-3
    curve = (loss(found.x + step) - 2 * loss(found.x) + loss(found.x - step)) / step**2
    error = 1.0 / math.sqrt(curve) if curve > 0 else math.inf
    return pooled._replace(
        mean=math.exp(found.x), log_mean_error=error, log_likelihood=-float(found.fun)
    )


def _aic(by_level: Mapping[int, Lengths], fits: _Fits, law: str) -> float:
    """Of the fit as it is given: each level by its own, the others by that of all together."""
    rest = [level for level in by_level if level not in fits.own and level not in fits.means]
    free = FREE[law] * len(fits.own) + len(fits.means) + (FREE[law] if rest or fits.means else 0)
    total = sum(f.log_likelihood for f in (*fits.own.values(), *fits.means.values()))
    shape = fits.whole.shape
    total += sum(log_likelihood(by_level[level], law, fits.whole.mean, shape) for level in rest)
    return 2.0 * free - 2.0 * total


def _level(
    of: Lengths,
    tried: Mapping[str, _Fits],
    chosen: tuple[str, Mapping[str, float]],
    level: int,
    smallest: int,
) -> LevelStay:
    """Stay at a level by the law of least AIC, its intervals wider by what other laws say."""
    best, weights = chosen
    ended, fits = round(of.ended), tried[best]
    found, own = _at(fits, level), "mean" if ended >= smallest else "nothing"
    if level in fits.own or (len(fits.own) + len(fits.means) == 0 and ended >= ENOUGH_FOR_SHAPE):
        own = "mean and spread"
    elif level in fits.means:
        own = "mean"
    others = [(weights[name], _at(of_law, level)) for name, of_law in tried.items()]
    return level_stay(found, ended, own, others)


def _at(fits: _Fits, level: int) -> Fitted:
    return fits.own.get(level) or fits.means.get(level) or fits.whole


def level_stay(
    of: Fitted, ended: int, own: str, others: Sequence[tuple[float, Fitted]] = ()
) -> LevelStay:
    """A fit as mean and sd with their intervals.

    Which law it is was chosen by the same stays. So other laws, by their Akaike weights, make the
    errors wider by how far they differ. Source: Buckland, Burnham and Augustin, Biometrics 1997.
    """
    laws = others or [(1.0, of)]
    mean = positive(of.mean, _error(laws, lambda one: (one.mean, one.log_mean_error), of), ended)
    if of.law == "exponential":
        return LevelStay(mean, point(of.mean, ended), ended, own)
    error = _error(laws, lambda one: (one.mean * one.cv, _log_sd_error(one)), of)
    return LevelStay(mean, skewed(of.mean * of.cv, error, ended), ended, own)


def _error(
    laws: Sequence[tuple[float, Fitted]],
    part: Callable[[Fitted], tuple[float, float]],
    best: Fitted,
) -> float:
    """Standard error of the logarithm of a number, over laws by their weights."""
    middle, own = part(best)
    if not math.isfinite(own):
        return own
    total = error = 0.0
    for weight, of in laws:
        value, log_error = part(of)
        if math.isfinite(log_error):
            total += weight
            error += weight * math.hypot(log_error, math.log(value / middle))
    return error / total


def _log_sd_error(of: Fitted) -> float:
    if of.law == "exponential":
        return of.log_mean_error
    variance = of.log_mean_error**2 + of.log_cv_error**2
    both = variance + 2 * of.correlation * of.log_mean_error * of.log_cv_error
    return math.sqrt(max(both, 0.0))
