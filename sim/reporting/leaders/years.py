"""Budget years of a run: what a deficit in x of 10 years is counted in.

Whole calendar years that the run covers, a week in the year of most of its days (ISO 8601); where
it covers none, spans of 52 weeks from its first day; and the run itself where it is shorter. Where
a tariff evens deficits out at the end of its own budget years, those are the years: what is evened
out on the last day of one is not yet so on the last of December.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np

from sim.model.parameters import Floats
from sim.model.units import WEEKS_PER_YEAR

WEEKS: Final = 52
"""Weeks of a budget year that begins with the run."""
_WHOLE_WEEKS: Final = 50
"""Weeks from which a calendar year counts as a whole one: a run seldom begins in its first."""
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
        """Amounts by replication and year of weekly amounts [replications, weeks], to the øre."""
        return np.round(weekly @ self.weights.T, 2) + 0.0


def years_of(start: dt.date, weeks: int, evened_out: int | None = None) -> Years:
    """Years of a run from a Monday on; `evened_out` is the tariff's own budget year [weeks].

    Examples
    --------
    >>> years_of(dt.date(2026, 1, 5), 104).weights.sum(axis=1)  # weeks of 2026 and of 2027
    array([52., 52.])
    >>> years_of(dt.date(2026, 1, 5), 26).is_a_year
    False
    """
    if weeks < WEEKS:
        return Years(np.ones((1, weeks)), is_a_year=False)
    own = evened_out is not None and WEEKS % evened_out == 0
    calendar = [] if own else _calendar_years(start, weeks)
    number = np.arange(weeks) // WEEKS
    spans = [number == year for year in range(weeks // WEEKS)]
    return Years(np.array(calendar or spans, dtype=float), is_a_year=True)


def _calendar_years(start: dt.date, weeks: int) -> list[np.ndarray[Any, Any]]:
    """Which weeks lie in each whole calendar year."""
    years = np.array([(start + dt.timedelta(weeks=n)).isocalendar().year for n in range(weeks)])
    found = (years == year for year in np.unique(years))
    return [among for among in found if among.sum() >= _WHOLE_WEEKS]


def evened_out_weeks(resolved: Mapping[str, Any]) -> int | None:
    """Length of the budget years after which a scenario's deficit band evens out [weeks]."""
    band = resolved.get("tariff", {}).get("deficit_band")
    if band is None:
        return None
    given = band.get("every_weeks", WEEKS)
    return int(given["value"] if isinstance(given, Mapping) else given)


def years_in(weeks: int) -> float:
    """What an amount over some weeks is multiplied by to be a year's, or the run's if shorter."""
    return WEEKS_PER_YEAR / weeks if weeks >= WEEKS else 1.0


def band_of(by_year: Floats) -> tuple[float, float] | None:
    """Where 9 of 10 years fall; None of too few."""
    if by_year.size < _FEWEST:
        return None
    low, high = np.quantile(by_year, _WITHIN)
    return float(low), float(high)
