"""Paired differences in deviation, and beside them how the citizens fare.

One figure has a row for each scenario, with the outcomes in columns of the same rows; the other a
row for each team, with the outcomes below. A filled dot is a difference that holds with all that
are looked at counted; a hollow one may be chance.
"""

from collections.abc import Sequence
from typing import Final

from matplotlib.figure import Figure

from sim.reporting.comparison.contrasts import (
    Contrast,
    Contrasts,
    Other,
    drawn_outcomes,
    outcomes_of,
)
from sim.reporting.figures.drawing.lettering import text_width
from sim.reporting.figures.drawing.look import LINE, QUIET, Shape, styled
from sim.reporting.figures.drawing.number_columns import NumberColumn, columns_in, draw_columns
from sim.reporting.figures.drawing.rows import ROW, Marks, Panel, draw_panel, write_names
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.figures.drawing.strip import draw_strip, strip_of
from sim.reporting.results.estimates import UNKNOWN
from sim.reporting.results.outcomes import ON_DRAWINGS
from sim.reporting.words.language import ABSENT, Language

Row = tuple[str, Contrast | None]
"""A name and its difference; the first scenario's own row has none."""

_NAMES_SHARE: Final = {"wide": 0.26, "narrow": 0.36}
_PANEL_SHARE: Final = 0.32
_GAP: Final = 26.0
_UNDER: Final = 4.2
"""Height of the numbers and the unit under a panel, in letters' size."""


def difference_by_scenario(contrasts: Contrasts, language: Language, shape: Shape) -> Figure:
    """Draw what each scenario changes for all teams together and for their citizens."""
    first = contrasts.first
    rows: list[Row] = [(first, None)]
    rows += [(_label(one.name, first), one.total("deviation_dkk")) for one in contrasts.others]
    key, size = _key(rows, language), shape.letters
    names = _names_width(rows, shape)
    is_wide = shape.name == "wide"
    room = shape.width - names - size
    width = shape.width * _PANEL_SHARE if is_wide else room
    columns = columns_in(
        _outcome_columns(contrasts, language), room - width - _GAP if is_wide else room, size
    )
    head = key_height(key, shape.width, size) + size * LINE * 0.8
    top = head + (max(columns.head, size * LINE) if is_wide else size * LINE)
    body = size * ROW * len(rows)
    below = top + body + size * _UNDER
    numbers = top if is_wide else below + columns.head
    with styled():
        sheet = Sheet(shape.width, below if is_wide else numbers + body + size)
        sheet.key(key, 0, size)
        _draw_rows(sheet, (names, top, width, body), rows, (language, shape))
        draw_columns(sheet, columns, (names + width + _GAP if is_wide else names, numbers), size)
        if not is_wide:
            write_names(sheet, (names, numbers), [name for name, _ in rows], size)
    return sheet.figure


def difference_by_team(other: Other, language: Language, shape: Shape) -> Figure:
    """Draw what one scenario changes for each team, and below it for the citizens."""
    rows: list[Row] = sorted(other.teams("deviation_dkk"), key=_difference)  # type: ignore[arg-type]
    key, size = _key(rows, language), shape.letters
    names = _names_width(rows, shape)
    top = key_height(key, shape.width, size) + size * LINE * 1.8
    body = size * ROW * len(rows)
    below = top + body + size * _UNDER
    cells = _cells(other, language)
    title = (
        language.say(
            "The citizens of all teams: the difference (in brackets: small, or may be chance)"
        )
        if cells
        else language.say("These scenarios show no outcomes other than money")
    )
    outcomes = strip_of(cells, title, shape.width)
    with styled():
        sheet = Sheet(shape.width, below + outcomes.height)
        sheet.key(key, 0, size)
        place = (names, top, shape.width - names - size, body)
        _draw_rows(sheet, place, rows, (language, shape))
        draw_strip(sheet, outcomes, (0, below))
    return sheet.figure


def _difference(row: tuple[str, Contrast]) -> float:
    return row[1].difference.mean or 0.0


def _label(name: str, first: str) -> str:
    """Name of a scenario; what is laid over the first one without the first one's name."""
    return name.removeprefix(first) if name.startswith(f"{first}+") else name


# Money


def _names_width(rows: Sequence[Row], shape: Shape) -> float:
    longest = max(text_width(name, shape.letters) for name, _ in rows) + shape.letters
    return min(shape.width * _NAMES_SHARE[shape.name], longest)


def _draw_rows(
    sheet: Sheet,
    place: tuple[float, float, float, float],
    rows: Sequence[Row],
    view: tuple[Language, Shape],
) -> None:
    draw_panel(sheet, place, _panel(rows, view[0]), view)
    write_names(sheet, place[:2], [name for name, _ in rows], view[1].letters)


def _panel(rows: Sequence[Row], language: Language) -> Panel:
    """Differences in kroner, in a unit that fits the largest."""
    found = [one.difference for _, one in rows if one is not None]
    ends = [abs(value) for difference in found for value in difference if value is not None]
    scale = language.scale(max(ends, default=0.0))
    marks = [_marks(one, 1 / scale.dkk) for _, one in rows]
    return Panel(marks, scale.label, (language.say("worse"), language.say("better")))


def _marks(one: Contrast | None, factor: float) -> Marks:
    if one is None:
        return Marks(UNKNOWN, None)
    return Marks(one.difference.times(factor), None, is_sure=bool(one.holds))


def _key(rows: Sequence[Row], language: Language) -> list[KeyEntry]:
    """Explain only the marks that are drawn."""
    contrasts = [one for _, one in rows if one is not None]
    entries = []
    if any(one.holds for one in contrasts):
        entries.append(KeyEntry("dot", QUIET, language.say("a difference that holds")))
    if not all(one.holds for one in contrasts):
        entries.append(KeyEntry("ring", QUIET, language.say("none, small, or may be chance")))
    if any(one.difference.low is not None for one in contrasts):
        entries.append(KeyEntry("thick", QUIET, language.say("95 % interval of the difference")))
    return entries


# Outcomes


def _outcome_columns(contrasts: Contrasts, language: Language) -> list[NumberColumn]:
    """The first scenario's outcomes, and under each the differences from it."""
    short = {outcome.key: language.say(outcome.short) for outcome in ON_DRAWINGS}
    by_other = [{one.key: one for one in outcomes_of(of, language)} for of in contrasts.others]
    columns = []
    for key in drawn_outcomes(contrasts.others, language):
        known = [named[key] for named in by_other if key in named]
        cells = [(known[0].value(known[0].contrast.first), False)]
        for named in by_other:
            one = named.get(key)
            text = ABSENT if one is None else one.difference(one.contrast.difference.mean)
            cells.append((text, one is not None and bool(one.contrast.holds)))
        columns.append(NumberColumn(short[key], cells))
    return columns


def _cells(other: Other, language: Language) -> list[tuple[str, str]]:
    """Differences of the outcomes, each with its words."""
    short = {outcome.key: language.say(outcome.short) for outcome in ON_DRAWINGS}
    cells = []
    for one in outcomes_of(other, language):
        if one.key in short:
            text = one.difference(one.contrast.difference.mean)
            cells.append((f"({text})" if one.contrast.holds is False else text, short[one.key]))
    return cells
