"""One row a team: the mean and its interval, the spread of single runs, and chance alone.

Means and intervals are the summary's own; only the spread of single runs is taken from the
table. The CSV and the page's table read these rows.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sim.experiments.summary.statistics import FEWEST_FOR_RUNS
from sim.experiments.summary.verdict import UNDECIDED
from sim.reporting.results.chance import Band, Chance
from sim.reporting.results.estimates import Estimate, estimate
from sim.reporting.results.fans import spread
from sim.reporting.results.results import Array, ReportedResults

NEARLY_EVERY_RUN = 0.95


class TeamRow(NamedTuple):
    """A team's account over the reported weeks [DKK, or share of revenue]."""

    team: str
    revenue: Estimate
    cost: Estimate
    deviation: Estimate
    share: Estimate
    deficit_probability: Estimate
    verdict: str
    runs: tuple[float, float] | None
    chance: Band | None


def team_rows(results: ReportedResults, chance: Chance) -> list[TeamRow]:
    """Rows of the teams, in the order of the file."""
    return [
        _row(
            account,
            results.deviation[:, team].sum(axis=1),
            (chance.by_team or {}).get(account["team"]),
        )
        for team, account in enumerate(results.summary["teams"])
    ]


def total_row(results: ReportedResults) -> TeamRow:
    """The row of all teams together."""
    by_run = results.deviation.sum(axis=(1, 2))
    return _row({"team": "", **results.summary["total"]}, by_run, None)


def skewed_teams(results: ReportedResults) -> list[str]:
    """Teams whose runs are so skewed that their interval is too narrow."""
    return [account["team"] for account in results.summary["teams"] if account.get("heavy_tailed")]


def beyond_chance(row: TeamRow) -> bool:
    """Whether nearly every run ends on the same side of zero."""
    probability = row.deficit_probability.mean
    return probability is not None and not (1 - NEARLY_EVERY_RUN < probability < NEARLY_EVERY_RUN)


def _row(account: Mapping[str, Any], by_run: Array, chance: Band | None) -> TeamRow:
    """Put a summary's account beside its deviation run by run."""
    enough = len(by_run) >= FEWEST_FOR_RUNS
    return TeamRow(
        team=str(account["team"]),
        revenue=estimate(account["revenue_dkk"]),
        cost=estimate(account["cost_dkk"]),
        deviation=estimate(account["deviation_dkk"]),
        share=estimate(account["deviation_share"]),
        deficit_probability=estimate(account["deficit_probability"]),
        verdict=str(account.get("verdict", UNDECIDED)),
        runs=spread(by_run) if enough else None,
        chance=chance,
    )
