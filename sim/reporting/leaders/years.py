"""Budget years of a run: what a deficit in x of 10 years is counted in.

Whole calendar years that the run covers; where it covers none, spans of 52 weeks from its first
day; and the run itself where it is shorter than that.
"""

import datetime as dt
from typing import Final, NamedTuple

import numpy as np

from sim.experiments.periods.calendar import week_parts
from sim.experiments.periods.period import Period
from sim.model.parameters import Floats
from sim.model.units import DAYS_PER_WEEK, WEEKS_PER_YEAR

WEEKS: Final = 52
"""Weeks of a budget year that begins with the run."""
_WHOLE_DAYS: Final = 350
"""Days from which a calendar year counts as a whole one: a run begins and ends on a Monday."""
_FEWEST: Final = 10
"""Years below which a band of nine in ten would be drawn from its own end points.

The 95 % of `FEWEST_FOR_RUNS` ask for more: 2.5 % of runs on either side, here 5 % of years.
"""
_WITHIN: Final = (0.05, 0.95)


class Years(NamedTuple):
    """Weights of the weeks in each year [years, weeks], and whether they are years at all."""

    weights: Floats
    is_a_year: bool

    def of(self, weekly: Floats) -> Floats:
        """Amounts by replication and year of weekly amounts [replications, weeks]."""
        return np.asarray(weekly @ self.weights.T)


def years_of(start: dt.date, weeks: int) -> Years:
    """Years of a run from a Monday on.

    Examples
    --------
    >>> years_of(dt.date(2026, 1, 5), 104).weights.sum(axis=1).round(1)  # 361 and 365 days
    array([51.6, 52.1])
    >>> years_of(dt.date(2026, 1, 5), 26).is_a_year
    False
    """
    if weeks < WEEKS:
        return Years(np.ones((1, weeks)), is_a_year=False)
    calendar = _calendar_years(start, weeks)
    if len(calendar):
        return Years(calendar, is_a_year=True)
    number = np.arange(weeks) // WEEKS
    spans = [number == year for year in range(weeks // WEEKS)]
    return Years(np.array(spans, dtype=float), is_a_year=True)


def _calendar_years(start: dt.date, weeks: int) -> Floats:
    """Share of each week that lies in each whole calendar year [years, weeks]."""
    parts = week_parts(start, weeks, Period.year)
    names = list(dict.fromkeys(part.period for part in parts))
    shares = np.zeros((len(names), weeks))
    for part in parts:
        shares[names.index(part.period), part.week] += part.days / DAYS_PER_WEEK
    whole = shares.sum(axis=1) * DAYS_PER_WEEK >= _WHOLE_DAYS
    return np.asarray(shares[whole])


def years_in(weeks: int) -> float:
    """What an amount over some weeks is multiplied by to be a year's, or the run's if shorter."""
    return WEEKS_PER_YEAR / weeks if weeks >= WEEKS else 1.0


def band_of(by_year: Floats) -> tuple[float, float] | None:
    """Where 9 of 10 years fall; None of too few."""
    if by_year.size < _FEWEST:
        return None
    low, high = np.quantile(by_year, _WITHIN)
    return float(low), float(high)
