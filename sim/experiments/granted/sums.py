"""What citizens of each granted course came to over a run: sums by replication and course.

`figures.py` makes figures of them. Arrays are [replications, granted courses], by rising edges,
over the reported weeks and all teams.
"""

from typing import NamedTuple

import numpy as np

from sim.experiments.folder.sql import quoted
from sim.experiments.granted.columns import COLUMNS
from sim.experiments.summary.adding import Tables, summed, whole
from sim.model.parameters import Ints
from sim.model.state import TeamWeeks


class GrantedSums(NamedTuple):
    """Fields of `state.TeamWeeks`, added up."""

    granted_days: Ints
    granted_minute_days: Ints
    granted_delivered_minutes: Ints
    above_edge_days: Ints
    below_edge_days: Ints
    granted_visited_days: Ints
    granted_helpers: Ints


def granted_sums(tables: Tables, courses: tuple[str, ...]) -> GrantedSums:
    """Add up the table of team-weeks."""
    columns = {
        f"{field} {place}": whole(quoted(f"{name}_{column.ending}"), column.per_unit)
        for field, column in COLUMNS.items()
        for place, name in enumerate(courses)
    }
    spread = summed(columns, tables.weeks, tables.replications)
    return GrantedSums(
        **{
            field: np.stack([spread[f"{field} {place}"] for place in range(len(courses))], axis=1)
            for field in GrantedSums._fields
        }
    )


def granted_of_state(weeks: TeamWeeks) -> GrantedSums:
    """The same of the state in which one replication ends."""
    return GrantedSums(
        *(getattr(weeks, field).sum(axis=(0, 1))[np.newaxis] for field in GrantedSums._fields)
    )
