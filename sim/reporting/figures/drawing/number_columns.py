"""Columns of numbers beside the rows of a drawing, as many as there is room for."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sim.reporting.figures.drawing.lettering import text_width, wrapped
from sim.reporting.figures.drawing.look import INK, LINE, QUIET
from sim.reporting.figures.drawing.rows import ROW
from sim.reporting.figures.drawing.sheet import Sheet

_GAP: Final = 14.0


class NumberColumn(NamedTuple):
    """A heading, and for each row a number and whether it is written strongly."""

    heading: str
    cells: Sequence[tuple[str, bool]]


class Columns(NamedTuple):
    """Columns that fit, the lines of their headings, and the room they take [pixels]."""

    shown: Sequence[NumberColumn]
    headings: Sequence[Sequence[str]]
    width: float  # of one, without the gap
    head: float  # height of the headings


def columns_in(columns: Sequence[NumberColumn], room: float, size: float) -> Columns:
    """As many columns, from the first one on, as a width has room for."""
    fitting = [
        count
        for count in range(1, len(columns) + 1)
        if max(_least(one, size) for one in columns[:count]) <= _width(room, count)
    ]
    shown = columns[: max(fitting, default=min(1, len(columns)))]
    width = _width(room, max(1, len(shown)))
    headings = [wrapped(one.heading, width, size) for one in shown]
    lines = max((len(heading) for heading in headings), default=0)
    return Columns(shown, headings, width, size * LINE * (lines + 0.6))


def _width(room: float, count: int) -> float:
    return (room + _GAP) / count - _GAP


def _least(column: NumberColumn, size: float) -> float:
    """Width that a column's longest word or number needs."""
    words = [text_width(word, size) for word in column.heading.split(" ")]
    return max(*words, *(text_width(text, size, bold=True) for text, _ in column.cells))


def draw_columns(sheet: Sheet, columns: Columns, place: tuple[float, float], size: float) -> None:
    """Draw headings above a place and numbers below it, to the right edge of each column."""
    left, top = place
    for number, (column, heading) in enumerate(zip(columns.shown, columns.headings, strict=True)):
        right = left + (number + 1) * (columns.width + _GAP) - _GAP
        for line, words in enumerate(reversed(heading)):
            over = top - size * (0.5 + line * LINE)
            sheet.text((right, over), words, size, colour=QUIET, side="right")
        for row, (text, is_strong) in enumerate(column.cells):
            base = top + (row + 0.5) * size * ROW + size * 0.36
            colour = INK if is_strong else QUIET
            sheet.text((right, base), text, size, colour=colour, side="right", bold=is_strong)
