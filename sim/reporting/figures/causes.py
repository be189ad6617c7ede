"""What each team's deviation is made of: terms as bars on either side of zero.

Terms that cost the team money lie to the left of zero, those that give it some to the right; the
black mark is what they come to. Below it how the citizens fare.
"""

from collections.abc import Sequence
from typing import Final

from matplotlib.figure import Figure

from sim.reporting.explanation.reading import NAMES, Explained, Explanations
from sim.reporting.figures.drawing.lettering import text_width
from sim.reporting.figures.drawing.look import (
    DEFICIT_WORD,
    INK,
    LINE,
    QUIET,
    SURPLUS_WORD,
    Shape,
    styled,
)
from sim.reporting.figures.drawing.rows import ROW, write_names
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.figures.drawing.stacks import BarStack, draw_stacks
from sim.reporting.figures.drawing.strip import draw_strip, strip
from sim.reporting.words.language import Language, Scale

TERM_COLOURS: Final = {
    "price": "#332288",
    "case_mix": "#88CCEE",
    "capacity": "#DDCC77",
    "behaviour": "#CC6677",
    "timing": "#117733",
    "interaction": "#AA4499",
    "chance": "#BDBDBD",
}
"""Told apart by every common colour blindness. Source: Tol 2021, "Colour schemes", muted."""

_NAMES_SHARE: Final = {"wide": 0.2, "narrow": 0.34}
_UNDER: Final = 4.2


def terms_by_team(explanations: Explanations, language: Language, shape: Shape) -> Figure:
    """Draw the terms of every team's deviation, the largest deficit first."""
    teams, size = explanations.worst_first, shape.letters
    key = _key(explanations, language)
    longest = max(text_width(language.name(one.team), size) for one in teams) + size
    names = min(shape.width * _NAMES_SHARE[shape.name], longest)
    top = key_height(key, shape.width, size) + size * LINE * 1.8
    body = size * ROW * len(teams)
    below = top + body + size * _UNDER
    outcomes = strip(explanations.results, language, shape.width)
    scale = _scale(teams, language)
    with styled():
        sheet = Sheet(shape.width, below + outcomes.height)
        sheet.key(key, 0, size)
        place = (names, top, shape.width - names - size, body)
        draw_stacks(sheet, place, [_stack(one, scale.dkk) for one in teams], (language, shape))
        _words(sheet, place, scale, (language, size))
        write_names(sheet, (names, top), [language.name(one.team) for one in teams], size)
        draw_strip(sheet, outcomes, (0, below))
    return sheet.figure


def _key(explanations: Explanations, language: Language) -> list[KeyEntry]:
    entries = [
        KeyEntry("band", TERM_COLOURS[name], language.say(NAMES[name]))
        for name in explanations.shown
    ]
    return [*entries, KeyEntry("upright", INK, language.say("deviation"))]


def _scale(teams: Sequence[Explained], language: Language) -> Scale:
    ends = [abs(end) for team in teams for end in _stack(team, 1.0).ends]
    return language.scale(max(ends, default=0.0))


def _stack(team: Explained, unit_dkk: float) -> BarStack:
    terms = team.terms.items()
    bars = [(TERM_COLOURS[name], (term.mean or 0.0) / unit_dkk) for name, term in terms]
    return BarStack(bars, (team.deviation.mean or 0.0) / unit_dkk)


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
    less = f"\N{LEFTWARDS ARROW} {language.say('deficit')}"
    more = f"{language.say('surplus')} \N{RIGHTWARDS ARROW}"
    sheet.text((left, over), less, size, colour=DEFICIT_WORD)
    sheet.text((left + width, over), more, size, colour=SURPLUS_WORD, side="right")
    under = (left + width / 2, top + body + size * 2.9)
    sheet.text(under, scale.label, size, colour=QUIET, side="center")
