"""Type of what `forloeb show --by … --json` prints."""

from typing import Literal

from typing_extensions import TypedDict

from sim.experiments.summary.statistics import Figure


class PeriodAccount(TypedDict):
    """What a team, or all of them, earned and spent within a period."""

    period: str
    days: int
    revenue_dkk: Figure
    cost_dkk: Figure
    deviation_dkk: Figure


class TeamPeriods(TypedDict):
    """The periods of one team in order; the last row of the document is `null`, all teams."""

    team: str | None
    periods: list[PeriodAccount]


class PeriodsTree(TypedDict):
    """A run by month, quarter or year; a period at an end of the run may lack days.

    `trend_dkk_per_week` is how far the deviation of all teams a week lies higher in the last period
    than in the first, of those with half the days of the longest; null where there is one.
    """

    schema: Literal[1]
    results: str
    by: str
    teams: list[TeamPeriods]
    trend_dkk_per_week: Figure | None
