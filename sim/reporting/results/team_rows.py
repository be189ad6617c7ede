"""One row a team: the mean and its interval, the spread of single runs, and chance alone.

Means and intervals are the summary's own; only the spread of single runs is taken from the
table. The figure, the CSV and the page's table all read these rows.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sim.experiments.summary.statistics import FEWEST_FOR_RUNS
from sim.experiments.summary.verdict import UNDECIDED
from sim.reporting.results.chance import Band, Chance
from sim.reporting.results.estimates import Estimate, estimate
from sim.reporting.results.fans import shares, spread
from sim.reporting.results.results import Array, ReportedResults

NEARLY_EVERY_RUN = 0.95
LIKELY = 0.5


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
    share_runs: tuple[float, float] | None
    chance: Band | None
    chance_share: Band | None


def team_rows(results: ReportedResults, chance: Chance) -> list[TeamRow]:
    """Rows of the teams, in the order of the file."""
    return [
        _row(
            account,
            (results.deviation[:, team].sum(axis=1), results.revenue[:, team]),
            (chance.by_team or {}).get(account["team"]),
        )
        for team, account in enumerate(results.summary["teams"])
    ]


def total_row(results: ReportedResults) -> TeamRow:
    """The row of all teams together."""
    sums = (results.deviation.sum(axis=(1, 2)), results.revenue.sum(axis=1))
    return _row({"team": "", **results.summary["total"]}, sums, None)


def skewed_teams(results: ReportedResults) -> list[str]:
    """Teams whose runs are so skewed that their interval is too narrow."""
    return [account["team"] for account in results.summary["teams"] if account.get("heavy_tailed")]


def worst_first(rows: list[TeamRow]) -> list[TeamRow]:
    """Sort by share of revenue, or by amount where a team has no revenue."""
    if all(row.share.mean is not None for row in rows):
        return sorted(rows, key=lambda row: row.share.mean or 0.0)
    return sorted(rows, key=lambda row: row.deviation.mean or 0.0)


def likely_deficits(rows: list[TeamRow]) -> int:
    """How many teams run a deficit in more than half of the runs."""
    return sum((row.deficit_probability.mean or 0.0) > LIKELY for row in rows)


def beyond_chance(row: TeamRow) -> bool:
    """Whether nearly every run ends on the same side of zero."""
    probability = row.deficit_probability.mean
    return probability is not None and not (1 - NEARLY_EVERY_RUN < probability < NEARLY_EVERY_RUN)


def _row(account: Mapping[str, Any], sums: tuple[Array, Array], chance: Band | None) -> TeamRow:
    """Put a summary's account beside its run-by-run sums of deviation and revenue."""
    deviation, revenue = sums
    share = shares(deviation, revenue)
    enough = len(deviation) >= FEWEST_FOR_RUNS
    paid = float(revenue.mean())
    return TeamRow(
        team=str(account["team"]),
        revenue=estimate(account["revenue_dkk"]),
        cost=estimate(account["cost_dkk"]),
        deviation=estimate(account["deviation_dkk"]),
        share=estimate(account["deviation_share"]),
        deficit_probability=estimate(account["deficit_probability"]),
        verdict=str(account.get("verdict", UNDECIDED)),
        runs=spread(deviation) if enough else None,
        share_runs=spread(share) if enough and share is not None else None,
        chance=chance,
        chance_share=(chance[0] / paid, chance[1] / paid, chance[2] / paid)
        if chance and paid
        else None,
    )
