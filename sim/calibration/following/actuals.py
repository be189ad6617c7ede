"""Actual figures of teams by month or week, from CSV or a spreadsheet, in Danish or English."""

from pathlib import Path
from typing import Final

from sim.calibration.following.forecast import FIGURES, Forecast
from sim.calibration.reading.accounts import AccountPart, team_accounts
from sim.calibration.reading.faults import Findings, RecordFault, RecordsError
from sim.calibration.reading.mapping import FileTable
from sim.calibration.reading.sheets import headings_of, read_sheet
from sim.calibration.reading.way import PLAIN
from sim.words import phrase

HEADINGS: Final = {
    "period": ("month", "week", "måned", "uge", "period", "periode"),
    "team": ("team", "hold"),
    "citizens": ("citizens", "borgere"),
    "hours": ("hours", "timer"),
    "revenue_dkk": ("revenue_dkk", "indtægt"),
    "cost_dkk": ("cost_dkk", "udgift"),
}
"""Headings by what they mean, in either language."""
_DANISH: Final = ("måned", "uge", "hold", "borgere", "timer", "indtægt", "udgift", "periode")


def read_actuals(path: Path, known: Forecast) -> list[AccountPart]:
    """Actual figures that lie in the run of a scenario, in order of time.

    Raises
    ------
    RecordsError
        When a cell cannot be read, a team is not the scenario's, or a period not in its run.
    """
    file = FileTable(file=path.name)
    found = headings_of(path, file, PLAIN)
    wanted = _wanted(found)
    missing = [key for key in ("period", "team") if key not in wanted]
    if missing or not set(FIGURES) & set(wanted):
        listed = ", ".join(name for names in HEADINGS.values() for name in names)
        what = phrase("lacks month or week, team, or any figure")
        remedy = phrase("headings are {names}", names=listed)
        raise RecordsError([RecordFault(path.name, 1, "", what, remedy)])
    decimal = "," if any(name.lower() in _DANISH for name in wanted.values()) else "."
    sheet = read_sheet(path, file, PLAIN._replace(decimal=decimal), wanted)
    faults: list[RecordFault] = []
    parts = team_accounts(sheet, FIGURES, faults, Findings())
    faults += [fault for part in parts for fault in _foreign(part, known, path.name, wanted)]
    faults += _twice(parts, path.name, wanted)
    if faults:
        raise RecordsError(faults)
    return sorted(parts, key=lambda part: (part.period.begins, part.team))


def _wanted(found: list[str]) -> dict[str, str]:
    """Heading of the file by what it means."""
    by_name = {heading.lower(): heading for heading in found}
    return {
        key: by_name[name] for key, names in HEADINGS.items() for name in names if name in by_name
    }


def _foreign(
    part: AccountPart, known: Forecast, file: str, wanted: dict[str, str]
) -> list[RecordFault]:
    faults = []
    if part.team not in known.teams:
        remedy = phrase("write a team as the scenario does, or leave it out")
        what = phrase("is no team of the scenario")
        faults.append(RecordFault(file, part.row, wanted["team"], what, remedy))
    if part.period.begins < known.start or part.period.ends > known.ends:
        what = phrase("lies outside the run")
        remedy = phrase(
            "the run is {first} to {last}; change run.start or run.weeks",
            first=known.start,
            last=known.ends,
        )
        faults.append(RecordFault(file, part.row, wanted["period"], what, remedy))
    return faults


def _twice(parts: list[AccountPart], file: str, wanted: dict[str, str]) -> list[RecordFault]:
    seen: set[tuple[str, str]] = set()
    faults = []
    for part in parts:
        if (part.team, part.period.name) in seen:
            what = phrase("is there twice for the team")
            remedy = phrase("leave one of the rows out")
            faults.append(RecordFault(file, part.row, wanted["period"], what, remedy))
        seen.add((part.team, part.period.name))
    return faults
