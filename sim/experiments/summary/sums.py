"""Whole-number sums of the two tables, one a replication: what every figure is made of.

Money, presence and what happened to citizens are here; care is in `care_sums.py`, what goals
need in `goal_sums.py`. Arrays are [replications, teams] or [replications, courses], in the
order of the scenario's file; how they are added exactly is in `adding.py`.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.experiments.expected_cost import nothing_told, told_by_tables
from sim.experiments.folder.sql import Sql, sql, value
from sim.experiments.granted.sums import GrantedSums, granted_sums
from sim.experiments.summary.adding import (
    Tables,
    added_by,
    days,
    ore,
    selected,
    summed,
    tables_at,
)
from sim.experiments.summary.care_sums import CareSums, care_sums
from sim.experiments.summary.goal_sums import GoalSums, goal_sums
from sim.experiments.summary.offer_sums import (
    OfferSums,
    PayerSums,
    basis_sums,
    offer_sums,
    payer_sums,
    yardstick_sums,
)
from sim.experiments.summary.scenario_facts import ScenarioFacts
from sim.model.parameters import Ints
from sim.model.terms import OUTS


class MoneySums(NamedTuple):
    """Money and presence over the reported weeks; arrays of one shape."""

    revenue_ore: Ints
    cost_ore: Ints
    citizen_days: Ints
    capacity_ore: Ints  # part of the deviation that limits brought, as far as the run tells
    timing_ore: Ints  # part that dated values brought

    def of_team(self, place: int) -> "MoneySums":
        """One team's sums [replications]."""
        return MoneySums(*(amount[:, place] for amount in self))

    def total(self) -> "MoneySums":
        """All teams' sums [replications]."""
        return MoneySums(*(amount.sum(axis=1) for amount in self))


class CourseSums(NamedTuple):
    """Presence, beginnings and ends by course; arrays are [replications, courses]."""

    citizen_days: Ints
    entries: Ints  # courses begun in the window, level changes not counted
    spells_begun: Ints  # spells begun in the window
    drawn_days: Ints  # their lengths as drawn
    exits: dict[str, dict[str, Ints]]  # spells ended in the window by course and exit [N]


class EventSums(NamedTuple):
    """What happened to citizens; arrays are [replications]."""

    outs: dict[str, Ints]  # ways out of the teams' care
    relapses: Ints


class Sums(NamedTuple):
    """All sums, and the replications they are of."""

    replications: Ints
    money: MoneySums
    courses: CourseSums
    events: EventSums
    care: CareSums
    goals: GoalSums | None = None  # where the scenario has any
    offers: OfferSums | None = None  # of all teams, where any has a limit
    basis_ore: Ints | None = None  # [replications, teams]
    payers: PayerSums | None = None
    yardstick_ore: Ints | None = None  # [replications, teams]
    granted: GrantedSums | None = None  # where courses are granted by minutes a week


def sums_of(facts: ScenarioFacts, team_weeks: Path, spells: Path) -> Sums:
    """Add up a results folder's two tables."""
    return sums_of_tables(facts, tables_at(team_weeks, spells))


def sums_of_tables(facts: ScenarioFacts, tables: Tables) -> Sums:
    """Add up two tables."""
    hospitals = tuple(facts.courses[place] for place in facts.places_of("hospital"))
    return Sums(
        tables.replications,
        _money(tables, facts),
        _courses(tables, facts.courses),
        _events(tables),
        care_sums(tables, facts.slots.priced_weeks),
        goal_sums(tables, facts.courses, hospitals) if facts.goals else None,
        offer_sums(tables, facts.teams) if facts.modelled.places else None,
        basis_sums(tables, facts.teams) if facts.modelled.basis_cost else None,
        payer_sums(tables, facts.payers, facts.weeks) if facts.payers else None,
        yardstick_sums(tables, facts.teams) if facts.settled else None,
        granted_sums(tables, tuple(one.name for one in facts.granted)) if facts.granted else None,
    )


def _money(tables: Tables, facts: ScenarioFacts) -> MoneySums:
    teams, expected = facts.teams, facts.expected
    columns = {"revenue": ore("revenue_dkk"), "cost": ore("cost_dkk"), "days": days("citizens")}
    spread = added_by(Sql("team"), columns, tables.weeks, (tables.replications, teams))
    told = (
        nothing_told(spread["cost"].shape)
        if expected is None
        else told_by_tables(tables, teams, expected)
    )
    return MoneySums(spread["revenue"], spread["cost"], spread["days"], *told)


def _courses(tables: Tables, courses: tuple[str, ...]) -> CourseSums:
    columns = {
        "entries": Sql("count(*) FILTER (entry AND start_day >= 0)"),
        "begun": Sql("count(*) FILTER (start_day >= 0)"),
        "drawn": Sql("coalesce(sum(drawn_days) FILTER (start_day >= 0), 0)"),
    }
    spread = added_by(Sql("course"), columns, tables.stays, (tables.replications, courses))
    return CourseSums(
        citizen_days=_citizen_days(tables, courses),
        entries=spread["entries"],
        spells_begun=spread["begun"],
        drawn_days=spread["drawn"],
        exits=_exits(tables, courses),
    )


def _citizen_days(tables: Tables, courses: tuple[str, ...]) -> Ints:
    columns = {f"course {place}": days(f"{name}_citizens") for place, name in enumerate(courses)}
    spread = summed(columns, tables.weeks, tables.replications)
    return np.stack([spread[name] for name in columns], axis=1)


def _exits(tables: Tables, courses: tuple[str, ...]) -> dict[str, dict[str, Ints]]:
    ended = selected(tables.stays, sql(_ENDED, rows=tables.stays.source))
    exits: dict[str, dict[str, Ints]] = {course: {} for course in courses}
    rows = np.searchsorted(tables.replications, ended["r"])
    for course, way_out, row, spells in zip(
        ended["course"], ended["exit"], rows, ended["spells"], strict=True
    ):
        nothing = np.zeros(tables.replications.size, dtype=np.int64)
        exits[course].setdefault(way_out, nothing)[row] = spells
    return exits


def _events(tables: Tables) -> EventSums:
    columns = {
        out: sql("count(*) FILTER (end_day > 0 AND exit = {out})", out=value(out)) for out in OUTS
    }
    relapses = summed(
        {"number": Sql("count(*)")}, tables.stays.such(_RETURNED), tables.replications
    )
    stays = tables.stays.given_also({out: out for out in OUTS})
    return EventSums(summed(columns, stays, tables.replications), relapses["number"])


_ENDED = Sql(
    "SELECT course, exit, replication AS r, count(*) AS spells FROM {rows} WHERE end_day > 0 "
    "GROUP BY ALL ORDER BY ALL"
)

_RETURNED = Sql(
    "SELECT replication FROM {rows} AS back WHERE entry AND start_day >= 0 "
    "AND EXISTS (FROM {rows} AS gone WHERE gone.replication = back.replication "
    "AND gone.citizen = back.citizen AND gone.exit = 'self_reliant' "
    "AND gone.end_day <= back.start_day)"
)
