"""Weeks of several series: a panel for each.

Citizens by course and hours by service are drawn here, the clinic in `clinic.py`. Each panel
has its own upright axis from zero, since a hospital course of ten citizens and a stabilisation
course of a thousand share no scale; the mean is written over each.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from sim.experiments.periods.calendar import iso_week
from sim.model.terms import SERVICES
from sim.reporting.figures.drawing.axes import draw_fan, fan_key, limits, value_axis, week_axis
from sim.reporting.figures.drawing.lettering import shortened, text_width
from sim.reporting.figures.drawing.look import DEFICIT, INK, LINE, QUIET, ZERO, Shape, styled
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.results.fans import MOST_POINTS, Fan, fan
from sim.reporting.results.results import Array, ReportedResults
from sim.reporting.words.language import Language

MOST_PANELS: Final = 12

_COLUMNS: Final = {"wide": 3, "narrow": 1}
_HEIGHT: Final = {"wide": 130.0, "narrow": 110.0}
_GAP: Final = 20.0
_FEW: Final = 20
"""Below this a mean is written with one decimal."""


class Series(NamedTuple):
    """A panel: its name and its paths [replications, weeks]."""

    name: str
    paths: Array
    mean: float | None = None  # as the summary has it; else that of the paths
    level: Array | None = None  # [weeks] what the scenario sets, drawn as a dashed line
    beside: Array | None = None  # [replications, weeks] in the same unit, its mean drawn as a line
    said: str | None = None  # in place of the mean


def census_by_course(results: ReportedResults, language: Language, shape: Shape) -> Figure:
    """Draw the citizens in each course [citizens, mean of the week's days]."""
    return panels(results, largest(course_series(results)), (language, shape))


def hours_by_service(results: ReportedResults, language: Language, shape: Shape) -> Figure:
    """Draw the hours of each service [hours a week]."""
    series = service_series(results)
    drawn = [one for one in series if one.paths.any()] or series
    return panels(results, drawn, (language, shape))


def course_series(results: ReportedResults) -> list[Series]:
    """Citizens by course, all teams together."""
    return [Series(*pair) for pair in zip(results.courses, results.census, strict=True)]


def service_series(results: ReportedResults) -> list[Series]:
    """Hours by service, all teams together."""
    return [Series(*pair) for pair in zip(SERVICES, results.hours, strict=True)]


def largest(series: Sequence[Series]) -> list[Series]:
    """Leave out the smallest where there are more than fit; keep the order."""
    order = sorted(range(len(series)), key=lambda n: -float(series[n].paths.mean()))
    kept = sorted(order[:MOST_PANELS])
    return [series[n] for n in kept]


def panels(
    results: ReportedResults,
    series: Sequence[Series],
    view: tuple[Language, Shape],
    more: Sequence[KeyEntry] = (),
) -> Figure:
    """Draw the panels in rows; `more` explains what only some of them show."""
    language, shape = view
    fans = [fan(one.paths) for one in series]
    columns = _columns(len(series), shape)
    rows = -(-len(series) // columns)
    size = shape.letters
    key = (*fan_key(language, fans[0]), *more)
    head = key_height(key, shape.width, size) + size * LINE * 0.3
    row_height = _HEIGHT[shape.name] + size * LINE * 3.2
    left = size * 3.4
    width = (shape.width - _GAP * (columns - 1)) / columns - left
    with styled():
        sheet = Sheet(shape.width, head + rows * row_height + size * LINE)
        sheet.key(key, 0, size)
        for number, (one, paths) in enumerate(zip(series, fans, strict=True)):
            row, column = divmod(number, columns)
            corner = (column * (left + width + _GAP), head + row * row_height)
            _panel(sheet, (*corner, left, width), (one, paths), (language, shape))
        end = (len(series) - 1) % columns * (left + width + _GAP) + left + width
        last = (end, head + rows * row_height + size * 0.6)
        sheet.text(last, week_caption(results, language), size, colour=QUIET, side="right")
    return sheet.figure


def week_caption(results: ReportedResults, language: Language) -> str:
    """What an axis of weeks counts, and the first and last of them by ISO year."""
    first, last = (iso_week(results.start, week) for week in (0, results.weeks - 1))
    said = language.say("weeks from the start, {first} to {last}", first=first, last=last)
    return said if results.weeks > 1 else language.say("week {first}", first=first)


def _columns(count: int, shape: Shape) -> int:
    """Panels beside each other, so that few panels leave no hole."""
    return min(_COLUMNS[shape.name], 2 if count in {2, 4} else count)


def _panel(
    sheet: Sheet,
    place: tuple[float, float, float, float],
    drawn: tuple[Series, Fan],
    view: tuple[Language, Shape],
) -> None:
    """Draw one panel under its name and mean."""
    (x, y, left, width), (series, paths), (language, shape) = place, drawn, view
    size = shape.letters
    words = series.said or _mean_in_words(series, paths, language)
    room = left + width - text_width(words, size) - size
    name = shortened(language.name(series.name), room, size, bold=True)
    baseline = y + size * LINE * 1.3
    sheet.text((x, baseline), name, size, colour=INK, bold=True)
    sheet.text((x + left + width, baseline), words, size, colour=QUIET, side="right")
    axes = sheet.panel(x + left, y + size * LINE * 1.8, width, _HEIGHT[shape.name])
    over, few = _steps(paths)
    draw_fan(axes, over, few, line=1.8)
    levels, beside = _levels(series.level), _beside(series)
    high = limits(0.0, max(paths.extremes[1], *levels, *beside, 0.0))[1]
    if levels:
        axes.plot(over, levels, color=ZERO, linewidth=1.4, linestyle="--", zorder=2)
    if beside:
        axes.plot(over, beside, color=DEFICIT, linewidth=1.8, zorder=3, solid_capstyle="butt")
    value_axis(axes, (0.0, high), language, size, 3)
    axes.axhline(0, color=ZERO, linewidth=1.2)
    week_axis(axes, len(paths.mean), language, size, 4)


def _mean_in_words(series: Series, paths: Fan, language: Language) -> str:
    mean = float(paths.mean.mean()) if series.mean is None else series.mean
    number = language.number(mean, 0 if mean >= _FEW else 1)
    return language.say("mean {number}", number=number)


def _levels(level: Array | None) -> list[float]:
    """A path of weeks at the points that a fan keeps."""
    if level is None:
        return []
    return [float(value) for value in _steps(fan(level[np.newaxis]))[1].mean]


def _beside(series: Series) -> list[float]:
    """Mean over the runs of what is drawn beside a series."""
    return [] if series.beside is None else _levels(series.beside.mean(axis=0))


def _steps(paths: Fan) -> tuple[Array, Fan]:
    """Place each week at its middle; a single week is drawn across its whole length."""
    weeks = paths.mean.size
    if weeks == 1:
        return np.array([0.0, 1.0]), Fan(*(np.repeat(field, 2, axis=-1) for field in paths))
    middles = np.arange(weeks, dtype=np.float64) + 0.5
    return Fan(*([middles] * 6)).thinned(MOST_POINTS).mean, paths.thinned(MOST_POINTS)
