"""A sheet by its name, `teams.csv` or `teams.xlsx#Hold`: found, read, or why it cannot be."""

from collections.abc import Collection
from pathlib import Path
from typing import Final, NamedTuple

from sim.scenario.faults.suggestions import listed
from sim.scenario.files.documents import LARGEST_BYTES
from sim.scenario.tables.csv_file import csv_sheet
from sim.scenario.tables.sheet import CellSheet, Problem, UnreadSheet
from sim.scenario.tables.xlsx_file import xlsx_sheet, xlsx_sheets

SIGN: Final = "#"
_TEXTS: Final = (".csv", ".tsv", ".txt")
_WORKBOOKS: Final = (".xlsx", ".xlsm")
_LOCK: Final = "~$"
"""How the file's name begins that Excel keeps beside a workbook while it is open."""


class TableFile(NamedTuple):
    """A file that was read, and the sheet that was asked for; empty where none was."""

    name: str
    content: bytes
    sheet: str

    @property
    def is_workbook(self) -> bool:
        """It may have several sheets."""
        return self.name.lower().endswith(_WORKBOOKS)


def table_file(name: str) -> TableFile:
    """Bytes of a file, and the name after its `#`.

    Raises
    ------
    UnreadSheet
        If it is missing, locked by Excel, or of another format.
    """
    file, sign, sheet = name.rpartition(SIGN)
    if not sign or Path(name).exists():
        file, sheet = name, ""
    suffix = Path(file).suffix.lower()
    if Path(file).name.startswith(_LOCK):
        own = str(Path(file).with_name(Path(file).name[len(_LOCK) :]))
        raise UnreadSheet(file, Problem("is what Excel keeps while a file is open", f"name {own}"))
    if suffix not in {*_TEXTS, *_WORKBOOKS}:
        raise UnreadSheet(file, _other_format(file, suffix))
    return TableFile(file, _content(Path(file)), sheet)


def _other_format(file: str, suffix: str) -> Problem:
    if not Path(file).exists():
        return _MISSING
    if suffix == ".xls":
        return Problem("is of Excel's old format (.xls)", "save it as .xlsx")
    return Problem("is no table that can be read", "save it as .xlsx or .csv")


_MISSING: Final = Problem("does not exist", "check the name and the folder")
_OPEN_IN_EXCEL: Final = Problem(
    "is open in Excel, and what is not saved there is not read",
    "save and close it (if Excel is closed, remove the file {lock} beside it)",
)


def _content(file: Path) -> bytes:
    lock = file.with_name(_LOCK + file.name)
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise UnreadSheet(str(file), _MISSING) from None
    except IsADirectoryError:
        raise UnreadSheet(str(file), Problem("is a folder", "name a file in it")) from None
    except PermissionError:
        what = "cannot be read: it is open in Excel, or you may not read it"
        raise UnreadSheet(str(file), Problem(what, "save and close it in Excel")) from None
    except (OSError, ValueError) as error:
        what = f"cannot be read ({getattr(error, 'strerror', None) or 'no such name is possible'})"
        raise UnreadSheet(str(file), Problem(what, "check the name and the folder")) from None
    if lock.exists():
        remedy = _OPEN_IN_EXCEL.remedy.format(lock=lock.name)
        raise UnreadSheet(str(file), _OPEN_IN_EXCEL._replace(remedy=remedy))
    if len(content) > LARGEST_BYTES:
        what = f"is larger than {LARGEST_BYTES // 1_000_000} MB"
        raise UnreadSheet(str(file), Problem(what, "keep the rows that are used, and save it anew"))
    return content


def sheet_names(table: TableFile) -> tuple[str, ...]:
    """Sheets of a workbook; a text file has one without a name."""
    return xlsx_sheets(table.content, table.name) if table.is_workbook else ("",)


def opened_sheet(table: TableFile, likely: Collection[str] = ()) -> CellSheet:
    """The sheet that was asked for; else the only one, or the one with a likely name.

    Raises
    ------
    UnreadSheet
        If it cannot be read, is not there, or several may be meant.
    """
    if not table.is_workbook:
        if table.sheet:
            raise UnreadSheet(table.name, Problem("has no sheets", f"leave out #{table.sheet}"))
        return csv_sheet(table.content, table.name)
    name = table.sheet or _likely_sheet(table, likely)
    return xlsx_sheet(table.content, table.name, name)


def _likely_sheet(table: TableFile, likely: Collection[str]) -> str:
    names = sheet_names(table)
    found = [name for name in names if name.casefold() in likely] or list(names)
    if len(found) == 1:
        return found[0]
    what = f"has {len(names)} sheets, and it is not said which one: {listed(names)}"
    raise UnreadSheet(table.name, Problem(what, f"name one, as {table.name}{SIGN}{names[0]}"))
