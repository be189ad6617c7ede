"""A sheet of an Excel workbook: values as stored, and what would be read wrongly.

Excel keeps a formula and its last value side by side; a program that writes only the formula leaves
no value, and an error is text. Merged cells hold one value for many, and hidden rows are seen by
nobody: each is said rather than guessed.
"""

import io
import warnings
import zipfile
from typing import TYPE_CHECKING, Any, Final

from sim.extras import needs_extra
from sim.scenario.faults.suggestions import instead
from sim.scenario.tables.sheet import Cell, CellSheet, Problem, UnreadSheet
from sim.words import phrase

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0"
"""First bytes of `.xls`, and of a workbook with a password."""

_PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")
"""Name of the part that holds a workbook with a password."""

_LARGEST_UNPACKED: Final = 500_000_000


def xlsx_sheets(content: bytes, file: str) -> tuple[str, ...]:
    """Names of the sheets of a workbook.

    Raises
    ------
    UnreadSheet
        If it is no workbook.
    MissingExtraError
        Without openpyxl.
    """
    return tuple(_opened(content, file, values=False).sheetnames)


def xlsx_sheet(content: bytes, file: str, name: str) -> CellSheet:
    """Cells of a sheet by name.

    Raises
    ------
    UnreadSheet
        If it is no workbook, or has no such sheet.
    MissingExtraError
        Without openpyxl.
    """
    workbook = _opened(content, file, values=False)
    sheet = _sheet(workbook, file, name)
    computed = _computed(content, file, name) if _has_formulas(sheet) else None
    cells = (
        Cell(_value(cell, computed), cell.row, cell.column)
        for line in sheet.iter_rows()
        for cell in line
        if not _is_empty(cell.value)
    )
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return CellSheet(
        f"{file}#{name}",
        tuple(tuple(rows[number]) for number in sorted(rows)),
        ",",
        tuple((Cell(None, one.min_row, one.min_col), one.coord) for one in sheet.merged_cells),
        frozenset(n for n, row in sheet.row_dimensions.items() if row.hidden),
        _hidden_columns(sheet),
    )


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _opened(content: bytes, file: str, *, values: bool) -> "Workbook":
    closed = closed_workbook(content)
    if closed is not None:
        raise UnreadSheet(file, closed)
    with needs_extra("xlsx", "reading a spreadsheet"):
        import openpyxl
    _check_size(content, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on charts and validations that it leaves out
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    except Exception as error:  # noqa: BLE001 - damaged parts raise whatever they meet
        what = phrase("is no workbook that can be read ({name})", name=type(error).__name__)
        raise UnreadSheet(
            file, Problem(what, phrase("open it in Excel and save it as .xlsx"))
        ) from None


def closed_workbook(content: bytes) -> Problem | None:
    """What keeps a workbook of another container from being read; None where it is no such one."""
    if not content.startswith(_OLD_FORMAT):
        return None
    if _PASSWORD in content:
        what = phrase("is protected by a password")
        return Problem(what, phrase("open it in Excel, and save it as .xlsx without a password"))
    return Problem(phrase("is of Excel's old format (.xls)"), phrase("save it as .xlsx"))


def no_stored_value() -> Problem:
    """What is wrong with a formula of which nobody has kept the value."""
    what = phrase("is a formula without a stored value")
    return Problem(what, phrase("open the file in Excel or LibreOffice and save it, or type it"))


def error_value(value: object) -> Problem:
    """What is wrong with a cell that holds an error of the spreadsheet."""
    what = phrase("is an error of the spreadsheet, {value}", value=value)
    return Problem(what, phrase("mend the formula"))


def _check_size(content: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile:
        what = phrase("is no Excel workbook, whatever its name says")
        raise UnreadSheet(
            file, Problem(what, phrase("open it in Excel and save it as .xlsx"))
        ) from None
    if unpacked > _LARGEST_UNPACKED:
        what = phrase(
            "is larger than {largest_unpacked} MB", largest_unpacked=_LARGEST_UNPACKED // 1000000
        )
        raise UnreadSheet(
            file, Problem(what, phrase("keep the rows that are used, and save it anew"))
        )


def _sheet(workbook: "Workbook", file: str, name: str) -> "Worksheet":
    names = [sheet.title for sheet in workbook.worksheets]
    if name not in names:
        what = (
            phrase("has no sheet {name}", name=name) if names else phrase("has no sheet of cells")
        )
        raise UnreadSheet(file, Problem(what, instead(name, names, verb="name")))
    sheet: Worksheet = workbook[name]
    return sheet


def _has_formulas(sheet: "Worksheet") -> bool:
    return any(cell.data_type == "f" for line in sheet.iter_rows() for cell in line)


def _computed(content: bytes, file: str, name: str) -> "Worksheet":
    """The same sheet with the values that formulas had when it was saved."""
    return _sheet(_opened(content, file, values=True), file, name)


def _value(cell: Any, computed: "Worksheet | None") -> object:  # noqa: ANN401 - openpyxl's cell
    if cell.data_type == "f" and computed is not None:
        cell = computed.cell(cell.row, cell.column)
        if cell.value is None:
            return no_stored_value()
    if cell.data_type == "e":
        return error_value(cell.value)
    return cell.value.strip() if isinstance(cell.value, str) else cell.value


def _hidden_columns(sheet: "Worksheet") -> frozenset[int]:
    return frozenset(
        number
        for each in sheet.column_dimensions.values()
        if each.hidden
        for number in range(each.min, each.max + 1)
    )
