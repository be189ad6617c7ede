"""The state of one replication: plain tables that only `events.py` changes.

Citizens and spells are rows that are added and never removed, in the order in which they come
to be; parts (a citizen in one spell in one week) are what settlement pays and live for one
week. Sums by team and week are kept in whole days, minutes and øre. The arrays are given out
as memory views to interpreted engines; both see the same numbers.
"""

from typing import Final, NamedTuple, TypeVar

import numpy as np

from sim.model.parameters import Floats, Ints, Parameters
from sim.model.terms import SERVICES, STILL_THERE

NEVER: Final = -(10**9)
"""A day long before any run: a course that was never left."""

NO_ROW: Final = -1

# Rows in use, in `State.rows`.
CITIZENS: Final = 0
SPELLS: Final = 1
PARTS: Final = 2
PARTS_WEEK: Final = 3

# How a spell comes about, in `Citizens.next_how`.
ENTERED: Final = 0
NEW_LEVEL: Final = 1
RESUMED: Final = 2
FOUND: Final = 3
"""In progress on the first day; `next_course` then holds the station."""


class Citizens(NamedTuple):
    """One row a citizen."""

    team: Ints
    source: Ints
    day: Ints
    number: Ints
    rank: Floats  # uniform behind the need multiplier
    spell: Ints  # current spell; NO_ROW while away
    spells_begun: Ints
    next_course: Ints  # set by the event that leads to the next spell, on the same day
    next_level: Ints
    next_how: Ints
    kept_course: Ints  # the course that a hospital stay interrupts; NO_ROW if none
    kept_level: Ints
    kept_days: Floats  # what is left of its stay
    kept_clock_days: Ints  # how far into the course the citizen was
    left_day: Ints  # [citizen, course] day of leaving each course last


class Spells(NamedTuple):
    """One row a spell."""

    citizen: Ints
    course: Ints
    level: Ints
    paid_course: Ints
    is_entry: Ints  # 1 where the course begins, 0 after a level change or a hospital stay
    start_day: Ints
    clock_day: Ints  # day on which the course as granted began
    end_day: Ints  # planned while `exit` says STILL_THERE
    stay_days: Floats  # drawn, before rounding
    drawn_days: Ints  # until the stay or the first hazard ends it
    hazard: Ints  # which hazard ends it; NO_ROW for the stay
    absence_days: Ints  # since the citizen left the same course last
    exit: Ints
    revenue_ore: Ints  # of the reported weeks
    cost_ore: Ints


class Parts(NamedTuple):
    """One row a spell that a team had this week."""

    spell: Ints
    day: Ints  # first day of the part
    next: Ints  # next part of the same team
    hours: Floats  # [part, service] need as hours a week


class TeamWeeks(NamedTuple):
    """Sums of the reported weeks."""

    days: Ints  # [T, weeks, C] days spent in each course
    minutes: Ints  # [T, weeks, S] delivered
    revenue_ore: Ints  # [T, weeks]
    cost_ore: Ints  # [T, weeks]


class TeamNow(NamedTuple):
    """What a team has at hand."""

    first_part: Ints  # [T]
    development_weeks: Floats  # [T] lever; 0 leaves the scenario's stay
    effort: Floats  # [T] lever
    present_at_start: Ints  # [T]
    revenue_ore: Ints  # [T] so far
    cost_ore: Ints  # [T] so far


class State(NamedTuple):
    """Everything that changes."""

    rows: Ints  # [4] how many citizens, spells and parts, and the week of the parts
    citizens: Citizens
    spells: Spells
    parts: Parts
    weeks: TeamWeeks
    teams: TeamNow


def _int(*shape: int) -> Ints:
    return np.zeros(shape, np.int64)


_Table = TypeVar("_Table", Citizens, Spells, Parts)


def _table(kind: type[_Table], rows: int, **other: Ints | Floats) -> _Table:
    """Table of whole numbers, all 0, but for the columns given."""
    return kind(**{name: other.get(name, _int(rows)) for name in kind._fields})  # type: ignore[arg-type]


def _citizens(rows: int, courses: int) -> Citizens:
    never = np.full((rows, courses), NEVER, np.int64)
    return _table(Citizens, rows, left_day=never, rank=np.zeros(rows), kept_days=np.zeros(rows))


def _spells(rows: int) -> Spells:
    still = np.full(rows, STILL_THERE, np.int64)
    return _table(Spells, rows, exit=still, stay_days=np.zeros(rows))


def _parts(rows: int) -> Parts:
    return _table(Parts, rows, hours=np.zeros((rows, len(SERVICES))))


def empty_state(parameters: Parameters, rows: int = 1_024) -> State:
    """State with nobody in care and room for `rows` citizens."""
    teams = len(parameters.inflow.team_key)
    courses = len(parameters.network.kind)
    weeks = parameters.calendar.weeks
    return State(
        rows=np.array([0, 0, 0, NEVER], np.int64),
        citizens=_citizens(rows, courses),
        spells=_spells(rows),
        parts=_parts(rows),
        weeks=TeamWeeks(
            _int(teams, weeks, courses),
            _int(teams, weeks, len(SERVICES)),
            _int(teams, weeks),
            _int(teams, weeks),
        ),
        teams=TeamNow(
            np.full(teams, NO_ROW, np.int64),
            np.zeros(teams),
            np.ones(teams),
            _int(teams),
            _int(teams),
            _int(teams),
        ),
    )


def is_full(state: State) -> bool:
    """Whether one more event might find no free row; an event adds one of each at most."""
    rows = state.rows
    return bool(
        rows[CITIZENS] >= len(state.citizens.team)
        or rows[SPELLS] >= len(state.spells.citizen)
        or rows[PARTS] >= len(state.parts.spell)
    )


def _doubled(table: _Table, empty: _Table) -> _Table:
    """`empty`, which has twice the rows, with the rows of `table` at its head."""
    for old, new in zip(table, empty, strict=True):
        new[: len(old)] = old
    return empty


def grown(state: State) -> State:
    """Same state with twice the room for citizens, spells and parts."""
    courses = state.citizens.left_day.shape[1]
    return state._replace(
        citizens=_doubled(state.citizens, _citizens(2 * len(state.citizens.team), courses)),
        spells=_doubled(state.spells, _spells(2 * len(state.spells.citizen))),
        parts=_doubled(state.parts, _parts(2 * len(state.parts.spell))),
    )
