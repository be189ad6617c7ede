"""Deviations as rows of dots: the mean, how surely it is known, and single runs.

A dot is the mean; the thick line round it is how surely the simulation knows the mean; the
thin line holds 95 % of single runs.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from matplotlib.axes import Axes

from sim.reporting.figures.drawing.axes import decimals_of, limits, ticks
from sim.reporting.figures.drawing.lettering import shortened, text_width
from sim.reporting.figures.drawing.look import (
    DEFICIT,
    DEFICIT_SIDE,
    DEFICIT_WORD,
    GRID,
    QUIET,
    SURPLUS,
    SURPLUS_WORD,
    ZERO,
    Shape,
)
from sim.reporting.figures.drawing.sheet import RING, KeyEntry, Sheet
from sim.reporting.results.estimates import Estimate
from sim.reporting.results.team_rows import TeamRow
from sim.reporting.words.language import Language

ROW: Final = 1.75
"""Height of a row, in letters' size."""


class Marks(NamedTuple):
    """The marks of one team, in the unit of the axis."""

    mean: Estimate
    runs: tuple[float, float] | None
    is_sure: bool = True


class Panel(NamedTuple):
    """One axis of the figure: its marks, top row first, and its unit."""

    marks: Sequence[Marks]
    unit: str
    sides: tuple[str, str] | None = None  # of zero; deficit and surplus if not said


def money_panel(rows: Sequence[TeamRow], language: Language) -> Panel:
    """Deviation in kroner."""
    ends = [
        value for row in rows for value in (*row.deviation, *(row.runs or ())) if value is not None
    ]
    scale = language.scale(max((abs(value) for value in ends), default=0.0))
    one = 1 / scale.dkk
    marks = [Marks(row.deviation.times(one), _times(row.runs, one)) for row in rows]
    return Panel(marks, scale.label)


def _times(band: tuple[float, float] | None, factor: float) -> tuple[float, float] | None:
    """Count a band in another unit."""
    return None if band is None else (band[0] * factor, band[1] * factor)


def rows_key(rows: Sequence[TeamRow], language: Language) -> list[KeyEntry]:
    """Explain only the marks that are drawn."""
    entries = [KeyEntry("dot", QUIET, language.say("mean"))]
    if any(row.deviation.low is not None for row in rows):
        entries.append(KeyEntry("thick", QUIET, language.say("95 % interval of the mean")))
    if any(row.runs for row in rows):
        entries.append(KeyEntry("line", QUIET, language.say("95 % of single runs")))
    return entries


def draw_panel(
    sheet: Sheet,
    place: tuple[float, float, float, float],
    panel: Panel,
    view: tuple[Language, Shape],
) -> None:
    """Draw the rows of a panel, the first at the top, and the words round it."""
    left, top, width, body = place
    language, shape = view
    axes = sheet.panel(left, top, width, body)
    bounds = limits(*_ends(panel))
    marks = ticks(bounds, 6 if width > _ROOMY else 4)
    decimals = decimals_of(marks)
    axes.set_xlim(*bounds)
    axes.set_ylim(len(panel.marks) - 0.5, -0.5)
    axes.set_yticks([])
    numbers = [language.number(mark, decimals) for mark in marks]
    axes.set_xticks(marks, numbers, fontsize=shape.letters)
    if marks:
        at = left + width * (marks[-1] - bounds[0]) / (bounds[1] - bounds[0])
        if at + text_width(numbers[-1], shape.letters) / 2 > sheet.width:
            axes.get_xticklabels()[-1].set_horizontalalignment("right")
    axes.axvspan(bounds[0], 0, color=DEFICIT_SIDE, linewidth=0, zorder=0)
    for mark in marks:
        axes.axvline(mark, color=GRID, linewidth=0.8, zorder=0.5)
    axes.axvline(0, color=ZERO, linewidth=1.2, zorder=2)
    for row, team in enumerate(panel.marks):
        _draw_row(axes, row, team)
    _words(sheet, place, panel, (language, shape.letters))


_ROOMY: Final = 300.0
"""Width from which an axis has room for more numbers [pixels]."""


def _ends(panel: Panel) -> tuple[float, float]:
    """Lowest and highest value that is drawn."""
    ends = [
        value
        for team in panel.marks
        for value in (*team.mean, *(team.runs or ()))
        if value is not None
    ]
    return min(ends, default=0.0), max(ends, default=0.0)


def _draw_row(axes: Axes, row: int, mark: Marks) -> None:
    """Draw one team."""
    if mark.mean.mean is None:
        return
    colour = DEFICIT if mark.mean.mean < 0 else SURPLUS
    if mark.runs:
        axes.plot(mark.runs, (row, row), color=colour, lw=1.4, zorder=3, solid_capstyle="butt")
    if mark.mean.low is not None and mark.mean.high is not None:
        interval = (mark.mean.low, mark.mean.high)
        axes.plot(interval, (row, row), color=colour, lw=4, zorder=4, solid_capstyle="butt")
    edge, fill = (0.0, colour) if mark.is_sure else (RING, "white")
    axes.plot([mark.mean.mean], [row], "o", color=colour, ms=6.5, mfc=fill, mew=edge, zorder=5)


def _words(
    sheet: Sheet,
    place: tuple[float, float, float, float],
    panel: Panel,
    said: tuple[Language, float],
) -> None:
    """Name the sides of zero over a panel, and the unit under it."""
    left, top, width, body = place
    language, size = said
    over = top - size * 0.6
    below, above = panel.sides or (language.say("deficit"), language.say("surplus"))
    sheet.text((left, over), f"\N{LEFTWARDS ARROW} {below}", size, colour=DEFICIT_WORD)
    more = f"{above} \N{RIGHTWARDS ARROW}"
    sheet.text((left + width, over), more, size, colour=SURPLUS_WORD, side="right")
    under = (left + width / 2, top + body + size * 2.9)
    sheet.text(under, panel.unit, size, colour=QUIET, side="center")


def write_names(
    sheet: Sheet, place: tuple[float, float], names: Sequence[str], size: float
) -> None:
    """Write the teams' names left of a panel."""
    right, top = place
    for number, name in enumerate(names):
        middle = top + (number + 0.5) * size * ROW
        words = shortened(name, right - size * 0.8, size)
        sheet.text((right - size * 0.7, middle + size * 0.36), words, size, side="right")
