"""What must hold in the tables of every run, each as a query for what breaks it.

The views `team_weeks` and `spells` are asked; a query gives the number of rows, teams or
replications that break its rule, 0 when it holds. Money is compared in whole øre and
presence in whole citizen-days. `verification.py` asks the questions.
"""

from typing import NamedTuple

from sim.experiments.storage import literal, quoted
from sim.model.terms import OUTS
from sim.model.units import DAYS_PER_WEEK


class Invariant(NamedTuple):
    """A rule, and SQL that counts what breaks it."""

    rule: str
    broken: str


def invariants(courses: tuple[str, ...], weeks: int) -> tuple[Invariant, ...]:
    """All rules that a run's tables can show."""
    end = DAYS_PER_WEEK * weeks
    return (
        Invariant("deviation = revenue - cost to the øre, in every row", _DEVIATION),
        Invariant("citizens = sum of the citizens of all courses", _citizens(courses)),
        Invariant("money of a team's spells = money of its weeks, to the øre", _MONEY),
        Invariant("census counted from spells = census of the weeks", _census(courses, end)),
        Invariant("a citizen is in one spell at a time", _OVERLAP),
        Invariant("present at the start + entries = present at the end + left", _FLOW),
    )


def _ore(column: str) -> str:
    return f"round({column} * 100)::BIGINT"


def _days(column: str) -> str:
    return f"round({column} * {DAYS_PER_WEEK})::BIGINT"


_DEVIATION = (
    f"SELECT count(*) FROM team_weeks WHERE {_ore('deviation_dkk')} "  # noqa: S608 - no text of a user
    f"IS DISTINCT FROM {_ore('revenue_dkk')} - {_ore('cost_dkk')}"
)


def _citizens(courses: tuple[str, ...]) -> str:
    together = " + ".join(_days(quoted(f"{course}_citizens")) for course in courses)
    return f"SELECT count(*) FROM team_weeks WHERE {_days('citizens')} IS DISTINCT FROM {together}"  # noqa: S608 - names are quoted


def _money_by_team(table: str) -> str:
    return (
        f"(SELECT replication, team, sum({_ore('revenue_dkk')}) AS revenue, "  # noqa: S608 - no text of a user
        f"sum({_ore('cost_dkk')}) AS cost FROM {table} GROUP BY ALL)"
    )


_MONEY = (
    f"SELECT count(*) FROM {_money_by_team('team_weeks')} AS w "  # noqa: S608 - no text of a user
    f"FULL JOIN {_money_by_team('spells')} AS s USING (replication, team) "
    "WHERE coalesce(w.revenue, 0) <> coalesce(s.revenue, 0) "
    "OR coalesce(w.cost, 0) <> coalesce(s.cost, 0)"
)


def _census(courses: tuple[str, ...], end: int) -> str:
    """Days present within the window, by replication, team and course, on both sides."""
    weeks = " UNION ALL ".join(
        f"SELECT replication, team, {literal(course)} AS course, "  # noqa: S608 - names are quoted
        f"sum({_days(quoted(f'{course}_citizens'))}) AS days FROM team_weeks GROUP BY ALL"
        for course in courses
    )
    days = f"greatest(0, least(coalesce(end_day, {end}), {end}) - greatest(start_day, 0))"
    spells = f"SELECT replication, team, course, sum({days}) AS days FROM spells GROUP BY ALL"  # noqa: S608 - numbers only
    return (
        f"SELECT count(*) FROM ({weeks}) AS w FULL JOIN ({spells}) AS s "  # noqa: S608 - names are quoted
        "USING (replication, team, course) WHERE coalesce(w.days, 0) <> coalesce(s.days, 0)"
    )


_OVERLAP = (
    "SELECT count(*) FROM (SELECT end_day, lead(start_day) OVER "
    "(PARTITION BY replication, citizen ORDER BY start_day) AS next FROM spells) "
    "WHERE next IS NOT NULL AND (end_day IS NULL OR next < end_day)"
)

_LEFT = "exit IN (" + ", ".join(literal(out) for out in OUTS) + ")"

_FLOW = (
    # Goes on: the same citizen's spell before it ended that day, but not out of care.
    f"WITH gone_on AS (SELECT DISTINCT replication, citizen, end_day AS start_day "  # noqa: S608 - no text of a user
    f"FROM spells WHERE end_day IS NOT NULL AND NOT {_LEFT}), "
    "marked AS (SELECT spells.*, gone_on.citizen IS NOT NULL AS goes_on FROM spells "
    "LEFT JOIN gone_on USING (replication, citizen, start_day)) "
    "SELECT count(*) FROM (SELECT replication, "
    "count(*) FILTER (start_day <= 0 AND (end_day IS NULL OR end_day > 0)) AS at_start, "
    "count(*) FILTER (start_day > 0 AND NOT goes_on) AS entries, "
    "count(*) FILTER (end_day IS NULL) AS at_end, "
    f"count(*) FILTER (end_day > 0 AND {_LEFT}) AS gone "
    "FROM marked GROUP BY replication) WHERE at_start + entries <> at_end + gone"
)
