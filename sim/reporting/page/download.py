"""A table as CSV that a spreadsheet opens without questions.

A Danish spreadsheet expects semicolons and decimal commas, an English one commas and
points, so each language has its own file. Column names are those of the results folder in
both. A file is carried in its link, so that the page needs nothing beside it. What a
spreadsheet would run is disarmed in `sim/experiments/csv_text.py`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote

from sim.experiments.csv_text import LocalNumber, csv_text
from sim.reporting.words.language import Language

Cell = str | int | float | tuple[str | float, ...] | None
"""What a cell holds: a text, a number, or several of them, one for each level."""
Rows = Iterable[Sequence[Cell]]
Table = tuple[Sequence[str], Rows]

_NOT_IN_A_LINK: Final = re.compile(r"[\x00-\x1f\x7f\"#%&<>?\\^`{|}]+")
"""What a link in a page cannot hold as it is; letters beyond ASCII it can."""
_BYTE_ORDER_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"


def download(columns: Sequence[str], rows: Rows, language: Language) -> str:
    """Write a table as a link that holds it."""
    written = spreadsheet_text(columns, rows, language)
    linked = _NOT_IN_A_LINK.sub(lambda found: quote(found[0]), written)
    return f"data:text/csv;charset=utf-8,{linked}"


def spreadsheet_text(columns: Sequence[str], rows: Rows, language: Language) -> str:
    """Write a table as the file that the link holds."""
    cells = ([_cell(value, language) for value in row] for row in rows)
    return _BYTE_ORDER_MARK + csv_text(columns, cells, ";" if language.code == "da" else ",")


def _cell(value: Cell, language: Language) -> str | LocalNumber | None:
    """One value, a number as the language writes it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "; ".join(str(_cell(one, language)) for one in value)
    text = str(value) if isinstance(value, int) else f"{value + 0.0:.10g}"
    return LocalNumber(text.replace(".", ",") if language.code == "da" else text)
