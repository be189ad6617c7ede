"""How the teams' citizens fare: a column for each outcome, a row for each team.

The rows stand in the order of the deviations above them. On a desk each number has a bar; on a
phone there are the numbers of the first outcomes that fit, and the line below has all.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sim.reporting.figures.drawing.lettering import text_width, wrapped
from sim.reporting.figures.drawing.look import BAND_50, LINE, QUIET, Shape
from sim.reporting.figures.drawing.rows import ROW, write_names
from sim.reporting.figures.drawing.sheet import Sheet
from sim.reporting.results.estimates import Estimate
from sim.reporting.results.outcomes import OutcomeRow, outcomes_by_team
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.team_rows import TeamRow
from sim.reporting.words.language import Language

_GAP: Final = 14.0


class OutcomeColumn(NamedTuple):
    """One outcome: its heading, and each team's number and share of the longest bar."""

    heading: list[str]
    numbers: list[str]
    bars: list[float]


class Block(NamedTuple):
    """The columns drawn, and where [pixels]; without columns it takes no room."""

    columns: list[OutcomeColumn]
    title: str
    left: float
    width: float  # of a column
    size: float
    is_wide: bool
    height: float


def outcome_block(
    results: ReportedResults, rows: Sequence[TeamRow], language: Language, view: tuple[Shape, float]
) -> Block:
    """Outcomes of the teams in the order of `rows`; `view` is the shape and where names end."""
    shape, left = view
    size, room = shape.letters, shape.width - left - shape.letters
    order = [results.teams.index(row.team) for row in rows]
    all_columns = [
        _column(outcome, [teams[place] for place in order], language)
        for outcome, teams in outcomes_by_team(results)
    ]
    shown = _fitting(all_columns, room, size)
    width = (room + _GAP) / max(1, len(shown)) - _GAP
    columns = [one._replace(heading=wrapped(one.heading[0], width, size)) for one in shown]
    lines = max((len(column.heading) for column in columns), default=0)
    body = len(rows) * size * ROW + size * LINE * (lines + 3.0) if columns else 0.0
    title = language.say("The citizens of the same teams")
    return Block(columns, title, left, width, size, shape.name == "wide", body)


def _column(outcome: OutcomeRow, teams: Sequence[Estimate], language: Language) -> OutcomeColumn:
    """One outcome of the teams, its heading on one line."""
    numbers = [outcome.written(team.mean, language) for team in teams]
    return OutcomeColumn([language.say(outcome.short)], numbers, _bars(teams))


def _fitting(columns: Sequence[OutcomeColumn], room: float, size: float) -> list[OutcomeColumn]:
    """As many columns, from the first one on, as the words of their headings leave room for."""
    widest = [
        max(text_width(word, size) for word in column.heading[0].split(" ")) for column in columns
    ]
    fitting = [
        count
        for count in range(1, len(columns) + 1)
        if count * (max(widest[:count]) + _GAP) - _GAP <= room
    ]
    return list(columns[: max(fitting, default=1)])


def _bars(teams: Sequence[Estimate]) -> list[float]:
    """Lengths as shares of the longest."""
    means = [team.mean or 0.0 for team in teams]
    longest = max(means, default=0.0)
    return [mean / longest if longest > 0 else 0.0 for mean in means]


def draw_outcomes(sheet: Sheet, block: Block, top: float, rows: Sequence[TeamRow]) -> None:
    """Draw the block from `top` down."""
    if not block.columns:
        return
    size = block.size
    lines = max(len(column.heading) for column in block.columns)
    first = top + size * LINE * (lines + 1.6)
    sheet.text((0, top + size), block.title, size, bold=True)
    write_names(sheet, (block.left, first), [row.team for row in rows], size)
    for place, column in enumerate(block.columns):
        left = block.left + place * (block.width + _GAP)
        _draw_column(sheet, block, column, (left, first))


def _draw_column(
    sheet: Sheet, block: Block, column: OutcomeColumn, place: tuple[float, float]
) -> None:
    """Draw one outcome: heading, bars and numbers."""
    (left, first), size = place, block.size
    numbers = max(text_width(number, size) for number in column.numbers)
    for line, words in enumerate(reversed(column.heading)):
        over = first - size * (0.5 + line * LINE)
        sheet.text((left, over), words, size, colour=QUIET)
    for row, (number, share) in enumerate(zip(column.numbers, column.bars, strict=True)):
        middle = first + (row + 0.5) * size * ROW
        base = middle + size * 0.36
        if block.is_wide:
            length = share * (block.width - numbers - size * 0.6)
            sheet.bar((left, middle), (length, size * 0.8), BAND_50)
            sheet.text((left + length + size * 0.5, base), number, size)
        else:
            sheet.text((left + numbers, base), number, size, side="right")
