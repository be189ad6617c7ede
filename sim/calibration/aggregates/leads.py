"""Where those go who leave a course, as shares or counts; shares of a course add up to 1."""

from collections import defaultdict
from typing import Final

from sim.calibration.aggregates.long import AggregateRow
from sim.calibration.reading.faults import Findings, RecordFault, RecordsError
from sim.calibration.reading.mapping import AggregateTable
from sim.calibration.town.numbers import adding_up
from sim.words import percent_said, phrase

_PER_CENT: Final = 100.0
_ROUNDING: Final = 1e-9


def transitions(
    rows: list[AggregateRow], table: AggregateTable, findings: Findings
) -> dict[str, dict[str, float]]:
    """Probabilities by course and exit.

    Raises
    ------
    RecordsError
        When shares of a course are farther from 1 than is tolerated.
    """
    of_course: dict[str, list[AggregateRow]] = defaultdict(list)
    for row in rows:
        of_course[str(row.course)].append(row)
    faults: list[RecordFault] = []
    odd: list[int] = []
    found = {
        course: _probabilities(several, table, faults, odd) for course, several in of_course.items()
    }
    if faults:
        raise RecordsError(faults)
    heading = table.columns.share or table.columns.citizens or ""
    findings.add("shares that do not add up to 1", (table.file, heading), odd, "rescaled")
    return found


def _probabilities(
    rows: list[AggregateRow], table: AggregateTable, faults: list[RecordFault], odd: list[int]
) -> dict[str, float]:
    key = "share" if table.columns.share is not None else "citizens"
    said = {str(row.exit): row.amounts.get(key, 0.0) for row in rows}
    total = sum(said.values())
    whole = _PER_CENT if total > _PER_CENT / 2 else 1.0
    off = abs(total / whole - 1.0)
    if total <= 0 or (key == "share" and off > table.share_tolerance):
        what = phrase("shares add up to {total}, not to 1", total=percent_said(total / whole))
        remedy = phrase("correct them, or raise share_tolerance")
        faults.append(RecordFault(table.file, rows[0].row, table.columns.share or "", what, remedy))
        return {}
    if key == "share" and off > _ROUNDING:
        odd += [row.row for row in rows]
    return dict(zip(said, adding_up([value / total for value in said.values()]), strict=True))
