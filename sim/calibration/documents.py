"""Types of what `forloeb calibrate --json` prints."""

from typing import Literal

from typing_extensions import TypedDict

from sim.calibration.reading.faults import MOST_ROWS_NAMED, Findings


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


def finding_rows(findings: Findings) -> list[FindingRow]:
    """A data report as a document has it."""
    return [
        {
            "kind": of.kind,
            "file": of.file,
            "column": of.column,
            "rows": list(of.rows[:MOST_ROWS_NAMED]),
            "count": len(of.rows),
            "done": of.done,
        }
        for of in findings.found
    ]


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


class CurveRow(TypedDict):
    """Share that goes on after so many weeks, seen and fitted."""

    week: int
    still: float
    fitted_still: float


class ExitStayRow(TypedDict):
    """Stays that lead to an exit."""

    exits: list[str]
    """Several where they are taken too seldom for stays of their own."""
    law: str
    levels: list[LevelRow]


class StaysByExitRow(TypedDict):
    """Stays by exit, beside which one law whatever the exit is worse by much."""

    aic: float
    """Of length and exit together."""
    aic_of_one: float
    exits: list[ExitStayRow]


class CalibratedCourse(TypedDict):
    """What the records say of a course."""

    course: str
    law: str
    aic: dict[str, float]
    levels: list[LevelRow]
    by_exit: StaysByExitRow | None
    """Null where lengths do not hang on the exit."""
    incidence: list[IncidenceRow]
    curve: list[CurveRow]
    """As long as at least the smallest cell is followed."""
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
    temporary_share: EstimateRow | None
    """Of the delivered hours, given by temporary staff; null where the accounts do not tell."""
    unmet_share: EstimateRow | None
    """Of the hours needed, not delivered; null where the accounts do not tell."""


class ExpectationRow(TypedDict):
    """Mean deviation a week of the scenario, as `theory` has it, with an interval over citizens."""

    unit: Literal["DKK per week"]
    total: EstimateRow
    teams: dict[str, EstimateRow]


class SeasonRow(TypedDict):
    """Months of the year beside their mean, of the inflow from a source; all teams together."""

    source: str | None
    """Null where the records tell no sources apart."""
    months: list[EstimateRow]
    """Ratio to the mean of the year, January first."""
    p: float
    """How often chance alone would make months differ so much."""


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
    season: list[SeasonRow]
    """Of the sources whose months differ beyond chance."""
    courses: list[CalibratedCourse]
    credibility: list[TeamCredibility]
    notes: list[str]
    measured: int
    """Numbers of the scenario that are measured."""
    expectation: ExpectationRow | None
    """Null where it was not asked for, or cannot be said."""


class WrittenTree(TypedDict):
    """Files that `forloeb synthesise --json`, or `forloeb calibrate --template`, wrote."""

    schema: Literal[1]
    written: list[str]


class FollowedPeriod(TypedDict):
    """A team's period: what was, and what 95 % of the forecast's runs had."""

    period: str
    actual_dkk: float
    expected_dkk: float
    low: float
    high: float
    alarm: bool


class ForecastRow(TypedDict):
    """A year's or run's amount as it is now to be expected, with its 95 % band."""

    mean: float
    low: float
    high: float


class SplitRow(TypedDict):
    """Difference from the forecast so far by cause [DKK]; the causes add up to the total."""

    volume: float
    case_mix: float
    behaviour: float
    price: float
    capacity: float | None
    """Null: without temporary hours it cannot be told from price."""
    total: float


class FollowedTeam(TypedDict):
    """A team followed."""

    team: str
    periods: list[FollowedPeriod]
    first_alarm: str | None
    forecast_dkk: ForecastRow
    """Of the whole run, revenue less cost."""
    split: SplitRow | None
    """Null where a figure is missing."""


class FollowTree(TypedDict):
    """What `forloeb follow --json` prints."""

    schema: Literal[1]
    scenario: str
    figure: str
    """What is followed: deviation_dkk, or the figure that there is."""
    false_alarms: float
    """Chance of any alarm, all teams and periods together, where nothing is wrong."""
    limit: float
    teams: list[FollowedTeam]


class WeeksRow(TypedDict):
    """Weeks with their 95 % interval; no upper end where too few were seen."""

    mean: float
    low: float
    high: float | None


class DetectedFigure(TypedDict):
    """How soon a figure shows it."""

    weeks: WeeksRow
    shown: float
    """Share of the runs in which it does within the run."""


class ReportingRow(TypedDict):
    """How soon it shows when figures come so often."""

    every_weeks: int
    figure: str
    weeks: WeeksRow


class DetectionTree(TypedDict):
    """What `forloeb detect --json` prints."""

    schema: Literal[1]
    scenario: str
    team: str
    lever: dict[str, float]
    weeks: WeeksRow
    figure: str
    false_alarms_per_decade: float
    figures: dict[str, DetectedFigure]
    reporting: list[ReportingRow]
