"""Rows as CSV for spreadsheets: text is quoted where it must be, and never run as a formula.

A cell of text that begins as a formula does is disarmed by an apostrophe before it, headings
too, since a course's name is part of some. Numbers stay as they are, negative ones as well.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

_FORMULA_STARTS: Final = (
    *"=+-@",
    "\N{FULLWIDTH EQUALS SIGN}",  # wide letters: a spreadsheet of the East reads them alike
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)

_SPREADSHEETS_SKIP: Final = ("\t", "\r", "\n")


class LocalNumber(str):
    """A number as a language writes it: no text to be disarmed."""

    __slots__ = ()


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]], separator: str = ",") -> str:
    """A table as text: a line of headings, then a line a row; an absent value is empty."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator="\n")
    writer.writerow([disarmed(name) for name in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def disarmed(text: str) -> str:
    """Words as they are, unless a spreadsheet would run them."""
    would_run = text.startswith(_SPREADSHEETS_SKIP) or text.lstrip().startswith(_FORMULA_STARTS)
    return f"'{text}" if would_run else text


def _cell(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, LocalNumber):
        return disarmed(value)
    return value
