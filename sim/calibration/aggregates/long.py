"""A table of counts or amounts as rows: sums among parts set aside, headings across turned down."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sim.calibration.reading.accounts import AccountPeriod, period_named
from sim.calibration.reading.cells import Codes, codes, levels, numbers
from sim.calibration.reading.faults import Findings, RecordFault, RecordsError
from sim.calibration.reading.mapping import AggregateTable, Mapping
from sim.calibration.reading.sheets import RecordSheet, named_columns, places_of, sheet_rows
from sim.calibration.reading.way import of_whole_file, way_of
from sim.model.terms import SERVICES
from sim.words import phrase

AMOUNTS: Final = (
    "citizens",
    "granted_hours",
    "delivered_hours",
    "revenue_dkk",
    "cost_dkk",
    "censored",
    "mean",
    "sd",
    "interval_days",
    "share",
)
SUMS: Final = frozenset({"i alt", "ialt", "total", "in total", "hele landet", "alle", "all", "sum"})
"""Texts that name a sum among its parts, in small letters."""

_QUARTER: Final = re.compile(r"(\d{4})-?[KQ]([1-4])")
_YEAR: Final = re.compile(r"\d{4}")
_MONTHS_A_QUARTER: Final = 3


class AggregateRow(NamedTuple):
    """A row; None where the table does not say it, or its amount is not known."""

    row: int
    team: str | None
    level: int | None
    course: str | None
    service: str | None
    exit: str | None
    period: AccountPeriod | None
    length: str | None
    amounts: dict[str, float]


def span_named(text: str) -> AccountPeriod | None:
    """A month, a week, a quarter (2026K1, 2026Q1) or a year.

    >>> span_named("2026K2").begins.isoformat(), span_named("2026").ends.isoformat()
    ('2026-04-01', '2027-01-01')
    """
    if quarter := _QUARTER.fullmatch(text):
        first = dt.date(int(quarter[1]), _MONTHS_A_QUARTER * int(quarter[2]) - 2, 1)
        ends = (first + dt.timedelta(days=95)).replace(day=1)
        return AccountPeriod(f"{quarter[1]}K{quarter[2]}", first, ends)
    if _YEAR.fullmatch(text):
        year = int(text)
        return AccountPeriod(text, dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
    return period_named(text)


def aggregate_rows(
    mapping: Mapping, table: AggregateTable, findings: Findings
) -> list[AggregateRow]:
    """Rows of a table.

    Raises
    ------
    RecordsError
        When cells cannot be read.
    """
    sheet = _sheet(mapping, table, findings)
    faults: list[RecordFault] = []
    kept = _parts(sheet, table, findings)
    sheet = sheet._replace(
        rows=[sheet.rows[p] for p in kept],
        cells={key: [of[p] for p in kept] for key, of in sheet.cells.items()},
    )
    columns = _columns(sheet, table, faults)
    amounts = {key: numbers(sheet, key, faults, findings) for key in AMOUNTS if key in sheet.cells}
    _missing(sheet, faults)
    if faults:
        raise RecordsError(faults)
    found = [
        AggregateRow(
            sheet.rows[p],
            **{key: columns[key][p] for key in _KEYS},
            amounts={key: value for key, of in amounts.items() if (value := of[p]) is not None},
        )
        for p in range(len(sheet.rows))
    ]
    return [row for row in found if row.amounts]


_KEYS: Final = ("team", "level", "course", "service", "exit", "period", "length")


def _sheet(mapping: Mapping, table: AggregateTable, findings: Findings) -> RecordSheet:
    """Cells by what they mean, one row an amount."""
    way = way_of(table, mapping.values.records)
    wanted = named_columns(table.columns)
    headings, records = sheet_rows(mapping.place(table), table, way)
    places = places_of(table.file, headings, wanted, table.headings_row)
    across = [p for p, h in enumerate(headings) if table.across and h and p not in places.values()]
    notes: list[int] = []
    rows: list[int] = []
    cells: dict[str, list[str | None]] = {key: [] for key in wanted}
    if table.across is not None:
        wanted = {**wanted, table.across: table.across, table.amount: table.amount}
        cells |= {table.across: [], table.amount: []}
    before: list[str | None] = [None] * len(headings)
    for number, record in records:
        if not any(record[1:]) and len(headings) > 1:
            notes += [number] if any(record) else []
            continue
        if len(record) > len(headings):
            raise RecordsError([_too_long(table, number, headings)])
        row = _filled([*record, *[None] * (len(headings) - len(record))], before, places, table)
        before = row
        for heading in across or [0]:
            rows.append(number)
            for key, place in places.items():
                cells[key].append(row[place])
            if table.across is not None:
                cells[table.across].append(headings[heading])
                cells[table.amount].append(row[heading])
    findings.add("a note, no row", (table.file, headings[0]), notes, "row set aside")
    if not rows:
        what = phrase("has no rows below its headings")
        raise of_whole_file(
            table.file, what, phrase("give a file with records"), table.headings_row
        )
    return RecordSheet(table.file, wanted, rows, cells, way)


def _filled(
    record: list[str | None],
    before: list[str | None],
    places: dict[str, int],
    table: AggregateTable,
) -> list[str | None]:
    """A row in which what is not repeated is that of the row above."""
    if not table.fill_down:
        return record
    stub = {place for key, place in places.items() if key not in AMOUNTS}
    return [
        before[place] if cell is None and place in stub else cell
        for place, cell in enumerate(record)
    ]


def _too_long(table: AggregateTable, number: int, headings: list[str]) -> RecordFault:
    what = phrase("the row has more cells than there are headings")
    remedy = phrase("quote cells that hold the delimiter")
    return RecordFault(table.file, number, headings[-1], what, remedy)


def _parts(sheet: RecordSheet, table: AggregateTable, findings: Findings) -> list[int]:
    """Places of the rows that are no sums of others."""
    ignored = {text.casefold() for text in table.ignore} | SUMS
    kept = list(range(len(sheet.rows)))
    for key in _KEYS:
        if key in sheet.cells:
            said = [(cell or "").casefold() for cell in sheet.cells[key]]
            sums = [place for place in kept if said[place] in ignored]
            rows = sorted({sheet.rows[p] for p in sums})
            findings.add("a sum among its parts", sheet.at(key), rows, "row set aside")
            kept = [place for place in kept if said[place] not in ignored]
    return kept


def _columns(
    sheet: RecordSheet, table: AggregateTable, faults: list[RecordFault]
) -> dict[str, list[Any]]:
    empty: list[Any] = [None] * len(sheet.rows)
    found: dict[str, list[Any]] = dict.fromkeys(_KEYS, empty)
    for key, known in (("team", table.teams), ("course", table.courses), ("exit", table.exits)):
        if key in sheet.cells:
            found[key] = [known.get(c, c) if c else None for c in sheet.cells[key]]
    if table.course is not None and "course" not in sheet.cells:
        found["course"] = [table.course] * len(sheet.rows)
    if "level" in sheet.cells:
        found["level"] = [*levels(sheet, "level", table.levels, faults)]
    if "service" in sheet.cells:
        listed = Codes(table.services, SERVICES, "hours.services")
        found["service"] = [*codes(sheet, "service", listed, faults)]
    if "period" in sheet.cells:
        found["period"] = [*_spans(sheet, faults)]
    if "length" in sheet.cells:
        found["length"] = [*sheet.cells["length"]]
    return found


def _spans(sheet: RecordSheet, faults: list[RecordFault]) -> Iterator[AccountPeriod | None]:
    for place, text in enumerate(sheet.cells["period"]):
        span = None if text is None else span_named(text)
        if text is not None and span is None:
            remedy = phrase("write a month as 2026-03, a week as 2026-W10, a quarter as 2026K1")
            faults.append(sheet.fault(place, "period", phrase("is no period"), remedy))
        yield span


def _missing(sheet: RecordSheet, faults: list[RecordFault]) -> None:
    """Cells that say what an amount is of may not be empty."""
    for key in _KEYS:
        if key in sheet.cells:
            for place, cell in enumerate(sheet.cells[key]):
                if cell is None:
                    remedy = phrase("fill it in, or say fill_down = true")
                    faults.append(sheet.fault(place, key, phrase("is empty"), remedy))
