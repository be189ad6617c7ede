"""A CSV file of weeks or visits added up by DuckDB, however many rows it has.

Rows whose cells are as they should be are added up in one pass. Only if there are others does a
second pass fetch those, with their row numbers, for the reader of cells to judge (`weeks.py`).
"""

import csv
import datetime as dt
from collections.abc import Mapping as MappingOf
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb
import numpy as np

from sim.calibration.reading.csv_text import delimiter_of
from sim.calibration.reading.mapping import WeeksTable
from sim.calibration.reading.sheets import RecordSheet, places_of
from sim.calibration.reading.way import FileWay
from sim.experiments.folder.database import Connection, counted, fetched, run_sql, separate
from sim.experiments.folder.sql import Sql, put_together, quoted, sql


class Scan(NamedTuple):
    """How a file's columns are called in a statement, and what stands in them."""

    path: Path
    delimiter: str
    headings: list[str]
    places: dict[str, int]
    way: FileWay


class Grouped(NamedTuple):
    """Sums of the sound rows, and the other rows as they are written."""

    names: list[str]
    citizen: Any
    week: Any
    code: list[str]
    """Codes of the service."""
    service: Any
    """Place of each row's code among them."""
    amount: Any
    """In the unit of the column."""
    odd: RecordSheet | None
    rows: int
    """Rows of the file."""


class VisitColumns(NamedTuple):
    """Which columns are read, which of them is added up, and from when weeks are counted."""

    headings: dict[str, str]
    """By what they mean."""
    amount: str
    most: int
    """Of an amount."""
    monday: int
    """Of the first week, as an ordinal of `datetime.date`."""


def scanned(path: Path, table: WeeksTable, way: FileWay, wanted: VisitColumns) -> Grouped | None:
    """Sums by citizen, week and service code; None where DuckDB cannot read the file."""
    line = _heading_line(path)
    if line is None:
        return None
    scan = _scan(path, table, line, way, wanted.headings)
    with closing(separate(path.parent)) as database:
        try:
            return _grouped(database, scan, table, wanted)
        except duckdb.InvalidInputException:
            return None  # the reader of cells says which row


