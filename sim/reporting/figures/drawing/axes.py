"""Axes that every figure shares: money, counts and weeks, and the fan drawn on them."""

import itertools
from collections.abc import Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from matplotlib.ticker import MaxNLocator

from sim.reporting.figures.drawing.look import (
    BAND_50,
    BAND_95,
    BAND_EDGE,
    DEFICIT_SIDE,
    GRID,
    MEAN,
    RUN,
    ZERO,
)
from sim.reporting.figures.drawing.sheet import KeyEntry
from sim.reporting.results.fans import Fan
from sim.reporting.results.results import Array
from sim.reporting.words.language import Language

MOST_RUNS_DRAWN: Final = 8
WEEK_STEPS: Final = (1, 2, 4, 13, 26, 52, 104, 260, 520, 1040, 2600)
ROOM: Final = 0.06
"""Empty share of an axis beyond its furthest mark."""


def limits(low: float, high: float, *, zero: bool = True) -> tuple[float, float]:
    """Bounds of an axis around its marks, zero among them; never of no length."""
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 1e-9 * max(abs(high), 1.0):
        low, high = min(low, -1.0), max(high, 1.0)
    room = (high - low) * ROOM
    return low - room, high + room


def ticks(bounds: tuple[float, float], most: int) -> list[float]:
    """Round numbers within bounds, about as many as asked for at most."""
    steps = MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]).tick_values(*bounds)
    return [float(step) for step in steps if bounds[0] <= step <= bounds[1]]


def decimals_of(marks: Sequence[float]) -> int:
    """Decimals that tell an axis' marks apart."""
    if len(marks) <= 1:
        return 1
    step = min(abs(b - a) for a, b in itertools.pairwise(marks))
    return next((n for n in range(4) if abs(round(step, n) - step) < step * 1e-6), 4)


def week_axis(axes: Axes, weeks: int, language: Language, size: float, most: int = 5) -> None:
    """Number the weeks from the start along the bottom."""
    step = next((step for step in WEEK_STEPS if weeks / step <= most), WEEK_STEPS[-1])
    marks = list(range(0, weeks + 1, step))
    axes.set_xlim(0, weeks)
    axes.set_xticks(marks, [language.number(mark) for mark in marks], fontsize=size)
    labels = axes.get_xticklabels()
    labels[0].set_horizontalalignment("left")
    if len(marks) > 1 and marks[-1] == weeks:
        labels[-1].set_horizontalalignment("right")


def value_axis(
    axes: Axes, bounds: tuple[float, float], language: Language, size: float, most: int = 4
) -> None:
    """Number an upright axis, with a quiet line at each mark."""
    marks = ticks(bounds, most)
    decimals = decimals_of(marks)
    axes.set_ylim(*bounds)
    axes.set_yticks(marks, [language.number(mark, decimals) for mark in marks], fontsize=size)
    for mark in marks:
        axes.axhline(mark, color=GRID, linewidth=0.8, zorder=0.5)


def zero_line(axes: Axes) -> None:
    """Mark where neither deficit nor surplus is, and tint the deficit's side."""
    low, high = axes.get_ylim()
    if low < 0:
        axes.axhspan(low, 0, color=DEFICIT_SIDE, linewidth=0, zorder=0)
    axes.axhline(0, color=ZERO, linewidth=1.2, zorder=1.5)
    axes.set_ylim(low, high)


def draw_fan(axes: Axes, over: Array, paths: Fan, *, line: float = 2.0) -> None:
    """Draw two bands and the mean; every run instead of bands when runs are few."""
    if paths.has_bands:
        _band(axes, over, (paths.low95, paths.high95), BAND_95)
        _band(axes, over, (paths.low50, paths.high50), BAND_50)
    elif len(paths.runs) > 1:
        _single_runs(axes, over, paths.runs[:MOST_RUNS_DRAWN])
    axes.plot(over, paths.mean, color=MEAN, linewidth=line, zorder=3, solid_capstyle="butt")


def _single_runs(axes: Axes, over: Array, runs: Array) -> None:
    """Draw runs [runs, points] as one line with gaps: one element in the SVG says its look once."""
    gap = ((0, 0), (0, 1))
    along = np.pad(np.broadcast_to(np.asarray(over, dtype=float), np.shape(runs)), gap)
    across = np.pad(np.asarray(runs, dtype=float), gap, constant_values=np.nan)
    axes.plot(along.ravel(), across.ravel(), color=RUN, linewidth=0.8, zorder=2)


def fan_key(language: Language, paths: Fan) -> tuple[KeyEntry, ...]:
    """Explain the marks of a fan."""
    if len(paths.runs) == 1:
        return (KeyEntry("line", MEAN, language.say("the single run")),)
    mean = KeyEntry("line", MEAN, language.say("mean of the runs"))
    if not paths.has_bands:
        return (mean, KeyEntry("line", RUN, _which_runs(language, len(paths.runs))))
    return (
        mean,
        KeyEntry("band", BAND_50, language.say("the middle half of the runs")),
        KeyEntry("band", BAND_95, language.say("95 % of the runs")),
    )


def _which_runs(language: Language, runs: int) -> str:
    """Say which single runs are drawn: all of them, or the first few."""
    if runs <= MOST_RUNS_DRAWN:
        return language.say("each run")
    return language.say(
        "the first {drawn} of {runs} runs",
        drawn=language.number(MOST_RUNS_DRAWN),
        runs=language.number(runs),
    )


def _band(axes: Axes, over: Array, edges: tuple[Array, Array], colour: str) -> None:
    """Fill between two paths."""
    across = np.concatenate([over, over[::-1]])
    corners = np.column_stack([across, np.concatenate([edges[0], edges[1][::-1]])])
    band = Polygon(
        corners, fc=colour, ec=BAND_EDGE, linewidth=0.8, zorder=1, transform=axes.transData
    )
    axes.add_artist(band)  # not `fill`, which searches every edge for limits that we set
