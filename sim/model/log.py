"""The event log: one flat row for everything that happened, without money.

Both engines write the same rows for the same scenario, seed and rulebook.
"""

from typing import NamedTuple

from sim.model.events.kinds import (
    KINDS,
    STEP_OF_KIND,
    TEAM_CHANGED,
    WEEK_ENDED,
    Event,
    Outcome,
)
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
    """Row for an event that has just happened."""
    return row_of(replication, event.day, team_of(event, outcome, state), outcome)


def row_of(replication: int, day: int, team: int, outcome: Outcome) -> LogRow:
    """Row for an outcome of a day, whose team is known."""
    return LogRow(
        replication,
        day,
        STEP_OF_KIND[outcome.kind],
        team,
        outcome.citizen,
        KINDS[outcome.kind],
        outcome.course,
        outcome.level,
        outcome.value,
    )


def team_of(event: Event, outcome: Outcome, state: State) -> int:
    """Team of the citizen, or whose week has ended; what all teams share has none.

    Asked when the event has just happened: a citizen may be with another team later. Who changes
    teams has left the one before.
    """
    if outcome.kind in (WEEK_ENDED, TEAM_CHANGED):
        return event.team
    return int(state.citizens.team[outcome.citizen]) if outcome.citizen != NO_ROW else NO_ROW
