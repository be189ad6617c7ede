"""A file's cells as text, by the columns that a mapping names, with the number of each row."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sim.calibration.reading.csv_text import csv_records
from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.mapping import FileTable
from sim.calibration.reading.mapping import Mapping as RecordsMapping
from sim.calibration.reading.typed import TYPED
from sim.calibration.reading.way import FileWay, Record, UnreadCell, of_whole_file, way_of
from sim.scenario.faults.suggestions import instead
from sim.scenario.schema.quantities import Table
from sim.words import phrase


class RecordSheet(NamedTuple):
    """Cells by what they mean; None where a cell is empty."""

    file: str
    headings: dict[str, str]
    rows: list[int]
    cells: dict[str, list[str | None]]
    way: FileWay

    def fault(self, place: int, key: str, what: str, remedy: str) -> RecordFault:
        """Fault of a cell."""
        return RecordFault(self.file, self.rows[place], self.headings[key], what, remedy)

    def at(self, key: str) -> tuple[str, str]:
        """File and heading, for a finding."""
        return self.file, self.headings.get(key, "")


def named_columns(columns: Table) -> dict[str, str]:
    """Heading by what it means, of the columns that a mapping names."""
    said = columns.model_dump(exclude_none=True)
    by_service = said.pop("by_service", {})
    return {**said, **by_service}


def mapped_sheet(mapping: RecordsMapping, table: FileTable, columns: Table) -> RecordSheet:
    """Columns of a file as a mapping names them.

    Raises
    ------
    RecordsError
        As `read_sheet` does.
    """
    way = way_of(table, mapping.values.records)
    return read_sheet(mapping.place(table), table, way, named_columns(columns))


def read_sheet(path: Path, file: FileTable, way: FileWay, wanted: Mapping[str, str]) -> RecordSheet:
    """Columns of a file.

    Parameters
    ----------
    wanted
        Heading by what it means.

    Raises
    ------
    RecordsError
        When there is no such file, or it lacks a column, or a row has too many cells.
    """
    name = file.file
    if not path.is_file():
        raise of_whole_file(
            name, phrase("is not there"), phrase("correct the name, as seen from the mapping")
        )
    records = _records(path, file, way)
    headings = _headings(name, records, file.headings_row)
    places = places_of(name, headings, wanted, file.headings_row)
    rows, cells = [], {key: [] for key in wanted}  # type: ignore[var-annotated]
    faults = []
    for number, record in records:
        if not any(map(_says_something, record)):
            continue
        if len(record) != len(headings):
            faults.append(_ragged(name, number, headings, len(record)))
            continue
        rows.append(number)
        for key, place in places.items():
            cell = record[place]
            if isinstance(cell, UnreadCell):
                faults.append(RecordFault(name, number, wanted[key], *cell.problem))
            cells[key].append(_trimmed(cell))
    if faults:
        raise RecordsError(faults)
    if not rows:
        what = phrase("has no rows below its headings")
        raise of_whole_file(name, what, phrase("give a file with records"), file.headings_row)
    return RecordSheet(name, dict(wanted), rows, cells, way)


def _says_something(cell: str | None) -> bool:
    return isinstance(cell, UnreadCell) or bool(cell and cell.strip())


def _trimmed(cell: str | None) -> str | None:
    text = (cell or "").replace("\u00a0", " ").strip()
    return text or None


def _ragged(name: str, number: int, headings: list[str], cells: int) -> RecordFault:
    column = headings[min(cells, len(headings) - 1)]
    what = phrase(
        "the row has {cells} cells, and there are {headings} headings",
        cells=cells,
        headings=len(headings),
    )
    return RecordFault(name, number, column, what, phrase("quote cells that hold the delimiter"))


def _headings(name: str, records: Iterator[Record], row: int) -> list[str]:
    for number, record in records:
        if number == row:
            names = [_trimmed(cell) or "" for cell in record]
            if any(names):
                return names
            break
    remedy = phrase("say headings_row, and give a file that is not empty")
    raise of_whole_file(name, phrase("has no headings"), remedy, row)


def places_of(
    name: str, headings: list[str], wanted: Mapping[str, str], row: int
) -> dict[str, int]:
    """Where each wanted column stands.

    Raises
    ------
    RecordsError
        When one is not there, or is there twice.
    """
    often = Counter(headings)
    faults = []
    for heading in wanted.values():
        if heading not in often:
            remedy = instead(heading, [h for h in headings if h])
            faults.append(
                RecordFault(name, row, heading, phrase("there is no such column"), remedy)
            )
        elif often[heading] > 1:
            what = phrase("{count} columns have this heading", count=often[heading])
            faults.append(RecordFault(name, row, heading, what, phrase("rename all but one")))
    if faults:
        raise RecordsError(faults)
    return {key: headings.index(heading) for key, heading in wanted.items()}


def _records(path: Path, file: FileTable, way: FileWay) -> Iterator[Record]:
    return TYPED.get(path.suffix.lower(), csv_records)(path, file, way)


def sheet_rows(
    path: Path, file: FileTable, way: FileWay
) -> tuple[list[str], Iterator[tuple[int, list[str | None]]]]:
    """Headings of a file, and the rows below them with their numbers, cells trimmed.

    Raises
    ------
    RecordsError
        When there is no such file, or nothing in it.
    """
    if not path.is_file():
        raise of_whole_file(file.file, phrase("is not there"), phrase("correct the name"))
    records = _records(path, file, way)
    headings = _headings(file.file, records, file.headings_row)
    return headings, ((number, [*map(_trimmed, record)]) for number, record in records)


def headings_of(path: Path, file: FileTable, way: FileWay) -> list[str]:
    """Headings of a file.

    Raises
    ------
    RecordsError
        When there is no such file, or nothing in it.
    """
    if not path.is_file():
        raise of_whole_file(file.file, phrase("is not there"), phrase("correct the name"))
    return _headings(file.file, _records(path, file, way), file.headings_row)
