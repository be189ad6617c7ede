"""Type of what `forloeb theory --json` prints."""

from typing import Literal

from typing_extensions import TypedDict


class MeanAndSd(TypedDict):
    """Mean and standard deviation of chance alone, null where only means were asked for."""

    mean: float
    sd: float | None


class ChanceInterval(MeanAndSd):
    """The same, and where 95 % of single runs fall."""

    low: float | None
    high: float | None


class ExpectedMoney(TypedDict):
    """Money over the reported weeks; null where something left out moves the mean."""

    revenue_dkk: float | None
    cost_dkk: float | None
    deviation_dkk: ChanceInterval | None
    deviation_share: float | None
    chance_share: float | None
    deficit_probability: float | None
    weekly_deviation_dkk: list[MeanAndSd] | None


class ExpectedAccount(ExpectedMoney):
    """Some teams together."""

    citizens: float


class ExpectedTeam(ExpectedAccount):
    """One team."""

    team: str


class ExpectedCourse(TypedDict):
    """A course: citizens in it, those who begin it, how long they stay and where they go."""

    course: str
    census: float
    entries_per_week: float
    stay_weeks: float | None
    course_stay_weeks: float | None
    exits: dict[str, float]


class ExpectationTree(TypedDict):
    """What the twin says of a scenario."""

    schema: Literal[1]
    scenario: str
    weeks: int
    exact: bool
    leaves_out: list[str]
    moves_the_mean: list[str]
    teams: list[ExpectedTeam]
    total: ExpectedAccount
    courses: list[ExpectedCourse]
