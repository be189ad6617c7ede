"""Sheets written to an `.xlsx` file: text as text, numbers as numbers, nothing run.

XlsxWriter would make a formula of text that begins with "=", and a link of what looks like one;
here each value is written as what it is. The file takes its name when it is whole.
"""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sim.experiments.folder.storage import ResultsError, writing_to
from sim.extras import needs_extra
from sim.words import phrase
from sim.writing import in_one_stroke

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS: Final = 1_048_575
"""Rows of a sheet beside its headings."""

_LONGEST_NAME: Final = 31
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_LONGEST_TEXT: Final = 32_767
_WIDEST: Final = 60
_SUFFIX: Final = ".xlsx"


class BookSheet(NamedTuple):
    """A sheet of a workbook: its name, headings and rows."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]


def check_book(path: Path) -> None:
    """Say before anything is computed what would keep a workbook from being written.

    Raises
    ------
    ResultsError
        When the path is not one of a workbook that may be written.
    MissingExtraError
        Without XlsxWriter.
    """
    with needs_extra("xlsx", "writing a spreadsheet"):
        import xlsxwriter  # noqa: F401
    if path.suffix.lower() != _SUFFIX:
        raise ResultsError(phrase("{path}: a workbook's name ends in .xlsx", path=path))
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise ResultsError(phrase("{path}: is a link or no file; name another one", path=path))
    if not path.parent.is_dir():
        raise ResultsError(
            phrase(
                "{path}: there is no folder {folder}; make it first", path=path, folder=path.parent
            )
        )


def write_book(sheets: Iterable[BookSheet], path: Path) -> None:
    """Write a workbook in one stroke, over one of that name.

    Raises
    ------
    ResultsError
        When it cannot be written.
    MissingExtraError
        Without XlsxWriter.
    """
    check_book(path)
    with writing_to(path), in_one_stroke(path) as part:
        _fill(sheets, part)


def _fill(sheets: Iterable[BookSheet], part: Path) -> None:
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(part), options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        names: set[str] = set()
        for sheet in sheets:
            _write(book, _name(sheet.name, names), sheet, bold)


def _name(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may have and no other has; Excel tells no capitals apart."""
    plain = wanted.translate(_FORBIDDEN).strip("'") or "sheet"
    name, number = plain[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        end = f" {number}"
        name = plain[: _LONGEST_NAME - len(end)] + end
    taken.add(name.casefold())
    return name


def _write(book: "Workbook", name: str, sheet: BookSheet, bold: Any) -> None:  # noqa: ANN401
    page = book.add_worksheet(name)
    rows, widths = _measured(sheet)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    page.freeze_panes(1 if sheet.headings else 0, 0)
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, heading, bold)
    for number, row in enumerate(rows, start=1 if sheet.headings else 0):
        if number > MOST_ROWS:
            raise ResultsError(
                phrase("sheet {name} has more than 1,048,575 rows; export it as csv", name=name)
            )
        for column, value in enumerate(row):
            _write_cell(page, (number, column), value)


_MEASURED: Final = 50


def _measured(sheet: BookSheet) -> tuple[Iterator[Sequence[object]], list[int]]:
    """The rows, and the width of each column by its heading and first rows."""
    rows = iter(sheet.rows)
    first = list(islice(rows, _MEASURED))
    columns = max([len(sheet.headings), *map(len, first)])
    widths = [
        min(
            _WIDEST,
            3
            + max(
                [
                    len(sheet.headings[c]) // 2 if c < len(sheet.headings) else 0,
                    *(len(_shown(row[c])) for row in first if c < len(row)),
                ]
            ),
        )
        for c in range(columns)
    ]

    def every() -> Iterator[Sequence[object]]:
        yield from first
        yield from rows

    return every(), widths


def _shown(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else "" if value is None else str(value)


def _write_cell(page: "Worksheet", at: tuple[int, int], value: object) -> None:
    """A value as what it is; what is absent or no number stays empty."""
    if isinstance(value, bool):
        page.write_boolean(*at, value)
    elif isinstance(value, int | float):
        if math.isfinite(value):
            page.write_number(*at, value)
    elif isinstance(value, dt.date):
        page.write_string(*at, value.isoformat())
    elif value is not None:
        page.write_string(*at, str(value)[:_LONGEST_TEXT])
