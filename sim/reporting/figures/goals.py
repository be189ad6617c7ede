"""Money together with the other goals: what each kind of course reaches, and the deviation.

Every measure lies in 0 to 1 and more is better; the score is their mean by the weights that the
scenario gives them. On a desk the deviation and the outcomes stand beside the goals, on a phone
above and below them.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.reporting.figures.drawing.lettering import text_width, wrapped
from sim.reporting.figures.drawing.look import (
    DEFICIT_WORD,
    GRID,
    LINE,
    MEAN,
    QUIET,
    SURPLUS_WORD,
    Shape,
    styled,
)
from sim.reporting.figures.drawing.rows import ROW, draw_panel, money_panel, rows_key
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.figures.drawing.strip import draw_strip, strip
from sim.reporting.results.goals import SCORE, GoalRow, Measure, goals_of, written_measure
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.team_rows import TeamRow, total_row
from sim.reporting.words.language import Language

_MONEY_SHARE: Final = 0.34
_GAP: Final = 36.0
_NUMBER: Final = 4.2
"""Width of a column of numbers, in letters' size."""


class GoalsPlace(NamedTuple):
    """Where the goals stand [pixels]."""

    left: float
    top: float
    width: float


def money_and_goals(results: ReportedResults, language: Language, shape: Shape) -> Figure:
    """Draw the measures of each kind of course beside the deviation of all teams."""
    goals, total, size = goals_of(results), total_row(results), shape.letters
    key = [*rows_key([total], language), KeyEntry("diamond", MEAN, language.say("score"))]
    is_wide = shape.name == "wide"
    beside = shape.width * _MONEY_SHARE if is_wide else shape.width
    outcomes = strip(results, language, beside)
    head = key_height(key, shape.width, size) + size * LINE * 0.6
    money = GoalsPlace(shape.width - beside, head, beside)
    under_money = head + size * LINE * 9.5
    reach = (
        GoalsPlace(0.0, head, money.left - _GAP)
        if is_wide
        else GoalsPlace(0.0, under_money, beside)
    )
    under_goals = reach.top + _goals_height(goals, size)
    last = under_money if is_wide else under_goals
    with styled():
        sheet = Sheet(shape.width, max(under_goals, last + outcomes.height))
        sheet.key(key, 0, size)
        _money(sheet, money, (total, results.weeks), (language, shape))
        _goals(sheet, reach, goals, (language, shape))
        draw_strip(sheet, outcomes, (money.left, last))
    return sheet.figure


# Money


def _money(
    sheet: Sheet, place: GoalsPlace, said: tuple[TeamRow, int], view: tuple[Language, Shape]
) -> None:
    """Write the deviation of all teams and draw it as one row."""
    (total, weeks), language, size = said, view[0], view[1].letters
    heading = language.say("Deviation over {time}, all teams", time=language.duration(weeks))
    lines = wrapped(heading, place.width, size, bold=True)
    for number, words in enumerate(lines):
        sheet.text((place.left, place.top + size * (1 + LINE * number)), words, size, bold=True)
    mean = total.deviation.mean
    colour = DEFICIT_WORD if (mean or 0.0) < 0 else SURPLUS_WORD
    base = place.top + size * (LINE * len(lines) + 1.9)
    amount = language.signed_money(mean)
    sheet.text((place.left, base), amount, 1.5 * size, colour=colour, bold=True)
    top = place.top + size * LINE * 5.2
    body = (place.left + size * 0.5, top, place.width - size, size * ROW)
    draw_panel(sheet, body, money_panel([total], language), view)


# Goals


def _goals_height(goals: Sequence[GoalRow], size: float) -> float:
    rows = sum(len(goal.measures) for goal in goals)
    return size * (ROW * rows + LINE * 1.7 * len(goals) + LINE * 1.6)


def _goals(
    sheet: Sheet, place: GoalsPlace, goals: Sequence[GoalRow], view: tuple[Language, Shape]
) -> None:
    """Draw a block for each kind of course, all on one axis."""
    language, size = view[0], view[1].letters
    named = [_name(measure, language) for goal in goals for measure in goal.measures]
    names = max(text_width(words, size, bold=True) for words in named) + size
    has_weights = any(measure.weight is not None for goal in goals for measure in goal.measures)
    weights = language.say("weight") if has_weights else ""
    columns = max(size * _NUMBER, text_width(weights, size) + size * 0.5)
    axis = GoalsPlace(place.left + names, place.top, place.width - names - 2 * columns)
    corner = (place.left + place.width, place.top + size)
    sheet.text(corner, weights, size, colour=QUIET, side="right")
    top = place.top
    for goal in goals:
        sheet.text((place.left, top + size), language.name(goal.kind), size, bold=True)
        first = top + size * LINE * 1.3
        body = len(goal.measures) * size * ROW
        axes = sheet.panel(axis.left, first, axis.width, body)
        _scale(axes, len(goal.measures))
        for number, measure in enumerate(goal.measures):
            _mark(axes, number, measure)
            base = first + (number + 0.5) * size * ROW + size * 0.36
            _row_words(sheet, measure, (place, base, columns), view)
        top = first + body + size * LINE * 0.4
    for mark, words in ((0.0, "0"), (0.5, language.number(0.5, 1)), (1.0, "1")):
        base = top + size * 0.7
        sheet.text((axis.left + mark * axis.width, base), words, size, colour=QUIET, side="center")


def _name(measure: Measure, language: Language) -> str:
    return language.name(measure.name)


def _scale(axes: Axes, rows: int) -> None:
    """Set up an axis from 0 to 1, the first row at the top."""
    axes.set_xlim(0, 1)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    for mark in (0.0, 0.25, 0.5, 0.75, 1.0):
        axes.axvline(mark, color=GRID, linewidth=0.8, zorder=0.5)
    axes.axhline(rows - 1.5, color=GRID, linewidth=0.8, zorder=0.5)


def _mark(axes: Axes, row: int, measure: Measure) -> None:
    """Draw a measure's interval and mean; nothing where it is unknown."""
    mean, low, high = measure.value
    if mean is None:
        return
    if low is not None and high is not None:
        within = (max(low, 0.0), min(high, 1.0))
        axes.plot(within, (row, row), color=MEAN, lw=4, zorder=3, solid_capstyle="butt")
    shape, width = ("D", 9.0) if measure.name == SCORE else ("o", 6.5)
    axes.plot([mean], [row], shape, color=MEAN, ms=width, mew=0, zorder=4, clip_on=False)


def _row_words(
    sheet: Sheet,
    measure: Measure,
    place: tuple[GoalsPlace, float, float],
    view: tuple[Language, Shape],
) -> None:
    """Write a measure's name, its value and its weight."""
    (where, base, column), language, size = place, view[0], view[1].letters
    bold, right = measure.is_score, where.left + where.width
    sheet.text((where.left, base), _name(measure, language), size, bold=bold)
    if measure.value.mean is None:
        middle = (right - column, base)
        sheet.text(
            middle, written_measure(measure.value, language), size, colour=QUIET, side="right"
        )
    else:
        number = written_measure(measure.value, language)
        sheet.text((right - column, base), number, size, bold=bold, side="right")
    if measure.weight is not None:
        weight = language.percent(measure.weight, 0)
        sheet.text((right, base), weight, size, colour=QUIET, side="right")
