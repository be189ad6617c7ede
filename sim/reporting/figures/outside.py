"""What the payer bears outside the rate, on one scale with what the teams cost."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from matplotlib.figure import Figure

from sim.reporting.figures.drawing.lettering import text_width
from sim.reporting.figures.drawing.look import BAND_50, INK, LINE, QUIET, Shape, styled
from sim.reporting.figures.drawing.rows import ROW
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, Side, key_height
from sim.reporting.figures.drawing.strip import draw_strip, strip
from sim.reporting.results.chance import Chance
from sim.reporting.results.estimates import Estimate
from sim.reporting.results.outside import OutsideAccount, accounts
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import Language, Scale

_PHONE_ROW: Final = 3.3
_BREAK: Final = 0.9
"""Room between what the teams cost and what is outside the rate, in letters' size."""


class Axis(NamedTuple):
    """Where amounts stand [pixels], and what a pixel is worth [DKK]."""

    left: float
    zero: float
    dkk_per_pixel: float

    def at(self, dkk: float) -> float:
        """Place of an amount."""
        return self.zero + dkk / self.dkk_per_pixel


def outside_the_rate(
    results: ReportedResults, language: Language, shape: Shape, chance: Chance
) -> Figure:
    """Draw each account as a bar with its interval [DKK over the reported weeks]."""
    del chance  # it is the teams' money
    rows, size, is_wide = accounts(results), shape.letters, shape.name == "wide"
    scale = language.scale(max(abs(row.amount.mean or 0.0) for row in rows))
    row_height = size * (ROW if is_wide else _PHONE_ROW)
    unit = language.say(
        "{unit} over {time}", unit=scale.label, time=language.duration(results.weeks)
    )
    key = _key(rows, language)
    first = key_height(key, shape.width, size)
    head = first + size * LINE * 1.4
    below = head + len(rows) * row_height + size * _BREAK
    outcomes = strip(results, language, shape.width)
    with styled():
        sheet = Sheet(shape.width, below + outcomes.height)
        sheet.key(key, 0, size)
        sheet.text((0, first + size), unit, size, colour=QUIET)
        axis = _axis(rows, (language, scale), shape)
        for number, row in enumerate(rows):
            gap = size * _BREAK if row.is_outside else 0.0
            top = head + number * row_height + gap
            _row(sheet, row, (axis, top), (language, scale, shape))
        draw_strip(sheet, outcomes, (0, below))
    return sheet.figure


def _key(rows: Sequence[OutsideAccount], language: Language) -> list[KeyEntry]:
    """Explain the bars and, where there are any, their intervals."""
    key = [KeyEntry("band", BAND_50, language.say("mean"))]
    if any(row.amount.low is not None for row in rows):
        key.append(KeyEntry("line", INK, language.say("95 % interval of the mean")))
    return key


def _axis(rows: Sequence[OutsideAccount], view: tuple[Language, Scale], shape: Shape) -> Axis:
    """One scale for all rows, with room for the words on either side."""
    language, scale = view
    size = shape.letters
    names = [text_width(language.name(row.name), size, bold=True) for row in rows]
    numbers = [text_width(_number(row.amount, language, scale), size, bold=True) for row in rows]
    left = max(names) + size if shape.name == "wide" else 0.0
    width = shape.width - left - max(numbers) - size
    ends = [value for row in rows for value in row.amount if value is not None]
    low, high = min(0.0, *ends), max(0.0, *ends)
    dkk_per_pixel = (high - low) / width if high > low else 1.0
    return Axis(left, left - low / dkk_per_pixel, dkk_per_pixel)


def _row(
    sheet: Sheet,
    row: OutsideAccount,
    place: tuple[Axis, float],
    view: tuple[Language, Scale, Shape],
) -> None:
    """Draw one account: name, bar, interval and number."""
    (axis, top), (language, scale, shape) = place, view
    size, is_total = shape.letters, row.name == "outside_total"
    is_wide = shape.name == "wide"
    middle = top + size * (ROW / 2 if is_wide else 2.0)
    name = (axis.left - size * 0.7, middle + size * 0.36) if is_wide else (0.0, top + size)
    side: Side = "right" if is_wide else "left"
    sheet.text(name, language.name(row.name), size, side=side, bold=is_total)
    mean, low, high = row.amount
    ends = sorted((axis.zero, axis.at(mean or 0.0)))
    sheet.bar((ends[0], middle), (ends[1] - ends[0], size * 0.95), BAND_50)
    furthest = ends[1]
    if low is not None and high is not None:
        start, end = axis.at(low), axis.at(high)
        sheet.bar((start, middle), (end - start, size * 0.22), INK)
        furthest = max(furthest, end)
    words = _number(row.amount, language, scale)
    sheet.text((furthest + size * 0.5, middle + size * 0.36), words, size, bold=is_total)


def _number(amount: Estimate, language: Language, scale: Scale) -> str:
    """Write an amount in the unit of the figure."""
    value = (amount.mean or 0.0) / scale.dkk
    return language.number(value, 1 if scale.dkk > 1 and abs(value) < _FEW else 0)


_FEW: Final = 100
"""Below this an amount in thousands or millions has a decimal."""
