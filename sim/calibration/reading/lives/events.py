"""Spells from an event log: one row an event, each of which begins a course or leads out of care.

A citizen's events in order of their days are the begins of spells; each ends where the next one
begins. An activity that the mapping ignores says nothing.
"""

from collections import defaultdict
from typing import Any, Final

from sim.calibration.reading.cells import days_of, levels
from sim.calibration.reading.faults import Findings, RecordFault, RecordsError
from sim.calibration.reading.lives.spells import NO_LEVEL, Spell, usable_rows
from sim.calibration.reading.mapping import EventsTable, Mapping
from sim.calibration.reading.sheets import RecordSheet, mapped_sheet
from sim.model.terms import OUTS
from sim.words import phrase

IGNORED: Final = "ignored"


def spells_of_events(mapping: Mapping, findings: Findings) -> list[Spell]:
    """Spells of the file of events.

    Raises
    ------
    RecordsError
        When cells cannot be read, or an activity is not listed.
    """
    table = mapping.values.events
    if table is None:
        raise ValueError("the mapping names no events")
    sheet = mapped_sheet(mapping, table, table.columns)
    faults: list[RecordFault] = []
    days = days_of(sheet, "date", faults)
    begins = _begins(sheet, table, mapping, faults)
    at_level: list[int | None] = [None] * len(sheet.rows)
    if "level" in sheet.cells:
        at_level = levels(sheet, "level", table.levels, faults)
    if faults:
        raise RecordsError(faults)
    kept = usable_rows(sheet, ["citizen", "activity", "date"], mapping, findings)
    lives: dict[str, list[tuple[int, int]]] = defaultdict(list)
    first = mapping.values.records.first_day
    for place in kept:
        day = days[place]
        if day is not None and begins[place] != IGNORED:
            lives[str(sheet.cells["citizen"][place])].append(((day - first).days, place))
    columns: dict[str, list[Any]] = {"begins": begins, "level": at_level}
    return [s for c, life in lives.items() for s in _life(c, sorted(life), sheet, columns, table)]


def _begins(
    sheet: RecordSheet, table: EventsTable, mapping: Mapping, faults: list[RecordFault]
) -> list[str]:
    """What each event begins; an activity that is not listed is a fault."""
    known = {*OUTS, *mapping.courses, IGNORED}
    found = []
    for place, activity in enumerate(sheet.cells["activity"]):
        begins = IGNORED if activity is None else table.activities.get(activity, "")
        if begins not in known:
            what = phrase("is an activity that the mapping does not know")
            remedy = phrase(
                'list it under [events.activities]; "{ignored}" if it says nothing', ignored=IGNORED
            )
            faults.append(sheet.fault(place, "activity", what, remedy))
        found.append(begins)
    return found


def _life(
    citizen: str,
    events: list[tuple[int, int]],
    sheet: RecordSheet,
    columns: dict[str, list[Any]],
    table: EventsTable,
) -> list[Spell]:
    """A citizen's spells, each until the next event."""
    found: list[Spell] = []
    for number, (day, place) in enumerate(events):
        to = columns["begins"][place]
        if to in OUTS:
            continue
        after = events[number + 1] if number + 1 < len(events) else None
        level = columns["level"][place]
        found.append(
            Spell(
                citizen,
                _cell(sheet, "team", place) or table.team,
                to,
                NO_LEVEL if level is None else level,
                day,
                None if after is None else after[0],
                None if after is None else columns["begins"][after[1]],
                table.sources.get(_cell(sheet, "source", place) or ""),
                sheet.rows[place],
            )
        )
    return found


def _cell(sheet: RecordSheet, key: str, place: int) -> str | None:
    return sheet.cells[key][place] if key in sheet.cells else None
