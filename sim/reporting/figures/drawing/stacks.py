"""Bars on either side of zero, one on the other, with a black mark where they come to."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from sim.reporting.figures.drawing.axes import decimals_of, limits, ticks
from sim.reporting.figures.drawing.look import GRID, INK, ZERO, Shape
from sim.reporting.figures.drawing.sheet import Sheet
from sim.reporting.words.language import Language


class BarStack(NamedTuple):
    """Bars of one row in the unit of the axis, each with its colour, and what they come to."""

    bars: list[tuple[str, float]]
    total: float

    @property
    def ends(self) -> tuple[float, float]:
        """How far the bars reach to either side."""
        values = [value for _, value in self.bars]
        return sum(v for v in values if v < 0), sum(v for v in values if v > 0)


def draw_stacks(
    sheet: Sheet,
    place: tuple[float, float, float, float],
    stacks: Sequence[BarStack],
    view: tuple[Language, Shape],
) -> None:
    """Draw the rows from top to bottom at a place: left, top, width and height."""
    language, shape = view
    axes = sheet.panel(*place)
    ends = [end for one in stacks for end in one.ends]
    bounds = limits(min(ends), max(ends))
    marks = ticks(bounds, 6 if shape.name == "wide" else 4)
    decimals = decimals_of(marks)
    axes.set_xlim(*bounds)
    axes.set_ylim(len(stacks) - 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xticks(marks, [language.number(m, decimals) for m in marks], fontsize=shape.letters)
    for mark in marks:
        axes.axvline(mark, color=GRID, linewidth=0.8, zorder=0.5)
    for row, one in enumerate(stacks):
        _draw_row(axes, row, one)
    axes.axvline(0, color=ZERO, linewidth=1.2, zorder=2)


def _draw_row(axes: Axes, row: int, stack: BarStack) -> None:
    reached = [0.0, 0.0]
    for colour, value in stack.bars:
        side = int(value > 0)
        axes.barh(
            row,
            value,
            left=reached[side],
            height=0.62,
            color=colour,
            edgecolor="white",
            linewidth=0.6,
            zorder=1,
        )
        reached[side] += value
    axes.plot([stack.total] * 2, (row - 0.42, row + 0.42), color=INK, lw=2.6, zorder=3)
