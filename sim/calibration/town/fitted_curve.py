"""Share of a course that goes on, by its fitted law and hazards: what stands beside the seen."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.laws import SURVIVAL
from sim.calibration.fits.stays import LevelStay
from sim.calibration.town.courses import CourseFound
from sim.model.distributions import weibull_shape
from sim.model.units import DAYS_PER_WEEK

Floats = npt.NDArray[np.float64]


def fitted_still(of: CourseFound, weeks: Sequence[int]) -> Floats:
    """Share that goes on after so many weeks, levels weighed by who ended, array [weeks]."""
    days = np.array(weeks, float) * DAYS_PER_WEEK + 0.5
    total, weights = np.zeros(len(days)), 0.0
    for weight, still, hazard in _levels(of, days):
        total += weight * still * np.exp(-hazard * np.array(weeks, float))
        weights += weight
    return total / weights


def _levels(of: CourseFound, days: Floats) -> Iterator[tuple[int, Floats, float]]:
    """Weight, share by the law, and hazard a week of each level."""
    for level, at in of.stay.levels.items():
        hazard = sum(by_level[level].value for by_level in of.hazards.values() if level in by_level)
        yield at.ended + 1, _by_law(of, level, days), hazard


def _by_law(of: CourseFound, level: int, days: Floats) -> Floats:
    if of.stay.lengths:
        found: Floats = (np.array(of.stay.lengths)[:, None] > days).mean(axis=0)
        return found
    if of.by_exit is None:
        return _still(of.stay.law, of.stay.levels[level], days)
    fitted = of.by_exit.found
    parts = zip(fitted.laws, fitted.shares[level], fitted.levels[level], strict=True)
    mixed: Floats = np.sum([share * _still(law, at, days) for law, share, at in parts], axis=0)
    return mixed


def _still(law: str, at: LevelStay, days: Floats) -> Floats:
    cv = at.sd.value / at.mean.value
    return SURVIVAL[law](days, at.mean.value, weibull_shape(1.0, cv) if law == "weibull" else cv)
