"""The line of outcomes under or beside every drawing that shows money.

It is part of the drawing, so that a file that is passed on alone still says how the citizens
fare. Its values are the summary's, for all teams together.
"""

from typing import Final, NamedTuple

from sim.reporting.figures.drawing.lettering import text_width, wrapped
from sim.reporting.figures.drawing.look import GRID, INK, LINE, QUIET
from sim.reporting.figures.drawing.sheet import Sheet
from sim.reporting.results.outcomes import ON_DRAWINGS, known_outcomes
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import Language

_LETTERS: Final = 12.0
_VALUE: Final = 1.25
"""Size of a value, in letters' size."""
_CELL: Final = 3.3
"""Height of a value with its words, in letters' size."""
_GAP: Final = 14.0


class Strip(NamedTuple):
    """What the line says, and the room that it takes [pixels]."""

    width: float
    heading: list[str]
    cells: list[tuple[str, str]]  # value, words
    columns: int
    height: float


def strip(results: ReportedResults, language: Language, width: float) -> Strip:
    """Outcomes to be written across a width."""
    cells = [
        (outcome.written(figure.mean, language), language.say(outcome.short))
        for outcome, figure in known_outcomes(results)
        if outcome in ON_DRAWINGS
    ]
    return strip_of(cells, _heading(language, is_known=bool(cells)), width)


def strip_of(cells: list[tuple[str, str]], title: str, width: float) -> Strip:
    """Values with their words under a title, across a width."""
    heading = wrapped(title, width, _LETTERS)
    widest = max((text_width(words, _LETTERS) for _, words in cells), default=1.0)
    columns = max(1, min(len(cells), int((width + _GAP) // (widest + _GAP))))
    rows = -(-len(cells) // columns)
    height = _LETTERS * (LINE * (len(heading) + 1.2) + _CELL * rows)
    return Strip(width, heading, cells, columns, height)


def _heading(language: Language, *, is_known: bool) -> str:
    if is_known:
        return language.say("How the citizens fare meanwhile, all teams together")
    return language.say("This scenario shows no outcomes other than money")


def draw_strip(sheet: Sheet, said: Strip, place: tuple[float, float]) -> None:
    """Write the outcomes from a corner to the right and down."""
    corner, top = place
    line = top + _LETTERS * LINE * 0.7
    sheet.rule((corner, line), said.width, GRID)
    for number, words in enumerate(said.heading):
        sheet.text((corner, line + _LETTERS * LINE * (number + 1)), words, _LETTERS, colour=QUIET)
    first = line + _LETTERS * LINE * (len(said.heading) + 0.4)
    width = said.width / said.columns
    for number, (value, words) in enumerate(said.cells):
        row, column = divmod(number, said.columns)
        left, base = corner + column * width, first + _LETTERS * (row * _CELL + _VALUE)
        sheet.text((left, base), value, _LETTERS * _VALUE, colour=INK, bold=True)
        sheet.text((left, base + _LETTERS * 1.3), words, _LETTERS, colour=QUIET)
