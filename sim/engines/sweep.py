"""The loop of the compiled engine: day by day, kind by kind, each list in the model's order.

It is plain Python over arrays: `compiling/` compiles it with the events and one rulebook, and
without numba it runs as it stands. It holds no rule and decides nothing but what comes next.
"""

from typing import Final, NamedTuple

import numpy as np

from sim.engines.agenda import (
    Agenda,
    add,
    events_with_room,
    has_begun,
    is_over,
    is_worked_off,
    taken,
    turn_to_next,
)
from sim.model.draws import Draws
from sim.model.events.first import first_event, first_event_count
from sim.model.events.happen import happen
from sim.model.events.kinds import NOTHING, Outcome
from sim.model.log import team_of
from sim.model.parameters import Ints, Parameters
from sim.model.rulebook import Rulebook
from sim.model.state import State, has_refused, rows_left

DONE: Final = 0
OUT_OF_ROOM: Final = 1
REFUSED: Final = 2
"""A rule's answer was out of its range."""


class Record(NamedTuple):
    """Event log as columns; without rows nothing is recorded."""

    day: Ints
    team: Ints
    kind: Ints
    citizen: Ints
    course: Ints
    level: Ints
    value: Ints
    used: Ints  # [1]


def empty_record(rows: int) -> Record:
    """Record with room for this number of rows."""
    return Record._make(
        np.zeros(1 if name == "used" else rows, np.int64) for name in Record._fields
    )


def _recorded(record: Record, day: int, team: int, outcome: Outcome) -> None:
    row = record.used[0]
    record.used[0] = row + 1
    record.day[row], record.team[row] = day, team
    record.kind[row], record.citizen[row] = outcome.kind, outcome.citizen
    record.course[row], record.level[row] = outcome.course, outcome.level
    record.value[row] = outcome.value


class SweptRun(NamedTuple):
    """What the loop works on: arrays that it fills, and the key of every draw."""

    parameters: Parameters
    state: State
    agenda: Agenda
    record: Record
    draws: Draws


def _events_with_room(run: SweptRun) -> int:
    """Number of events that find a row for all that they add."""
    room = min(rows_left(run.state), events_with_room(run.agenda))
    if len(run.record.day) > 0:
        room = min(room, len(run.record.day) - run.record.used[0])
    return int(room)


def _happened(rules: Rulebook, run: SweptRun) -> None:
    """Let the next event of the list at hand happen; note what follows from it."""
    event = taken(run.agenda)
    outcome, first, second, third = happen(rules, run.parameters, event, run.state, run.draws)
    if outcome.kind != NOTHING and len(run.record.day) > 0:
        _recorded(run.record, event.day, team_of(event, outcome, run.state), outcome)
    if first.kind != NOTHING:
        add(run.agenda, first)
    if second.kind != NOTHING:
        add(run.agenda, second)
    if third.kind != NOTHING:
        add(run.agenda, third)


def _begin(rules: Rulebook, run: SweptRun) -> None:
    """Note what is due before anything has happened."""
    for number in range(first_event_count(run.parameters)):
        event = first_event(rules, run.parameters, number, run.state, run.draws)
        if event.kind != NOTHING:
            add(run.agenda, event)


def sweep_days(rules: Rulebook, run: SweptRun) -> int:
    """Let everything happen from the list at hand on; whether it is done, or why it stops."""
    agenda = run.agenda
    if not has_begun(agenda):
        _begin(rules, run)
        turn_to_next(agenda)
        if has_refused(run.state):
            return REFUSED
    while not is_over(agenda):
        while not is_worked_off(agenda):
            room = _events_with_room(run)
            if room <= 0:
                return OUT_OF_ROOM
            while room > 0 and not is_worked_off(agenda):
                _happened(rules, run)
                if has_refused(run.state):
                    return REFUSED
                room -= 1
        turn_to_next(agenda)
    return DONE
