"""Stays in groups of lengths ("15-21 days", "22+"), and means without counts."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import numpy as np

from sim.calibration.aggregates.long import AggregateRow
from sim.calibration.fits.laws import SURVIVAL
from sim.calibration.fits.likelihood import Fitted, Lengths, fit, gathered_lengths
from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.mapping import AggregateTable
from sim.model.units import DAYS_PER_WEEK
from sim.words import phrase

_DAYS: Final = {"days": 1.0, "weeks": float(DAYS_PER_WEEK), "months": 365.25 / 12, "years": 365.25}
_UNITS: Final = {
    **dict.fromkeys(("day", "days", "dag", "dage", "d"), "days"),
    **dict.fromkeys(("week", "weeks", "uge", "uger"), "weeks"),
    **dict.fromkeys(("year", "years", "år"), "years"),
    **dict.fromkeys(("month", "months", "måned", "måneder", "md", "mdr"), "months"),
}
_BETWEEN: Final = re.compile(r"(\d+)\s*(?:-|–|—|to|til|,\.\.\.,)\s*(\d+)\b")
_NUMBER: Final = re.compile(r"\d+")
_UPWARDS: Final = ("+", "og derover", "og over", "and over", "or more", "eller mere", "eller flere")
_ABOVE: Final = ("over", ">", "mere end", "more than")
_BELOW: Final = ("under", "<", "below", "mindre end", "less than")

_FIRST: Final = 0.5
"""A group that begins with the first day holds shorter stays too: a day is the shortest written."""

MEAN_ERROR: Final = 0.1
"""Relative standard error of a mean that comes without a count. Source: assumption."""


class LengthGroup(NamedTuple):
    """From and to of a group of lengths [days]; the end is infinite where it is open."""

    low: float
    high: float


def group_named(text: str, unit: str, *, is_completed: bool = False) -> LengthGroup | None:
    """A group of lengths as it is written; None where it is none.

    Whole units round: "15-21 days" holds lengths of 14.5 to 21.5 days, "22+" those above. Of
    completed units "15-21" holds 15 to 22, and "1-2" of a life table's years 1 to 2.

    >>> group_named("15–21 dage", "days"), group_named("22+", "days").low
    (LengthGroup(low=14.5, high=21.5), 21.5)
    >>> group_named("under 2 uger", "days")
    LengthGroup(low=0.0, high=10.5)
    """
    said = text.casefold().strip()
    each = _DAYS[_unit(said, unit)]
    return _completed(said, each) if is_completed else _rounded_group(said, each)


def _rounded_group(said: str, each: float) -> LengthGroup | None:
    if pair := _BETWEEN.search(said):
        low, high = int(pair[1]), int(pair[2])
        return _group(low - 0.5, high + 0.5, each) if low <= high else None
    number = _NUMBER.findall(said)
    if len(number) != 1:
        return None
    at = int(number[0])
    if any(word in said for word in _UPWARDS):
        return _group(at - 0.5, math.inf, each)
    if any(word in said for word in _ABOVE):
        return _group(at + 0.5, math.inf, each)
    if any(word in said for word in _BELOW):
        return _group(0.0, at - 0.5, each)
    return _group(at - 0.5, at + 0.5, each)


def _completed(said: str, each: float) -> LengthGroup | None:
    """A group of completed units: from its first to the next group's first."""
    numbers = [int(number) for number in _NUMBER.findall(said)]
    if pair := _BETWEEN.search(said):
        return (
            LengthGroup(int(pair[1]) * each, int(pair[2]) * each)
            if int(pair[1]) < int(pair[2])
            else None
        )
    if len(numbers) != 1:
        return None
    is_open = any(word in said for word in (*_UPWARDS, *_ABOVE))
    return LengthGroup(numbers[0] * each, math.inf if is_open else (numbers[0] + 1) * each)


def _unit(said: str, unit: str) -> str:
    words = re.findall(r"[a-zæøå]+", said)
    return next((_UNITS[word] for word in words if word in _UNITS), unit)


def _group(low: float, high: float, each: float) -> LengthGroup:
    return LengthGroup(0.0 if low <= _FIRST else low * each, high * each)


class StayFound(NamedTuple):
    """A stay from groups or a mean: lengths [weeks] and the errors of their logarithms."""

    law: str | None
    """None where only a mean is known."""
    mean_weeks: float
    cv: float | None
    mean_error: float
    n: int


def stays_found(rows: Iterable[AggregateRow], table: AggregateTable) -> dict[str, StayFound]:
    """Stay of each course.

    Raises
    ------
    RecordsError
        When a group cannot be read.
    """
    faults: list[RecordFault] = []
    groups: dict[str, list[tuple[LengthGroup, float]]] = {}
    found: dict[str, StayFound] = {}
    for row in rows:
        course = str(row.course)
        if "mean" in row.amounts:
            found[course] = _of_mean(row.amounts, _DAYS[table.length_unit] / DAYS_PER_WEEK)
        elif row.length is not None:
            group = _group_of(row.length, table)
            if group is None:
                faults.append(_no_group(row, table))
            else:
                groups.setdefault(course, []).extend(_counted(group, row.amounts))
    if faults:
        raise RecordsError(faults)
    return {**found, **{course: _of_groups(of) for course, of in groups.items() if _enough(of)}}


def _of_mean(amounts: Mapping[str, float], weeks: float) -> StayFound:
    """A mean without a count, its spread where that is said."""
    mean = amounts["mean"]
    cv = amounts["sd"] / mean if amounts.get("sd") and mean else None
    return StayFound(None, mean * weeks, cv, MEAN_ERROR, 0)


def _group_of(text: str, table: AggregateTable) -> LengthGroup | None:
    return group_named(text, table.length_unit, is_completed=table.lengths_are == "completed")


def _no_group(row: AggregateRow, table: AggregateTable) -> RecordFault:
    remedy = phrase('write a group as "15-21 days", the last as "22+"')
    return RecordFault(
        table.file, row.row, table.columns.length or "", phrase("is no group"), remedy
    )


def _counted(
    group: LengthGroup, amounts: Mapping[str, float]
) -> Iterator[tuple[LengthGroup, float]]:
    """Those who ended in a group, and those who were last seen in it: in its middle."""
    yield group, amounts.get("citizens", 0.0)
    high = group.high if math.isfinite(group.high) else group.low
    yield LengthGroup((group.low + high) / 2.0, math.inf), amounts.get("censored", 0.0)


def _enough(of: list[tuple[LengthGroup, float]]) -> bool:
    """Two groups with somebody in them, of which one has an end."""
    filled = [group for group, citizens in of if citizens > 0]
    return len(filled) > 1 and any(math.isfinite(group.high) for group in filled)


def _of_groups(of: list[tuple[LengthGroup, float]]) -> StayFound:
    best = min((fit(lengths_of(of), law) for law in SURVIVAL), key=lambda fitted: fitted.aic)
    return _stay(best, round(sum(citizens for _, citizens in of)))


def lengths_of(of: list[tuple[LengthGroup, float]]) -> Lengths:
    """Groups as stays for the likelihood."""
    rows = [(0.0, group.low, group.high, citizens) for group, citizens in of if citizens > 0]
    entry, low, high, weight = np.array(rows, float).T
    return gathered_lengths(entry, low, high, weight)


def _stay(of: Fitted, n: int) -> StayFound:
    return StayFound(of.law, of.mean / DAYS_PER_WEEK, of.cv, of.log_mean_error, n)
