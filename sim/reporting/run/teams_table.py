"""The numbers behind the teams' dots, as the download has them."""

from collections.abc import Sequence
from typing import Final

from sim.reporting.page.download import Cell, Table
from sim.reporting.results.chance import Chance
from sim.reporting.results.outcomes import outcomes_by_team
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.team_rows import TeamRow, team_rows
from sim.reporting.run.figures.tables import thrice

TEAMS: Final = "deviation_by_team"


def by_team_table(results: ReportedResults, chance: Chance) -> Table:
    """One row a team, in the order of the file: money, and how its citizens fare."""
    fares = list(outcomes_by_team(results))
    columns = (
        *("team", "verdict", "revenue_dkk", "cost_dkk"),
        *thrice("deviation_dkk"),
        *("runs_low_dkk", "runs_high_dkk"),
        *thrice("chance_dkk"),
        *thrice("deviation_share"),
        *thrice("deficit_probability"),
        *(column for outcome, _ in fares for column in thrice(outcome.key)),
    )
    return columns, (
        (*_team(row), *(value for _, teams in fares for value in teams[place]))
        for place, row in enumerate(team_rows(results, chance))
    )


def _team(row: TeamRow) -> Sequence[Cell]:
    """Lay out one team's money."""
    return (
        *(row.team, row.verdict, row.revenue.mean, row.cost.mean),
        *row.deviation,
        *(row.runs or (None, None)),
        *(row.chance or (None, None, None)),
        *row.share,
        *row.deficit_probability,
    )
