"""A CSV file of weeks or visits added up by DuckDB, however many rows it has.

Rows whose cells are as they should be are added up in one pass. Only if there are others does a
second pass fetch those, with their row numbers, for the reader of cells to judge (`weeks.py`).
"""

import csv
from collections.abc import Mapping as MappingOf
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb
import numpy as np

from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.mapping import WeeksTable
from sim.calibration.reading.sheets import FileWay, RecordSheet, delimiter_of, places_of
from sim.model.units import DAYS_PER_WEEK

MEMORY: Final = "1200MB"


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
    scan = _scan(path, table, way, wanted.headings)
    with closing(duckdb.connect(config={"memory_limit": MEMORY})) as database:
        try:
            return _grouped(database, scan, table, wanted)
        except duckdb.InvalidInputException:
            return None  # the reader of cells says which row


def _scan(path: Path, table: WeeksTable, way: FileWay, wanted: MappingOf[str, str]) -> Scan:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            line = file.readline()
    except UnicodeDecodeError as wrong:
        what = "is not utf-8"
        fault = RecordFault(table.file, 1, "", what, 'say encoding = "latin-1" or "utf-16"')
        raise RecordsError([fault]) from wrong
    delimiter = delimiter_of(line, way)
    headings = [h.strip() for h in next(csv.reader([line], delimiter=delimiter), [])]
    return Scan(path, delimiter, headings, places_of(table.file, headings, wanted, 1), way)


def _source(scan: Scan) -> tuple[str, list[Any]]:
    """The file as a statement reads it, all columns as text, and the values it takes."""
    columns = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(len(scan.headings)))
    text = (
        "read_csv(?, auto_detect = false, header = true, delim = ?, quote = '\"', escape = '\"', "
        f"columns = {{{columns}}}, null_padding = false)"
    )
    return text, [str(scan.path), scan.delimiter]


def _day(scan: Scan) -> str:
    column = f"c{scan.places['date']}"
    if scan.way.dates == "%Y-%m-%d":
        return f"TRY_CAST({column} AS DATE)"
    pattern = scan.way.dates.replace("'", "''")
    return f"CAST(TRY_STRPTIME({column}, '{pattern}') AS DATE)"


def _amount(scan: Scan, key: str) -> str:
    column = f"c{scan.places[key]}"
    if scan.way.decimal == ",":
        return (
            f"CASE WHEN contains({column}, '.') THEN NULL "
            f"ELSE TRY_CAST(replace({column}, ',', '.') AS DOUBLE) END"
        )
    return f"TRY_CAST({column} AS DOUBLE)"


def _grouped(database: Any, scan: Scan, table: WeeksTable, wanted: VisitColumns) -> Grouped:  # noqa: ANN401 - DuckDB
    source, values = _source(scan)
    citizen, service = f"c{scan.places['citizen']}", f"c{scan.places['service']}"
    rows = (
        f"SELECT {citizen} AS citizen, {service} AS service, "  # noqa: S608 - columns of our own
        f"{_day(scan)} AS day, {_amount(scan, wanted.amount)} AS amount FROM {source}"
    )
    sound = (
        "citizen IS NOT NULL AND service IS NOT NULL AND day IS NOT NULL "
        f"AND amount >= 0 AND amount <= {wanted.most}"
    )
    epoch = f"(DATE '1970-01-01' + {wanted.monday - _EPOCH})"
    database.execute(
        f"CREATE TEMP TABLE sums AS SELECT citizen, service, "  # noqa: S608 - names of our own
        f"CAST(floor((day - {epoch}) / {DAYS_PER_WEEK}.0) AS INTEGER) AS week, "
        f"sum(amount) AS amount, count(*) AS n FROM ({rows}) WHERE {sound} GROUP BY ALL",
        values,
    )
    total = database.execute(f"SELECT count(*) FROM {source}", values).fetchone()[0]  # noqa: S608
    kept = database.execute("SELECT coalesce(sum(n), 0) FROM sums").fetchone()[0]
    odd = None
    if kept < total:
        statement = f"FROM ({_numbered(scan, wanted, rows)}) WHERE NOT coalesce({sound}, false)"
        odd = _odd_rows(database, scan, table, wanted, statement)
    return _answer(database, odd)


def _numbered(scan: Scan, wanted: VisitColumns, rows: str) -> str:
    """The statement of all rows with their numbers and cells as they are written."""
    texts = ", ".join(f"c{scan.places[key]} AS t_{key}" for key in wanted.headings)
    return rows.replace("SELECT ", f"SELECT row_number() OVER () + 1 AS number, {texts}, ", 1)


_EPOCH: Final = 719_163
"""Ordinal of 1 January 1970."""


def _answer(database: Any, odd: RecordSheet | None) -> Grouped:  # noqa: ANN401 - DuckDB
    names = _listed(database, "citizen")
    codes = _listed(database, "service")
    found = database.execute(
        "SELECT c.place AS citizen, s.week AS week, k.place AS service, s.amount AS amount "
        "FROM sums s JOIN citizen_names c ON c.name = s.citizen "
        "JOIN service_names k ON k.name = s.service"
    ).fetchnumpy()
    columns = [np.asarray(found[name]) for name in ("citizen", "week", "service", "amount")]
    return Grouped(names, columns[0], columns[1], codes, columns[2], columns[3], odd)


def _listed(database: Any, column: str) -> list[str]:  # noqa: ANN401 - DuckDB
    """Texts of a column, and a table of their places."""
    database.execute(
        f"CREATE TEMP TABLE {column}_names AS SELECT name, "  # noqa: S608 - a name of our own
        f"CAST(row_number() OVER (ORDER BY name) - 1 AS INTEGER) AS place "
        f"FROM (SELECT DISTINCT {column} AS name FROM sums)"
    )
    rows = database.execute(f"SELECT name FROM {column}_names ORDER BY place").fetchall()  # noqa: S608
    return [row[0] for row in rows]


def _odd_rows(
    database: Any,  # noqa: ANN401 - DuckDB
    scan: Scan,
    table: WeeksTable,
    wanted: VisitColumns,
    statement: str,
) -> RecordSheet:
    """The rows that were not added up, with their numbers."""
    _, values = _source(scan)
    columns = ", ".join(f"t_{key}" for key in wanted.headings)
    found = database.execute(
        f"SELECT number, {columns} {statement} ORDER BY number",
        values,
    ).fetchall()
    cells: dict[str, list[str | None]] = {
        key: [(row[place] or "").strip() or None for row in found]
        for place, key in enumerate(wanted.headings, start=1)
    }
    return RecordSheet(table.file, wanted.headings, [int(row[0]) for row in found], cells, scan.way)
