"""What changes for each payer, and by what: parts as bars on either side of zero.

What a payer saves lies to the left of zero, what it pays more to the right; the black mark is
the change. Where there are many, those that move least are not drawn, and what they come to is
said below, beside the paid hours: no drawing of money may leave out what citizens get.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from matplotlib.figure import Figure

from sim.reporting.figures.drawing.lettering import text_width
from sim.reporting.figures.drawing.look import INK, LINE, QUIET, Shape, styled
from sim.reporting.figures.drawing.rows import ROW, write_names
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.figures.drawing.stacks import BarStack, draw_stacks
from sim.reporting.figures.drawing.strip import draw_strip, strip_of
from sim.reporting.words.language import Language, Scale, known

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


class PayerChange(NamedTuple):
    """What changes for one payer, or for several together [DKK]."""

    name: str
    parts: dict[str, float]

    @property
    def total(self) -> float:
        """The change."""
        return sum(self.parts.values())


class Drawn(NamedTuple):
    """What the figure shows: rows from top to bottom, and what stands under them."""

    changes: Sequence[PayerChange]
    cells: list[tuple[str, str]]


def change_by_payer(drawn: Drawn, language: Language, shape: Shape) -> Figure:
    """Draw the parts of every payer's change, the largest fall first."""
    rows, size = drawn.changes, shape.letters
    scale = language.scale(max(abs(end) for one in rows for end in _stack(one, 1.0).ends))
    key = _key(rows, language)
    longest = max(text_width(one.name, size) for one in rows) + size
    names = min(shape.width * _NAMES_SHARE[shape.name], longest)
    top = key_height(key, shape.width, size) + size * LINE * 1.8
    body = size * ROW * len(rows)
    below = top + body + size * _UNDER
    outcomes = strip_of(drawn.cells, language.say("Besides"), shape.width)
    with styled():
        sheet = Sheet(shape.width, below + outcomes.height)
        sheet.key(key, 0, size)
        place = (names, top, shape.width - names - size, body)
        draw_stacks(sheet, place, [_stack(one, scale.dkk) for one in rows], (language, shape))
        _words(sheet, place, scale, (language, size))
        write_names(sheet, (names, top), [one.name for one in rows], size)
        draw_strip(sheet, outcomes, (0, below))
    return sheet.figure


def _key(rows: Sequence[PayerChange], language: Language) -> list[KeyEntry]:
    shown = [name for name in PART_NAMES if any(one.parts[name] for one in rows)]
    entries = [
        KeyEntry("band", PART_COLOURS[name], language.say(PART_NAMES[name])) for name in shown
    ]
    return [*entries, KeyEntry("upright", INK, language.say("change"))]


def _stack(one: PayerChange, unit_dkk: float) -> BarStack:
    bars = [(PART_COLOURS[name], dkk / unit_dkk) for name, dkk in one.parts.items()]
    return BarStack(bars, one.total / unit_dkk)


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
