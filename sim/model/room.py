"""Room for the rows of a state: tables with nobody in them, and the same with more room.

What the tables are is in `state.py`, how long their closed axes are in `axes.py`.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar

import numpy as np

from sim.model.axes import closed_extents, is_real
from sim.model.parameters import Floats, Ints, Parameters
from sim.model.state import (
    BOOKED,
    CITIZENS,
    FREE_SPELL,
    FREE_WAITING,
    NEVER,
    NO_ROW,
    PARTS,
    PARTS_WEEK,
    PLACES_TAKEN,
    ROW_KINDS,
    SPELLS,
    WAITING_FOR_PLACE,
    WAITING_ROWS,
    Citizens,
    Parts,
    Queue,
    Settlement,
    Spells,
    State,
    TeamNow,
    TeamWeeks,
    WaitingList,
    has_no_spell_left,
)
from sim.model.terms import PROFESSIONS, SERVICES, TIMES


def _int(*shape: int) -> Ints:
    return np.zeros(shape, np.int64)


_Table = TypeVar("_Table", Citizens, Spells, Parts, Queue, WaitingList)

_PAGE: Final = 512
"""Numbers of 64 bits in a page of memory."""

_LINE: Final = 8
"""Numbers of 64 bits in a line of the cache."""


def _columns(names: list[str], rows: int, kind: type[np.float64 | np.int64]) -> dict[str, Any]:
    """Columns of zeros by name, cut from one block.

    A row is read across many columns. If they lay whole pages apart, as separate arrays do, its
    numbers would compete for the same few places of the cache; so each column begins a cache
    line further into its page than the one before.
    """
    whole_pages = -(-rows // _PAGE) * _PAGE
    block = np.zeros((len(names), whole_pages + _LINE), kind)
    return dict(zip(names, block[:, :rows], strict=True))


def _table(kind: type[_Table], rows: int, **apart: Ints) -> _Table:
    """Table of zeros; columns given `apart` are taken as they are."""
    own = [name for name in kind._fields if name not in apart]
    wide = [name for name in own if closed_extents(kind, name)]
    real = [name for name in own if name not in wide and is_real(kind, name)]
    whole = [name for name in own if name not in wide and name not in real]
    columns: dict[str, Any] = _columns(real, rows, np.float64) | _columns(whole, rows, np.int64)
    columns |= {name: _wide_column(kind, name, rows) for name in wide}
    columns |= apart
    return kind(**columns)


def _wide_column(kind: type[_Table], name: str, rows: int) -> Ints | Floats:
    """Column of several zeros a row."""
    shape = (rows, *closed_extents(kind, name))
    return np.zeros(shape) if is_real(kind, name) else _int(*shape)


def _citizens(rows: int, courses: int) -> Citizens:
    return _table(Citizens, rows, left_day=_int(rows, courses))


def _spells(rows: int) -> Spells:
    return _table(Spells, rows)


def _parts(rows: int) -> Parts:
    return _table(Parts, rows)


def _queue(rows: int) -> Queue:
    return _table(Queue, rows)


def _waiting(rows: int) -> WaitingList:
    return _table(WaitingList, rows)


def _team_weeks(teams: int, weeks: int, courses: int) -> TeamWeeks:
    """Sums of nothing yet."""
    sums = {n: _int(teams, weeks, *closed_extents(TeamWeeks, n)) for n in TeamWeeks._fields}
    return TeamWeeks(**(sums | {"days": _int(teams, weeks, courses)}))


def _teams_now(reference: Floats) -> TeamNow:
    """Teams on the first day: in good faith."""
    teams = len(reference)
    now: dict[str, Any] = {
        name: _int(teams, *closed_extents(TeamNow, name)) for name in TeamNow._fields
    }
    now |= {name: np.full(teams, NO_ROW, np.int64) for name in _FIRST_AND_LAST}
    now["levers"] = np.array(reference)
    now["unmet_share"] = np.zeros(teams)
    return TeamNow(**now)


_FIRST_AND_LAST: Final = ("first_part", "first_waiting", "last_waiting")
"""Rows of a team's lists, which are empty at first."""

_FIRST_WAITING_ROWS: Final = 64


def empty_state(parameters: Parameters, rows: int = 1_024) -> State:
    """State with nobody in care and room for `rows` citizens."""
    teams = len(parameters.inflow.team_key)
    courses = len(parameters.network.kind)
    weeks = parameters.calendar.weeks
    in_use = _int(ROW_KINDS)
    in_use[PARTS_WEEK] = NEVER
    in_use[PLACES_TAKEN] = parameters.nursing_home.occupied
    in_use[FREE_SPELL] = in_use[FREE_WAITING] = NO_ROW
    return State(
        rows=in_use,
        citizens=_citizens(rows, courses),
        spells=_spells(rows),
        parts=_parts(rows),
        weeks=_team_weeks(teams, weeks, courses),
        teams=_teams_now(parameters.behaviour.reference),
        settlement=Settlement(
            free_minutes=np.zeros(len(PROFESSIONS)),
            short_minutes=np.zeros(len(SERVICES)),
            needed_minutes=_int(len(SERVICES)),
            unmet_minutes=_int(len(SERVICES)),
            bought_minutes=_int(len(SERVICES)),
            passed_minutes=_int(len(SERVICES)),
            passed_visits=_int(1),
            time_minutes=_int(len(TIMES)),
            worth_ore=np.zeros(len(SERVICES)),
            shares_booked=_int(1),
            days_booked=_int(1),
        ),
        clinic=_queue(rows),
        nursing_home=_queue(rows),
        waiting=_waiting(_FIRST_WAITING_ROWS),
    )


def _doubled(table: _Table, used: int, empty: Callable[[int], _Table]) -> _Table:
    """A table with twice the rows if all are used, otherwise the table itself."""
    rows = len(table[0])
    if used < rows:
        return table
    larger = empty(2 * rows)
    for old, new in zip(table, larger, strict=True):
        new[:rows] = old
    return larger


def grown(state: State) -> State:
    """Same state with twice the room in each table that is full."""
    rows, courses = state.rows, state.citizens.left_day.shape[1]
    no_spell = has_no_spell_left(state)
    return state._replace(
        citizens=_doubled(state.citizens, rows[CITIZENS], partial(_citizens, courses=courses)),
        spells=_doubled(state.spells, rows[SPELLS] if no_spell else 0, _spells),
        parts=_doubled(state.parts, rows[PARTS], _parts),
        clinic=_doubled(state.clinic, rows[BOOKED], _queue),
        nursing_home=_doubled(state.nursing_home, rows[WAITING_FOR_PLACE], _queue),
        waiting=_doubled(state.waiting, rows[WAITING_ROWS], _waiting),
    )
