"""The event log: one flat row for everything that happened, without money.

Both engines write the same rows for the same scenario, seed and rulebook.
"""

from typing import NamedTuple

from sim.model.events.kinds import KINDS, STEP_OF_KIND, WEEK_ENDED, Event, Outcome
from sim.model.state import NO_ROW, State


class LogRow(NamedTuple):
    """One row of the event log. `team`, `citizen` and `course` are row numbers, -1 for none."""

    replication: int
    day: int
    step: int
    team: int
    citizen: int
    event: str
    course: int
    level: int
    value: int


def log_row(replication: int, event: Event, outcome: Outcome, state: State) -> LogRow:
    """Row for an event that happened."""
    return LogRow(
        replication,
        event.day,
        STEP_OF_KIND[outcome.kind],
        _team(event, outcome, state),
        outcome.citizen,
        KINDS[outcome.kind],
        outcome.course,
        outcome.level,
        outcome.value,
    )


def _team(event: Event, outcome: Outcome, state: State) -> int:
    """Team of the citizen, or whose week has ended; what all teams share has none."""
    if outcome.citizen != NO_ROW:
        return int(state.citizens.team[outcome.citizen])
    return event.team if outcome.kind == WEEK_ENDED else NO_ROW
