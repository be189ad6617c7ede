"""A table as CSV that a spreadsheet opens without questions.

A Danish spreadsheet expects semicolons and decimal commas, an English one commas and
points, so each language has its own file. Column names are those of the results folder in
both. A file is carried in its link, so that the page needs nothing beside it.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote

from sim.reporting.words.language import Language

Cell = str | int | float | None
Rows = Iterable[Sequence[Cell]]
Table = tuple[Sequence[str], Rows]

_BYTE_ORDER_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def download(columns: Sequence[str], rows: Rows, language: Language) -> str:
    """Write a table as a link that holds it."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";" if language.code == "da" else ",")
    writer.writerow(columns)
    writer.writerows([_cell(value, language) for value in row] for row in rows)
    text = quote(_BYTE_ORDER_MARK + written.getvalue().replace("\r\n", "\n"), safe=",;+-()!*'")
    return f"data:text/csv;charset=utf-8,{text}"


def _cell(value: Cell, language: Language) -> str:
    """Write one value; words that a spreadsheet would run as a formula are disarmed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    text = str(value) if isinstance(value, int) else f"{value + 0.0:.10g}"
    return text.replace(".", ",") if language.code == "da" else text
