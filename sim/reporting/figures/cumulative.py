"""Deviation added up week by week: all teams together, then a small panel for each team.

The panels share their axes, so that a steep panel is a large deviation. Of more teams than
fit, those furthest out on either side are shown; the figure's CSV has them all.
"""

from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.reporting.figures.drawing.axes import (
    draw_fan,
    fan_key,
    limits,
    value_axis,
    week_axis,
    zero_line,
)
from sim.reporting.figures.drawing.lettering import shortened
from sim.reporting.figures.drawing.look import (
    DEFICIT_WORD,
    LINE,
    QUIET,
    SURPLUS_WORD,
    Shape,
    styled,
)
from sim.reporting.figures.drawing.sheet import Sheet, key_height
from sim.reporting.figures.drawing.strip import draw_strip, strip
from sim.reporting.results.chance import Chance
from sim.reporting.results.fans import Fan, cumulative, fan
from sim.reporting.results.results import Array, ReportedResults
from sim.reporting.words.language import Language, Scale

MOST_PANELS: Final = 24
MOST_POINTS: Final = 53
"""Points of a path in a small panel, which is hardly wider."""

_TOTAL_HEIGHT: Final = {"wide": 250.0, "narrow": 200.0}
_PANEL_HEIGHT: Final = {"wide": 92.0, "narrow": 84.0}
_GAP: Final = 14.0
_FEW: Final = 20
"""Below this an amount is written with one decimal."""


