"""Season: how many come in each month of the year, beside the mean of the year.

Counts by month and year are set against what the year's own total gives each month by its days and
by the growth from year to year, so that growth is no season. Months differ where chance gives such
a difference in about 1 of 100 cases; chance is Poisson's, or as much more as months of one name
differ between years. What they differ by is drawn to 1 by Bühlmann-Straub. Two years are needed:
one does not tell season from chance.
"""

import datetime as dt
import math
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.estimate import Estimated, positive
from sim.calibration.fits.shrinkage import buhlmann_straub

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MONTHS: Final = 12
_SURE: Final = 0.01
"""Level at which a season is believed. Source: assumption, that of differences between teams."""
_ODD: Final = 0.05
"""Level at which years are taken to differ by more than Poisson's chance. Source: assumption."""
_FEWEST_DAYS: Final = 50
"""Of each month: about two of them."""
_MONTH_DAYS: Final = np.array([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


class Season(NamedTuple):
    """Months of the year beside their mean."""

    months: list[Estimated]
    """Ratio to the mean of the year, January first; weighed by days their mean is 1."""
    p: float
    """How often chance alone would make months differ so much."""


def season(days: Ints, first: dt.date, last: dt.date, not_new: Callable[[Ints], Floats]) -> Season:
    """Season of events on days counted from the first one, as 0.

    Parameters
    ----------
    not_new
        How many of the events up to each day are none of those that are asked for.

    Raises
    ------
    ValueError
        When the days are fewer than two of each month.
    """
    begins, month, year = _cells(first, last)
    ends = np.append(begins[1:], (last - first).days + 1)
    length = (ends - begins).astype(float)
    if np.bincount(month, length, MONTHS).min() < _FEWEST_DAYS:
        raise ValueError("a season needs two of each month")
    counts = np.histogram(days, np.append(begins, ends[-1]))[0] - (not_new(ends) - not_new(begins))
    counts = np.maximum(counts, 0.0)
    expected = _even(counts, length, year, (begins + ends) / 2.0)
    chance = _chance(counts, expected, month, year)
    return Season(_months(counts, expected, month, year, chance.spread), chance.p)


def is_sure(of: Season) -> bool:
    """Whether the months differ beyond chance."""
    return of.p < _SURE and any(not math.isclose(one.value, 1.0) for one in of.months)


def month_after(day: dt.date) -> dt.date:
    """First day of the next month."""
    return dt.date(day.year + day.month // MONTHS, day.month % MONTHS + 1, 1)


def _cells(first: dt.date, last: dt.date) -> tuple[Ints, Ints, Ints]:
    """Months of the days: first day, place in the year, and which year, from the first month on."""
    begins, day = [0], month_after(first)
    while day <= last:
        begins.append((day - first).days)
        day = month_after(day)
    number = np.arange(len(begins))
    year = number // MONTHS
    if len(begins) % MONTHS and year[-1] > 0 and len(begins) % MONTHS < MONTHS // 2:
        year = np.minimum(year, year[-1] - 1)  # a few months more belong to the year before
    return np.array(begins), (first.month - 1 + number) % MONTHS, year


def _even(counts: Floats, length: Floats, year: Ints, middle: Floats) -> Floats:
    """What each month would have of its year, which grows as years do from one to the next."""
    total, days = np.bincount(year, counts), np.bincount(year, length)
    at = np.bincount(year, middle * length) / days
    growth = 0.0
    if len(total) > 1 and total.min() > 0:
        weights = np.sqrt(total)
        growth = float(np.polyfit(at - at.mean(), np.log(total / days), 1, w=weights)[0])
    share = length * np.exp(growth * (middle - at[year]))
    found: Floats = (total / np.bincount(year, share))[year] * share
    return found


class _Chance(NamedTuple):
    p: float
    spread: float
    """Variance of a count over its mean: 1 is Poisson's."""


def _chance(counts: Floats, expected: Floats, month: Ints, year: Ints) -> _Chance:
    """How often chance makes months differ so (chi-squared; F where years differ more)."""
    from scipy.stats import chi2, f

    if expected.min() <= 0:
        return _Chance(1.0, 1.0)
    totals, even = np.bincount(month, counts, MONTHS), np.bincount(month, expected, MONTHS)
    between = float(((totals - even) ** 2 / even).sum()) / (MONTHS - 1)
    seasonal = expected * (totals / even)[month]
    within = float(((counts - seasonal) ** 2 / np.maximum(seasonal, 0.5)).sum())
    degrees = len(counts) - MONTHS - int(year[-1])
    spread = within / degrees
    if chi2.sf(within, degrees) < _ODD:
        return _Chance(float(f.sf(between / spread, MONTHS - 1, degrees)), spread)
    return _Chance(float(chi2.sf(between * (MONTHS - 1), MONTHS - 1)), 1.0)


def _months(
    counts: Floats, expected: Floats, month: Ints, year: Ints, spread: float
) -> list[Estimated]:
    ratios, weights = np.zeros((2, MONTHS, int(year[-1]) + 1))
    np.add.at(weights, (month, year), expected)
    np.add.at(ratios, (month, year), counts)
    ratios = np.divide(ratios, weights, out=np.zeros_like(ratios), where=weights > 0)
    found = buhlmann_straub(ratios, weights)
    mean = float(found.shrunk @ _MONTH_DAYS / _MONTH_DAYS.sum())
    seen = np.bincount(month, counts, MONTHS)
    error = np.sqrt(spread / weights.sum(axis=1))
    return [
        positive(float(value) / mean, float(e / value), round(float(n)))
        for value, e, n in zip(found.shrunk, error, seen, strict=True)
    ]
