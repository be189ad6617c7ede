"""How much of a printed fall indexation alone explains, by a turnover that is not printed."""

from typing import Final, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.economics.reform.indexation import PRICES, PRINTED_DKK, by_indexation
from sim.reporting.figures.drawing.axes import value_axis
from sim.reporting.figures.drawing.look import INK, LINE, QUIET, Shape, styled
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.figures.drawing.strip import draw_strip, strip_of
from sim.reporting.words.language import Language

COLOURS: Final = ("#332288", "#CC6677")
MOST_MILLION: Final = 2_400
_MILLION: Final = 1e6
_HEIGHT: Final = 250.0
_LEFT: Final = 3.4
_STEP: Final = {"wide": 400, "narrow": 800}


class TurnoverPoint(NamedTuple):
    """Where a scenario stands: its turnover, and what indexation is in it [DKK]."""

    turnover_dkk: float
    indexation_dkk: float


def indexation_by_turnover(scenario: TurnoverPoint, language: Language, shape: Shape) -> Figure:
    """Draw a line for each rise of prices, the printed total and where a scenario stands."""
    size = shape.letters
    key = _key(language)
    top = key_height(key, shape.width, size) + size * LINE * 1.8
    below = top + _HEIGHT + size * 4.2
    outcomes = strip_of(_cells(language), language.say("Besides"), shape.width)
    with styled():
        sheet = Sheet(shape.width, below + outcomes.height)
        sheet.key(key, 0, size)
        left = size * _LEFT
        axes = sheet.panel(left, top, shape.width - left - size, _HEIGHT)
        _draw(axes, scenario, language, shape)
        over = language.say("million DKK in the year")
        sheet.text((0, top - size * 0.7), over, size, colour=QUIET)
        under = (left + (shape.width - left) / 2, top + _HEIGHT + size * 2.9)
        turnover = language.say("turnover before, million DKK")
        sheet.text(under, turnover, size, colour=QUIET, side="center")
        draw_strip(sheet, outcomes, (0, below))
    return sheet.figure


def _key(language: Language) -> list[KeyEntry]:
    lines = [
        KeyEntry("line", colour, language.say("prices {rise}", rise=language.percent(prices)))
        for colour, prices in zip(COLOURS, PRICES.values(), strict=True)
    ]
    return [
        *lines,
        KeyEntry("dashed", INK, language.say("printed in all")),
        KeyEntry("dot", INK, language.say("the scenario")),
    ]


def _cells(language: Language) -> list[tuple[str, str]]:
    """What the source says of the care behind the money."""
    example = language.say("paid hours a week in the source’s example")
    return [
        (language.number(42.0, 1), example),
        (f"> {language.number(1_100)}", language.say("contracts")),
    ]


def _draw(axes: Axes, scenario: TurnoverPoint, language: Language, shape: Shape) -> None:
    ends = (0.0, float(MOST_MILLION))
    least = min(by_indexation(ends[1], prices) for prices in PRICES.values())
    value_axis(axes, (least * 1.04, 0.0), language, shape.letters)
    marks = range(0, MOST_MILLION + 1, _STEP[shape.name])
    axes.set_xlim(*ends)
    axes.set_xticks(marks, [language.number(mark) for mark in marks], fontsize=shape.letters)
    axes.get_xticklabels()[-1].set_horizontalalignment("right")
    for colour, prices in zip(COLOURS, PRICES.values(), strict=True):
        axes.plot(ends, [by_indexation(end, prices) for end in ends], color=colour, lw=2, zorder=3)
    axes.axhline(PRINTED_DKK / _MILLION, color=INK, lw=1.4, ls="--", zorder=2)
    at = scenario.turnover_dkk / _MILLION, scenario.indexation_dkk / _MILLION
    axes.plot([at[0]], [at[1]], "o", color=INK, ms=6.5, mew=0, zorder=4)