def _heading_line(path: Path) -> str | None:
    """First line; None where there is none that is text, which the reader of cells tells."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            line = file.readline()
    except UnicodeDecodeError:
        return None
    return line if line.strip() and "\0" not in line else None


def _scan(
    path: Path, table: WeeksTable, line: str, way: FileWay, wanted: MappingOf[str, str]
) -> Scan:
    delimiter = delimiter_of(line, way)
    headings = [h.strip() for h in next(csv.reader([line], delimiter=delimiter), [])]
    return Scan(path, delimiter, headings, places_of(table.file, headings, wanted, 1), way)


def _column(scan: Scan, key: str) -> Sql:
    """Column of the file by what it means; all are read as text."""
    return quoted(f"c{scan.places[key]}")


def _name(scan: Scan, key: str) -> Sql:
    """A name without the blanks around it, as the reader of cells takes it."""
    column = _column(scan, key)
    return sql("nullif(trim({column}, chr(32) || chr(9) || chr(160)), '')", column=column)


def _source(scan: Scan) -> Sql:
    """The file as a statement reads it."""
    names = (quoted(f"c{number}") for number in range(len(scan.headings)))
    columns = put_together(sql("{name}: 'VARCHAR'", name=name) for name in names)
    return sql(
        "read_csv($path, auto_detect = false, header = true, delim = $delimiter, quote = '\"', "
        "escape = '\"', null_padding = false, columns = {{{columns}}})",
        columns=columns,
    )


def _given(scan: Scan, wanted: VisitColumns) -> dict[str, Any]:
    """Values of the statements."""
    return {
        "path": str(scan.path.resolve()),
        "delimiter": scan.delimiter,
        "dates": scan.way.dates,
        "most": wanted.most,
        "monday": dt.date.fromordinal(wanted.monday),
    }


def _day(scan: Scan) -> Sql:
    column = _column(scan, "date")
    if scan.way.dates == "%Y-%m-%d":
        return sql("TRY_CAST({column} AS DATE)", column=column)
    return sql("CAST(TRY_STRPTIME({column}, $dates) AS DATE)", column=column)


def _amount(scan: Scan, key: str) -> Sql:
    column = _column(scan, key)
    if scan.way.decimal == ",":
        return sql(
            "CASE WHEN contains({column}, '.') THEN NULL "
            "ELSE TRY_CAST(replace({column}, ',', '.') AS DOUBLE) END",
            column=column,
        )
    return sql("TRY_CAST({column} AS DOUBLE)", column=column)


def _rows(scan: Scan, wanted: VisitColumns, before: Sql) -> Sql:
    """All rows: what comes before, citizen, service, day and amount."""
    return sql(
        "SELECT {before} {citizen} AS citizen, {service} AS service, {day} AS day, "
        "{amount} AS amount FROM {source}",
        before=before,
        citizen=_name(scan, "citizen"),
        service=_name(scan, "service"),
        day=_day(scan),
        amount=_amount(scan, wanted.amount),
        source=_source(scan),
    )


_SOUND: Final = Sql(
    "coalesce(citizen IS NOT NULL AND service IS NOT NULL AND day IS NOT NULL "
    "AND amount >= 0 AND amount <= $most, false)"
)
"""What a row must be to be added up."""


def _grouped(database: Connection, scan: Scan, table: WeeksTable, wanted: VisitColumns) -> Grouped:
    given = _given(scan, wanted)
    summed = sql(
        "CREATE TEMP TABLE sums AS SELECT citizen, service, "
        "CAST(floor((day - $monday) / 7.0) AS INTEGER) AS week, sum(amount) AS amount, "
        "count(*) AS n FROM ({rows}) WHERE {sound} GROUP BY ALL",
        rows=_rows(scan, wanted, Sql("")),
        sound=_SOUND,
    )
    run_sql(database, summed, given)
    total = counted(database, sql("SELECT count(*) FROM {source}", source=_source(scan)), given)
    kept = counted(database, Sql("SELECT coalesce(sum(n), 0)::BIGINT FROM sums"))
    odd = _odd_rows(database, scan, table, wanted) if kept < total else None
    return _answer(database, odd, total)


def _answer(database: Connection, odd: RecordSheet | None, rows: int) -> Grouped:
    names = _listed(database, "citizen")
    codes = _listed(database, "service")
    found = fetched(
        database,
        Sql(
            "SELECT c.place AS citizen, s.week AS week, k.place AS service, s.amount AS amount "
            "FROM sums s JOIN citizen_names c ON c.name = s.citizen "
            "JOIN service_names k ON k.name = s.service"
        ),
    )
    columns = [np.asarray(found[name]) for name in ("citizen", "week", "service", "amount")]
    return Grouped(names, columns[0], columns[1], codes, columns[2], columns[3], odd, rows)


def _listed(database: Connection, column: str) -> list[str]:
    """Texts of a column, and a table of their places."""
    table, name = quoted(f"{column}_names"), quoted(column)
    made = sql(
        "CREATE TEMP TABLE {table} AS SELECT name, "
        "CAST(row_number() OVER (ORDER BY name) - 1 AS INTEGER) AS place "
        "FROM (SELECT DISTINCT {name} AS name FROM sums)",
        table=table,
        name=name,
    )
    run_sql(database, made)
    asked = sql("SELECT name FROM {table} ORDER BY place", table=table)
    return [row[0] for row in run_sql(database, asked).fetchall()]


def _odd_rows(
    database: Connection, scan: Scan, table: WeeksTable, wanted: VisitColumns
) -> RecordSheet:
    """The rows that were not added up, with their numbers and cells as they are written."""
    texts = put_together(
        sql("{column} AS {text}", column=_column(scan, key), text=quoted(f"t_{key}"))
        for key in wanted.headings
    )
    numbered = sql("row_number() OVER () + 1 AS number, {texts},", texts=texts)
    columns = put_together(quoted(f"t_{key}") for key in wanted.headings)
    asked = sql(
        "SELECT number, {columns} FROM ({rows}) WHERE NOT {sound} ORDER BY number",
        columns=columns,
        rows=_rows(scan, wanted, numbered),
        sound=_SOUND,
    )
    found = run_sql(database, asked, _given(scan, wanted)).fetchall()
    cells: dict[str, list[str | None]] = {
        key: [(row[place] or "").strip() or None for row in found]
        for place, key in enumerate(wanted.headings, start=1)
    }
    rows = [int(row[0]) for row in found]
    return RecordSheet(table.file, wanted.headings, rows, cells, scan.way)
