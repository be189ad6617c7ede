"""What must hold in the tables of every run, each as a query for what breaks it.

The views `team_weeks` and `spells` are asked, and the values `courses`, `end` (day), `held` and
`outs` are given (`asked_about`); a query gives the number of rows, teams or
replications that break its rule, 0 when it holds. Money is compared in whole øre, care in
whole minutes and presence in whole citizen-days. `verify.py` asks the questions.
"""

from typing import Any, NamedTuple

from sim.experiments.folder.sql import Sql, put_together, quoted, sql
from sim.experiments.folder.storage import CLAIMS, TEXT, WHOLE
from sim.experiments.verification.counting import (
    known_days,
    known_minutes,
    known_ore,
    known_whole,
    less,
    rows_where,
)
from sim.experiments.verification.rows import ABSENT, AMOUNTS, CONTACTS, MAY_BE_NEGATIVE, VISITS
from sim.experiments.verification.stays import FLOW, HELD, OVERLAP, census
from sim.model.terms import BEARERS, DISCHARGED_NAME, HELD_NAME, OUTS, OUTSIDE, SERVICES
from sim.model.units import DAYS_PER_WEEK
from sim.words import phrase


class Invariant(NamedTuple):
    """A rule, and SQL that counts what breaks it."""

    rule: str
    broken: Sql


def invariants(courses: tuple[str, ...]) -> tuple[Invariant, ...]:
    """Rules for the tables of a run, other than those of money."""
    return (
        Invariant(phrase("columns that are always known have no gaps"), ABSENT),
        Invariant(phrase("no amount is infinite, not a number or below zero"), AMOUNTS),
        Invariant(phrase("citizens = sum of the citizens of all courses"), _citizens(courses)),
        Invariant(phrase("care of a team's spells = care of its weeks"), _CARE),
        Invariant(phrase("costs outside the rate agree in both tables"), _OUTSIDE),
        Invariant(phrase("the accounts outside the rate add up, in every row"), _ACCOUNTS),
        Invariant(phrase("their bearers bear all of them, to the øre, in every row"), _BEARERS),
        Invariant(phrase("no part of the delivered hours exceeds them"), _PARTS),
        Invariant(phrase("waits and helpers are known wherever there are visits"), VISITS),
        Invariant(phrase("contacts needed = given + unmet + lapsed + waiting longer"), CONTACTS),
        Invariant(phrase("census counted from spells = census of the weeks"), census(courses)),
        Invariant(phrase("a citizen is in one spell at a time"), OVERLAP),
        Invariant(phrase("a level that was held is the level of the next spell"), HELD),
        Invariant(phrase("present at the start + entries = present at the end + left"), FLOW),
    )


def money_invariants() -> tuple[Invariant, ...]:
    """Rules to the øre, which every reader of a folder asks about."""
    return (
        Invariant(phrase("deviation = revenue - cost to the øre, in every row"), _DEVIATION),
        Invariant(phrase("money of a team's spells = money of its weeks, to the øre"), _MONEY),
    )


def asked_about(courses: tuple[str, ...], weeks: int) -> dict[str, Any]:
    """Values that the rules ask for."""
    return {
        "courses": list(courses),
        "end": DAYS_PER_WEEK * weeks,
        "held": HELD_NAME,
        "outs": [*OUTS, DISCHARGED_NAME],
        "odd": sorted(TEXT | WHOLE | CLAIMS),
        "signed": list(MAY_BE_NEGATIVE),
    }


_DEVIATION = rows_where(
    "team_weeks",
    sql(
        "{deviation} <> {revenue} - {cost}",
        deviation=known_ore("deviation_dkk"),
        revenue=known_ore("revenue_dkk"),
        cost=known_ore("cost_dkk"),
    ),
)


def _citizens(courses: tuple[str, ...]) -> Sql:
    together = put_together((known_days(f"{course}_citizens") for course in courses), " + ")
    differs = sql("{citizens} <> {together}", citizens=known_days("citizens"), together=together)
    return rows_where("team_weeks", differs)


def _by_team(table: str, amounts: dict[str, Sql]) -> Sql:
    """Sums of whole numbers by replication and team."""
    wanted = put_together(
        sql("sum({amount}) AS {name}", amount=amount, name=quoted(name))
        for name, amount in amounts.items()
    )
    return sql(
        "(SELECT replication, team, {wanted} FROM {table} GROUP BY ALL)",
        wanted=wanted,
        table=quoted(table),
    )


def _same_by_team(weeks: dict[str, Sql], spells: dict[str, Sql]) -> Sql:
    """SQL that counts the teams whose weeks and spells do not come to the same."""
    different = put_together(
        (
            sql("coalesce(w.{name}, 0) <> coalesce(s.{name}, 0)", name=quoted(name))
            for name in weeks
        ),
        " OR ",
    )
    return sql(
        "SELECT count(*) FROM {weeks} AS w FULL JOIN {spells} AS s "
        "USING (replication, team) WHERE {different}",
        weeks=_by_team("team_weeks", weeks),
        spells=_by_team("spells", spells),
        different=different,
    )


_MONEY = _same_by_team(
    {
        "revenue": less(known_ore("revenue_dkk"), known_ore("unshared_revenue_dkk")),
        "cost": less(known_ore("cost_dkk"), known_ore("unshared_cost_dkk")),
    },
    {"revenue": known_ore("revenue_dkk"), "cost": known_ore("cost_dkk")},
)

_DELIVERED = put_together((known_minutes(f"{service}_hours") for service in SERVICES), " + ")

_ALIKE = {
    "unmet": known_minutes("unmet_hours"),
    "self_determined": known_minutes("self_determined_hours"),
    "at_clinic": known_whole(quoted("clinic_visits"), 1),
    "at_home": known_whole(quoted("home_visits"), 1),
    "visited_days": known_whole(quoted("visited_days"), 1),
}
_CARE = _same_by_team(
    _ALIKE | {"delivered": _DELIVERED}, _ALIKE | {"delivered": known_minutes("delivered_hours")}
)

# Residents of a nursing home are in no spell any more, who is declined never is in one, and a
# bail-out is nobody's care.
_IN_NO_SPELL = put_together(
    (known_ore(f"outside_{account}_dkk") for account in ("nursing_home", "declined", "bail_out")),
    " + ",
)
_OUTSIDE = _same_by_team(
    {"borne": less(known_ore("outside_dkk"), _IN_NO_SPELL)},
    {"borne": known_ore("outside_dkk")},
)

_ACCOUNTS = rows_where(
    "team_weeks",
    sql(
        "{outside} <> {accounts}",
        outside=known_ore("outside_dkk"),
        accounts=put_together((known_ore(f"outside_{account}_dkk") for account in OUTSIDE), " + "),
    ),
)

_BEARERS = rows_where(
    "team_weeks",
    sql(
        "{outside} <> {borne}",
        outside=known_ore("outside_dkk"),
        borne=put_together((known_ore(f"borne_by_{one}_dkk") for one in BEARERS), " + "),
    ),
)

_PARTS = rows_where(
    "team_weeks",
    sql(
        "greatest({determined}, {evening} + {weekend}, {temporary}) > {delivered}",
        determined=known_minutes("self_determined_hours"),
        evening=known_minutes("evening_hours"),
        weekend=known_minutes("weekend_hours"),
        temporary=known_minutes("temporary_hours"),
        delivered=_DELIVERED,
    ),
)
