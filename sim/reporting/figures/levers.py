"""Each lever's small chart: what a year changes for team, services and citizens along it.

Three lines against good faith, and three values marked: good faith, the best response of a team
that minds only money, and the value at which all services cost least for each citizen taken in.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.model.levers import LEVER
from sim.reporting.figures.drawing.axes import decimals_of, limits, ticks, value_axis
from sim.reporting.figures.drawing.lettering import shortened
from sim.reporting.figures.drawing.look import (
    DEFICIT,
    INK,
    LINE,
    QUIET,
    SURPLUS,
    WIDE,
    ZERO,
    Shape,
    styled,
)
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.figures.drawing.svg import standalone, svg
from sim.reporting.words.language import Language, Scale

_COLUMNS: Final = {"wide": 3, "narrow": 1}
_BODY: Final = 120.0
_GAP: Final = 28.0
_LINES: Final = (("surplus_dkk", SURPLUS), ("resources_dkk", DEFICIT), ("benefit_dkk", QUIET))
Row = Mapping[str, Any]


def levers_figure(tree: Mapping[str, Any], language: Language) -> str:
    """Every lever of an audit as one SVG file."""
    title = language.say("What each lever changes in a year: {scenario}", scenario=tree["scenario"])
    figure = levers_of_audit(tree["levers"], language, WIDE)
    return standalone(svg(figure, "forloeb-levers", title), title)


def levers_of_audit(rows: Sequence[Row], language: Language, shape: Shape) -> Figure:
    """Draw a panel for each tariff and lever, each on its own scale."""
    size, key = shape.letters - 1, _key(language)
    top = key_height(key, shape.width, size) + size * LINE
    columns = _COLUMNS[shape.name]
    tall = _BODY + size * LINE * 4.2
    lines = max(1, -(-len(rows) // columns))
    with styled():
        sheet = Sheet(shape.width, top + lines * tall)
        sheet.key(key, 0, size)
        width = (shape.width - _GAP * (columns - 1)) / columns
        for number, row in enumerate(rows):
            line, column = divmod(number, columns)
            corner = (column * (width + _GAP), top + line * tall)
            _panel(sheet, (*corner, width), row, (language, size))
    return sheet.figure


def _key(language: Language) -> list[KeyEntry]:
    return [
        KeyEntry("line", SURPLUS, language.say("surplus of the teams")),
        KeyEntry("line", DEFICIT, language.say("cost of all services")),
        KeyEntry("line", QUIET, language.say("what citizens gain")),
        KeyEntry("dot", INK, language.say("good faith")),
        KeyEntry("ring", SURPLUS, language.say("best for money alone")),
        KeyEntry("diamond", DEFICIT, language.say("least cost per citizen")),
    ]


def _panel(
    sheet: Sheet,
    place: tuple[float, float, float],
    row: Row,
    written: tuple[Language, float],
) -> None:
    """Draw one lever; money is what differs from good faith."""
    (left, top, width), (language, size) = place, written
    changes = {name: _changes(row, name) for name, _ in _LINES}
    flat = [value for line in changes.values() for value in line]
    scale = language.scale(max(abs(min(flat)), abs(max(flat))))
    lever, tariff = LEVER[row["lever"]].label, row["tariff"]
    name = language.say("{lever}, {tariff}", lever=language.say(lever), tariff=tariff)
    sheet.text((left, top + size), shortened(name, width, size, bold=True), size, bold=True)
    sheet.text((left, top + size * (1 + LINE)), scale.label, size, colour=QUIET)
    inner = size * 3.6
    axes = sheet.panel(left + inner, top + size * LINE * 2, width - inner, _BODY)
    value_axis(axes, limits(min(flat) / scale.dkk, max(flat) / scale.dkk), language, size, 3)
    axes.axhline(0, color=ZERO, linewidth=1.0, zorder=1.5)
    _draw(axes, row, changes, scale)
    across = limits(row["low"], max(row["high"], row["good_faith"]), zero=False)
    marks = ticks(across, 4)
    labels = [language.number(mark, decimals_of(marks)) for mark in marks]
    axes.set_xlim(*across)
    axes.set_xticks(marks, labels, fontsize=size)


def _changes(row: Row, name: str) -> list[float]:
    base = row["in_good_faith"][name]
    return [point[name] - base for point in row["curve"]]


def _draw(axes: Axes, row: Row, changes: Mapping[str, list[float]], scale: Scale) -> None:
    """Three lines, and three values of the lever on the line of the surplus."""
    values = [point["value"] for point in row["curve"]]
    for name, colour in _LINES:
        line = [value / scale.dkk for value in changes[name]]
        axes.plot(values, line, color=colour, linewidth=1.6, zorder=3)
    axes.plot([row["good_faith"]], [0.0], "o", color=INK, markersize=6, zorder=6)
    gain = row["team_gain_dkk_per_year"]["mean"] / scale.dkk
    axes.plot(
        [row["best_response"]],
        [gain],
        "o",
        color=SURPLUS,
        markerfacecolor="white",
        markersize=8,
        markeredgewidth=1.8,
        zorder=5,
    )
    least = row["social"]["team_gain_dkk_per_year"]["mean"] / scale.dkk
    axes.plot([row["social_optimum"]], [least], "D", color=DEFICIT, markersize=7, zorder=4)
