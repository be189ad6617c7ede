"""Hours by citizen and week, from weeks or visits, joined to the stays in which they were given.

A visit file may hold tens of millions of rows: DuckDB reads and adds it up, and only if a cell
cannot be read is the file gone through again to say where.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.reading.cells import Codes, codes, days_of, known_codes, numbers
from sim.calibration.reading.faults import Findings, RecordFault, RecordsError
from sim.calibration.reading.lives.spells import usable_rows
from sim.calibration.reading.mapping import Mapping, WeeksTable
from sim.calibration.reading.sheets import RecordSheet, mapped_sheet, named_columns
from sim.calibration.reading.visits import Grouped, VisitColumns, scanned
from sim.calibration.reading.way import FileWay, way_of
from sim.model.terms import SERVICES
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR
from sim.words import number_said, phrase

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


HOURS_PER_WEEK: Final = 168


class CitizenWeeks(NamedTuple):
    """Hours of citizens by week and service, one row a citizen and week with any."""

    names: list[str]
    citizen: Ints
    """Place of each row's citizen among the names."""
    week: Ints
    """Weeks from that of the first day, as 0; they begin on Mondays."""
    hours: Floats
    """[rows, services]; NaN where they are not known."""


def monday_of(day: dt.date) -> dt.date:
    """Monday of the week that a day is in."""
    return day - dt.timedelta(days=day.weekday())


def read_weeks(mapping: Mapping, findings: Findings) -> CitizenWeeks | None:
    """Hours of the file of weeks or visits; None where the mapping names none.

    Raises
    ------
    RecordsError
        When cells cannot be read.
    """
    table = mapping.values.weeks
    if table is None:
        return None
    way = way_of(table, mapping.values.records)
    path, wanted = mapping.place(table), named_columns(table.columns)
    if _is_scanned(table, path, way):
        found = scanned(path, table, way, _visit_columns(table, mapping, wanted))
        if found is not None:
            return _of_scan(found, table, mapping, findings)
    return _summed(mapped_sheet(mapping, table, table.columns), table, mapping, findings)


def _visit_columns(table: WeeksTable, mapping: Mapping, wanted: dict[str, str]) -> VisitColumns:
    key, per_hour = amount_column(table)
    monday = monday_of(mapping.values.records.first_day).toordinal()
    service_of = known_codes(_service_codes(table))
    codes_of = [[code for code, is_of in service_of.items() if is_of == s] for s in SERVICES]
    return VisitColumns(wanted, key, HOURS_PER_WEEK * per_hour, monday, codes_of, _MOST_ODD + 1)


def _service_codes(table: WeeksTable) -> Codes:
    return Codes(table.services, SERVICES, "weeks.services")


def _of_scan(
    found: Grouped, table: WeeksTable, mapping: Mapping, findings: Findings
) -> CitizenWeeks:
    """Sums of the sound rows and of the others together."""
    sums = CitizenWeeks(
        found.names,
        found.citizen.astype(np.int64),
        found.week.astype(np.int64),
        np.column_stack(found.amounts) / amount_column(table)[1],
    )
    if found.odd is not None:
        _few_enough(found.odd, table, mapping)
        sums = _both(sums, _summed(found.odd, table, mapping, findings, of_rows=found.rows))
    return _gathered(sums)


def _few_enough(odd: RecordSheet, table: WeeksTable, mapping: Mapping) -> None:
    """Odd rows are judged one by one: more of them than this is another kind of file."""
    if len(odd.rows) > _MOST_ODD:
        _summed(_beginning(odd), table, mapping, Findings())
        what = phrase(
            "{count} rows or more cannot be read as the mapping says",
            count=number_said(len(odd.rows)),
        )
        remedy = phrase("look at dates and decimal in {file}", file=mapping.path.name)
        raise RecordsError([odd.fault(0, "date", what, remedy)])


def _beginning(of: RecordSheet) -> RecordSheet:
    """The first rows of a sheet: enough to tell what is wrong with all."""
    cells = {key: texts[:_JUDGED] for key, texts in of.cells.items()}
    return of._replace(rows=of.rows[:_JUDGED], cells=cells)


_MOST_ODD: Final = 2_000_000
_JUDGED: Final = 10_000


