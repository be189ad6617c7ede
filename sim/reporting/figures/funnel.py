"""Teams by size, between the limits of what chance alone explains: a funnel plot.

The limits are wide for a small team and narrow for a large one; they stand around what all teams
together are to expect. A team outside them has another cause than chance and the common price.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.economics.explanation.funnel import LIMITS, Spread
from sim.reporting.explanation.reading import Explanations
from sim.reporting.figures.drawing.axes import decimals_of, limits, ticks, value_axis
from sim.reporting.figures.drawing.lettering import shortened, text_width
from sim.reporting.figures.drawing.look import (
    BAND_95,
    BAND_99,
    BAND_EDGE,
    DEFICIT,
    INK,
    LINE,
    MEAN,
    QUIET,
    RUN,
    ZERO,
    Shape,
    styled,
)
from sim.reporting.figures.drawing.sheet import KeyEntry, Sheet, key_height
from sim.reporting.figures.drawing.strip import draw_strip, strip
from sim.reporting.words.language import Language

_BODY: Final = {"wide": 340.0, "narrow": 260.0}
_POINTS: Final = 120
_MOST_NAME: Final = 110.0
_LABEL_GAP: Final = 7.0


class _Frame(NamedTuple):
    """The panel [pixels] and the values at its edges."""

    place: tuple[float, float, float, float]
    across: tuple[float, float]
    upright: tuple[float, float]

    def pixels(self, citizens: float, percent: float) -> tuple[float, float]:
        """Where a value stands on the sheet."""
        left, top, width, body = self.place
        right = (citizens - self.across[0]) / (self.across[1] - self.across[0])
        down = (self.upright[1] - percent) / (self.upright[1] - self.upright[0])
        return left + right * width, top + down * body


def funnel_of_teams(explanations: Explanations, language: Language, shape: Shape) -> Figure:
    """Draw every team's deviation as a share of revenue by its size."""
    tree, size = explanations.tree["funnel"], shape.letters
    spread = Spread(
        tree["reference_share"],
        tuple(tree["variances_of_one_citizen"]),
        tuple(tree["thirds_of_one_citizen"]),
        tuple(tree["means_of_one_citizen"]),
    )
    key = _key(tree["teams"], language)
    top = key_height(key, shape.width, size) + size * LINE * 1.9
    left = size * 3.6
    frame = _frame(tree["teams"], spread, (left, top, shape.width - left - size, _BODY[shape.name]))
    below = top + _BODY[shape.name] + size * 4.2
    outcomes = strip(explanations.results, language, shape.width)
    with styled():
        sheet = Sheet(shape.width, below + outcomes.height)
        sheet.key(key, 0, size)
        axes = sheet.panel(*frame.place)
        _draw(axes, frame, (language, shape))
        _draw_limits(axes, frame, spread)
        _draw_teams(axes, tree["teams"])
        _write_names(sheet, frame, tree["teams"], size)
        _words(sheet, frame, (language, size))
        draw_strip(sheet, outcomes, (0, below))
    return sheet.figure


def _key(teams: Sequence[Mapping[str, Any]], language: Language) -> list[KeyEntry]:
    """Explain only the marks that are drawn."""
    entries = [KeyEntry("dot", INK, language.say("a team, mean of its runs"))]
    if any(team["outside"] is not None for team in teams):
        entries.append(KeyEntry("dot", DEFICIT, language.say("a team outside the limits")))
    if any(len(team["single_runs"]) > 1 for team in teams):
        entries.append(KeyEntry("dot", RUN, language.say("its single runs")))
    return [
        *entries,
        KeyEntry("band", BAND_95, language.say("95 % by chance alone")),
        KeyEntry("band", BAND_99, language.say("99.8 % by chance alone")),
        KeyEntry("dashed", MEAN, language.say("expected of all teams")),
    ]


def _frame(
    teams: Sequence[Mapping[str, Any]],
    spread: Spread,
    place: tuple[float, float, float, float],
) -> _Frame:
    sizes = [team["citizens"] for team in teams]
    least = spread.limits(min(sizes), LIMITS[1])
    values = [100 * value for team in teams for value in (team["share"], *team["single_runs"])]
    bounds = limits(min(100 * least[0], *values), max(100 * least[1], *values))
    return _Frame(place, (0.0, max(sizes) * 1.08), bounds)


