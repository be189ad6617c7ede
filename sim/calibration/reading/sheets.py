"""A file's cells as text, by the columns that a mapping names, with the number of each row.

CSV is read by the standard library, Parquet and DuckDB's own files by DuckDB, spreadsheets by
openpyxl, SQLite by the standard library. What a file holds as a date or a number is written as the
mapping says that dates and numbers are written, so that one reader of cells serves all.
"""

import csv
import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple

from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.mapping import FileTable, RecordsTable
from sim.experiments.folder.database import read_only, run_sql, separate, view
from sim.experiments.folder.sql import Sql, quoted, sql
from sim.extras import needs_extra
from sim.scenario.faults.suggestions import instead

_DELIMITERS: Final = ";,\t|"
_SQLITE: Final = (".sqlite", ".sqlite3", ".db")


class FileWay(NamedTuple):
    """How a file's dates, numbers and letters are written."""

    delimiter: str | None
    decimal: str
    dates: str
    encoding: str


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


def way_of(file: FileTable, common: RecordsTable) -> FileWay:
    """How a file is written: as it says itself, or as all are."""
    return FileWay(
        file.delimiter or common.delimiter,
        file.decimal or common.decimal,
        file.dates or common.dates,
        file.encoding or common.encoding,
    )


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
        raise _whole(name, "is not there", "correct the name, as seen from the mapping")
    records = iter(_records(path, file, way))
    headings = _headings(name, records, file.headings_row)
    places = places_of(name, headings, wanted, file.headings_row)
    rows, cells = [], {key: [] for key in wanted}  # type: ignore[var-annotated]
    faults = []
    for number, record in records:
        if not any(cell is not None and cell.strip() for cell in record):
            continue
        if len(record) != len(headings):
            faults.append(_ragged(name, number, headings, len(record)))
            continue
        rows.append(number)
        for key, place in places.items():
            cells[key].append(_trimmed(record[place]))
    if faults:
        raise RecordsError(faults)
    if not rows:
        raise _whole(name, "has no rows below its headings", "give a file with records")
    return RecordSheet(name, dict(wanted), rows, cells, way)


def _trimmed(cell: str | None) -> str | None:
    text = (cell or "").replace("\u00a0", " ").strip()
    return text or None


def _whole(name: str, what: str, remedy: str, row: int = 0) -> RecordsError:
    return RecordsError([RecordFault(name, row, "", what, remedy)])


def _ragged(name: str, number: int, headings: list[str], cells: int) -> RecordFault:
    column = headings[min(cells, len(headings) - 1)]
    what = f"the row has {cells} cells, and there are {len(headings)} headings"
    return RecordFault(name, number, column, what, "quote cells that hold the delimiter")


Record = tuple[int, list[str | None]]


def _headings(name: str, records: Iterator[Record], row: int) -> list[str]:
    for number, record in records:
        if number == row:
            return [_trimmed(cell) or "" for cell in record]
    raise _whole(name, f"has no row {row}", "say headings_row, and give a file that is not empty")


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
            faults.append(RecordFault(name, row, heading, "there is no such column", remedy))
        elif often[heading] > 1:
            what = f"{often[heading]} columns have this heading"
            faults.append(RecordFault(name, row, heading, what, "rename all but one"))
    if faults:
        raise RecordsError(faults)
    return {key: headings.index(heading) for key, heading in wanted.items()}


def _records(path: Path, file: FileTable, way: FileWay) -> Iterable[Record]:
    ending = path.suffix.lower()
    readers: dict[str, Callable[[Path, FileTable, FileWay], Iterable[Record]]] = {
        ".parquet": _of_parquet,
        ".duckdb": _of_duckdb,
        ".xlsx": _of_spreadsheet,
        **dict.fromkeys(_SQLITE, _of_sqlite),
    }
    return readers.get(ending, _of_csv)(path, file, way)


