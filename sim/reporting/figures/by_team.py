"""Deviation by team, worst first: as a share of revenue, and in kroner.

A dot is the mean; the thick line round it is how surely the simulation knows the mean; the
thin line holds 95 % of single runs; the grey bar is what chance alone gives.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.reporting.chance import Chance
from sim.reporting.figures.axes import decimals_of, limits, ticks
from sim.reporting.figures.sheet import (
    CHANCE,
    DEFICIT,
    DEFICIT_SIDE,
    DEFICIT_WORD,
    GRID,
    LINE,
    QUIET,
    SURPLUS,
    SURPLUS_WORD,
    ZERO,
    KeyEntry,
    Shape,
    Sheet,
    key_height,
    shortened,
    styled,
    text_width,
)
from sim.reporting.language import Language
from sim.reporting.results import Results
from sim.reporting.team_rows import Estimate, TeamRow, team_rows, worst_first

_ROW: Final = 1.75
"""Height of a row, in letters' size."""
_NAMES_SHARE: Final = {"wide": 0.2, "narrow": 0.34}
_GAP: Final = 22.0


class Marks(NamedTuple):
    """What is drawn of one team, in the unit of the axis."""

    team: str
    mean: Estimate
    runs: tuple[float, float] | None
    chance: tuple[float, float] | None


class Panel(NamedTuple):
    """One axis of the figure: its marks, top row first, and its unit."""

    marks: Sequence[Marks]
    unit: str


def deviation_by_team(results: Results, language: Language, shape: Shape, chance: Chance) -> Figure:
    """Draw each team's deviation over the reported weeks."""
    rows = worst_first(team_rows(results, chance))
    panels = [*_share_panel(rows, language), _money_panel(rows, language)]
    key = _key(rows, language)
    size = shape.letters
    wide = shape.name == "wide"
    names = min(
        shape.width * _NAMES_SHARE[shape.name],
        max(text_width(row.team, size) for row in rows) + size,
    )
    body = len(rows) * size * _ROW
    block = body + size * LINE * 4.2
    head = key_height(key, shape.width, size) + size * LINE * 0.6
    stacks = 1 if wide else len(panels)
    with styled():
        sheet = Sheet(shape.width, head + stacks * block)
        sheet.key(key, 0, size)
        free = shape.width - names - size
        width = (free - _GAP * (len(panels) - 1)) / len(panels) if wide else free
        for number, panel in enumerate(panels):
            across, down = (number, 0) if wide else (0, number)
            top = head + down * block + size * LINE * 1.6
            left = names + across * (width + _GAP)
            axes = sheet.panel(left, top, width, body)
            _draw(axes, panel, language, shape)
            _words(sheet, (left, top, width, body), (panel.unit, language, size))
            if not across:
                _names(sheet, (names, top), rows, size)
    return sheet.figure


def _share_panel(rows: Sequence[TeamRow], language: Language) -> list[Panel]:
    """Deviation as per cent of revenue; no panel when some team has none."""
    if any(row.share.mean is None for row in rows):
        return []
    marks = [
        Marks(
            row.team,
            Estimate(*(None if value is None else value * 100 for value in row.share)),
            _times(row.share_runs, 100),
            _times(row.chance_share and row.chance_share[1:], 100),
        )
        for row in rows
    ]
    return [Panel(marks, language.say("per cent of revenue"))]


def _money_panel(rows: Sequence[TeamRow], language: Language) -> Panel:
    """Deviation in kroner."""
    ends = [
        value
        for row in rows
        for value in (*row.deviation, *(row.runs or ()), *(row.chance or ()))
        if value is not None
    ]
    scale = language.scale(max((abs(value) for value in ends), default=0.0))
    one = 1 / scale.dkk
    marks = [
        Marks(
            row.team,
            Estimate(*(None if value is None else value * one for value in row.deviation)),
            _times(row.runs, one),
            _times(row.chance and row.chance[1:], one),
        )
        for row in rows
    ]
    return Panel(marks, scale.label)


