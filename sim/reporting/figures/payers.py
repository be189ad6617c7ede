"""What changes for each payer, and by what: parts as bars on either side of zero.

What a payer saves lies to the left of zero, what it pays more to the right; the black mark is
the change. Where there are many, those that move least are not drawn, and what they come to is
said below, beside the paid hours: no drawing of money may leave out what citizens get.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.reporting.figures.axes import decimals_of, limits, ticks
from sim.reporting.figures.lettering import text_width
from sim.reporting.figures.look import GRID, INK, LINE, QUIET, ZERO, Shape, styled
from sim.reporting.figures.rows import ROW, write_names
from sim.reporting.figures.sheet import KeyEntry, Sheet, key_height
from sim.reporting.figures.strip import draw_strip, strip_of
from sim.reporting.language import Language, Scale, known

PART_NAMES: Final = {
    "structure_dkk": known("structure"),
    "plans_dkk": known("changed plans"),
    "indexation_dkk": known("indexation"),
    "occupancy_dkk": known("occupancy"),
}
PART_COLOURS: Final = {
    "structure_dkk": "#332288",
    "plans_dkk": "#DDCC77",
    "indexation_dkk": "#CC6677",
    "occupancy_dkk": "#117733",
}
"""Told apart by every common colour blindness. Source: Tol 2021, "Colour schemes", muted."""

MOST_ROWS: Final = 24
"""Payers that are drawn, those that move most."""
_NAMES_SHARE: Final = {"wide": 0.24, "narrow": 0.38}
_UNDER: Final = 4.2


class Change(NamedTuple):
    """What changes for one payer, or for several together [DKK]."""

    name: str
    parts: dict[str, float]

    @property
    def total(self) -> float:
        """The change."""
        return sum(self.parts.values())


class Drawn(NamedTuple):
    """What the figure shows: rows from top to bottom, and what stands under them."""

    changes: Sequence[Change]
    cells: list[tuple[str, str]]


def change_by_payer(drawn: Drawn, language: Language, shape: Shape) -> Figure:
    """Draw the parts of every payer's change, the largest fall first."""
    rows, size = drawn.changes, shape.letters
    scale = language.scale(max(abs(end) for one in rows for end in _ends(one)))
    key = _key(rows, language)
    longest = max(text_width(one.name, size) for one in rows) + size
    names = min(shape.width * _NAMES_SHARE[shape.name], longest)
    top = key_height(key, shape.width, size) + size * LINE * 1.8
    body = size * ROW * len(rows)
    below = top + body + size * _UNDER
    besides = strip_of(drawn.cells, language.say("Besides"), shape.width)
    with styled():
        sheet = Sheet(shape.width, below + besides.height)
        sheet.key(key, 0, size)
        place = (names, top, shape.width - names - size, body)
        _draw(sheet, place, _scaled(rows, scale), (language, shape))
        _words(sheet, place, scale, (language, size))
        write_names(sheet, (names, top), [one.name for one in rows], size)
        draw_strip(sheet, besides, (0, below))
    return sheet.figure


def _key(rows: Sequence[Change], language: Language) -> list[KeyEntry]:
    shown = [name for name in PART_NAMES if any(one.parts[name] for one in rows)]
    entries = [
        KeyEntry("band", PART_COLOURS[name], language.say(PART_NAMES[name])) for name in shown
    ]
    return [*entries, KeyEntry("upright", INK, language.say("change"))]


def _ends(one: Change) -> tuple[float, float]:
    """How far the bars reach to either side."""
    values = one.parts.values()
    return sum(v for v in values if v < 0), sum(v for v in values if v > 0)


def _scaled(rows: Sequence[Change], scale: Scale) -> list[Change]:
    return [
        one._replace(parts={name: dkk / scale.dkk for name, dkk in one.parts.items()})
        for one in rows
    ]


def _draw(
    sheet: Sheet,
    place: tuple[float, float, float, float],
    rows: Sequence[Change],
    view: tuple[Language, Shape],
) -> None:
    left, top, width, body = place
    language, shape = view
    axes = sheet.panel(left, top, width, body)
    ends = [end for one in rows for end in _ends(one)]
    bounds = limits(min(ends), max(ends))
    marks = ticks(bounds, 6 if shape.name == "wide" else 4)
    decimals = decimals_of(marks)
    axes.set_xlim(*bounds)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xticks(marks, [language.number(m, decimals) for m in marks], fontsize=shape.letters)
    for mark in marks:
        axes.axvline(mark, color=GRID, linewidth=0.8, zorder=0.5)
    for number, one in enumerate(rows):
        _draw_row(axes, number, one)
    axes.axvline(0, color=ZERO, linewidth=1.2, zorder=2)


def _draw_row(axes: Axes, number: int, one: Change) -> None:
    reached = [0.0, 0.0]
    for name, value in one.parts.items():
        side = int(value > 0)
        axes.barh(
            number,
            value,
            left=reached[side],
            height=0.62,
            color=PART_COLOURS[name],
            edgecolor="white",
            linewidth=0.6,
            zorder=1,
        )
        reached[side] += value
    axes.plot([one.total] * 2, (number - 0.42, number + 0.42), color=INK, lw=2.6, zorder=3)


def _words(
    sheet: Sheet,
    place: tuple[float, float, float, float],
    scale: Scale,
    said: tuple[Language, float],
) -> None:
    """Name the sides of zero over the rows, and the unit under them."""
    left, top, width, body = place
    language, size = said
    over = top - size * 0.6
    less, more = language.say("pays less"), language.say("pays more")
    sheet.text((left, over), f"\N{LEFTWARDS ARROW} {less}", size)
    sheet.text((left + width, over), f"{more} \N{RIGHTWARDS ARROW}", size, side="right")
    under = (left + width / 2, top + body + size * 2.9)
    unit = language.say("{unit} in the year", unit=scale.label)
    sheet.text(under, unit, size, colour=QUIET, side="center")
