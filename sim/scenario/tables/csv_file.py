"""CSV as Excel and others write it: `;`, `,` or tabs between, UTF-8 or the Windows letters."""

import csv
import io
from typing import Final

from sim.scenario.tables.sheet import Cell, CellSheet, Problem, UnreadSheet
from sim.words import phrase

SEPARATORS: Final = (";", "\t", ",")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_HINT: Final = "sep="
"""First line by which Excel says what stands between the cells."""


def csv_sheet(content: bytes, file: str) -> CellSheet:
    """Cells of a CSV file; the separator is the one that its first line has most of.

    Raises
    ------
    UnreadSheet
        If it is no text, or quotes are not closed.
    """
    text = _decoded(content, file)
    first, _, rest = text.partition("\n")
    hinted = first.strip().lower().startswith(_HINT)
    separator = first.strip()[len(_HINT) :] if hinted else _separator(text)
    begins = 2 if hinted else 1
    try:
        lines = list(
            csv.reader(io.StringIO(rest if hinted else text), delimiter=separator, strict=True)
        )
    except (csv.Error, TypeError) as error:
        raise UnreadSheet(
            file, Problem(phrase("is no CSV: {error}", error=error), phrase("save it as CSV again"))
        ) from None
    rows = (_row(line, number) for number, line in enumerate(lines, start=begins))
    return CellSheet(file, tuple(row for row in rows if row), "." if separator == "," else ",")


def _row(line: list[str], number: int) -> tuple[Cell, ...]:
    return tuple(
        Cell(text.strip(), number, column)
        for column, text in enumerate(line, start=1)
        if text.strip()
    )


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def _decoded(content: bytes, file: str) -> str:
    if content.startswith(_UTF_16):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise UnreadSheet(
            file, Problem(phrase("is not text"), phrase("save it as CSV, or name an .xlsx file"))
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # "CSV (semicolon)" of a Danish Excel
