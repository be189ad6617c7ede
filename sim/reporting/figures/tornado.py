"""Rows of bars or intervals on one axis: what an answer hangs on, the largest first.

A bar is a share or an amount from 0, the darker part of it the first of two measures; the thin line
is the interval of the whole bar. Rows without a bar are intervals with a dot at their mean.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from matplotlib.figure import Figure

from sim.reporting.figures.drawing.axes import decimals_of, limits, ticks
from sim.reporting.figures.drawing.lettering import shortened, text_width
from sim.reporting.figures.drawing.look import GRID, INK, LINE, QUIET, SURPLUS, ZERO, Shape, styled
from sim.reporting.figures.drawing.rows import ROW, write_names
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.words.language import Language

_NAMES_SHARE: Final = {"wide": 0.42, "narrow": 0.62}
_UNDER: Final = 4.2
_PALE: Final = 0.35


class TornadoRow(NamedTuple):
    """A row: its name, a mean with its interval, and the part of a bar that is drawn darker."""

    name: str
    mean: float
    low: float
    high: float
    within: float | None = None


class TornadoWords(NamedTuple):
    """What stands round the rows: the unit of the axis, and its key."""

    unit: str
    key: Sequence[KeyEntry]
    bars: bool = True


def tornado_figure(
    rows: Sequence[TornadoRow], said: TornadoWords, language: Language, shape: Shape
) -> Figure:
    """Draw the rows, the first at the top."""
    size = shape.letters
    longest = max((text_width(row.name, size) for row in rows), default=0.0) + size
    names = min(shape.width * _NAMES_SHARE[shape.name], longest)
    top = key_height(said.key, shape.width, size) + size * LINE
    body, width = size * ROW * len(rows), shape.width - names - 2 * size
    with styled():
        sheet = Sheet(shape.width, top + body + size * _UNDER)
        sheet.key(said.key, 0, size)
        axes = sheet.panel(names, top, width, body)
        bounds = limits(*_ends(rows))
        marks = ticks(bounds, 4)
        labels = [language.number(mark, decimals_of(marks)) for mark in marks]
        axes.set_xlim(*bounds)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_yticks([])
        axes.set_xticks(marks, labels, fontsize=size)
        for mark in marks:
            axes.axvline(mark, color=GRID, linewidth=0.8, zorder=0.5)
        axes.axvline(0, color=ZERO, linewidth=1.2, zorder=2)
        for number, row in enumerate(rows):
            if said.bars:
                axes.barh(number, row.mean, 0.6, color=SURPLUS, alpha=_PALE, zorder=1)
                axes.barh(number, row.within or 0.0, 0.6, color=SURPLUS, zorder=1.5)
            axes.plot([row.low, row.high], [number, number], color=INK, lw=1.4, zorder=3)
            if not said.bars:
                axes.plot([row.mean], [number], "o", color=INK, ms=6, zorder=4)
        write_names(sheet, (names, top), [shortened(r.name, names, size) for r in rows], size)
        under = (names + width / 2, top + body + size * 2.9)
        sheet.text(under, said.unit, size, colour=QUIET, side="center")
    return sheet.figure


def _ends(rows: Sequence[TornadoRow]) -> tuple[float, float]:
    values = [0.0, *(value for row in rows for value in (row.mean, row.low, row.high))]
    low, high = min(values), max(values)
    return (low, high) if low < high else (0.0, 1.0)
