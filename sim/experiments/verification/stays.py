"""What must hold between spells, each as SQL that counts what breaks it."""

from sim.experiments.folder.sql import Sql, put_together, sql
from sim.experiments.summary.adding import PRESENT_DAYS
from sim.experiments.verification.counting import known_days


def census(courses: tuple[str, ...]) -> Sql:
    """Days present within the window, by replication, team and course, on both sides."""
    days = put_together(
        sql("sum({days})", days=known_days(f"{course}_citizens")) for course in courses
    )
    weeks = sql(
        "SELECT replication, team, unnest($courses) AS course, unnest([{days}]) AS days "
        "FROM team_weeks GROUP BY replication, team",
        days=days,
    )
    spells = sql(
        "SELECT replication, team, course, sum({days}) AS days FROM spells GROUP BY ALL",
        days=PRESENT_DAYS,
    )
    return sql(
        "SELECT count(*) FROM ({weeks}) AS w FULL JOIN ({spells}) AS s "
        "USING (replication, team, course) WHERE coalesce(w.days, 0) <> coalesce(s.days, 0)",
        weeks=weeks,
        spells=spells,
    )


OVERLAP = Sql(
    "SELECT count(*) FROM (SELECT end_day, lead(start_day) OVER "
    "(PARTITION BY replication, citizen ORDER BY start_day) AS next FROM spells) "
    "WHERE next IS NOT NULL AND (end_day IS NULL OR next < end_day)"
)

HELD = Sql(
    "SELECT count(*) FROM (SELECT *, lead(start_day) OVER life AS next_day, "
    "lead(course) OVER life AS next_course, lead(level) OVER life AS next_level FROM spells "
    "WINDOW life AS (PARTITION BY replication, citizen ORDER BY start_day)) "
    "WHERE exit = $held AND (next_day IS DISTINCT FROM end_day "
    "OR next_course <> course OR next_level <> level)"
)

FLOW = Sql(
    # Goes on: the same citizen's spell before it ended that day, but not out of care.
    "WITH gone_on AS (SELECT DISTINCT replication, citizen, end_day AS start_day "
    "FROM spells WHERE end_day IS NOT NULL AND NOT list_contains($outs, exit)), "
    "marked AS (SELECT spells.*, gone_on.citizen IS NOT NULL AS goes_on FROM spells "
    "LEFT JOIN gone_on USING (replication, citizen, start_day)) "
    "SELECT count(*) FROM (SELECT replication, "
    "count(*) FILTER (start_day <= 0 AND (end_day IS NULL OR end_day > 0)) AS at_start, "
    "count(*) FILTER (start_day > 0 AND NOT goes_on) AS entries, "
    "count(*) FILTER (end_day IS NULL) AS at_end, "
    "count(*) FILTER (end_day > 0 AND list_contains($outs, exit)) AS gone "
    "FROM marked GROUP BY replication) WHERE at_start + entries <> at_end + gone"
)
