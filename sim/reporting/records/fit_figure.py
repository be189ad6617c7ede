"""How many stays of a course go on, week by week: as seen, and as the fitted law has it.

By the week, since a curve by the day would show the days of single stays.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from matplotlib.figure import Figure

from sim.calibration.documents import CurveRow
from sim.reporting.figures.drawing.axes import value_axis, week_axis
from sim.reporting.figures.drawing.look import DEFICIT, INK, LINE, QUIET, Shape, styled
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.words.language import Language

_HEIGHT: Final = {"wide": 250.0, "narrow": 200.0}
_DOT: Final = 3.6
_TOP: Final = 102.0
"""End of the axis [%]: a line at 100 is drawn whole."""


class FitWords(NamedTuple):
    """What stands round the lines."""

    seen: str
    fitted: str
    unit: str
    weeks: str


def fit_figure(
    curve: Sequence[CurveRow], said: FitWords, language: Language, shape: Shape
) -> Figure:
    """Draw what was seen as steps, and the fit as a line [per cent]."""
    size, key = (
        shape.letters,
        [
            KeyEntry("dot", INK, said.seen),
            KeyEntry("line", DEFICIT, said.fitted),
        ],
    )
    head = key_height(key, shape.width, size) + size * LINE * 1.4
    left, height = size * 3.4, _HEIGHT[shape.name]
    weeks = [row["week"] for row in curve]
    with styled():
        sheet = Sheet(shape.width, head + height + size * LINE * 2.6)
        sheet.key(key, 0, size)
        axes = sheet.panel(left, head, shape.width - left - size, height)
        value_axis(axes, (0.0, _TOP), language, size, 5)
        week_axis(axes, max(weeks[-1], 1), language, size, 8 if shape.name == "wide" else 4)
        seen = [100.0 * row["still"] for row in curve]
        axes.plot(weeks, seen, "o", color=INK, markersize=_DOT, clip_on=False, zorder=2)
        fitted = [100.0 * row["fitted_still"] for row in curve]
        axes.plot(weeks, fitted, color=DEFICIT, linewidth=1.4, zorder=3)
        sheet.text((0, head - size * 0.9), said.unit, size, colour=QUIET)
        under = (shape.width - size, head + height + size * 2.7)
        sheet.text(under, said.weeks, size, colour=QUIET, side="right")
    return sheet.figure
