"""Deviation added up week by week, all teams together."""

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
from sim.reporting.figures.weekly import week_caption
from sim.reporting.results.fans import MOST_POINTS, Fan, cumulative, fan
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import Language, Scale

_TOTAL_HEIGHT: Final = {"wide": 250.0, "narrow": 200.0}
_FEW: Final = 20
"""Below this an amount is written with one decimal."""


def cumulative_deviation(results: ReportedResults, language: Language, shape: Shape) -> Figure:
    """Draw the cumulative deviation as a fan over replications [DKK]."""
    total = fan(cumulative(results.deviation.sum(axis=1)))
    key = fan_key(language, total)
    size = shape.letters
    head = key_height(key, shape.width, size) + size * LINE * 1.4
    drawn = head + _TOTAL_HEIGHT[shape.name] + size * LINE * 3.6
    outcomes = strip(results, language, shape.width)
    with styled():
        sheet = Sheet(shape.width, drawn + outcomes.height)
        sheet.key(key, 0, size)
        _total(sheet, head, (results, language, shape), total)
        draw_strip(sheet, outcomes, (0, drawn))
    return sheet.figure


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
    few = Fan(*([weeks] * 6)).thinned(MOST_POINTS).mean, _scaled(total, scale).thinned(MOST_POINTS)
    draw_fan(axes, *few, line=2.4)
    value_axis(axes, limits(low / scale.dkk, high / scale.dkk), language, size, 6)
    week_axis(axes, results.weeks, language, size, 8 if shape.name == "wide" else 4)
    zero_line(axes)
    sheet.text((0, top - size * 0.9), scale.label, size, colour=QUIET)
    under = (shape.width - right, top + height + size * 2.7)
    sheet.text(under, week_caption(results, language), size, colour=QUIET, side="right")
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


def _amount(value: float, language: Language) -> str:
    """Write an amount with as many decimals as its size bears."""
    return language.number(value, 0 if abs(value) >= _FEW else 1, signed=True)


def _scaled(paths: Fan, scale: Scale) -> Fan:
    """Count a fan in the unit of its axis."""
    return Fan(*(field / scale.dkk for field in paths))
