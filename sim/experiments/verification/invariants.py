"""What must hold in the tables of every run, each as a query for what breaks it.

The views `team_weeks` and `spells` are asked; a query gives the number of rows, teams or
replications that break its rule, 0 when it holds. Money is compared in whole øre, care in
whole minutes and presence in whole citizen-days. `verify.py` asks the questions.
"""

from typing import NamedTuple

from sim.experiments.folder.storage import CLAIMS, TEXT, WHOLE, literal, quoted
from sim.model.terms import HELD_NAME, OUTS, OUTSIDE, SERVICES
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK


class Invariant(NamedTuple):
    """A rule, and SQL that counts what breaks it."""

    rule: str
    broken: str


def invariants(courses: tuple[str, ...], weeks: int) -> tuple[Invariant, ...]:
    """All rules that a run's tables can show."""
    end = DAYS_PER_WEEK * weeks
    return (
        Invariant("what is always known is there", _ABSENT),
        Invariant("no amount is infinite, not a number or below zero", _AMOUNTS),
        Invariant("deviation = revenue - cost to the øre, in every row", _DEVIATION),
        Invariant("citizens = sum of the citizens of all courses", _citizens(courses)),
        Invariant("money of a team's spells = money of its weeks, to the øre", _MONEY),
        Invariant("care of a team's spells = care of its weeks", _CARE),
        Invariant("what is borne outside the rate is the same in both tables", _OUTSIDE),
        Invariant("the accounts outside the rate add up, in every row", _ACCOUNTS),
        Invariant("no more hours than were delivered stand in any part of them", _PARTS),
        Invariant("waits and helpers are there where visits are", _VISITS),
        Invariant("contacts needed = given + unmet + lapsed + waiting longer", _CONTACTS),
        Invariant("census counted from spells = census of the weeks", _census(courses, end)),
        Invariant("a citizen is in one spell at a time", _OVERLAP),
        Invariant("a level that is held is that of the next spell", _HELD),
        Invariant("present at the start + entries = present at the end + left", _FLOW),
    )


def _ore(column: str) -> str:
    return _in_units(column, ORE_PER_DKK)


def _days(column: str) -> str:
    return _in_units(column, DAYS_PER_WEEK)


def _minutes(column: str) -> str:
    return _in_units(column, MINUTES_PER_HOUR)


def _in_units(column: str, per_unit: int) -> str:
    """SQL for an amount in its whole-number unit; 0 where it is null."""
    return f"coalesce(round({column} * {per_unit})::BIGINT, 0)"


_DEVIATION = (
    f"SELECT count(*) FROM team_weeks WHERE {_ore('deviation_dkk')} "  # noqa: S608 - no text of a user
    f"<> {_ore('revenue_dkk')} - {_ore('cost_dkk')}"
)


def _citizens(courses: tuple[str, ...]) -> str:
    together = " + ".join(_days(quoted(f"{course}_citizens")) for course in courses)
    return f"SELECT count(*) FROM team_weeks WHERE {_days('citizens')} <> {together}"  # noqa: S608 - names are quoted


def _by_team(table: str, amounts: dict[str, str]) -> str:
    """Sums of whole numbers by replication and team."""
    wanted = ", ".join(f"sum({amount}) AS {name}" for name, amount in amounts.items())
    return f"(SELECT replication, team, {wanted} FROM {table} GROUP BY ALL)"  # noqa: S608 - no text of a user


def _same_by_team(weeks: dict[str, str], spells: dict[str, str]) -> str:
    """SQL that counts the teams whose weeks and spells do not come to the same."""
    different = " OR ".join(f"coalesce(w.{name}, 0) <> coalesce(s.{name}, 0)" for name in weeks)
    return (
        f"SELECT count(*) FROM {_by_team('team_weeks', weeks)} AS w "  # noqa: S608 - no text of a user
        f"FULL JOIN {_by_team('spells', spells)} AS s USING (replication, team) WHERE {different}"
    )


_MONEY = _same_by_team(
    {
        "revenue": f"{_ore('revenue_dkk')} - {_ore('unshared_revenue_dkk')}",
        "cost": f"{_ore('cost_dkk')} - {_ore('unshared_cost_dkk')}",
    },
    {"revenue": _ore("revenue_dkk"), "cost": _ore("cost_dkk")},
)

_DELIVERED = " + ".join(_minutes(f"{service}_hours") for service in SERVICES)

_ALIKE = {
    "unmet": _minutes("unmet_hours"),
    "self_determined": _minutes("self_determined_hours"),
    "at_clinic": _in_units("clinic_visits", 1),
    "at_home": _in_units("home_visits", 1),
    "visited_days": _in_units("visited_days", 1),
}
_CARE = _same_by_team(
    _ALIKE | {"delivered": _DELIVERED}, _ALIKE | {"delivered": _minutes("delivered_hours")}
)

# Residents of a nursing home are in no spell any more.
_OUTSIDE = _same_by_team(
    {"borne": f"{_ore('outside_dkk')} - {_ore('outside_nursing_home_dkk')}"},
    {"borne": _ore("outside_dkk")},
)

