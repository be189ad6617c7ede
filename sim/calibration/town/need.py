"""Need: mean hours by course, level and service, and its spread between citizens and weeks."""

import math
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.estimate import Estimated, Z, point, positive
from sim.calibration.fits.spread import (
    Component,
    NeedSpread,
    SpreadMoments,
    components,
    moments,
    ratio,
    sd_of_factor,
)
from sim.calibration.town.numbers import Writer
from sim.calibration.town.presence import Presence
from sim.model.terms import SERVICES

Floats = npt.NDArray[np.float64]

_RARELY: Final = 0.02
"""Share of weeks without hours up to which they are left out and logarithms taken."""
_NEVER: Final = 1e-4
"""Hours a week below which a service counts as not given at all."""


class NeedFound(NamedTuple):
    """Need of a course."""

    hours: dict[str, dict[int, Estimated]]
    """By service and level [hours per week]."""
    sd: dict[int, Estimated]


def need_found(of: Presence, course: int, levels: Sequence[int], smallest: int) -> NeedFound:
    """Need of a course by level; few citizens of a level are taken with those of all levels."""
    here = of.where(of.course == course)
    cells = {level: _cell(here, level, smallest) for level in levels}
    hours = {
        name: {level: _mean(cell, service) for level, cell in cells.items()}
        for service, name in enumerate(SERVICES)
    }
    given = {
        name: by_level
        for name, by_level in hours.items()
        if any(of.value > _NEVER for of in by_level.values())
    }
    sd = {level: _weekly_sd(cell, given, level) for level, cell in cells.items()}
    return NeedFound(given, sd)


def _cell(here: Presence, level: int, smallest: int) -> Presence:
    own = here.where(here.level == level)
    return own if len(np.unique(own.citizen)) >= smallest else here


def _mean(cell: Presence, service: int) -> Estimated:
    n = len(np.unique(cell.citizen))
    if n == 0:
        return point(0.0, 0)
    value, error = ratio(cell.hours[:, service], cell.part, cell.citizen)
    return positive(value, error, n) if value > 0 else point(0.0, n)


def _weekly_sd(cell: Presence, given: dict[str, dict[int, Estimated]], level: int) -> Estimated:
    """Standard deviation from week to week of the sum of services, at multiplier 1."""
    mean = sum(by_level[level].value for by_level in given.values())
    whole = cell.where(cell.part >= 1.0)
    n = len(np.unique(cell.citizen))
    if mean <= 0 or not len(whole.part):
        return point(0.0, n)
    spread = _spread(whole)
    if spread is None:
        return point(0.0, n)
    if isinstance(spread, NeedSpread):
        _, error = ratio(cell.hours.sum(axis=1), cell.part, cell.citizen)
        return _times(sd_of_factor(spread.within, 1.0, n), mean, error)
    return point(mean * math.sqrt(spread.within), n)


def _times(of: Estimated, mean: float, error: float) -> Estimated:
    """A spread relative to the mean as hours, the mean's own error in its interval."""
    own = math.log(of.high / of.low) / (2.0 * Z) if of.low > 0 else 0.0
    return positive(of.value * mean, math.hypot(own, error), of.n)


def _spread(of: Presence) -> NeedSpread | SpreadMoments | None:
    """Variance components of the hours of whole weeks."""
    total = of.hours.sum(axis=1)
    given = total > 0
    if given.mean() >= 1.0 - _RARELY:
        return components(np.log(total[given]), of.citizen[given])
    if total.sum() <= 0:
        return None
    return moments(total, of.citizen, float(total.mean()))


def multiplier_sd(of: Presence, levels: Sequence[int], smallest: int) -> dict[int, Estimated]:
    """Spread between citizens for life by level, all courses together."""
    whole = of.where(of.part >= 1.0)
    return {level: _multiplier(_cell(whole, level, smallest)) for level in levels}


def _multiplier(cell: Presence) -> Estimated:
    """From logarithms less the mean of their course, or from moments."""
    total, n = cell.hours.sum(axis=1), len(np.unique(cell.citizen))
    given = total > 0
    if not len(total) or n < 2:  # noqa: PLR2004 - two can differ
        return point(0.0, n)
    if given.mean() < 1.0 - _RARELY:
        means = _by_cell(total, cell)
        scaled = np.divide(total, means, out=np.zeros_like(total), where=means > 0)
        return point(math.sqrt(moments(scaled, cell.citizen, 1.0).between), n)
    logs = np.log(total[given])
    found = components(logs - _by_cell(logs, cell.where(given)), cell.citizen[given])
    return point(0.0, n) if found is None else sd_of_factor(_positive(found.between), 1.0, n)


def _positive(of: Component) -> Component:
    return of._replace(degrees=max(of.degrees, 1.0))


def _by_cell(amounts: Floats, of: Presence) -> Floats:
    """Mean of each row's course and level."""
    _, place = np.unique(of.course * 10 + of.level, return_inverse=True)
    means = np.bincount(place, amounts) / np.bincount(place)
    found: Floats = means[place]
    return found


def need_table(of: NeedFound, write: Writer) -> dict[str, Any]:
    """Need of a course as a scenario has it."""
    return {
        "hours_per_week": {
            name: write.by_level(by_level, "hours per week") for name, by_level in of.hours.items()
        },
        "hours_sd": write.by_level(of.sd, "hours per week"),
    }