def _both(one: CitizenWeeks, other: CitizenWeeks) -> CitizenWeeks:
    """Rows of both, not yet gathered."""
    place = {name: row for row, name in enumerate(one.names)}
    names = [*one.names]
    for name in other.names:
        if name not in place:
            place[name] = len(names)
            names.append(name)
    moved = np.array([place[name] for name in other.names], dtype=np.int64)
    return CitizenWeeks(
        names,
        np.concatenate([one.citizen, moved[other.citizen]]),
        np.concatenate([one.week, other.week]),
        np.concatenate([one.hours, other.hours]),
    )


def _gathered(of: CitizenWeeks) -> CitizenWeeks:
    """One row a citizen and week, in order."""
    keys = of.citizen * _SPAN + of.week + _HALF
    order = np.argsort(keys)
    keys = keys[order]
    first = np.flatnonzero(np.diff(keys, prepend=keys[:1] - 1))
    hours = of.hours[order]
    if len(first) < len(keys):
        keys, hours = keys[first], np.add.reduceat(hours, first)
    return CitizenWeeks(of.names, keys // _SPAN, keys % _SPAN - _HALF, hours)


_SPAN: Final = 1_000_000
_HALF: Final = _SPAN // 2
"""Room for weeks before and after the first, in one key with the citizen."""


def _is_scanned(table: WeeksTable, path: Path, way: FileWay) -> bool:
    """Whether DuckDB may add the file up."""
    is_long = table.columns.service is not None
    is_csv = path.suffix.lower() in {".csv", ".txt"} and path.is_file()
    return is_long and is_csv and way.encoding == "utf-8" and table.headings_row == 1


def _summed(
    sheet: RecordSheet,
    table: WeeksTable,
    mapping: Mapping,
    findings: Findings,
    *,
    of_rows: int | None = None,
) -> CitizenWeeks:
    """Sums of a sheet, which may be a part of a file of so many rows."""
    faults: list[RecordFault] = []
    days = days_of(sheet, "date", faults)
    parts = _parts(sheet, table, faults, findings)
    if faults:
        raise RecordsError(faults)
    kept = usable_rows(sheet, ["citizen", "date"], mapping, findings, of_rows=of_rows)
    first = monday_of(mapping.values.records.first_day)
    sums: dict[tuple[str, int], list[float]] = {}
    for place in kept:
        day = days[place]
        citizen = sheet.cells["citizen"][place]
        if day is None or citizen is None:
            continue
        of = sums.setdefault((citizen, (day - first).days // DAYS_PER_WEEK), [0.0] * len(SERVICES))
        for services, hours in parts:
            service = services[place]
            if service is not None:
                amount = hours[place]
                of[service] += np.nan if amount is None else amount
    names = list(dict.fromkeys(citizen for citizen, _ in sums))
    place_of = {name: row for row, name in enumerate(names)}
    return CitizenWeeks(
        names,
        np.array([place_of[citizen] for citizen, _ in sums], dtype=np.int64),
        np.array([week for _, week in sums], dtype=np.int64),
        np.array(list(sums.values()), dtype=float).reshape(len(sums), len(SERVICES)),
    )


Part = tuple[Sequence[int | None], Sequence[float | None]]


def _parts(
    sheet: RecordSheet, table: WeeksTable, faults: list[RecordFault], findings: Findings
) -> list[Part]:
    """Columns of hours, each with the service of every row."""
    if table.columns.by_service:
        per_hour = MINUTES_PER_HOUR if table.unit == "minutes" else 1
        most = HOURS_PER_WEEK * per_hour
        return [
            (
                [SERVICES.index(service)] * len(sheet.rows),
                _in_hours(numbers(sheet, service, faults, findings, most=most), per_hour),
            )
            for service in table.columns.by_service
        ]
    named = codes(sheet, "service", _service_codes(table), faults)
    services = [None if name is None else SERVICES.index(name) for name in named]
    key, per_hour = amount_column(table)
    return [
        (
            services,
            _in_hours(
                numbers(sheet, key, faults, findings, most=HOURS_PER_WEEK * per_hour), per_hour
            ),
        )
    ]


def amount_column(table: WeeksTable) -> tuple[str, int]:
    """Which column holds the amount, and how many of its units are an hour."""
    return ("hours", 1) if table.columns.hours is not None else ("minutes", MINUTES_PER_HOUR)


def _in_hours(amounts: Sequence[float | None], per_hour: int) -> list[float | None]:
    return [None if amount is None else amount / per_hour for amount in amounts]
