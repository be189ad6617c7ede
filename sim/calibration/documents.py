"""Types of what `forloeb calibrate --json` prints."""

from typing import Literal

from typing_extensions import TypedDict


class EstimateRow(TypedDict):
    """A number with its 95 % interval; null where there is none."""

    value: float
    low: float | None
    high: float | None
    n: int | None
    """Observations; null where they are fewer than the smallest cell."""


class FindingRow(TypedDict):
    """What was odd in some rows of a file, and what was done; never what they hold."""

    kind: str
    file: str
    column: str
    rows: list[int]
    """The first 20; headings are row 1."""
    count: int
    done: str


class LevelRow(TypedDict):
    """A stay at one level."""

    level: int
    ended: int | None
    mean_weeks: EstimateRow
    sd_weeks: EstimateRow
    own: str
    """What is its own and not that of all levels: "mean and spread", "mean", "nothing"."""


class IncidenceRow(TypedDict):
    """Share of those who began that have ended so by a week, after Aalen and Johansen."""

    week: int
    ends: dict[str, float]
    fitted_still: float
    """Share that goes on, by the fitted law and hazards."""
    still: float


class CalibratedCourse(TypedDict):
    """What the records say of a course."""

    course: str
    law: str
    aic: dict[str, float]
    levels: list[LevelRow]
    incidence: list[IncidenceRow]
    smallest_at_risk: int
    note: str


class TeamCredibility(TypedDict):
    """What a team's own share of development counts for beside that of all (Bühlmann-Straub)."""

    team: str
    own: float
    shrunk: float
    weight: float


class CalibratedTeam(TypedDict):
    """What the records say of a team."""

    team: str
    new_per_week: EstimateRow
    present: int | None
    """In care at the end; null where fewer than the smallest cell."""


class RecordsPeriod(TypedDict):
    """First and last day."""

    first_day: str
    last_day: str


class CalibrationTree(TypedDict):
    """What `forloeb calibrate --json` prints."""

    schema: Literal[1]
    records: str
    out: str | None
    period: RecordsPeriod
    rows: dict[str, int]
    findings: list[FindingRow]
    teams: list[CalibratedTeam]
    courses: list[CalibratedCourse]
    credibility: list[TeamCredibility]
    notes: list[str]
    measured: int
    """Numbers of the scenario that are measured."""


class WrittenTree(TypedDict):
    """Files that `forloeb synthesise --json`, or `forloeb calibrate --template`, wrote."""

    schema: Literal[1]
    written: list[str]