_ACCOUNTS = (
    f"SELECT count(*) FROM team_weeks WHERE {_ore('outside_dkk')} <> "  # noqa: S608 - no text of a user
    + " + ".join(_ore(f"outside_{account}_dkk") for account in OUTSIDE)
)

_PARTS = (
    f"SELECT count(*) FROM team_weeks WHERE greatest({_minutes('self_determined_hours')}, "  # noqa: S608 - no text of a user
    f"{_minutes('evening_hours')} + {_minutes('weekend_hours')}, {_minutes('temporary_hours')}) "
    f"> {_DELIVERED}"
)

_VISITS = (
    "SELECT (SELECT count(*) FROM team_weeks WHERE "  # noqa: S608 - no text of a user
    "(clinic_longest_wait_days IS NULL) <> (clinic_visits = 0) "
    "OR clinic_wait_days > clinic_visits * coalesce(clinic_longest_wait_days, 0)) + "
    + " + ".join(
        f"(SELECT count(*) FROM {table} WHERE coalesce(continuity_index, 0) NOT BETWEEN 0 AND 1 "  # noqa: S608 - no text of a user
        "OR (helpers_14_days IS NULL) <> (coalesce(visited_days, 0) = 0) "
        "OR (continuity_index IS NULL) <> (helpers_14_days IS NULL))"
        for table in ("team_weeks", "spells")
    )
)

# What waited when the reported weeks began is not told, so the first week is left out.
_CONTACTS = (
    "SELECT count(*) FROM (SELECT *, lag(clinic_waiting) OVER "
    "(PARTITION BY replication, team ORDER BY week) AS waited FROM team_weeks) "
    "WHERE week > 0 AND nursing_contacts + coalesce(waited, 0) <> clinic_visits + home_visits "
    "+ unmet_visits + coalesce(clinic_lapsed, 0) + coalesce(clinic_waiting, 0)"
)

_MAY_BE_NEGATIVE = (
    *("deviation_dkk", "level_weeks_gained"),
    *("revenue_dkk", "unshared_revenue_dkk", "true_up_dkk"),  # a surplus or a penalty is paid back
)


def _odd_amounts(table: str) -> str:
    """SQL that counts the amounts that no model gives."""
    other = ", ".join(map(literal, sorted(TEXT | WHOLE | CLAIMS)))
    every = f"COLUMNS(lambda c: c NOT IN ({other}))"
    signed = ", ".join(map(literal, _MAY_BE_NEGATIVE))
    unsigned = f"COLUMNS(lambda c: c NOT IN ({other}, {signed}))"
    asked = {
        f"greatest(*{every})": "NOT isfinite(amount)",
        f"least(*{every})": "NOT isfinite(amount)",
        f"least(*{unsigned})": "amount < 0",
    }
    return " + ".join(
        f"(SELECT count(*) FROM (SELECT {amount} AS amount FROM {table}) WHERE {fault})"  # noqa: S608 - no text of a user
        for amount, fault in asked.items()
    )


_AMOUNTS = f"SELECT {_odd_amounts('team_weeks')} + {_odd_amounts('spells')}"

_EVERYWHERE = ("revenue_dkk", "cost_dkk", "unmet_hours", "clinic_visits", "outside_dkk")
_ALWAYS_KNOWN = {
    "team_weeks": (
        *_EVERYWHERE,
        *(f"{service}_hours" for service in SERVICES),
        *("citizens", "deviation_dkk", "temporary_hours", "evening_hours", "weekend_hours"),
        *("unshared_cost_dkk", "clinic_charged_dkk", "unshared_revenue_dkk", "true_up_dkk"),
        *("refund_dkk", "penalty_dkk", "waiting_weeks", "gave_up"),
    ),
    "spells": (
        *_EVERYWHERE,
        *("citizen", "course", "level", "start_day", "drawn_days", "entry"),
        *("delivered_hours", "level_weeks_gained", "paid_course"),
    ),
}


def _rows_without(table: str) -> str:
    """SQL that counts the rows in which something is absent that never is."""
    absent = " OR ".join(f"{name} IS NULL" for name in _ALWAYS_KNOWN[table])
    return f"(SELECT count(*) FROM {table} WHERE {absent})"  # noqa: S608 - no text of a user


_ABSENT = (
    f"SELECT {_rows_without('team_weeks')} + {_rows_without('spells')} + "  # noqa: S608 - no text of a user
    "(SELECT count(*) FROM spells WHERE (end_day IS NULL) <> (exit IS NULL))"
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

_HELD = (
    "SELECT count(*) FROM (SELECT *, lead(start_day) OVER life AS next_day, "  # noqa: S608 - no text of a user
    "lead(course) OVER life AS next_course, lead(level) OVER life AS next_level FROM spells "
    "WINDOW life AS (PARTITION BY replication, citizen ORDER BY start_day)) "
    f"WHERE exit = {literal(HELD_NAME)} AND (next_day IS DISTINCT FROM end_day "
    "OR next_course <> course OR next_level <> level)"
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
