"""Staff and care by team: need met by own staff, by temporary staff, and by nobody.

A bar is what citizens need; an upright line stands where own staff reach. The tones differ in
grey too, and every part is written as a number beside its bar, or under it on a phone.
"""

from collections.abc import Sequence
from typing import Final

from matplotlib.figure import Figure

from sim.reporting.figures.drawing.lettering import shortened, text_width, wrapped
from sim.reporting.figures.drawing.look import (
    BAND_50,
    DEFICIT,
    INK,
    LINE,
    MEAN,
    QUIET,
    Shape,
    styled,
)
from sim.reporting.figures.drawing.rows import ROW, write_names
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.staff import StaffRow, staff_rows
from sim.reporting.words.language import Language

_NAMES: Final = 0.2
_TONES: Final = (MEAN, BAND_50, DEFICIT)
_COLUMN: Final = 6.6
"""Width of a column of numbers, in letters' size."""
_PHONE_ROW: Final = 4.1
"""Height of a team's three lines on a phone, in letters' size."""


def staff_by_team(results: ReportedResults, language: Language, shape: Shape) -> Figure:
    """Draw each team's need by who meets it [hours a week]."""
    rows = by_pressure(staff_rows(results))
    longest = max((max(row.need, row.capacity or 0.0) for row in rows), default=0.0) or 1.0
    key, size = _key(rows, language), shape.letters
    head = key_height(key, shape.width, size) + size * LINE * 0.6
    is_wide = shape.name == "wide"
    heads = size * LINE * (_head_lines(language, size) + 0.4 if is_wide else 1)
    body = len(rows) * size * (ROW if is_wide else _PHONE_ROW)
    with styled():
        sheet = Sheet(shape.width, head + heads + body + size)
        sheet.key(key, 0, size)
        draw = _wide if is_wide else _narrow
        draw(sheet, head + heads, (rows, longest), (language, size))
    return sheet.figure


def by_pressure(rows: Sequence[StaffRow]) -> list[StaffRow]:
    """Those with the least staff for their need first; without capacity, most unmet first."""
    return sorted(rows, key=lambda row: row.pressure, reverse=True)


def _key(rows: Sequence[StaffRow], language: Language) -> list[KeyEntry]:
    entries = [
        KeyEntry("band", tone, words)
        for tone, words in zip(
            _TONES,
            (
                language.say("met by own staff"),
                language.say("met by temporary staff"),
                language.say("not met"),
            ),
            strict=True,
        )
    ]
    if any(row.capacity for row in rows):
        entries.append(KeyEntry("upright", INK, language.say("all that own staff can give")))
    return entries


def _numbers(row: StaffRow, language: Language) -> list[str]:
    """Parts of a row as numbers, the share of the staff's time last."""
    hours = [part.mean for part in (row.own, row.temporary, row.unmet)]
    parts = [language.number(mean, _decimals(mean)) for mean in hours]
    return [*parts, language.percent(row.utilisation, 0)]


def _decimals(hours: float | None) -> int:
    return 0 if (hours or 0.0) >= 20 or not hours else 1  # noqa: PLR2004 - from here no decimals


def _bars(
    sheet: Sheet, row: StaffRow, place: tuple[float, float, float], scale: tuple[float, float]
) -> None:
    """Draw one bar of three parts, and how far own staff reach."""
    left, middle, tall = place
    width, longest = scale
    at = left
    for part, tone in zip((row.own, row.temporary, row.unmet), _TONES, strict=True):
        length = width * (part.mean or 0.0) / longest
        sheet.bar((at, middle), (length, tall), tone)
        at += length
    if row.capacity:
        reach = left + width * row.capacity / longest
        sheet.upright((reach, middle), tall * 1.5, INK)


# On a desk


def _heads(language: Language) -> tuple[str, ...]:
    """Words over the columns of numbers."""
    return (
        language.say("own staff"),
        language.say("temporary"),
        language.say("not met"),
        language.say("need, of own capacity"),
    )


def _head_lines(language: Language, size: float) -> int:
    """Lines that the longest head takes."""
    return max(len(wrapped(words, size * (_COLUMN - 1), size)) for words in _heads(language))


def _wide(
    sheet: Sheet,
    top: float,
    drawn: tuple[Sequence[StaffRow], float],
    view: tuple[Language, float],
) -> None:
    """Names, bars and four columns of numbers."""
    (rows, longest), (language, size) = drawn, view
    names = min(
        sheet.width * _NAMES, max(text_width(language.name(row.team), size) for row in rows) + size
    )
    heads = _heads(language)
    column = size * _COLUMN
    right = sheet.width - column * len(heads)
    for number, words in enumerate(heads):
        _head(sheet, (right + column * (number + 1), top), (words, column, size))
    write_names(sheet, (names, top), [language.name(row.team) for row in rows], size)
    for number, row in enumerate(rows):
        middle = top + (number + 0.5) * size * ROW
        _bars(sheet, row, (names, middle, size * 0.95), (right - names - size, longest))
        for place, words in enumerate(_numbers(row, language)):
            at = (right + column * (place + 1), middle + size * 0.36)
            sheet.text(at, words, size, side="right", bold=place == len(heads) - 1)


def _head(sheet: Sheet, place: tuple[float, float], said: tuple[str, float, float]) -> None:
    """Write the head of a column, its last line over the first row."""
    (right, top), (words, column, size) = place, said
    for number, line in enumerate(reversed(wrapped(words, column - size, size))):
        over = top - size * (0.5 + number * LINE)
        sheet.text((right, over), line, size, colour=QUIET, side="right")


# On a phone


def _narrow(
    sheet: Sheet,
    top: float,
    drawn: tuple[Sequence[StaffRow], float],
    view: tuple[Language, float],
) -> None:
    """A team's name and use, its bar over the whole width, and its numbers."""
    (rows, longest), (language, size) = drawn, view
    for number, row in enumerate(rows):
        first = top + number * size * _PHONE_ROW
        own, temporary, unmet, use = _numbers(row, language)
        room = sheet.width - text_width(use, size, bold=True) - size
        sheet.text(
            (0, first), shortened(language.name(row.team), room, size, bold=True), size, bold=True
        )
        sheet.text((sheet.width, first), use, size, side="right", bold=True)
        _bars(sheet, row, (0, first + size * 0.95, size * 0.8), (sheet.width, longest))
        words = language.say(
            "own {own} · temporary {temporary} · not met {unmet}",
            own=own,
            temporary=temporary,
            unmet=unmet,
        )
        sheet.text((0, first + size * 2.45), words, size, colour=QUIET)
