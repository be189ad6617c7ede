"""A CSV file of weeks or visits added up by DuckDB, however many rows it has.

Rows whose cells are as they should be are added up in one pass, by citizen and week, a column for
each service. Only if there are others does a second pass fetch those, with their row numbers, for
the reader of cells to judge (`weeks.py`).

What is done to each row decides how long it takes. So names are freed of blanks after they are
added up, where there are few; codes of services are members of an enum, found by hash however many
the mapping lists; and nothing is counted by the row.
"""

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from contextlib import closing
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb
import numpy as np

from sim.calibration.reading.csv_text import delimiter_of
from sim.calibration.reading.mapping import WeeksTable
from sim.calibration.reading.sheets import RecordSheet, places_of
from sim.calibration.reading.way import FileWay
from sim.experiments.folder.database import Connection, counted, fetched, run_sql, separate
from sim.experiments.folder.sql import Sql, own_number, put_together, quoted, sql
from sim.model.terms import SERVICES


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
    """Place of each row's citizen among the names."""
    week: Any
    amounts: list[Any]
    """By service, in the unit of the column."""
    odd: RecordSheet | None
    rows: int
    """Rows of the file; 0 where none is odd, since nobody then asks."""


class VisitColumns(NamedTuple):
    """Which columns are read, which of them is added up, and from when weeks are counted."""

    headings: dict[str, str]
    """By what they mean."""
    amount: str
    most: int
    """Of an amount."""
    monday: int
    """Of the first week, as an ordinal of `datetime.date`."""
    codes: Sequence[Sequence[str]]
    """Codes of each service."""
    most_odd: int
    """Odd rows that are fetched."""


def scanned(path: Path, table: WeeksTable, way: FileWay, wanted: VisitColumns) -> Grouped | None:
    """Sums by citizen, week and service; None where DuckDB cannot read it, or it has no row."""
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


_BLANKS: Final = Sql("chr(32) || chr(9) || chr(160)")
"""What the reader of cells takes off a name."""


def _code(scan: Scan) -> Sql:
    """Place of the service's code; only a text that is no code is freed of blanks for it."""
    return sql(
        "enum_code(coalesce(TRY_CAST({column} AS service_code), "
        "TRY_CAST(trim({column}, {blanks}) AS service_code)))",
        column=_column(scan, "service"),
        blanks=_BLANKS,
    )


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
    """All rows: what comes before, citizen, code, day and amount."""
    return sql(
        "SELECT {before} {citizen} AS citizen, {code} AS code, {day} AS day, "
        "{amount} AS amount FROM {source}",
        before=before,
        citizen=_column(scan, "citizen"),
        code=_code(scan),
        day=_day(scan),
        amount=_amount(scan, wanted.amount),
        source=_source(scan),
    )


_SOUND: Final = Sql(
    "coalesce(citizen IS NOT NULL AND code IS NOT NULL AND day IS NOT NULL "
    "AND amount >= 0 AND amount <= $most, false)"
)
"""What a row must be to be added up."""


def _grouped(
    database: Connection, scan: Scan, table: WeeksTable, wanted: VisitColumns
) -> Grouped | None:
    _listed_codes(database, wanted.codes)
    given = _given(scan, wanted)
    summed = sql(
        "CREATE TEMP TABLE sums AS SELECT citizen, week, {sums} FROM ("
        "SELECT CASE WHEN is_sound THEN citizen END AS citizen, "
        "CASE WHEN is_sound THEN CAST(floor((day - $monday) / 7.0) AS INTEGER) END AS week, "
        "code, amount FROM (SELECT *, {sound} AS is_sound FROM ({rows}))) GROUP BY ALL",
        sums=put_together(_sums(wanted.codes)),
        sound=_SOUND,
        rows=_rows(scan, wanted, Sql("")),
    )
    run_sql(database, summed, given)
    run_sql(database, _NAMED)
    if not counted(database, Sql("SELECT count(*) FROM sums")):
        return None
    if not counted(database, _ODD):
        return _answer(database, None, 0)
    total = counted(database, sql("SELECT count(*) FROM {source}", source=_source(scan)), given)
    return _answer(database, _odd_rows(database, scan, table, wanted), total)


def _listed_codes(database: Connection, codes: Sequence[Sequence[str]]) -> None:
    """The codes of all services, in order, as an enum."""
    every = [code for of in codes for code in of]
    run_sql(
        database,
        Sql(
            "CREATE TYPE service_code AS ENUM (SELECT code FROM (SELECT unnest($codes) AS code, "
            "generate_subscripts($codes, 1) AS place) ORDER BY place)"
        ),
        {"codes": every},
    )


def _sums(codes: Sequence[Sequence[str]]) -> Iterator[Sql]:
    """A sum for each service, whose codes stand beside each other in the enum."""
    ends = [0, *accumulate(map(len, codes))]
    for service in range(len(codes)):
        yield sql(
            "sum(CASE WHEN code >= {first} AND code < {end} THEN amount ELSE 0 END) AS {name}",
            first=own_number(ends[service]),
            end=own_number(ends[service + 1]),
            name=_sum_name(service),
        )


def _sum_name(service: int) -> Sql:
    return quoted(f"s{service}")


_NAMED: Final = sql(
    "CREATE TEMP TABLE citizen_names AS SELECT raw, name, "
    "CAST(dense_rank() OVER (ORDER BY name NULLS LAST) - 1 AS INTEGER) AS place FROM ("
    "SELECT raw, nullif(trim(raw, {blanks}), '') AS name FROM ("
    "SELECT DISTINCT citizen AS raw FROM sums WHERE citizen IS NOT NULL))",
    blanks=_BLANKS,
)
"""Citizens as they are written and as they are called, and their places in order."""
_ODD: Final = Sql(
    "SELECT (SELECT count(*) FROM sums WHERE citizen IS NULL) + "
    "(SELECT count(*) FROM citizen_names WHERE name IS NULL)"
)
"""Above 0 where a row was not added up, or a citizen is called nothing but blanks."""


def _answer(database: Connection, odd: RecordSheet | None, rows: int) -> Grouped:
    services = len(SERVICES)
    found = fetched(
        database,
        sql(
            "SELECT c.place AS citizen, s.week AS week, {sums} FROM sums s "
            "JOIN citizen_names c ON c.raw = s.citizen WHERE c.name IS NOT NULL",
            sums=put_together(map(_sum_name, range(services))),
        ),
    )
    asked = Sql("SELECT DISTINCT name, place FROM citizen_names WHERE name IS NOT NULL ORDER BY 2")
    names = [row[0] for row in run_sql(database, asked).fetchall()]
    amounts = [np.asarray(found[_sum_name(service).strip('"')]) for service in range(services)]
    return Grouped(
        names, np.asarray(found["citizen"]), np.asarray(found["week"]), amounts, odd, rows
    )


def _odd_rows(
    database: Connection, scan: Scan, table: WeeksTable, wanted: VisitColumns
) -> RecordSheet:
    """The rows that were not added up, or not all, with their numbers and cells as written."""
    texts = put_together(
        sql("{column} AS {text}", column=_column(scan, key), text=quoted(f"t_{key}"))
        for key in wanted.headings
    )
    numbered = sql("row_number() OVER () + 1 AS number, {texts},", texts=texts)
    columns = put_together(quoted(f"t_{key}") for key in wanted.headings)
    asked = sql(
        "SELECT number, {columns} FROM ({rows}) WHERE NOT {sound} OR citizen IN "
        "(SELECT raw FROM citizen_names WHERE name IS NULL) ORDER BY number LIMIT {most}",
        columns=columns,
        most=own_number(wanted.most_odd),
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
