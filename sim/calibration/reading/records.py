"""All files of a mapping read: the records, as the estimators take them."""

import datetime as dt
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from sim.calibration.reading.accounts import AccountRow, Posts, read_accounts, read_staff
from sim.calibration.reading.chains import Habits, Stay, stays
from sim.calibration.reading.faults import Findings, RecordFault, RecordsError
from sim.calibration.reading.mapping import FILE_NAME, Mapping, load_mapping
from sim.calibration.reading.spells import Spell, read_spells
from sim.calibration.reading.weeks import CitizenWeeks, monday_of, read_weeks
from sim.model.terms import COURSE_KINDS, HOSPITAL
from sim.model.units import DAYS_PER_WEEK


class Records(NamedTuple):
    """What was read, of one time. Days count from the first day, as 0."""

    mapping: Mapping
    habits: Habits
    stays: list[Stay]
    weeks: CitizenWeeks | None
    staff: list[Posts]
    accounts: list[AccountRow]
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
    place = Path(records)
    if not place.exists():
        raise RecordsError([RecordFault(str(place), 0, "", "is not there", "correct the name")])
    read = load_mapping(found_mapping(place, None if mapping is None else Path(mapping)))
    folder = place if place.is_dir() else place.parent
    return _read(Mapping(folder / FILE_NAME, read.values))


def _read(mapping: Mapping) -> Records:
    findings = Findings()
    spells = _spells(mapping, findings)
    weeks = read_weeks(mapping, findings)
    staff, accounts = read_staff(mapping, findings), read_accounts(mapping, findings)
    habits = _habits(mapping)
    if weeks is not None:
        _stale(spells, weeks, mapping, findings)
    found = stays(spells, habits, findings)
    if not found:
        remedy = "correct records.first_day and last_day, or how dates are written"
        what = "no spell lies within the days of the records"
        raise RecordsError([RecordFault(habits.file, 0, "", what, remedy)])
    rows = {"spells": len(spells), "staff": len(staff), "accounts": len(accounts)}
    if weeks is not None:
        rows["weeks"] = len(weeks.week)
    return Records(mapping, habits, found, weeks, staff, accounts, findings, rows)


def _spells(mapping: Mapping, findings: Findings) -> list[Spell]:
    if mapping.values.spells is not None:
        return read_spells(mapping, findings)
    from sim.calibration.reading.events import spells_of_events

    return spells_of_events(mapping, findings)


def _habits(mapping: Mapping) -> Habits:
    records, table = mapping.values.records, mapping.values.spells
    days = (records.last_day - records.first_day).days + 1
    if table is None:
        of = mapping.values.events
        heading = of.columns.date if of else ""
        headings = {"begins": heading, "ends": heading, "level": (of and of.columns.level) or ""}
        return Habits(
            of.file if of else "", headings, days, hospitals(mapping), last_counts=False
        )
    columns = table.columns
    return Habits(
        table.file,
        {"begins": columns.begins, "ends": columns.ends, "level": columns.level or ""},
        days,
        hospitals(mapping),
        table.gap_days,
        table.renewals == "joined",
        table.ends_are == "last_day",
    )


def _stale(
    spells: list[Spell], weeks: CitizenWeeks, mapping: Mapping, findings: Findings
) -> None:
    """A citizen's last spell without an end is over where no hours are seen any more."""
    records, table = mapping.values.records, mapping.values.spells
    if table is None or records.stale_weeks == 0:
        return
    seen = _seen_until(weeks, records.first_day)
    days = (records.last_day - records.first_day).days + 1
    old = days - DAYS_PER_WEEK * records.stale_weeks
    rows = []
    for spell in _last_spells(spells):
        until = seen.get(spell.citizen, spell.begins)
        if spell.ends is None and spell.begins < old and until < old:
            spell.ends = max(spell.begins + 1, until - DAYS_PER_WEEK // 2)
            rows.append(spell.row)
    done = "taken to have ended in its last week with hours"
    findings.add("no end, and no hours any more", (table.file, table.columns.ends), rows, done)


def _seen_until(weeks: CitizenWeeks, first_day: dt.date) -> dict[str, int]:
    """Day after the last week with hours, by citizen."""
    shift = (first_day - monday_of(first_day)).days
    last = np.full(len(weeks.names), _LONG_AGO)
    np.maximum.at(last, weeks.citizen, weeks.week)
    until = ((last + 1) * DAYS_PER_WEEK - shift).tolist()
    return dict(zip(weeks.names, until, strict=True))


_LONG_AGO: Final = -(10**6)


def _last_spells(spells: list[Spell]) -> list[Spell]:
    last: dict[str, Spell] = {}
    for spell in spells:
        other = last.get(spell.citizen)
        if other is None or (spell.begins, spell.row) > (other.begins, other.row):
            last[spell.citizen] = spell
    return list(last.values())
