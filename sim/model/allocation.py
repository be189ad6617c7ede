"""Room for the rows of a state: tables with nobody in them, and the same with more room.

What the tables are is in `state.py`, how long their axes are in `axes.py`.
"""

from functools import lru_cache
from math import prod
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np

from sim.model.axes import is_real, lengths
from sim.model.parameters import Parameters
from sim.model.state import (
    BOOKED,
    CITIZENS,
    FREE_SPELL,
    FREE_WAITING,
    NEVER,
    NO_ROW,
    PARTS,
    PARTS_MONDAY,
    PLACES_TAKEN,
    ROW_KINDS,
    SPELLS,
    WAITING_FOR_PLACE,
    WAITING_ROWS,
    Citizens,
    Parts,
    Queue,
    RefusedAnswer,
    Settlement,
    Spells,
    State,
    TeamNow,
    TeamWeeks,
    WaitingList,
    has_no_spell_left,
)

_NUMBER: Final = 8
_LINE: Final = 64
"""Bytes of a number and of a line of the cache."""

_FIRST_WAITING_ROWS: Final = 64

_Table = TypeVar(
    "_Table",
    Citizens,
    Spells,
    Parts,
    TeamWeeks,
    TeamNow,
    Settlement,
    Queue,
    WaitingList,
    RefusedAnswer,
)


class _Place(NamedTuple):
    """Where a column lies in the block of its table."""

    shape: tuple[int, ...]
    kind: type[np.float64 | np.int64]
    offset: int  # bytes


class _Plan(NamedTuple):
    """How a table's columns are cut from one block."""

    size: int  # bytes
    places: tuple[_Place, ...]


@lru_cache(maxsize=64)
def _plan(table: type[tuple[Any, ...]], **open_axes: int) -> _Plan:
    """Plan of a table; `open_axes` says how long each open axis is.

    A row is read across many columns. If they lay whole pages apart, as separate arrays do, its
    numbers would compete for the same few places of the cache; so each column takes an odd
    number of cache lines.
    """
    places: list[_Place] = []
    offset = 0
    for name in table.__annotations__:
        shape = lengths(table, name, open_axes)
        kind = np.float64 if is_real(table, name) else np.int64
        places.append(_Place(shape, kind, offset))
        offset += _LINE * (-(-prod(shape) * _NUMBER // _LINE) | 1)
    return _Plan(offset, tuple(places))


def _table(kind: type[_Table], **open_axes: int) -> _Table:
    """Table of zeros."""
    plan = _plan(kind, **open_axes)  # type: ignore[arg-type]  # a class is hashable
    block = np.zeros(plan.size, np.uint8)
    return kind(*[np.ndarray(p.shape, p.kind, block, p.offset) for p in plan.places])


def _teams_now(parameters: Parameters) -> TeamNow:
    """Teams on the first day: in good faith, their lists empty."""
    courses = len(parameters.network.kind)
    now = _table(TeamNow, T=len(parameters.inflow.team_key), C=courses)
    for rows in (now.first_part, now.first_waiting, now.last_waiting):
        rows[:] = NO_ROW
    now.levers[:] = parameters.behaviour.reference
    now.joined[:] = np.arange(len(now.joined))
    return now


def nothing_refused() -> RefusedAnswer:
    """Table in which the first answer out of range is noted, with none in it."""
    refused = _table(RefusedAnswer)
    refused.rule[0] = NO_ROW
    return refused


def empty_state(parameters: Parameters, rows: int = 1_024) -> State:
    """State with nobody in care and room for `rows` citizens."""
    teams, courses = len(parameters.inflow.team_key), len(parameters.network.kind)
    in_use = np.zeros(ROW_KINDS, np.int64)
    in_use[PARTS_MONDAY] = NEVER
    in_use[PLACES_TAKEN] = parameters.nursing_home.occupied
    in_use[FREE_SPELL] = in_use[FREE_WAITING] = NO_ROW
    return State(
        rows=in_use,
        citizens=_table(Citizens, rows=rows, C=courses),
        spells=_table(Spells, rows=rows),
        parts=_table(Parts, rows=rows),
        weeks=_table(TeamWeeks, T=teams, **_of_weeks(parameters)),
        teams=_teams_now(parameters),
        settlement=_table(Settlement),
        clinic=_table(Queue, rows=rows),
        nursing_home=_table(Queue, rows=rows),
        waiting=_table(WaitingList, rows=_FIRST_WAITING_ROWS),
        refused=nothing_refused(),
    )


def _of_weeks(parameters: Parameters) -> dict[str, int]:
    """Lengths of the axes of sums by week."""
    brackets = len(parameters.brackets.course) if parameters.brackets.is_on else 0
    courses = len(parameters.network.kind)
    return {"weeks": parameters.calendar.weeks, "C": courses, "Q": brackets}


def state_bytes(parameters: Parameters, citizens: int, at_once: int) -> int:
    """Memory of a state [bytes]: rows of all who came, and rows of those present at one time.

    The largest table counts half as much again: its old rows are there while it doubles.
    """
    teams, courses = len(parameters.inflow.team_key), len(parameters.network.kind)
    tables = [
        _plan(Citizens, rows=citizens, C=courses).size,
        *(_plan(kind, rows=at_once).size for kind in (Spells, Parts, Queue, Queue)),
    ]
    weeks = _plan(TeamWeeks, T=teams, **_of_weeks(parameters)).size
    return sum(tables) + max(tables) // 2 + weeks


def _doubled(table: _Table, used: int, **open_axes: int) -> _Table:
    """A table with twice the rows if all are used, otherwise the table itself."""
    rows = len(table[0])
    if used < rows:
        return table
    larger = _table(type(table), rows=2 * rows, **open_axes)
    for old, new in zip(table, larger, strict=True):
        new[:rows] = old
    return larger


def grown(state: State) -> State:
    """Same state with twice the room in each table that is full."""
    rows, courses = state.rows, state.citizens.left_day.shape[1]
    no_spell = has_no_spell_left(state)
    return state._replace(
        citizens=_doubled(state.citizens, rows[CITIZENS], C=courses),
        spells=_doubled(state.spells, rows[SPELLS] if no_spell else 0),
        parts=_doubled(state.parts, rows[PARTS]),
        clinic=_doubled(state.clinic, rows[BOOKED]),
        nursing_home=_doubled(state.nursing_home, rows[WAITING_FOR_PLACE]),
        waiting=_doubled(state.waiting, rows[WAITING_ROWS]),
    )
