"""The event log: one flat row for everything that happened, without money.

Both engines write the same rows for the same scenario, seed and rulebook.
"""

from typing import NamedTuple

from sim.model.events.kinds import KINDS, STEP_OF_KIND, Event, Outcome


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


def log_row(replication: int, event: Event, outcome: Outcome) -> LogRow:
    """Row for an event that happened."""
    return LogRow(
        replication,
        event.day,
        STEP_OF_KIND[outcome.kind],
        event.team,
        outcome.citizen,
        KINDS[outcome.kind],
        outcome.course,
        outcome.level,
        outcome.value,
    )
