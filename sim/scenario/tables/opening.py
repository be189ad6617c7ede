"""A sheet by its name, `teams.csv` or `teams.xlsx#Hold`: found, read, or why it cannot be."""

from collections.abc import Collection
from pathlib import Path
from typing import Final, NamedTuple

from sim.scenario.faults.suggestions import listed
from sim.scenario.files.documents import LARGEST_BYTES
from sim.scenario.tables.csv_file import csv_sheet
from sim.scenario.tables.sheet import CellSheet, Problem, UnreadSheet
from sim.scenario.tables.xlsx_file import xlsx_sheet, xlsx_sheets
from sim.words import phrase

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
        raise UnreadSheet(
            file,
            Problem(
                phrase("is what Excel keeps while a file is open"), phrase("name {own}", own=own)
            ),
        )
    if suffix not in {*_TEXTS, *_WORKBOOKS}:
        raise UnreadSheet(file, _other_format(file, suffix))
    return TableFile(file, _content(Path(file)), sheet)


def _other_format(file: str, suffix: str) -> Problem:
    if not Path(file).exists():
        return _missing()
    if suffix == ".xls":
        return Problem(phrase("is of Excel's old format (.xls)"), phrase("save it as .xlsx"))
    return Problem(phrase("is no table that can be read"), phrase("save it as .xlsx or .csv"))


def _missing() -> Problem:
    return Problem(phrase("does not exist"), phrase("check the name and the folder"))


def _content(file: Path) -> bytes:
    lock = file.with_name(_LOCK + file.name)
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise UnreadSheet(str(file), _missing()) from None
    except IsADirectoryError:
        raise UnreadSheet(
            str(file), Problem(phrase("is a folder"), phrase("name a file in it"))
        ) from None
    except PermissionError:
        what = phrase("cannot be read: it is open in Excel, or you may not read it")
        raise UnreadSheet(str(file), Problem(what, phrase("save and close it in Excel"))) from None
    except (OSError, ValueError) as error:
        what = phrase(
            "cannot be read ({reason})",
            reason=getattr(error, "strerror", None) or phrase("no such name is possible"),
        )
        raise UnreadSheet(
            str(file), Problem(what, phrase("check the name and the folder"))
        ) from None
    if lock.exists():
        what = phrase("is open in Excel, and what is not saved there is not read")
        remedy = phrase(
            "save and close it (if Excel is closed, remove the file {lock} beside it)",
            lock=lock.name,
        )
        raise UnreadSheet(str(file), Problem(what, remedy))
    if len(content) > LARGEST_BYTES:
        what = phrase("is larger than {largest_bytes} MB", largest_bytes=LARGEST_BYTES // 1000000)
        raise UnreadSheet(
            str(file), Problem(what, phrase("keep the rows that are used, and save it anew"))
        )
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
            raise UnreadSheet(
                table.name,
                Problem(phrase("has no sheets"), phrase("leave out #{sheet}", sheet=table.sheet)),
            )
        return csv_sheet(table.content, table.name)
    name = table.sheet or _likely_sheet(table, likely)
    return xlsx_sheet(table.content, table.name, name)


def _likely_sheet(table: TableFile, likely: Collection[str]) -> str:
    names = sheet_names(table)
    found = [name for name in names if name.casefold() in likely] or list(names)
    if len(found) == 1:
        return found[0]
    what = phrase(
        "has {count} sheets, and it is not said which one: {names}",
        count=len(names),
        names=listed(names),
    )
    raise UnreadSheet(
        table.name,
        Problem(
            what,
            phrase("name one, as {name}{sign}{names}", name=table.name, sign=SIGN, names=names[0]),
        ),
    )
