"""Points and lines on two axes: a front, samples over a range, shares along a threshold."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from matplotlib.figure import Figure

from sim.reporting.figures.drawing.axes import decimals_of, limits, ticks, value_axis
from sim.reporting.figures.drawing.lettering import shortened
from sim.reporting.figures.drawing.look import INK, LINE, MEAN, QUIET, Shape, styled
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.words.language import Language

_BODY: Final = {"wide": 320.0, "narrow": 240.0}
_UNDER: Final = 4.2
_DASHES: Final = ("-", "--", ":", "-.")


class PointSeries(NamedTuple):
    """Points [points, 2] of one look: dots of a colour, or a line through them."""

    points: Sequence[tuple[float, float]]
    colour: str = MEAN
    is_line: bool = False
    dash: int = 0


class ScatterWords(NamedTuple):
    """What stands along the axes, and the key."""

    across: str
    upright: str
    key: Sequence[KeyEntry]
    from_zero: bool = False
    """The upright axis begins at 0."""


def scatter_figure(
    series: Sequence[PointSeries], said: ScatterWords, language: Language, shape: Shape
) -> Figure:
    """Draw the series over each other, the last on top."""
    size = shape.letters
    top = key_height(said.key, shape.width, size) + size * LINE * 1.9
    left, body = size * 4.6, _BODY[shape.name]
    width = shape.width - left - 2 * size
    every = [point for one in series for point in one.points]
    across = _reach([x for x, _ in every], zero=False)
    upright = _reach([y for _, y in every], zero=said.from_zero)
    with styled():
        sheet = Sheet(shape.width, top + body + size * _UNDER)
        sheet.key(said.key, 0, size)
        axes = sheet.panel(left, top, width, body)
        axes.set_xlim(*across)
        value_axis(axes, upright, language, size)
        marks = ticks(across, 5 if shape.name == "wide" else 3)
        labels = [language.number(mark, decimals_of(marks)) for mark in marks]
        axes.set_xticks(marks, labels, fontsize=size)
        for one in series:
            xs, ys = zip(*one.points, strict=True) if one.points else ((), ())
            if one.is_line:
                dash = _DASHES[one.dash % len(_DASHES)]
                axes.plot(xs, ys, linestyle=dash, color=one.colour, linewidth=2.0, zorder=2)
            else:
                axes.plot(xs, ys, "o", color=one.colour, ms=5, zorder=3)
        upright_said = shortened(said.upright, shape.width, size)
        sheet.text((0, top - size * 0.9), upright_said, size, colour=QUIET)
        under = (left + width / 2, top + body + size * 2.9)
        across_said = shortened(said.across, 2 * (left + width / 2) - size, size)
        sheet.text(under, across_said, size, colour=INK, side="center")
    return sheet.figure


def _reach(values: Sequence[float], *, zero: bool) -> tuple[float, float]:
    """Ends of an axis; what does not vary gets some room."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if low == high:
        low, high = low - abs(low or 1.0) / 2, high + abs(high or 1.0) / 2
    return limits(low, high, zero=zero)