def _draw(axes: Axes, frame: _Frame, view: tuple[Language, Shape]) -> None:
    language, shape = view
    axes.set_xlim(*frame.across)
    value_axis(axes, frame.upright, language, shape.letters)
    marks = ticks(frame.across, 6 if shape.name == "wide" else 4)
    decimals = decimals_of(marks)
    axes.set_xticks(marks, [language.number(m, decimals) for m in marks], fontsize=shape.letters)
    axes.axhline(0, color=ZERO, linewidth=1.2, zorder=1.5)


def _draw_limits(axes: Axes, frame: _Frame, spread: Spread) -> None:
    """Fill between the limits; where they leave the panel they are cut off."""
    citizens = np.geomspace(frame.across[1] / 1_000, frame.across[1], _POINTS)
    for within, colour in zip(reversed(LIMITS), (BAND_99, BAND_95), strict=True):
        low, high = np.array([spread.limits(float(n), within) for n in citizens]).T * 100
        axes.fill_between(
            citizens,
            np.clip(low, *frame.upright),
            np.clip(high, *frame.upright),
            facecolor=colour,
            edgecolor=BAND_EDGE,
            linewidth=0.8,
            zorder=0.2,
        )
    share = 100 * spread.share
    axes.plot(frame.across, (share, share), color=MEAN, linewidth=1.6, linestyle="--", zorder=2)


def _draw_teams(axes: Axes, teams: Sequence[Mapping[str, Any]]) -> None:
    for team in teams:
        runs = [100 * share for share in team["single_runs"]]
        if len(runs) > 1:
            across = [team["citizens"]] * len(runs)
            axes.plot(across, runs, "o", color=RUN, ms=2.2, mew=0, alpha=0.6, zorder=3)
        colour = INK if team["outside"] is None else DEFICIT
        axes.plot([team["citizens"]], [100 * team["share"]], "o", color=colour, ms=6.5, zorder=4)


def _write_names(
    sheet: Sheet, frame: _Frame, teams: Sequence[Mapping[str, Any]], size: float
) -> None:
    """Name the teams furthest from the middle first, as far as the names find room."""
    dots = [frame.pixels(team["citizens"], 100 * team["share"]) for team in teams]
    taken = [(left - _DOT, left + _DOT, down + size * 0.36) for left, down in dots]
    for team in sorted(teams, key=_distance, reverse=True):
        at = frame.pixels(team["citizens"], 100 * team["share"])
        name = shortened(team["team"], _MOST_NAME, size)
        width, base = text_width(name, size), at[1] + size * 0.36
        for left in (at[0] + _LABEL_GAP, at[0] - _LABEL_GAP - width):
            words = (left, left + width, base)
            if _is_free(frame, taken, words, size):
                sheet.text((left, base), name, size)
                taken.append(words)
                break


_DOT: Final = 3.0
"""Half the width of a team's dot [pixels]."""


def _distance(team: Mapping[str, Any]) -> float:
    """How many limits' widths a team is from the middle."""
    low, high = team["limits"][0]
    return math.inf if high == low else abs(team["share"] - (low + high) / 2) / (high - low)


def _is_free(
    frame: _Frame,
    taken: Sequence[tuple[float, float, float]],
    words: tuple[float, float, float],
    size: float,
) -> bool:
    left, right, base = words
    edge = frame.place[0] + frame.place[2]
    inside = left >= frame.place[0] and right <= edge
    return inside and all(
        abs(base - level) > size * 1.1 or right < begins - 2 or left > ends + 2
        for begins, ends, level in taken
    )


def _words(sheet: Sheet, frame: _Frame, said: tuple[Language, float]) -> None:
    left, top, width, body = frame.place
    language, size = said
    over = top - size * 0.8
    words = language.say("deviation, per cent of revenue")
    sheet.text((0, over), words, size, colour=QUIET)
    under = (left + width / 2, top + body + size * 2.9)
    sheet.text(
        under, language.say("citizens in the team’s care"), size, colour=QUIET, side="center"
    )
