"""In which course and level each citizen was, week by week: what hours are set against.

A week counts where the citizen was in one course and level only, hospital set apart; its part of a
week is what of its days lies in that stay.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.reading.records import Records
from sim.calibration.reading.weeks import monday_of
from sim.model.terms import SERVICES
from sim.model.units import DAYS_PER_WEEK

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Presence(NamedTuple):
    """Citizen-weeks in one cell, with their hours [rows]."""

    citizen: Ints
    team: Ints
    course: Ints
    """Place among the courses of the mapping."""
    level: Ints
    week: Ints
    part: Floats
    """Share of the week that is present."""
    age_weeks: Ints
    """Whole weeks since the stay began."""
    hours: Floats
    """[rows, services]"""

    def where(self, chosen: npt.NDArray[np.bool_]) -> "Presence":
        """Some of the rows."""
        return Presence._make(column[chosen] for column in self)


def presence(records: Records, teams: list[str]) -> Presence | None:
    """Citizen-weeks of the records; None without hours."""
    if records.weeks is None:
        return None
    citizens = {
        name: row for row, name in enumerate(dict.fromkeys(s.spell.citizen for s in records.stays))
    }
    rows = _rows(records, citizens, teams)
    kept = rows[_alone(rows)]
    hours = _hours(records, citizens, kept[:, 0], kept[:, 4])
    known = np.isfinite(hours).all(axis=1)
    kept, hours = kept[known], hours[known]
    return Presence(
        kept[:, 0],
        kept[:, 1],
        kept[:, 2],
        kept[:, 3],
        kept[:, 4],
        kept[:, 5] / DAYS_PER_WEEK,
        kept[:, 6] // DAYS_PER_WEEK,
        hours,
    )


def _rows(records: Records, citizens: dict[str, int], teams: list[str]) -> Ints:
    """Every stay's weeks: citizen, team, course (-1 in hospital), level, week, days, age."""
    shift = (records.first_day - monday_of(records.first_day)).days
    courses = {name: place for place, name in enumerate(records.mapping.courses)}
    place = {name: row for row, name in enumerate(teams)}
    found: list[Ints] = []
    for stay in records.stays:
        spell = stay.spell
        ends = spell.ends if spell.ends is not None else spell.seen_until
        until = min(records.habits.days, records.habits.days if ends is None else ends)
        began = max(spell.begins, 0)
        if until <= began:
            continue
        weeks = np.arange(
            (began + shift) // DAYS_PER_WEEK, (until - 1 + shift) // DAYS_PER_WEEK + 1
        )
        monday = weeks * DAYS_PER_WEEK - shift
        days = np.minimum(until, monday + DAYS_PER_WEEK) - np.maximum(began, monday)
        age = np.maximum(monday, began) - spell.begins + (stay.age or 0)
        course = -1 if spell.course in records.hospitals else courses[spell.course]
        same = (citizens[spell.citizen], place[spell.team], course, spell.level)
        found.append(np.column_stack([np.full((len(weeks), 4), same), weeks, days, age]))
    return np.concatenate(found) if found else np.empty((0, 7), dtype=np.int64)


def _alone(rows: Ints) -> npt.NDArray[np.bool_]:
    """Rows of weeks in which a citizen has one cell outside hospital."""
    care = rows[:, 2] >= 0
    key = rows[:, 0] * 100_000 + rows[:, 4]
    cell = (rows[:, 1] * 1_000 + rows[:, 2]) * 10 + rows[:, 3]
    order = np.lexsort((cell, key))
    in_care = order[care[order]]
    _, first, count = np.unique(key[in_care], return_index=True, return_counts=True)
    single = in_care[first[count == 1]]
    chosen = np.zeros(len(rows), dtype=bool)
    chosen[single] = True
    return chosen


def _hours(records: Records, citizens: dict[str, int], who: Ints, week: Ints) -> Floats:
    """Hours of each row; 0 where the file has none of that citizen and week."""
    of = records.weeks
    if of is None:
        raise ValueError("no hours were read")
    row = np.array([citizens.get(name, -1) for name in of.names], dtype=np.int64)
    keys = row[of.citizen] * 100_000 + of.week
    order = np.argsort(keys)
    wanted = who * 100_000 + week
    at = np.searchsorted(keys[order], wanted)
    at = np.minimum(at, max(len(order) - 1, 0))
    found = np.zeros((len(who), len(SERVICES)))
    if len(order):
        there = keys[order][at] == wanted
        found[there] = of.hours[order][at[there]]
    return found
