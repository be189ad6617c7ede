"""What takes a citizen's spells one after the other to count: relapses, and how courses end.

Arrays are by spell, those that were open on a reported day.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.model.parameters import Ints
from sim.model.state import Spells
from sim.model.terms import (
    DISCHARGED,
    HELD,
    LEVEL_CHANGE,
    OUTS,
    SELF_RELIANT,
    STILL_THERE,
    out_code,
)

Claims = npt.NDArray[np.bool_]

_NEVER = np.iinfo(np.int64).max


class LivedSpells(NamedTuple):
    """What tells how a citizen's spells follow each other, arrays by spell."""

    citizen: Ints
    course: Ints
    level: Ints
    start_day: Ints
    end_day: Ints
    exit: Ints
    is_entry: Ints


class ReportedSpells:
    """Spells that were open on a reported day; a column is picked when it is asked for."""

    def __init__(self, spells: Spells, rows: Ints) -> None:
        self._spells = spells
        self._rows = rows

    def __getattr__(self, column: str) -> Ints:
        """Column of the spells, [reported]."""
        picked: Ints = getattr(self._spells, column)[self._rows]
        setattr(self, column, picked)
        return picked


class GoalCounts(NamedTuple):
    """What each spell adds to how goals are reached, arrays by spell."""

    courses_ended: Ints
    courses_improved: Ints
    worsened_levels: Ints


def relapse_count(spells: ReportedSpells) -> int:
    """Courses begun in the window by citizens who had left self-reliant before."""
    left = np.flatnonzero(spells.exit == SELF_RELIANT)
    first = np.full(int(spells.citizen.max(initial=-1)) + 1, _NEVER, np.int64)
    np.minimum.at(first, spells.citizen[left], spells.end_day[left])
    back = (spells.is_entry > 0) & (spells.start_day >= 0)
    return int(np.count_nonzero(first[spells.citizen[back]] <= spells.start_day[back]))


def goal_counts(spells: ReportedSpells | LivedSpells, hospitals: Sequence[int]) -> GoalCounts:
    """Courses that ended, those after which the citizen was better off, and levels lost.

    A course goes on over a level change and a hospital stay, and nobody is judged by a death or
    a move. It began at the level of its last entry, as far as the reported weeks tell.
    """
    outs = [DISCHARGED, *(out_code(out) for out in OUTS)]
    goes_on = [LEVEL_CHANGE, HELD, out_code("dead"), out_code("moved"), *hospitals]
    over = (spells.exit != STILL_THERE) & (spells.end_day > 0)
    ended = over & ~np.isin(spells.exit, goes_on)
    after, is_known = _level_after(spells)
    is_known &= ~np.isin(spells.exit, outs)
    better = np.isin(spells.exit, [SELF_RELIANT, out_code("clinic")])
    better |= is_known & (after < _level_before(spells))
    return GoalCounts(
        courses_ended=ended.astype(np.int64),
        courses_improved=(ended & better).astype(np.int64),
        worsened_levels=np.where(over & is_known, after - spells.level, 0),
    )


def _level_after(spells: ReportedSpells | LivedSpells) -> tuple[Ints, Claims]:
    """Level of the citizen's next spell, and whether there is one."""
    order = np.lexsort((spells.start_day, spells.citizen))
    citizen, level = spells.citizen[order], spells.level[order]
    after, is_known = np.zeros_like(level), np.zeros(level.size, bool)
    same = citizen[1:] == citizen[:-1]
    after[order[:-1]] = level[1:]
    is_known[order[:-1]] = same
    return after, is_known


def _level_before(spells: ReportedSpells | LivedSpells) -> Ints:
    """Level at which the citizen's stay in the course began, by spell."""
    order = np.lexsort((spells.start_day, spells.course, spells.citizen))
    citizen, course = spells.citizen[order], spells.course[order]
    is_first = np.ones(order.size, bool)
    is_first[1:] = (citizen[1:] != citizen[:-1]) | (course[1:] != course[:-1])
    begins = is_first | (spells.is_entry[order] > 0)
    since = np.maximum.accumulate(np.where(begins, np.arange(order.size), 0))
    before = np.zeros_like(spells.level)
    before[order] = spells.level[order][since]
    return before
