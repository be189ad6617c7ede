"""What the goals are measured by: sums by replication and course, from the spells.

A goal looks at citizens in courses of one kind, so only what a spell tells can count: cost
that no citizen shares does not. `goals.py` makes measures of these.
"""

from typing import NamedTuple

from sim.experiments.folder.storage import literal
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
    sums = _SUMS | {
        "courses_ended": f"count(*) FILTER ({_ended(hospitals)})",
        "courses_improved": f"count(*) FILTER ({_ended(hospitals)} AND {_IMPROVED})",
    }
    axes = tables.replications, courses
    found = added_by("course", sums, f"({_with_neighbours(tables.stays)})", axes)
    return GoalSums(**found)


_SUMS = {
    "revenue_ore": ore("revenue_dkk"),
    "cost_ore": ore("cost_dkk"),
    "self_determined_minutes": minutes("self_determined_hours"),
    "judged_minutes": whole(
        "(CASE WHEN self_determined_hours IS NOT NULL THEN delivered_hours END)", MINUTES_PER_HOUR
    ),
    "visited_days": count("visited_days"),
    "continuity": whole("continuity_index * visited_days", THOUSANDTHS),
    "worsened_levels": "coalesce(sum(level_after - level) FILTER (end_day > 0), 0)",
}

_IMPROVED = "(exit IN ('self_reliant', 'clinic') OR level_after < level_before)"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(literal, names))


def _ended(hospitals: tuple[str, ...]) -> str:
    """SQL for a spell that ended its course in the window, neither death nor a move."""
    goes_on = (LEVEL_CHANGE_NAME, HELD_NAME, "dead", "moved", *hospitals)
    return f"end_day > 0 AND exit NOT IN ({_listed(goes_on)})"


def _with_neighbours(stays: str) -> str:
    """Spells with the level that the course began at and the one that follows in care.

    A course that began before the window began, as far as the table tells, with the first of
    its spells that is in it.
    """
    return (
        "SELECT *, coalesce(last_value(CASE WHEN entry THEN level END IGNORE NULLS) OVER so_far, "  # noqa: S608 - names are quoted
        "first_value(level) OVER so_far) AS level_before, "
        f"CASE WHEN exit NOT IN ({_listed(OUTS)}) THEN lead(level) OVER life END AS level_after "
        f"FROM {stays} WINDOW life AS (PARTITION BY replication, citizen ORDER BY start_day), "
        "so_far AS (PARTITION BY replication, citizen, course ORDER BY start_day "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
    )
