"""Type of what a scenario means, in `forloeb check --json`."""

from typing import NotRequired

from typing_extensions import TypedDict


class Meant(TypedDict):
    """Long-run means of some teams together; posts are null where a scenario has no staff."""

    citizens: float
    granted_hours_per_week: float
    revenue_dkk_per_year: float
    cost_dkk_per_year: float
    posts_needed: float | None
    posts_given: float | None


class TeamMeant(Meant):
    """The same of one team."""

    team: str


class InflowFound(TypedDict):
    """New citizens a week of a team from a source, found from the counts of today."""

    team: str
    source: str
    inflow_per_week: float


class MeaningTree(TypedDict):
    """Every team, and all of them; a year is 365.25 days.

    `inflow` is there where some inflow is to be fitted.
    """

    teams: list[TeamMeant]
    total: Meant
    inflow: NotRequired[list[InflowFound]]
