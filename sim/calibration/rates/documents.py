"""Types of what `forloeb rates --records --json` prints."""

from typing import Literal

from typing_extensions import TypedDict

from sim.calibration.documents import EstimateRow, FindingRow, RecordsPeriod


class RecordRateRow(TypedDict):
    """A rate of a course, or of one level of it [DKK per week]."""

    course: str
    level: int | None
    citizens: int | None
    """Null where they are fewer than the smallest cell; the rate is then that of the course."""
    citizen_weeks: float | None
    hours: float | None
    simple_dkk: float | None
    """As Odense did: delivered hours of all who were in the course x price, over their weeks."""
    weekly_dkk: EstimateRow | None
    """Of whole courses: what was seen in part is weighed by who is still there."""
    course_dkk: EstimateRow | None
    """A whole course, for a lump sum."""
    course_weeks: float | None
    followed_weeks: int | None
    """Week of age up to which there was enough to see."""
    still: float | None
    """Share of the courses that goes on beyond it."""
    weight: float
    """What its own records count for beside those of the whole course (Buhlmann-Straub)."""
    shrunk_dkk: float
    rate_dkk: float
    """Shrunk, made budget-neutral, and rounded where that was asked for."""


class BeforeAfterRow(TypedDict):
    """A team's own last year under the rates."""

    team: str
    weeks: float
    citizen_weeks: float
    before_dkk: float
    """What it had: its revenue where the accounts say it, else the hours delivered x price."""
    before_is: Literal["revenue", "hours x price"]
    after_dkk: EstimateRow
    change_dkk: EstimateRow


class RecordRatesTree(TypedDict):
    """What `forloeb rates --records --json` prints."""

    schema: Literal[1]
    records: str
    period: RecordsPeriod
    price_dkk_per_hour: dict[str, float]
    rates: list[RecordRateRow]
    total_dkk_per_year: float
    """What all rates together pay for the citizen-weeks of the records."""
    factor: float
    """By which the shrunk rates were multiplied to pay that."""
    teams: list[BeforeAfterRow]
    findings: list[FindingRow]
    notes: list[str]
