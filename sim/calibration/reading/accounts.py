"""Accounts of teams by month or week, and the posts of their staff."""

import datetime as dt
import re
from typing import Final, NamedTuple

from sim.calibration.reading.cells import Codes, codes, numbers
from sim.calibration.reading.faults import Findings, RecordFault, RecordsError
from sim.calibration.reading.lives.spells import usable_rows
from sim.calibration.reading.mapping import Mapping
from sim.calibration.reading.sheets import RecordSheet, mapped_sheet
from sim.model.terms import PROFESSIONS
from sim.words import phrase

_MONTH: Final = re.compile(r"(\d{4})-?M?(\d{2})")
_WEEK: Final = re.compile(r"(\d{4})-?[WU](\d{2})")


class AccountPeriod(NamedTuple):
    """A month or an ISO week, as it is written and from its first day to the day after it."""

    name: str
    begins: dt.date
    ends: dt.date


class AccountPart(NamedTuple):
    """What a team had in a period; None where it is not known."""

    team: str
    period: AccountPeriod
    amounts: dict[str, float | None]
    row: int


def period_named(text: str) -> AccountPeriod | None:
    """A month (2026-03, 2026M03) or a week (2026-W10, 2026U10); None where it is neither.

    >>> period_named("2026-W10").begins.isoformat(), period_named("2026M03").ends.isoformat()
    ('2026-03-02', '2026-04-01')
    """
    try:
        if week := _WEEK.fullmatch(text):
            monday = dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return AccountPeriod(f"{week[1]}-W{week[2]}", monday, monday + dt.timedelta(weeks=1))
        if month := _MONTH.fullmatch(text):
            first = dt.date(int(month[1]), int(month[2]), 1)
            ends = (first + dt.timedelta(days=31)).replace(day=1)
            return AccountPeriod(f"{month[1]}-{month[2]}", first, ends)
    except ValueError:
        return None
    return None


def periods(sheet: RecordSheet, key: str, faults: list[RecordFault]) -> list[AccountPeriod | None]:
    """Periods of a column."""
    found: list[AccountPeriod | None] = []
    for place, text in enumerate(sheet.cells[key]):
        period = None if text is None else period_named(text)
        if text is not None and period is None:
            remedy = phrase("write a month as 2026-03, a week as 2026-W10")
            faults.append(sheet.fault(place, key, phrase("is no month and no week"), remedy))
        found.append(period)
    return found


def team_accounts(
    sheet: RecordSheet, amounts: tuple[str, ...], faults: list[RecordFault], findings: Findings
) -> list[AccountPart]:
    """Rows of a sheet that has a team, a period and amounts."""
    when = periods(sheet, "period", faults)
    columns = {key: numbers(sheet, key, faults, findings) for key in amounts if key in sheet.cells}
    return [
        AccountPart(
            str(sheet.cells["team"][place]),
            period,
            {key: values[place] for key, values in columns.items()},
            sheet.rows[place],
        )
        for place, period in enumerate(when)
        if period is not None and sheet.cells["team"][place] is not None
    ]


_AMOUNTS: Final = ("revenue_dkk", "cost_dkk", "hours", "temporary_hours", "unmet_hours")


def read_accounts(mapping: Mapping, findings: Findings) -> list[AccountPart]:
    """Accounts; none where the mapping names no file.

    Raises
    ------
    RecordsError
        When cells cannot be read.
    """
    table = mapping.values.accounts
    if table is None:
        return []
    sheet = mapped_sheet(mapping, table, table.columns)
    faults: list[RecordFault] = []
    found = team_accounts(sheet, _AMOUNTS, faults, findings)
    if faults:
        raise RecordsError(faults)
    usable_rows(sheet, ["team", "period"], mapping, findings)
    return found


class Posts(NamedTuple):
    """Full-time equivalents of a profession in a team."""

    team: str
    profession: str
    posts: float
    absence: float | None = None
    """Share of the paid hours; None where it is not known."""


def read_staff(mapping: Mapping, findings: Findings) -> list[Posts]:
    """Staff; none where the mapping names no file.

    Raises
    ------
    RecordsError
        When cells cannot be read.
    """
    table = mapping.values.staff
    if table is None:
        return []
    sheet = mapped_sheet(mapping, table, table.columns)
    faults: list[RecordFault] = []
    listed = Codes(table.professions, PROFESSIONS, "staff.professions")
    professions = codes(sheet, "profession", listed, faults)
    posts = numbers(sheet, "posts", faults, findings)
    absence = _absence(sheet, table.absence_is, faults, findings)
    if faults:
        raise RecordsError(faults)
    kept = usable_rows(sheet, ["team", "profession", "posts"], mapping, findings)
    return [
        Posts(str(sheet.cells["team"][p]), str(professions[p]), float(posts[p] or 0.0), absence[p])
        for p in kept
    ]


def _absence(
    sheet: RecordSheet, unit: str, faults: list[RecordFault], findings: Findings
) -> list[float | None]:
    """Share of the paid hours by row; one that nobody would be left with is a fault."""
    if "absence" not in sheet.cells:
        return [None] * len(sheet.rows)
    whole = 100.0 if unit == "per_cent" else 1.0
    found: list[float | None] = []
    for place, value in enumerate(numbers(sheet, "absence", faults, findings)):
        if value is not None and value >= whole:
            what = phrase("is no part of the paid hours")
            remedy = phrase('give 0 to 1, or say absence_is = "per_cent"')
            faults.append(sheet.fault(place, "absence", what, remedy))
        found.append(None if value is None else value / whole)
    return found
