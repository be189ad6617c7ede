"""All files of a mapping read: the records, as the estimators take them."""

import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from sim.calibration.reading.accounts import AccountPart, Posts, read_accounts, read_staff
from sim.calibration.reading.faults import Findings, RecordFault, RecordsError
from sim.calibration.reading.lives.chains import Habits, Stay, linked_stays
from sim.calibration.reading.lives.spells import Spell, read_spells
from sim.calibration.reading.mapping import FILE_NAME, Mapping, load_mapping
from sim.calibration.reading.weeks import CitizenWeeks, Ints, monday_of, read_weeks
from sim.model.terms import COURSE_KINDS, HOSPITAL
from sim.model.units import DAYS_PER_WEEK
from sim.words import phrase


class Records(NamedTuple):
    """What was read, of one time. Days count from the first day, as 0."""

    mapping: Mapping
    habits: Habits
    stays: list[Stay]
    weeks: CitizenWeeks | None
    staff: list[Posts]
    accounts: list[AccountPart]
    findings: Findings
    rows: dict[str, int]
    """Rows read by table."""

    @property
    def first_day(self) -> dt.date:
        """First day of the records."""
        return self.mapping.values.records.first_day

    @property
    def weeks_in_all(self) -> float:
        """Length of the records [weeks]."""
        return self.habits.days / DAYS_PER_WEEK

    @property
    def period(self) -> str:
        """First and last day, as ISO 8601 writes an interval."""
        records = self.mapping.values.records
        return f"{records.first_day.isoformat()}/{records.last_day.isoformat()}"

    @property
    def hospitals(self) -> frozenset[str]:
        """Courses of kind hospital."""
        return hospitals(self.mapping)


def hospitals(mapping: Mapping) -> frozenset[str]:
    """Courses of kind hospital."""
    kind = COURSE_KINDS[HOSPITAL]
    return frozenset(name for name, of in mapping.values.course.items() if of.kind == kind)


def found_mapping(records: Path, named: Path | None) -> Path:
    """The mapping: as named, or the one in the folder of the records."""
    if named is not None:
        return named
    return records / FILE_NAME if records.is_dir() else records.parent / FILE_NAME


def read_records(records: str | Path, mapping: str | Path | None = None) -> Records:
    """Read all files of records.

    Parameters
    ----------
    records
        The folder that the files lie in, or one of the files.
    mapping
        Its `mapping.toml`; without it the one in that folder.

    Raises
    ------
    ScenarioError
        When the mapping is wrong.
    RecordsError
        When the files cannot be read: with every row and column.
    """
    return _read(_mapped(records, mapping))


def mapping_of_tables(records: str | Path, mapping: str | Path | None = None) -> Mapping | None:
    """The mapping, where it names tables of counts in place of records of citizens.

    Raises
    ------
    ScenarioError
        When the mapping is wrong.
    RecordsError
        When the folder is not there.
    """
    found = _mapped(records, mapping)
    return None if found.values.aggregates is None else found


def _mapped(records: str | Path, mapping: str | Path | None) -> Mapping:
    """The mapping, its files as seen from the folder of the records."""
    place = Path(records)
    if not place.exists():
        raise RecordsError(
            [RecordFault(str(place), 0, "", phrase("is not there"), phrase("correct the name"))]
        )
    read = load_mapping(found_mapping(place, None if mapping is None else Path(mapping)))
    folder = place if place.is_dir() else place.parent
    return Mapping(folder / FILE_NAME, read.values)


def _read(mapping: Mapping) -> Records:
    findings = Findings()
    spells = _spells(mapping, findings)
    weeks = read_weeks(mapping, findings)
    staff, accounts = read_staff(mapping, findings), read_accounts(mapping, findings)
    habits = _habits(mapping)
    if weeks is not None:
        _stale(spells, weeks, mapping, findings)
    found = linked_stays(spells, habits, findings)
    if not found:
        remedy = phrase("correct records.first_day and last_day, or how dates are written")
        what = phrase("no spell lies within the days of the records")
        raise RecordsError([RecordFault(habits.file, 0, "", what, remedy)])
    rows = {"spells": len(spells), "staff": len(staff), "accounts": len(accounts)}
    if weeks is not None:
        rows["weeks"] = len(weeks.week)
    return Records(mapping, habits, found, weeks, staff, accounts, findings, rows)


def _spells(mapping: Mapping, findings: Findings) -> list[Spell]:
    if mapping.values.spells is not None:
        return read_spells(mapping, findings)
    from sim.calibration.reading.lives.events import spells_of_events

    return spells_of_events(mapping, findings)


def _habits(mapping: Mapping) -> Habits:
    records, table = mapping.values.records, mapping.values.spells
    days = (records.last_day - records.first_day).days + 1
    if table is None:
        of = mapping.values.events
        heading = of.columns.date if of else ""
        headings = {"begins": heading, "ends": heading, "level": (of and of.columns.level) or ""}
        return Habits(of.file if of else "", headings, days, hospitals(mapping), last_counts=False)
    columns = table.columns
    return Habits(
        table.file,
        {"begins": columns.begins, "ends": columns.ends, "level": columns.level or ""},
        days,
        hospitals(mapping),
        table.gap_days,
        table.ends_are == "last_day",
    )


def _stale(spells: list[Spell], weeks: CitizenWeeks, mapping: Mapping, findings: Findings) -> None:
    """A spell without an end is over where no hours are seen any more, though none follows soon."""
    records, table = mapping.values.records, mapping.values.spells
    if table is None or records.stale_weeks == 0:
        return
    given = _weeks_with_hours(weeks)
    shift = (records.first_day - monday_of(records.first_day)).days
    days = (records.last_day - records.first_day).days + 1
    rows = []
    for spell, until in _without_end(spells, days):
        own = given.get(spell.citizen, _NO_WEEKS)
        before = int(np.searchsorted(own, (until + shift) / DAYS_PER_WEEK))
        seen = int(own[before - 1] + 1) * DAYS_PER_WEEK - shift if before else spell.begins
        if until - max(seen, spell.begins) > DAYS_PER_WEEK * records.stale_weeks:
            spell.ends = max(spell.begins + 1, seen - DAYS_PER_WEEK // 2)
            rows.append(spell.row)
    done = "taken to have ended in its last week with hours"
    findings.add("no end, and no hours any more", (table.file, table.columns.ends), rows, done)


_NO_WEEKS: Final = np.empty(0, dtype=np.int64)


def _weeks_with_hours(weeks: CitizenWeeks) -> dict[str, Ints]:
    """Weeks in which each citizen had hours, in order."""
    if not weeks.names:
        return {}
    order = np.lexsort((weeks.week, weeks.citizen))
    ends = np.cumsum(np.bincount(weeks.citizen, minlength=len(weeks.names)))
    return dict(zip(weeks.names, np.split(weeks.week[order], ends[:-1]), strict=True))


def _without_end(spells: list[Spell], days: int) -> list[tuple[Spell, int]]:
    """Spells without an end, each with the day by which it must be over or still goes on."""
    begins: dict[str, list[int]] = defaultdict(list)
    for spell in spells:
        begins[spell.citizen].append(spell.begins)
    found = []
    for spell in spells:
        if spell.ends is None and spell.begins < days:
            later = [day for day in begins[spell.citizen] if day > spell.begins]
            found.append((spell, min([*later, days])))
    return found
