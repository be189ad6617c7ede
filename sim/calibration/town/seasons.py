"""Season of inflow by source, all teams together, and inflow as values by date.

A scenario says a season as it says every change: by dates. The run then has a year of warm-up that
begins at the mean of the year, so that its first reported week has a year of seasons behind it.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.season import Season, is_sure, month_after, season
from sim.calibration.reading.records import Records
from sim.calibration.town.arrivals import FIRST_CONTACT, Arrivals
from sim.calibration.town.numbers import Wrapper, six_digits

WARM_UP_WEEKS: Final = 52
Seasons = dict[str, Season]
"""By source; those that chance alone would not make."""


def seasons(records: Records, of: Arrivals, smallest: int) -> Seasons:
    """Season of each source, where the records are long enough and there is one."""
    found = {source: _season(records, of, source) for source in of.sources or [FIRST_CONTACT]}
    return {
        source: one
        for source, one in found.items()
        if one is not None and is_sure(one) and min(month.n for month in one.months) >= smallest
    }


def _season(records: Records, of: Arrivals, source: str) -> Season | None:
    days = [
        s.spell.begins
        for s in of.new
        if not of.sources or (s.spell.source or FIRST_CONTACT) == source
    ]
    window = records.mapping.values.records
    not_new = partial(_unseen, of, source)
    try:
        return season(np.array(days, np.int64), window.first_day, window.last_day, not_new)
    except ValueError:
        return None


def _unseen(of: Arrivals, source: str, until: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Of those who look new, how many had left before the first day, by a day."""
    if of.back is None or source != FIRST_CONTACT:
        return np.zeros(len(until))
    total = sum(of.unseen.values())
    days = np.array([of.back.unseen_days(int(day)) for day in until])
    whole = of.back.unseen_days(of.window_days)
    return total * days / whole if whole > 0 else np.zeros(len(until))


def seasonal_inflow(inflow: Any, found: Seasons, run: dict[str, Any]) -> Any:  # noqa: ANN401 - TOML
    """Inflow of a team, its numbers by date where their source has a season."""
    if "value" in inflow:
        one = found.get(FIRST_CONTACT)
        return inflow if one is None else by_date(inflow, one, run)
    return {
        source: by_date(number, found[source], run) if source in found else number
        for source, number in inflow.items()
    }


def by_date(number: Wrapper, of: Season, run: dict[str, Any]) -> list[Wrapper]:
    """A number for each month of a run, after the mean of the year."""
    start = run["start"] - dt.timedelta(weeks=WARM_UP_WEEKS)
    end = run["start"] + dt.timedelta(weeks=run["weeks"])
    rows = [{"from": start, **number}]
    for day in _months_between(start, end):
        by = of.months[day.month - 1].value
        moved: Wrapper = {key: six_digits(number[key] * by) for key in _AMOUNTS if key in number}
        rows.append({"from": day, **number, **moved})
    return rows


_AMOUNTS: Final = ("value", "low", "high")


def _months_between(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    day = start
    while (day := month_after(day)) < end:
        yield day


def seasonal_run(run: dict[str, Any], found: Sequence[str]) -> dict[str, Any]:
    """The run, with a year before it where there is a season."""
    return {**run, "warm_up_weeks": WARM_UP_WEEKS} if found else run
