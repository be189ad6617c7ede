"""The rows of a file of spells, read and rid of what cannot be used; no order among them yet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sim.calibration.reading.cells import Codes, codes, days_of, levels
from sim.calibration.reading.faults import Findings, RecordFault, RecordsError
from sim.calibration.reading.mapping import Mapping, SpellsTable
from sim.calibration.reading.sheets import RecordSheet, mapped_sheet
from sim.model.terms import OUTS, SOURCES
from sim.words import percent_said, phrase

_NEEDED: Final = ("citizen", "team", "course", "begins")
NO_LEVEL: Final = -1
"""A level that no cell says."""

LATEST: Final = 36_500
"""Days from the first day to a date that is hardly meant."""


@dataclass(slots=True)
class Spell:
    """A stay of a citizen in one course at one level. Days count from the first day, as 0."""

    citizen: str
    team: str
    course: str
    level: int
    begins: int
    ends: int | None
    """Day after the last; None while it goes on or where it is not known."""
    exit: str | None
    source: str | None
    row: int
    seen_until: int | None = None
    """Day until which it was followed, where its end is not known."""


def read_spells(mapping: Mapping, findings: Findings) -> list[Spell]:
    """Spells of a file.

    Raises
    ------
    RecordsError
        When cells cannot be read, or too many rows lack what is needed.
    """
    table = mapping.values.spells
    if table is None:
        raise ValueError("the mapping names no spells")
    sheet = mapped_sheet(mapping, table, table.columns)
    faults: list[RecordFault] = []
    columns = _columns(sheet, table, mapping, faults)
    if faults:
        raise RecordsError(faults)
    kept = usable_rows(sheet, _NEEDED, mapping, findings)
    return _without_copies(_spells(sheet, columns, kept, table, mapping), sheet, findings)


def _columns(
    sheet: RecordSheet, table: SpellsTable, mapping: Mapping, faults: list[RecordFault]
) -> dict[str, list[Any]]:
    courses = mapping.courses
    empty: list[Any] = [None] * len(sheet.rows)
    found: dict[str, list[Any]] = {
        "citizen": sheet.cells["citizen"],
        "team": sheet.cells["team"],
        "course": codes(sheet, "course", Codes(table.courses, courses, "spells.courses"), faults),
        "begins": days_of(sheet, "begins", faults),
        "ends": days_of(sheet, "ends", faults),
    }
    found["level"] = levels(sheet, "level", table.levels, faults) if _has(sheet, "level") else empty
    for key, known, names in (
        ("exit", table.exits, [*OUTS, *courses]),
        ("source", table.sources, [*SOURCES[1:]]),
    ):
        listed = Codes(known, names, f"spells.{key}s")
        found[key] = codes(sheet, key, listed, faults) if _has(sheet, key) else empty
    _unknown_courses(sheet, found["course"], courses, faults)
    _far_dates(sheet, found, mapping.values.records.first_day, faults)
    return found


def _has(sheet: RecordSheet, key: str) -> bool:
    return key in sheet.cells


def _unknown_courses(
    sheet: RecordSheet,
    found: Sequence[str | None],
    courses: Sequence[str],
    faults: list[RecordFault],
) -> None:
    for place, course in enumerate(found):
        if course is not None and course not in courses:
            what = phrase(
                'stands for "{course}", which is no [course] of the mapping', course=course
            )
            faults.append(sheet.fault(place, "course", what, phrase("add it, or correct the code")))


def _far_dates(
    sheet: RecordSheet, found: dict[str, list[Any]], first: dt.date, faults: list[RecordFault]
) -> None:
    for key in ("begins", "ends"):
        for place, day in enumerate(found[key]):
            if day is not None and abs((day - first).days) > LATEST:
                what = phrase("is more than a hundred years away")
                faults.append(
                    sheet.fault(place, key, what, phrase("leave it empty where there is none"))
                )


def usable_rows(
    sheet: RecordSheet,
    needed: Sequence[str],
    mapping: Mapping,
    findings: Findings,
    *,
    of_rows: int | None = None,
) -> list[int]:
    """Places of the rows that have all they need; the others are noted.

    Parameters
    ----------
    of_rows
        Rows of the file, where the sheet holds a part of them.

    Raises
    ------
    RecordsError
        When more are set aside than the mapping tolerates.
    """
    kept = list(range(len(sheet.rows)))
    for key in needed:
        empty = [place for place in kept if sheet.cells[key][place] is None]
        findings.add("empty", sheet.at(key), (sheet.rows[p] for p in empty), "row set aside")
        kept = sorted(set(kept) - set(empty))
    tolerated = mapping.values.records.tolerated_share
    if len(sheet.rows) - len(kept) > tolerated * (of_rows or len(sheet.rows)):
        raise RecordsError(_too_many(sheet, needed, kept, tolerated))
    return kept


def _too_many(
    sheet: RecordSheet, needed: Sequence[str], kept: Sequence[int], tolerated: float
) -> list[RecordFault]:
    aside = sorted(set(range(len(sheet.rows))) - set(kept))
    what = phrase(
        "is empty; more than {share} of the rows lack something", share=percent_said(tolerated)
    )
    remedy = phrase("fill them in, or raise records.tolerated_share")
    return [
        sheet.fault(place, key, what, remedy)
        for place in aside
        for key in needed
        if sheet.cells[key][place] is None
    ]


def _spells(
    sheet: RecordSheet,
    columns: dict[str, list[Any]],
    kept: Sequence[int],
    table: SpellsTable,
    mapping: Mapping,
) -> list[Spell]:
    first = mapping.values.records.first_day
    more = 1 if table.ends_are == "last_day" else 0
    return [
        Spell(
            columns["citizen"][p],
            columns["team"][p],
            columns["course"][p],
            NO_LEVEL if columns["level"][p] is None else columns["level"][p],
            (columns["begins"][p] - first).days,
            None if columns["ends"][p] is None else (columns["ends"][p] - first).days + more,
            columns["exit"][p],
            columns["source"][p],
            sheet.rows[p],
        )
        for p in kept
    ]


def _without_copies(spells: list[Spell], sheet: RecordSheet, findings: Findings) -> list[Spell]:
    seen: set[tuple[object, ...]] = set()
    kept: list[Spell] = []
    copies: list[Spell] = []
    for spell in spells:
        same = _what(spell)
        (copies if same in seen else kept).append(spell)
        seen.add(same)
    rows = (spell.row for spell in copies)
    findings.add("the same row again", sheet.at("citizen"), rows, "row set aside")
    return kept


def _what(spell: Spell) -> tuple[object, ...]:
    s = spell
    return s.citizen, s.team, s.course, s.level, s.begins, s.ends, s.exit, s.source
