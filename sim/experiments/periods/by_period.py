"""A run's accounts by month, quarter or year: means over replications, with their intervals.

Each replication's weeks are cut and added up in whole øre, so that a team's periods add up to
its weeks; deviation is revenue less cost in every one of them.
"""

import datetime as dt
from typing import Final, NamedTuple

import numpy as np

from sim.experiments.documents.periods import PeriodAccount, PeriodsTree
from sim.experiments.folder.record import read_record
from sim.experiments.folder.sql import Sql, sql
from sim.experiments.periods.calendar import WeekPart, first_and_last, week_parts
from sim.experiments.periods.period import Period
from sim.experiments.results import Results
from sim.experiments.summary.adding import selected
from sim.experiments.summary.statistics import Figure, t_interval
from sim.model.parameters import Floats, Ints
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.model.version import DOCUMENT_VERSION

_ACCOUNTS: Final = ("revenue_dkk", "cost_dkk")


class Weekly(NamedTuple):
    """Amounts of every replication [øre]: revenue and cost, arrays [A, R, T, W]."""

    teams: list[str]
    ore: Ints


def folder_by_period(results: Results, by: Period) -> PeriodsTree:
    """Accounts of a run in a folder, whose record says when it began."""
    return by_period(results, dt.date.fromisoformat(read_record(results.folder).start), by)


def by_period(results: Results, start: dt.date, by: Period) -> PeriodsTree:
    """Accounts of each team and of all, by period."""
    weekly = weekly_of(results)
    parts = week_parts(start, weekly.ore.shape[-1], by)
    names = list(dict.fromkeys(part.period for part in parts))
    days = [sum(part.days for part in parts if part.period == name) for name in names]
    cut = np.stack([_of_period(weekly.ore, parts, name) for name in names], axis=-1)
    whole = cut.sum(axis=2)
    rows = [(team, cut[:, :, place]) for place, team in enumerate(weekly.teams)]
    return {
        "schema": DOCUMENT_VERSION,
        "results": str(results.folder),
        "by": by.value,
        "teams": [
            {"team": team, "periods": _accounts(own, names, days)}
            for team, own in [*rows, (None, whole)]
        ],
        "trend_dkk_per_week": trend_of(whole[0] - whole[1], days),
    }


def weekly_of(results: Results) -> Weekly:
    """Revenue and cost by replication, team and week, teams in the order of the summary."""
    teams = [account["team"] for account in results.summary["teams"]]
    rows = results.tables.weeks.given_also({"teams": teams})
    found = selected(rows, sql(_WEEKLY, rows=rows.source))
    replications, runs = np.unique(found["r"], return_inverse=True)
    weeks = np.asarray(found["week"])
    ore = np.zeros((len(_ACCOUNTS), len(replications), len(teams), int(weeks.max()) + 1), np.int64)
    for place, account in enumerate(_ACCOUNTS):
        ore[place, runs, found["place"], weeks] = np.rint(ORE_PER_DKK * found[account])
    return Weekly(teams, ore)


_WEEKLY: Final = Sql(
    "SELECT replication AS r, list_position($teams, team) - 1 AS place, week, revenue_dkk, "
    "cost_dkk FROM {rows}"
)


def _of_period(ore: Ints, parts: list[WeekPart], name: str) -> Ints:
    """Amounts within a period, array [A, R, T]."""
    within = [part.of(ore[..., part.week]) for part in parts if part.period == name]
    total: Ints = np.sum(within, axis=0)
    return total


def _accounts(own: Ints, names: list[str], days: list[int]) -> list[PeriodAccount]:
    """One account a period, of amounts [A, R, P]."""
    revenue, cost = own
    return [
        {
            "period": name,
            "days": days[place],
            "revenue_dkk": _figure(revenue[:, place]),
            "cost_dkk": _figure(cost[:, place]),
            "deviation_dkk": _figure(revenue[:, place] - cost[:, place]),
        }
        for place, name in enumerate(names)
    ]


def _figure(ore: Ints | Floats) -> Figure:
    return t_interval(np.asarray(ore, float) / ORE_PER_DKK)


def trend_of(deviation: Ints, days: list[int]) -> Figure | None:
    """Deviation a week in the last period less that in the first, paired by replication."""
    ends = first_and_last(days)
    if ends is None:
        return None
    first, last = ends
    a_week = deviation * (DAYS_PER_WEEK / np.array(days))
    return _figure(a_week[:, last] - a_week[:, first])