def cumulative_deviation(
    results: ReportedResults, language: Language, shape: Shape, _chance: Chance
) -> Figure:
    """Draw the cumulative deviation as a fan over replications [DKK]."""
    total = fan(cumulative(results.deviation.sum(axis=1)))
    shown = shown_teams(results) if len(results.teams) > 1 else ()
    rows = -(-len(shown) // shape.columns)
    key = fan_key(language, total)
    size = shape.letters
    head = key_height(key, shape.width, size) + size * LINE * 1.4
    small_top = head + _TOTAL_HEIGHT[shape.name] + size * LINE * 3.6
    row_height = _PANEL_HEIGHT[shape.name] + size * LINE * 1.6
    drawn = small_top + rows * row_height + size * LINE if rows else small_top
    outcomes = strip(results, language, shape.width)
    with styled():
        sheet = Sheet(shape.width, drawn + outcomes.height)
        sheet.key(key, 0, size)
        _total(sheet, head, (results, language, shape), total)
        if shown:
            _panels(sheet, (small_top, row_height), (results, language, shape), shown)
        draw_strip(sheet, outcomes, (0, drawn))
    return sheet.figure


def shown_teams(results: ReportedResults) -> tuple[int, ...]:
    """Teams that get a panel, in the order of the file."""
    count = len(results.teams)
    if count <= MOST_PANELS:
        return tuple(range(count))
    order = np.argsort(results.deviation.sum(axis=2).mean(axis=0), kind="stable")
    half = MOST_PANELS // 2
    return tuple(sorted(int(team) for team in (*order[:half], *order[-half:])))


def _total(
    sheet: Sheet,
    top: float,
    view: tuple[ReportedResults, Language, Shape],
    total: Fan,
) -> None:
    """Draw all teams together, with the end of the paths written beside it."""
    results, language, shape = view
    size, left = shape.letters, shape.letters * 4.2
    right = size * 4.8
    low, high = total.extremes
    scale = language.scale(max(abs(low), abs(high)))
    height = _TOTAL_HEIGHT[shape.name]
    axes = sheet.panel(left, top, shape.width - left - right, height)
    weeks = np.arange(results.weeks + 1, dtype=np.float64)
    draw_fan(axes, weeks, _scaled(total, scale), line=2.4)
    value_axis(axes, limits(low / scale.dkk, high / scale.dkk), language, size, 6)
    week_axis(axes, results.weeks, language, size, 8 if shape.name == "wide" else 4)
    zero_line(axes)
    sheet.text((0, top - size * 0.9), scale.label, size, colour=QUIET)
    under = (shape.width - right, top + height + size * 2.7)
    sheet.text(under, language.say("weeks from the start"), size, colour=QUIET, side="right")
    _sides(axes, language, size)
    _ends(sheet, axes, (shape.width - right + 6, top, height), (total, scale, language, size))


def _sides(axes: Axes, language: Language, size: float) -> None:
    """Name the sides of the zero line where there is room."""
    low, high = axes.get_ylim()
    if high > 0.25 * (high - low):
        _side(axes, (high, "top"), language.say("surplus"), (SURPLUS_WORD, size))
    if -low > 0.25 * (high - low):
        _side(axes, (low, "bottom"), language.say("deficit"), (DEFICIT_WORD, size))


def _side(axes: Axes, edge: tuple[float, str], word: str, look: tuple[str, float]) -> None:
    """Write the name of one side in its corner."""
    down = 1 if edge[1] == "bottom" else -1
    axes.annotate(
        word,
        (0, edge[0]),
        xytext=(6, 5 * down),
        textcoords="offset points",
        color=look[0],
        fontsize=look[1],
        va="bottom" if down > 0 else "top",
    )


def _ends(
    sheet: Sheet,
    axes: Axes,
    place: tuple[float, float, float],
    written: tuple[Fan, Scale, Language, float],
) -> None:
    """Write the last value of the mean and of the outer band at the paths' ends."""
    total, scale, language, size = written
    low, high = axes.get_ylim()
    values = [(float(total.mean[-1]), True)]
    if total.has_bands:
        values += [(float(total.low95[-1]), False), (float(total.high95[-1]), False)]
    nearest = size * 1.25
    taken: list[float] = []
    for value, bold in values:
        at = place[1] + place[2] * (high - value / scale.dkk) / (high - low)
        for other in taken[:1]:
            if abs(at - other) < nearest:
                at = other + (nearest if value < values[0][0] else -nearest)
        taken.append(at)
        words = _amount(value / scale.dkk, language)
        colour = DEFICIT_WORD if value < 0 else SURPLUS_WORD
        sheet.text((place[0], at + size * 0.36), words, size, colour=colour, bold=bold)


def _panels(
    sheet: Sheet,
    place: tuple[float, float],
    view: tuple[ReportedResults, Language, Shape],
    shown: tuple[int, ...],
) -> None:
    """Draw a small panel for each team, all on the same axes."""
    results, language, shape = view
    fans = [fan(cumulative(results.deviation[:, team])) for team in shown]
    low = min(paths.extremes[0] for paths in fans)
    high = max(paths.extremes[1] for paths in fans)
    scale = language.scale(max(abs(low), abs(high)))
    bounds = limits(low / scale.dkk, high / scale.dkk)
    size = shape.letters - 1
    left = size * 4.4
    width = (shape.width - left - _GAP * (shape.columns - 1)) / shape.columns
    sheet.text(
        (0, place[0] - size * LINE * 0.4),
        language.say("Each team, {unit}, all on one scale", unit=scale.label),
        size,
        colour=QUIET,
    )
    weeks = np.arange(results.weeks + 1, dtype=np.float64)
    for number, (team, paths) in enumerate(zip(shown, fans, strict=True)):
        row, column = divmod(number, shape.columns)
        corner = (left + column * (width + _GAP), place[0] + row * place[1])
        axes = sheet.panel(
            corner[0], corner[1] + size * LINE * 1.5, width, _PANEL_HEIGHT[shape.name]
        )
        few = _scaled(paths, scale).thinned(MOST_POINTS)
        draw_fan(axes, _thinned(weeks), few, line=1.6)
        value_axis(axes, bounds, language, size, 3)
        week_axis(axes, results.weeks, language, size, 2)
        zero_line(axes)
        if column:
            axes.set_yticklabels([])
        if number + shape.columns < len(shown):
            axes.set_xticklabels([])
        _heading(
            sheet,
            (corner[0], corner[1] + size * LINE * 1.1, width),
            results.teams[team],
            (float(paths.mean[-1]) / scale.dkk, language, size),
        )


def _heading(
    sheet: Sheet,
    place: tuple[float, float, float],
    team: str,
    end: tuple[float, Language, float],
) -> None:
    """Write a team's name and its mean at the end over its panel."""
    value, language, size = end
    left, top, width = place
    words = _amount(value, language)
    colour = DEFICIT_WORD if value < 0 else SURPLUS_WORD
    sheet.text((left + width, top), words, size, colour=colour, side="right", bold=True)
    room = width - size * 0.6 * (len(words) + 1.5)
    sheet.text((left, top), shortened(team, room, size), size)


def _amount(value: float, language: Language) -> str:
    """Write an amount with as many decimals as its size bears."""
    return language.number(value, 0 if abs(value) >= _FEW else 1, signed=True)


def _scaled(paths: Fan, scale: Scale) -> Fan:
    """Count a fan in the unit of its axis."""
    return Fan(*(field / scale.dkk for field in paths))


def _thinned(weeks: Array) -> Array:
    """Keep the weeks that a thinned fan keeps."""
    return Fan(*([weeks] * 6)).thinned(MOST_POINTS).mean
