"""The event log as a table: the names, identities and dates that `spells` has."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from sim.experiments.tables.columns import Column, Columns
from sim.experiments.tables.job import Job
from sim.experiments.tables.tables import citizen_names, teams_by_row
from sim.model.events.kinds import ENDS_A_SPELL, KINDS
from sim.model.log import LogRow
from sim.model.state import NO_ROW, State

_ENDINGS = frozenset(KINDS[kind] for kind in ENDS_A_SPELL)


def events_table(job: Job, state: State, log: Sequence[LogRow], first: dt.date) -> Columns:
    """One row an event, in the order in which they happened.

    `citizen`, `team` and `course` are null where an event has none; `exit` says where a spell led
    that has ended. Day 0 is `first`.
    """
    rows = {name: [getattr(row, name) for row in log] for name in LogRow._fields}
    return {
        **rows,
        "team": _named(rows["team"], dict(enumerate(teams_by_row(job)))),
        "citizen": _citizens(job, state, rows["citizen"]),
        "course": _named(rows["course"], dict(enumerate(job.names.courses))),
        "level": [level if level != NO_ROW else None for level in rows["level"]],
        "date": [(first + dt.timedelta(days=day)).isoformat() for day in rows["day"]],
        "exit": [
            job.names.destination(row.value) if row.event in _ENDINGS else None for row in log
        ],
    }


def _named(rows: Sequence[int], names: dict[int, str]) -> Column:
    return [names.get(row) for row in rows]


def _citizens(job: Job, state: State, rows: Sequence[int]) -> Column:
    """Who citizens are in every scenario."""
    seen = np.array(sorted(set(rows) - {NO_ROW}), dtype=np.int64)
    names = dict(zip(seen.tolist(), citizen_names(state, seen, teams_by_row(job)), strict=True))
    return _named(rows, names)
