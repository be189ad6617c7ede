"""Records of files whose cells have types: spreadsheets, Parquet, DuckDB and SQLite.

What a file holds as a date or a number is written as the mapping says that dates and numbers are
written, so that one reader of cells serves all.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.mapping import FileTable
from sim.calibration.reading.published.event_files import json_records, xes_records
from sim.calibration.reading.published.px import px_records
from sim.calibration.reading.spreadsheet import spreadsheet_rows
from sim.calibration.reading.way import FileWay, Record, UnreadCell, of_whole_file
from sim.experiments.folder.database import read_only, run_sql, separate, view
from sim.experiments.folder.sql import Sql, quoted, sql
from sim.scenario.faults.suggestions import instead
from sim.scenario.tables.sheet import column_letters
from sim.words import phrase

Reader = Callable[[Path, FileTable, FileWay], Iterator[Record]]


def _typed(rows: Iterable[Iterable[Any]], file: FileTable, way: FileWay) -> Iterator[Record]:
    for number, row in enumerate(rows, start=1):
        yield number, [_as_text(cell, file, way, (number, place)) for place, cell in enumerate(row)]


def _as_text(cell: object, file: FileTable, way: FileWay, at: tuple[int, int]) -> str | None:
    """A typed cell, written as the mapping says that cells are written."""
    if cell is None or isinstance(cell, UnreadCell):
        return cell
    if isinstance(cell, dt.datetime | dt.date):
        return cell.strftime(way.dates)
    if isinstance(cell, dt.time | dt.timedelta):
        fault = RecordFault(
            file.file,
            at[0],
            column_letters(at[1] + 1),
            phrase("is a time of day"),
            phrase("write hours as a number"),
        )
        raise RecordsError([fault])
    if isinstance(cell, float):
        text = str(int(cell)) if cell.is_integer() else repr(cell)
        return text.replace(".", way.decimal)
    return str(cell)


def _of_parquet(path: Path, file: FileTable, way: FileWay) -> Iterator[Record]:
    import duckdb

    with closing(separate(path.parent)) as database:
        try:
            view(database, Sql("records"), path)
            found = run_sql(database, Sql("SELECT * FROM records"))
        except duckdb.Error as wrong:
            raise of_whole_file(
                file.file, phrase("is no Parquet file"), phrase("give another file")
            ) from wrong
        yield from _of_answer(found, file, way)


def _of_duckdb(path: Path, file: FileTable, way: FileWay) -> Iterator[Record]:
    import duckdb

    try:
        database = read_only(path)
    except duckdb.Error as wrong:
        raise of_whole_file(
            file.file, phrase("is no DuckDB database"), phrase("give another file")
        ) from wrong
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
    what = phrase("has no such table") if file.table else phrase("has several tables")
    raise of_whole_file(file.file, what, instead(file.table or "", names, verb="name"))


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
            raise of_whole_file(
                file.file, phrase("is no SQLite database"), phrase("give another file")
            ) from wrong
        heading = [column[0] for column in answer.description]
        yield from _typed((row for rows in ([heading], answer) for row in rows), file, way)


def _of_spreadsheet(path: Path, file: FileTable, way: FileWay) -> Iterator[Record]:
    yield from _typed(spreadsheet_rows(path, file), file, way)


TYPED: Final[dict[str, Reader]] = {
    ".parquet": _of_parquet,
    ".duckdb": _of_duckdb,
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), _of_spreadsheet),
    ".px": px_records,
    ".xes": xes_records,
    ".json": json_records,
    ".jsonocel": json_records,
    **dict.fromkeys((".sqlite", ".sqlite3", ".db"), _of_sqlite),
}
"""Reader by the ending of a file."""
