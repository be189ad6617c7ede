"""Deviation by team, worst first, and how the same teams' citizens fare.

The deviation stands as a share of revenue and in kroner (`drawing/rows.py`); below it the outcomes
of the same teams in the same order, as numbers and, where there is room, bars.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from matplotlib.figure import Figure

from sim.reporting.figures.drawing.lettering import text_width
from sim.reporting.figures.drawing.look import LINE, Shape, styled
from sim.reporting.figures.drawing.rows import (
    ROW,
    Panel,
    draw_panel,
    money_panel,
    rows_key,
    share_panel,
    write_names,
)
from sim.reporting.figures.drawing.sheet import Sheet, key_height
from sim.reporting.figures.drawing.strip import draw_strip, strip
from sim.reporting.figures.team_outcomes import draw_outcomes, outcome_block
from sim.reporting.results.chance import Chance
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.team_rows import TeamRow, team_rows, worst_first
from sim.reporting.words.language import Language

_NAMES_SHARE: Final = {"wide": 0.2, "narrow": 0.34}
_GAP: Final = 22.0


class Layout(NamedTuple):
    """Where things stand on the sheet [pixels]."""

    names: float  # right edge of the teams' names
    top: float  # of the first panel
    block: float  # from one stacked panel to the next
    body: float  # height of the rows
    width: float  # of a panel
    stacks: int


def deviation_by_team(
    results: ReportedResults, language: Language, shape: Shape, chance: Chance
) -> Figure:
    """Draw each team's deviation over the reported weeks."""
    rows = worst_first(team_rows(results, chance))
    panels = [*share_panel(rows, language), money_panel(rows, language)]
    key, size = rows_key(rows, language), shape.letters
    layout = _layout(rows, len(panels), shape, key_height(key, shape.width, size))
    below = layout.top - size * LINE * 1.6 + layout.stacks * layout.block
    fares = outcome_block(results, rows, language, (shape, layout.names))
    outcomes = strip(results, language, shape.width)
    with styled():
        sheet = Sheet(shape.width, below + fares.height + outcomes.height)
        sheet.key(key, 0, size)
        _panels(sheet, layout, panels, (rows, language, shape))
        draw_outcomes(sheet, fares, below, rows)
        draw_strip(sheet, outcomes, (0, below + fares.height))
    return sheet.figure


def _layout(rows: Sequence[TeamRow], panels: int, shape: Shape, key: float) -> Layout:
    size = shape.letters
    longest = max(text_width(row.team, size) for row in rows) + size
    names = min(shape.width * _NAMES_SHARE[shape.name], longest)
    body = len(rows) * size * ROW
    is_wide = shape.name == "wide"
    free = shape.width - names - size
    return Layout(
        names=names,
        top=key + size * LINE * 2.2,
        block=body + size * LINE * 4.2,
        body=body,
        width=(free - _GAP * (panels - 1)) / panels if is_wide else free,
        stacks=1 if is_wide else panels,
    )


def _panels(
    sheet: Sheet,
    layout: Layout,
    panels: Sequence[Panel],
    view: tuple[Sequence[TeamRow], Language, Shape],
) -> None:
    """Draw the panels beside each other, or stacked on a phone."""
    rows, language, shape = view
    for number, panel in enumerate(panels):
        across, down = (number, 0) if layout.stacks == 1 else (0, number)
        top = layout.top + down * layout.block
        left = layout.names + across * (layout.width + _GAP)
        place = (left, top, layout.width, layout.body)
        draw_panel(sheet, place, panel, (language, shape))
        if not across:
            names = [row.team for row in rows]
            write_names(sheet, (layout.names, top), names, shape.letters)
