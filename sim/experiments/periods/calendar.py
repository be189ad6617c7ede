"""Which days of which week lie in which month, quarter or year, and how a week's øre are cut there.

A week that a month ends in is cut by days: the earlier part has the whole øre of its sevenths, the
later part the rest, so that parts add up to the week exactly.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.experiments.periods.period import Period
from sim.model.parameters import Ints
from sim.model.units import DAYS_PER_WEEK

_MONTHS_PER_QUARTER = 3


class WeekPart(NamedTuple):
    """Days of a week that lie in one period; `begun` days of the week lie before."""

    week: int
    period: str
    begun: int
    days: int

    def of(self, ore: Ints) -> Ints:
        """Amounts of these days, of a week's amounts [øre].

        Examples
        --------
        >>> parts = WeekPart(0, "2026-01", 0, 3), WeekPart(0, "2026-02", 3, 4)
        >>> [int(part.of(100)) for part in parts]  # 3/7 of 100 are 42.86
        [42, 58]
        """
        before = ore * self.begun // DAYS_PER_WEEK
        after: Ints = ore * (self.begun + self.days) // DAYS_PER_WEEK
        return after - before


def budget_period(day: dt.date, by: Period) -> str:
    """Name of the period that a day lies in: 2026-01, 2026-Q1 or 2026."""
    if by is Period.month:
        return f"{day:%Y-%m}"
    quarter = (day.month - 1) // _MONTHS_PER_QUARTER + 1
    return f"{day.year:04}-Q{quarter}" if by is Period.quarter else f"{day.year:04}"


def iso_week(start: dt.date, week: int) -> str:
    """Name of a week of a run that starts on a Monday: its ISO year and number.

    The ISO year is that of the week's Thursday, so week 1 may begin in December, and a year of 53
    weeks has its last one.

    Examples
    --------
    >>> [iso_week(dt.date(2026, 12, 21), week) for week in range(3)]
    ['2026-W52', '2026-W53', '2027-W01']
    """
    year, number, _ = (start + dt.timedelta(weeks=week)).isocalendar()
    return f"{year:04}-W{number:02}"


def with_iso_weeks(table: Mapping[str, Any], start: dt.date) -> dict[str, Any]:
    """A table that has a column `week`, and the name of each as a last column `iso_week`."""
    names = {week: iso_week(start, week) for week in set(table["week"].tolist())}
    named = [names[week] for week in table["week"].tolist()]
    return {**table, "iso_week": np.array(named, dtype=object)}


def week_parts(start: dt.date, weeks: int, by: Period) -> list[WeekPart]:
    """Every week from a Monday on, cut where a period ends."""
    parts: list[WeekPart] = []
    for number in range(DAYS_PER_WEEK * weeks):
        week, begun = divmod(number, DAYS_PER_WEEK)
        period = budget_period(start + dt.timedelta(days=number), by)
        last = parts[-1] if parts else None
        if last is not None and (last.week, last.period) == (week, period):
            parts[-1] = last._replace(days=last.days + 1)
        else:
            parts.append(WeekPart(week, period, begun, 1))
    return parts


def first_and_last(days: Sequence[int]) -> tuple[int, int] | None:
    """The first and the last period that have at least half the days of the longest."""
    whole = [place for place, number in enumerate(days) if 2 * number >= max(days)]
    return (whole[0], whole[-1]) if len(whole) > 1 else None
