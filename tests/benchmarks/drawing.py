"""A chart of what a citizen-week costs in each engine: bars on a logarithmic scale, as SVG."""

from collections.abc import Sequence
from math import floor, log10
from typing import NamedTuple

from agreement import CITIZENS
from contest import Score
from entrants import COMPILED
from timing import Job

from sim.reporting.figures.drawing.lettering import text_width
from sim.reporting.figures.drawing.look import BAND_50, GRID, MEAN, QUIET, WIDE, styled
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.figures.drawing.svg import standalone, svg

TITLE = "Time of a citizen-week on the small network [ns]"
ROW = 2.6
"""Height of a row, in letters' size; a bar takes 0.85."""
LETTERS = WIDE.letters


class Row(NamedTuple):
    """One engine and its time at the smallest and the largest size."""

    name: str
    first: float | None
    last: float | None


class Axis(NamedTuple):
    """Where the bars begin [pixels] and how long a power of ten is."""

    left: float
    lowest: int  # power of ten at the left
    decade: float
    decades: int

    def length(self, nanoseconds: float) -> float:
        """Length of a bar."""
        return (log10(nanoseconds) - self.lowest) * self.decade


def chart(sizes: dict[Job, dict[str, Score]]) -> str:
    """SVG of every engine that was measured, the fastest first."""
    jobs = list(sizes)
    rows = _rows(sizes[jobs[0]], sizes[jobs[-1]])
    key = [KeyEntry("band", BAND_50, f"about {jobs[0].scale * CITIZENS:,.0f} citizens")]
    if len(jobs) > 1:
        key.append(KeyEntry("band", MEAN, f"about {jobs[-1].scale * CITIZENS:,.0f} citizens"))
    head = key_height(key, WIDE.width, LETTERS) + 2.2 * LETTERS
    with styled():
        sheet = Sheet(WIDE.width, head + len(rows) * ROW * LETTERS)
        sheet.key(key, 0, LETTERS)
        axis = _axis(rows)
        _scale(sheet, axis, head)
        for place, row in enumerate(rows):
            _draw(sheet, axis, row, head + (place + 0.5) * ROW * LETTERS)
    words = "; ".join(f"{row.name} {_words(row.first)}" for row in rows)
    return standalone(svg(sheet.figure, "benchmark", f"{TITLE}: {words}"), TITLE)


def _rows(first: dict[str, Score], last: dict[str, Score]) -> list[Row]:
    """Engines with a time, the fastest first."""
    rows = [Row(name, first[name].nanoseconds, last[name].nanoseconds) for name in first]
    return sorted((row for row in rows if row.first), key=lambda row: row.first)


def _axis(rows: Sequence[Row]) -> Axis:
    """Whole powers of ten around all bars, between the names and the last bar's number."""
    values = [value for row in rows for value in row[1:] if value]
    lowest, highest = floor(log10(min(values))), floor(log10(max(values))) + 1
    left = max(text_width(row.name, LETTERS, bold=True) for row in rows) + LETTERS
    right = text_width(_words(max(values)), LETTERS, bold=True)
    return Axis(left, lowest, (WIDE.width - left - right) / (highest - lowest), highest - lowest)


def _scale(sheet: Sheet, axis: Axis, head: float) -> None:
    """Powers of ten along the top, with a quiet line down from each."""
    for power in range(axis.decades):
        across, words = axis.left + power * axis.decade, f"{10 ** (axis.lowest + power):,}"
        tall = sheet.height - head
        sheet.bar((across - 0.4, head + tall / 2), (0.8, tall), GRID)
        sheet.text((across, head - 0.5 * LETTERS), words, LETTERS, colour=QUIET)


def _draw(sheet: Sheet, axis: Axis, row: Row, middle: float) -> None:
    """One engine: its name, a bar a size, and the number at each bar's end."""
    bold = row.name == COMPILED
    name = (axis.left - 0.7 * LETTERS, middle + 0.36 * LETTERS)
    sheet.text(name, row.name, LETTERS, side="right", bold=bold)
    both = ((row.first, BAND_50, -0.5), (row.last, MEAN, 0.5))
    for value, colour, shift in both if row.first != row.last else both[:1]:
        if value is None:
            continue
        height, length = middle + shift * LETTERS, axis.length(value)
        sheet.bar((axis.left, height), (length, 0.85 * LETTERS), colour)
        _number(sheet, (axis.left + length, height + 0.34 * LETTERS), _words(value), bold=bold)


def _number(sheet: Sheet, end: tuple[float, float], words: str, *, bold: bool) -> None:
    """Write a number after a bar's end."""
    sheet.text((end[0] + 0.4 * LETTERS, end[1]), words, LETTERS, bold=bold)


def _words(value: float) -> str:
    return f"{value:,.0f}"
