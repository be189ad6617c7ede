"""Types of what `forloeb calibrate --json` prints where tables stand in for records."""

from typing import Literal

from typing_extensions import TypedDict, TypeIs

from sim.calibration.documents import CalibrationTree, EstimateRow, FindingRow, RecordsPeriod


class MetRow(TypedDict):
    """A number of a table beside what the scenario comes to in the long run."""

    figure: str
    unit: str
    team: str | None
    course: str | None
    level: int | None
    service: str | None
    exit: str | None
    counted: float | None
    """Null where it counts fewer than the smallest cell."""
    kept: float | None
    gap: float
    """Difference over the standard error of the table's number."""


class OpenRow(TypedDict):
    """A number of the scenario that moved, or was free to."""

    key: str
    factor: EstimateRow
    """How many times what the scenario laid under had, with its 95 % interval."""
    is_said: bool
    """Whether the tables say it; what they do not is left open, and only its range is known."""


class AggregatesTree(TypedDict):
    """What `forloeb calibrate --json` prints where tables stand in for records."""

    schema: Literal[1]
    records: str
    out: str | None
    scenario: str
    """What the tables were laid over."""
    period: RecordsPeriod
    rows: dict[str, int]
    findings: list[FindingRow]
    met: list[MetRow]
    numbers: list[OpenRow]
    notes: list[str]
    measured: int


def is_of_tables(tree: CalibrationTree | AggregatesTree) -> TypeIs[AggregatesTree]:
    """Claim that a document is of tables, not of records."""
    return "met" in tree