def record_text(path: Path, file: FileTable, way: FileWay) -> str:
    """Text of a CSV file.

    Raises
    ------
    RecordsError
        When it is not written in the encoding said, with the row where that shows.
    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig" if way.encoding == "utf-8" else way.encoding)
    except UnicodeDecodeError as wrong:
        lines = raw[: wrong.start].decode(way.encoding, "replace").split("\n")
        remedy = 'say encoding = "latin-1" or "utf-16"'
        heading = raw.decode("latin-1").split("\n")[file.headings_row - 1 : file.headings_row]
        column = _column_at("".join(heading), lines[-1], way)
        fault = RecordFault(file.file, len(lines), column, f"is not {way.encoding}", remedy)
        raise RecordsError([fault]) from wrong
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise _whole(file.file, "is no text", 'say encoding = "utf-16", or give a CSV file', row)
    return text


def _column_at(headings: str, before: str, way: FileWay) -> str:
    """Heading of the cell that stands after some text of a line."""
    delimiter = delimiter_of(headings, way)
    names = [name.strip().strip('"') for name in headings.split(delimiter)]
    return names[min(before.count(delimiter), len(names) - 1)]


def delimiter_of(line: str, way: FileWay) -> str:
    """What separates columns: as said, or what there is most of in the line of headings."""
    return way.delimiter or max(_DELIMITERS, key=line.count)


def _of_csv(path: Path, file: FileTable, way: FileWay) -> Iterator[Record]:
    text = record_text(path, file, way)
    lines = text.split("\n", file.headings_row)
    line = lines[min(file.headings_row, len(lines)) - 1]
    reader = csv.reader(
        text.splitlines(keepends=True), delimiter=delimiter_of(line, way), strict=True
    )
    number = 0
    try:
        for record in reader:
            number += 1
            yield number, [*record]
    except csv.Error as wrong:
        what = f"cannot be read as CSV: {wrong}"
        row = text.split("\n")[number : number + 1]
        column = _column_at(line, "".join(row).partition('"')[0], way)
        remedy = "look for a quote that is not closed"
        raise RecordsError([RecordFault(file.file, number + 1, column, what, remedy)]) from wrong


def _typed(rows: Iterable[Iterable[Any]], file: FileTable, way: FileWay) -> Iterator[Record]:
    for number, row in enumerate(rows, start=1):
        yield number, [_as_text(cell, file, way, (number, place)) for place, cell in enumerate(row)]


def _as_text(cell: object, file: FileTable, way: FileWay, at: tuple[int, int]) -> str | None:
    """A typed cell, written as the mapping says that cells are written."""
    if cell is None:
        return None
    if isinstance(cell, dt.datetime | dt.date):
        return cell.strftime(way.dates)
    if isinstance(cell, dt.time | dt.timedelta):
        fault = RecordFault(
            file.file, at[0], _letter(at[1]), "is a time of day", "write hours as a number"
        )
        raise RecordsError([fault])
    if isinstance(cell, float):
        text = str(int(cell)) if cell.is_integer() else repr(cell)
        return text.replace(".", way.decimal)
    return str(cell)


def _letter(place: int) -> str:
    """Column as a spreadsheet names it."""
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _of_spreadsheet(path: Path, file: FileTable, way: FileWay) -> Iterator[Record]:
    with needs_extra("xlsx", "reading a spreadsheet"):
        from openpyxl import load_workbook
    from zipfile import BadZipFile

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError) as wrong:
        raise _whole(file.file, "is no spreadsheet", "save it as .xlsx, or as CSV") from wrong
    with closing(book):
        if file.table is not None and file.table not in book.sheetnames:
            raise _whole(file.file, "has no such sheet", instead(file.table, book.sheetnames))
        sheet = book[file.table] if file.table else book.worksheets[0]
        yield from _typed(sheet.iter_rows(values_only=True), file, way)


def _of_parquet(path: Path, file: FileTable, way: FileWay) -> Iterator[Record]:
    import duckdb

    with closing(separate(path.parent)) as database:
        try:
            view(database, Sql("records"), path)
            found = run_sql(database, Sql("SELECT * FROM records"))
        except duckdb.Error as wrong:
            raise _whole(file.file, "is no Parquet file", "give another file") from wrong
        yield from _of_answer(found, file, way)


def _of_duckdb(path: Path, file: FileTable, way: FileWay) -> Iterator[Record]:
    import duckdb

    try:
        database = read_only(path)
    except duckdb.Error as wrong:
        raise _whole(file.file, "is no DuckDB database", "give another file") from wrong
    with closing(database):
        names = [row[0] for row in run_sql(database, Sql("SHOW TABLES")).fetchall()]
        table = quoted(_table_of(file, names))
        yield from _of_answer(
            run_sql(database, sql("SELECT * FROM {table}", table=table)), file, way
        )


def _table_of(file: FileTable, names: list[str]) -> str:
    if file.table in names:
        return str(file.table)
    if file.table is None and len(names) == 1:
        return names[0]
    what = "has no such table" if file.table else "has several tables"
    raise _whole(file.file, what, instead(file.table or "", names, verb="name"))


def _of_answer(found: Any, file: FileTable, way: FileWay) -> Iterator[Record]:  # noqa: ANN401 - DuckDB
    heading = [column[0] for column in found.description]

    def rows() -> Iterator[Iterable[Any]]:
        yield heading
        while many := found.fetchmany(10_000):
            yield from many

    yield from _typed(rows(), file, way)


def _of_sqlite(path: Path, file: FileTable, way: FileWay) -> Iterator[Record]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        try:
            found = database.execute(
                Sql("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
            )
            table = quoted(_table_of(file, [row[0] for row in found]))
            answer = database.execute(sql("SELECT * FROM {table}", table=table))
        except sqlite3.DatabaseError as wrong:
            raise _whole(file.file, "is no SQLite database", "give another file") from wrong
        heading = [column[0] for column in answer.description]
        yield from _typed((row for rows in ([heading], answer) for row in rows), file, way)
