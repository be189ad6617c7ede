"""What the goals are measured by: sums by replication and course, from the spells.

A goal looks at citizens in courses of one kind, so only what a spell tells can count: cost
that no citizen shares does not. How a citizen's spells follow each other is looked at in
`prepared/spell_counts.py`. `goals.py` makes measures of these.
"""

from typing import NamedTuple

import numpy as np

from sim.experiments.folder.sql import Sql, sql
from sim.experiments.prepared.spell_counts import LivedSpells, goal_counts
from sim.experiments.summary.adding import Tables, added_by, count, minutes, ore, selected, whole
from sim.model.parameters import Ints
from sim.model.state import THOUSANDTHS
from sim.model.terms import (
    CHANGED_TEAM,
    CHANGED_TEAM_NAME,
    DISCHARGED,
    DISCHARGED_NAME,
    HELD,
    HELD_NAME,
    LEVEL_CHANGE,
    LEVEL_CHANGE_NAME,
    OUTS,
    STILL_THERE,
    out_code,
)
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
    found = added_by(Sql("course"), _SUMS, tables.stays, (tables.replications, courses))
    row, spells = _lived(tables, courses)
    counts = goal_counts(spells, [courses.index(name) for name in hospitals])
    for name, each in counts._asdict().items():
        found[name] = np.zeros((tables.replications.size, len(courses)), np.int64)
        np.add.at(found[name], (row, spells.course), each)
    return GoalSums(**found)


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
}


def _lived(tables: Tables, courses: tuple[str, ...]) -> tuple[Ints, LivedSpells]:
    """Row of each spell's replication, and what tells how the citizen's spells follow."""
    names = {name: code for code, name in enumerate(courses)}
    names |= {out: out_code(out) for out in OUTS}
    names |= {
        LEVEL_CHANGE_NAME: LEVEL_CHANGE,
        HELD_NAME: HELD,
        CHANGED_TEAM_NAME: CHANGED_TEAM,
        DISCHARGED_NAME: DISCHARGED,
    }
    rows = tables.stays.given_also({"courses": list(courses), "exits": list(names)})
    found = selected(rows, sql(_LIVED, rows=rows.source))
    # An exit of no known name leads to no known course; without one the spell goes on.
    codes = np.array([STILL_THERE, *names.values(), len(courses)], np.int64)
    found["exit"] = codes[found["exit"]]
    row = np.searchsorted(tables.replications, found.pop("r"))
    return row, LivedSpells(**{name: column.astype(np.int64) for name, column in found.items()})


_LIVED = Sql(
    "WITH lives AS (SELECT replication, citizen, row_number() OVER () AS life FROM "
    "(SELECT DISTINCT replication, citizen FROM {rows})) "
    "SELECT replication AS r, life AS citizen, list_position($courses, course) - 1 AS course, "
    "level, start_day, coalesce(end_day, 0) AS end_day, entry AS is_entry, CASE WHEN exit IS NULL "
    "THEN 0 ELSE coalesce(list_position($exits, exit), len($exits) + 1) END AS exit "
    "FROM {rows} JOIN lives USING (replication, citizen)"
)
