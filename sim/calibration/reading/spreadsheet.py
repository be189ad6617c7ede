"""Rows of a spreadsheet's records, and what of it cannot be read.

A formula has two sides: its text, and the value that it had when the file was last saved. Only the
value is read; where none was kept, as in files that other programs write, the cell says so.
"""

import io
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

from sim.calibration.reading.mapping import FileTable
from sim.calibration.reading.way import UnreadCell, of_whole_file
from sim.extras import needs_extra
from sim.scenario.faults.suggestions import instead
from sim.scenario.tables.xlsx_file import closed_workbook, error_value, no_stored_value
from sim.words import phrase

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_FORMULA: Final = b"<f"
_SHEETS: Final = "xl/worksheets/"


def spreadsheet_rows(path: Path, file: FileTable) -> Iterator[Iterable[Any]]:
    """Values of a sheet's rows.

    Raises
    ------
    RecordsError
        When it is no workbook, has a password or is of the old format, or has no such sheet.
    MissingExtraError
        Without openpyxl.
    """
    content = path.read_bytes()
    with closing(_opened(content, file, values=True)) as book:
        name = _sheet_of(book, file)
        rows = book[name].iter_rows(values_only=True)
        if not _has_formulas(content):
            yield from map(_checked, rows, repeat(()))
            return
        with closing(_opened(content, file, values=False)) as written:
            yield from map(_checked, rows, written[name].iter_rows(values_only=True))


def _opened(content: bytes, file: FileTable, *, values: bool) -> "Workbook":
    closed = closed_workbook(content)
    if closed is not None:
        raise of_whole_file(file.file, *closed)
    with needs_extra("xlsx", "reading a spreadsheet"):
        from openpyxl import load_workbook
    try:
        return load_workbook(io.BytesIO(content), read_only=True, data_only=values)
    except (BadZipFile, KeyError, ValueError) as wrong:
        raise of_whole_file(
            file.file, phrase("is no spreadsheet"), phrase("save it as .xlsx, or as CSV")
        ) from wrong


def _sheet_of(book: "Workbook", file: FileTable) -> str:
    names = [str(sheet.title) for sheet in book.worksheets]
    if file.table is None:
        return names[0]
    if file.table not in names:
        raise of_whole_file(file.file, phrase("has no such sheet"), instead(file.table, names))
    return str(file.table)


def _has_formulas(content: bytes) -> bool:
    with ZipFile(io.BytesIO(content)) as packed:
        sheets = [name for name in packed.namelist() if name.startswith(_SHEETS)]
        return any(_FORMULA in packed.read(name) for name in sheets)


def _checked(values: Iterable[Any], texts: Iterable[Any]) -> list[Any]:
    """Cells of a row; what cannot be read is an `UnreadCell`."""
    row = [UnreadCell(error_value(v)) if v in _ERRORS else v for v in values]
    for place, text in zip(range(len(row)), texts, strict=False):
        if row[place] is None and text is not None:
            row[place] = UnreadCell(no_stored_value())
    return row


_ERRORS: Final = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
)
"""What Excel shows where a formula fails. Source: ECMA-376, part 1, 18.18.11 and 18.17.3."""
