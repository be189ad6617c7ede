"""What was seen of each course: stays by week of age, and the cost of each citizen's weeks."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.reading.records import Records
from sim.calibration.town.courses import followed
from sim.calibration.town.presence import Presence, presence
from sim.model.terms import SERVICES
from sim.model.units import DAYS_PER_WEEK

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class SeenStays(NamedTuple):
    """Stays by citizen, in days of their age; of one course."""

    citizen: Ints
    level: Ints
    entry: Floats
    """Over when it came into sight."""
    until: Floats
    ended: npt.NDArray[np.bool_]
    """Not those that hospital interrupts: they go on with the spell after it."""


class SeenWeeks(NamedTuple):
    """Citizen-weeks of all courses, with what was delivered in them at the price of an hour."""

    citizen: Ints
    team: Ints
    course: Ints
    level: Ints
    week: Ints
    age: Ints
    """Whole weeks since the stay began."""
    part: Floats
    hours: Floats
    cost_dkk: Floats


class SeenCare(NamedTuple):
    """All that rates are set from."""

    citizens: int
    teams: list[str]
    courses: list[str]
    stays: dict[str, SeenStays]
    weeks: SeenWeeks


def seen(records: Records, prices: Mapping[str, float]) -> SeenCare | None:
    """Stays and priced weeks; None without hours.

    Parameters
    ----------
    prices
        DKK an hour by service.
    """
    teams = sorted({s.spell.team for s in records.stays})
    here = presence(records, teams)
    if here is None or not len(here.part):
        return None
    rows = {
        name: row for row, name in enumerate(dict.fromkeys(s.spell.citizen for s in records.stays))
    }
    courses = list(records.mapping.courses)
    care = [name for name in courses if name not in records.hospitals]
    return SeenCare(
        len(rows),
        teams,
        courses,
        {name: _stays(records, name, rows) for name in care},
        _weeks(here, prices),
    )


def _stays(records: Records, course: str, rows: Mapping[str, int]) -> SeenStays:
    found = [
        (rows[stay.spell.citizen], of.level, of.entry, max(float(of.until), of.entry), of.to)
        for stay in records.stays
        if stay.spell.course == course
        for of in [followed(stay, records.habits)]
        if of.is_known and of.until > of.entry
    ]
    return SeenStays(
        np.array([row[0] for row in found], dtype=np.int64),
        np.array([row[1] for row in found], dtype=np.int64),
        np.array([row[2] for row in found], dtype=float),
        np.array([row[3] for row in found], dtype=float),
        np.array([row[4] not in {None, *records.hospitals} for row in found], dtype=bool),
    )


def _weeks(of: Presence, prices: Mapping[str, float]) -> SeenWeeks:
    each = np.array([prices.get(service, 0.0) for service in SERVICES])
    return SeenWeeks(
        of.citizen,
        of.team,
        of.course,
        of.level,
        of.week,
        np.maximum(of.age_weeks, 0),
        of.part,
        of.hours.sum(axis=1),
        of.hours @ each,
    )


def days_of_ages(of: SeenStays, weeks: int, weight: Floats) -> Floats:
    """Ends by day of age, and who was at risk on that day, array [2, days]; stays weighed."""
    days = DAYS_PER_WEEK * weeks
    entry = np.minimum(np.ceil(of.entry).astype(np.int64), days)
    until = np.minimum(np.maximum(of.until.astype(np.int64), entry), days)
    came = np.bincount(entry, weight, minlength=days + 1)[:days]
    left = np.bincount(until, weight, minlength=days + 1)[:days]
    over = of.ended & (of.until <= days)
    ends = np.bincount(until[over], weight[over], minlength=days + 1)[1:]
    return np.array([ends, np.cumsum(came) - np.cumsum(left)])
