"""Columns by the course that is granted: only where a scenario grants courses by minutes a week."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from sim.experiments.tables.columns import Columns
from sim.experiments.tables.job import Job
from sim.model.state import THOUSANDTHS, TeamWeeks
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR


class GrantedColumn(NamedTuple):
    """How a sum by granted course is told in the table of team-weeks."""

    ending: str  # of the column's name, behind that of the course
    per_unit: int  # whole units of the sum in one of the column


COLUMNS: Final[Mapping[str, GrantedColumn]] = {
    "granted_days": GrantedColumn("granted_citizens", DAYS_PER_WEEK),
    "granted_minute_days": GrantedColumn("granted_hours", DAYS_PER_WEEK * MINUTES_PER_HOUR),
    "granted_delivered_minutes": GrantedColumn("granted_delivered_hours", MINUTES_PER_HOUR),
    "above_edge_days": GrantedColumn("above_edge_citizens", DAYS_PER_WEEK),
    "below_edge_days": GrantedColumn("below_edge_citizens", DAYS_PER_WEEK),
    "granted_visited_days": GrantedColumn("granted_visited_days", 1),
    "granted_helpers": GrantedColumn("granted_helper_days", THOUSANDTHS),
}
"""By field of `state.TeamWeeks`; helpers are those seen in 14 days, times the days."""


def granted_columns(job: Job, of: TeamWeeks) -> Columns:
    """By row of the table of team-weeks, every bracket's course after the other."""
    names = [job.names.courses[course] for course in job.parameters.brackets.course]
    if not job.parameters.brackets.is_on:
        return {}
    return {
        f"{name}_{column.ending}": getattr(of, field)[:, place] / column.per_unit
        for place, name in enumerate(names)
        for field, column in COLUMNS.items()
    }
