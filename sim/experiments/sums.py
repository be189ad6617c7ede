"""Whole-number sums of the two tables, one a replication: what every figure is made of.

All amounts in the tables are whole øre, minutes and citizen-days put into other units; they
are turned back before they are added. Arrays are [replications, teams] or
[replications, courses], in the order of the scenario's file.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.experiments.storage import literal, quoted, read_columns
from sim.model.parameters import Ints
from sim.model.terms import OUTS


class MoneySums(NamedTuple):
    """Money and presence over the reported weeks; arrays of one shape."""

    revenue_ore: Ints
    cost_ore: Ints
    citizen_days: Ints

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
    exits: dict[str, dict[str, int]]  # spells ended in the window by course and exit


class EventSums(NamedTuple):
    """What happened besides money; arrays are [replications]."""

    outs: dict[str, Ints]  # ways out of the teams' care
    relapses: Ints
    unmet_minutes: Ints


class Sums(NamedTuple):
    """All sums, and the replications they are of."""

    replications: Ints
    money: MoneySums
    courses: CourseSums
    events: EventSums


def sums_of(
    teams: tuple[str, ...], courses: tuple[str, ...], team_weeks: Path, spells: Path
) -> Sums:
    """Add up a results folder's two tables."""
    weeks = f"read_parquet({literal(team_weeks)})"
    stays = f"read_parquet({literal(spells)})"
    found = read_columns(f"SELECT DISTINCT replication AS r FROM {weeks} ORDER BY r")  # noqa: S608 - the path is quoted
    replications = np.asarray(found["r"], dtype=np.int64)
    return Sums(
        replications,
        _money(weeks, replications, teams),
        _courses(weeks, stays, replications, courses),
        _events(weeks, stays, replications),
    )


def _money(weeks: str, replications: Ints, teams: tuple[str, ...]) -> MoneySums:
    columns = {
        "revenue": _whole("revenue_dkk", 100),
        "cost": _whole("cost_dkk", 100),
        "days": _whole("citizens", 7),
    }
    spread = _spread(_grouped(columns, weeks, "team"), replications, teams)
    return MoneySums(spread["revenue"], spread["cost"], spread["days"])


def _courses(weeks: str, stays: str, replications: Ints, courses: tuple[str, ...]) -> CourseSums:
    columns = {
        "entries": "count(*) FILTER (entry AND start_day >= 0)",
        "begun": "count(*) FILTER (start_day >= 0)",
        "drawn": "coalesce(sum(drawn_days) FILTER (start_day >= 0), 0)",
    }
    spread = _spread(_grouped(columns, stays, "course"), replications, courses)
    return CourseSums(
        citizen_days=_citizen_days(weeks, replications, courses),
        entries=spread["entries"],
        spells_begun=spread["begun"],
        drawn_days=spread["drawn"],
        exits=_exits(stays, courses),
    )


def _citizen_days(weeks: str, replications: Ints, courses: tuple[str, ...]) -> Ints:
    columns = {
        f"course {place}": _whole(f"{course}_citizens", 7) for place, course in enumerate(courses)
    }
    spread = _spread(_grouped(columns, weeks, "''"), replications, ("",))
    return np.concatenate([spread[name] for name in columns], axis=1)


def _exits(stays: str, courses: tuple[str, ...]) -> dict[str, dict[str, int]]:
    ended = read_columns(
        f"SELECT course, exit, count(*) AS spells FROM {stays} WHERE end_day > 0 "  # noqa: S608 - the path is quoted
        "GROUP BY ALL ORDER BY ALL"
    )
    exits: dict[str, dict[str, int]] = {course: {} for course in courses}
    for course, way_out, spells in zip(*ended.values(), strict=True):
        exits[course][way_out] = int(spells)
    return exits


def _events(weeks: str, stays: str, replications: Ints) -> EventSums:
    columns = {out: f"count(*) FILTER (end_day > 0 AND exit = {literal(out)})" for out in OUTS}
    outs = _spread(_grouped(columns, stays, "''"), replications, ("",))
    returned = (
        f"(SELECT replication FROM {stays} AS back WHERE entry AND start_day >= 0 AND EXISTS "  # noqa: S608 - the path is quoted
        f"(FROM {stays} AS gone WHERE gone.replication = back.replication "
        "AND gone.citizen = back.citizen AND gone.exit = 'self_reliant' "
        "AND gone.end_day <= back.start_day))"
    )
    relapses = _spread(_grouped({"n": "count(*)"}, returned, "''"), replications, ("",))
    unmet = {"n": _whole("unmet_hours", 60)}
    minutes = _spread(_grouped(unmet, weeks, "''"), replications, ("",))
    return EventSums(
        outs={out: count[:, 0] for out, count in outs.items()},
        relapses=relapses["n"][:, 0],
        unmet_minutes=minutes["n"][:, 0],
    )


def _whole(column: str, per_unit: int) -> str:
    """SQL for the sum of a column in its whole-number unit."""
    return f"coalesce(sum(round({quoted(column)} * {per_unit})::BIGINT), 0)"


def _grouped(columns: dict[str, str], rows: str, name: str) -> str:
    wanted = ", ".join(f"({sql})::BIGINT AS {quoted(column)}" for column, sql in columns.items())
    return (
        f"SELECT replication AS r, {name} AS name, {wanted} FROM {rows} "  # noqa: S608 - names are quoted
        "GROUP BY ALL"
    )


def _spread(sql: str, replications: Ints, names: tuple[str, ...]) -> dict[str, Ints]:
    """Sums by replication and name as arrays [replications, names], 0 where nothing was."""
    found = read_columns(sql)
    place = {name: number for number, name in enumerate(names)}
    rows = np.searchsorted(replications, found.pop("r"))
    columns = [place[name] for name in found.pop("name")]
    spread = {}
    for title, amounts in found.items():
        spread[title] = np.zeros((replications.size, len(names)), dtype=np.int64)
        spread[title][rows, columns] = amounts
    return spread