def _times(band: tuple[float, float] | None, factor: float) -> tuple[float, float] | None:
    """Count a band in another unit."""
    return None if band is None else (band[0] * factor, band[1] * factor)


def _key(rows: Sequence[TeamRow], language: Language) -> list[KeyEntry]:
    """Explain only the marks that are drawn."""
    entries = [KeyEntry("dot", QUIET, language.say("mean"))]
    if any(row.deviation.low is not None for row in rows):
        entries.append(KeyEntry("thick", QUIET, language.say("95 % interval of the mean")))
    if any(row.runs for row in rows):
        entries.append(KeyEntry("line", QUIET, language.say("95 % of single runs")))
    if any(row.chance for row in rows):
        entries.append(KeyEntry("band", CHANCE, language.say("95 % by chance alone")))
    return entries


def _draw(axes: Axes, panel: Panel, language: Language, shape: Shape) -> None:
    """Draw the rows of a panel, the first at the top."""
    count = len(panel.marks)
    ends = [
        value
        for team in panel.marks
        for value in (*team.mean, *(team.runs or ()), *(team.chance or ()))
        if value is not None
    ]
    bounds = limits(min(ends, default=0.0), max(ends, default=0.0))
    marks = ticks(bounds, 6 if shape.name == "wide" else 4)
    decimals = decimals_of(marks)
    axes.set_xlim(*bounds)
    axes.set_ylim(count - 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xticks(
        marks, [language.number(mark, decimals) for mark in marks], fontsize=shape.letters
    )
    axes.axvspan(bounds[0], 0, color=DEFICIT_SIDE, linewidth=0, zorder=0)
    for mark in marks:
        axes.axvline(mark, color=GRID, linewidth=0.8, zorder=0.5)
    axes.axvline(0, color=ZERO, linewidth=1.2, zorder=2)
    for row, team in enumerate(panel.marks):
        _row(axes, row, team)


def _row(axes: Axes, row: int, mark: Marks) -> None:
    """Draw one team."""
    if mark.chance:
        low, high = mark.chance
        axes.barh(row, high - low, left=low, height=0.66, color=CHANCE, linewidth=0, zorder=1)
    if mark.mean.mean is None:
        return
    colour = DEFICIT if mark.mean.mean < 0 else SURPLUS
    if mark.runs:
        axes.plot(mark.runs, (row, row), color=colour, lw=1.4, zorder=3, solid_capstyle="butt")
    if mark.mean.low is not None and mark.mean.high is not None:
        interval = (mark.mean.low, mark.mean.high)
        axes.plot(interval, (row, row), color=colour, lw=4, zorder=4, solid_capstyle="butt")
    axes.plot([mark.mean.mean], [row], "o", color=colour, ms=6.5, mew=0, zorder=5)


def _words(
    sheet: Sheet, place: tuple[float, float, float, float], said: tuple[str, Language, float]
) -> None:
    """Name the sides of zero over a panel, and the unit under it."""
    left, top, width, body = place
    unit, language, size = said
    over = top - size * 0.6
    deficit = "\N{LEFTWARDS ARROW} " + language.say("deficit")
    surplus = language.say("surplus") + " \N{RIGHTWARDS ARROW}"
    sheet.text((left, over), deficit, size, colour=DEFICIT_WORD)
    sheet.text((left + width, over), surplus, size, colour=SURPLUS_WORD, side="right")
    under = (left + width / 2, top + body + size * 2.9)
    sheet.text(under, unit, size, colour=QUIET, side="center")


def _names(sheet: Sheet, place: tuple[float, float], rows: Sequence[TeamRow], size: float) -> None:
    """Write the teams' names left of the first panel."""
    right, top = place
    for number, row in enumerate(rows):
        middle = top + (number + 0.5) * size * _ROW
        words = shortened(row.team, right - size * 0.8, size)
        sheet.text((right - size * 0.7, middle + size * 0.36), words, size, side="right")
