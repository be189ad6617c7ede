"""What the goals are measured by: sums by replication and course, from the spells.

A goal looks at citizens in courses of one kind, so only what a spell tells can count: cost
that no citizen shares does not. `goals.py` makes measures of these.
"""

from typing import NamedTuple

from sim.experiments.folder.sql import Sql, sql
from sim.experiments.summary.adding import Tables, added_by, count, minutes, ore, whole
from sim.model.parameters import Ints
from sim.model.state import THOUSANDTHS
from sim.model.terms import HELD_NAME, LEVEL_CHANGE_NAME, OUTS
from sim.model.units import MINUTES_PER_HOUR


class GoalSums(NamedTuple):
    """Sums over the reported weeks; arrays are [replications, courses]."""

    revenue_ore: Ints
    cost_ore: Ints
    self_determined_minutes: Ints
    judged_minutes: Ints  # delivered where self-determination is modelled
    visited_days: Ints
    continuity: Ints  # thousandths x visited days
    courses_ended: Ints  # but for death, moves and hospital stays
    courses_improved: Ints  # of these, the citizen better off than when the course began
    worsened_levels: Ints  # lost less won at the ends of spells


def goal_sums(tables: Tables, courses: tuple[str, ...], hospitals: tuple[str, ...]) -> GoalSums:
    """Add up the spells by course; `hospitals` are the courses that only interrupt others."""
    goes_on = [LEVEL_CHANGE_NAME, HELD_NAME, "dead", "moved", *hospitals]
    stays = tables.stays.such(_WITH_NEIGHBOURS, {"goes_on": goes_on, "outs": list(OUTS)})
    found = added_by(Sql("course"), _SUMS, stays, (tables.replications, courses))
    return GoalSums(**found)


_IMPROVED = Sql("(exit IN ('self_reliant', 'clinic') OR level_after < level_before)")


_SUMS = {
    "revenue_ore": ore("revenue_dkk"),
    "cost_ore": ore("cost_dkk"),
    "self_determined_minutes": minutes("self_determined_hours"),
    "judged_minutes": whole(
        Sql("(CASE WHEN self_determined_hours IS NOT NULL THEN delivered_hours END)"),
        MINUTES_PER_HOUR,
    ),
    "visited_days": count("visited_days"),
    "continuity": whole(Sql("continuity_index * visited_days"), THOUSANDTHS),
    "worsened_levels": Sql("coalesce(sum(level_after - level) FILTER (end_day > 0), 0)"),
    "courses_ended": Sql("count(*) FILTER (is_ended)"),
    "courses_improved": sql("count(*) FILTER (is_ended AND {improved})", improved=_IMPROVED),
}

# Spells with the level that the course began at and the one that follows in care. A course that
# began before the window began, as far as the table tells, with the first of its spells in it.
_WITH_NEIGHBOURS = Sql(
    "SELECT *, coalesce(last_value(CASE WHEN entry THEN level END IGNORE NULLS) OVER so_far, "
    "first_value(level) OVER so_far) AS level_before, "
    "CASE WHEN NOT list_contains($outs, exit) THEN lead(level) OVER life END AS level_after, "
    "end_day > 0 AND NOT list_contains($goes_on, exit) AS is_ended "
    "FROM {rows} WINDOW life AS (PARTITION BY replication, citizen ORDER BY start_day), "
    "so_far AS (PARTITION BY replication, citizen, course ORDER BY start_day "
    "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
)
