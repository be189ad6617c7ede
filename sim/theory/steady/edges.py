"""What it brings a team to write minutes up to an edge, where it grades its own citizens.

In the steady state of teams in good faith: who stands just below an edge, how many minutes it takes
to write them up to it, and how much more the course above is paid. The care stays what it is, so
that all of it is the team's surplus, and the municipality pays it.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from sim.model.events.lookups import terms_row
from sim.model.levers import LEVER, LEVERS, WRITTEN_SHARE, Levers
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import Rulebook
from sim.model.units import MINUTES_PER_HOUR
from sim.theory.money.granted import rank_at
from sim.theory.network.levered import levered
from sim.theory.network.stations import Station
from sim.theory.steady import lives as of

STEP: Final = LEVER[LEVERS[WRITTEN_SHARE]].step
"""How far below an edge citizens are looked at: one step of the lever."""
_POINTS: Final = 64
"""Ranks between which the minutes to an edge are added up."""


class EdgeReached(NamedTuple):
    """An edge that is within one step of the lever; all teams together, a week."""

    course: int  # granted below the edge
    above: int  # granted from the edge on
    from_minutes: float
    citizens: float  # who stand within a step below it, at a time
    written_minutes: float  # that take them to it
    gained_ore: float


class _Below(NamedTuple):
    """Who stands within a step below an edge at a station, as shares of its citizens."""

    share: float
    minutes: float  # to the edge, added up over them


def edges_within_reach(parameters: Parameters, rules: Rulebook) -> Iterator[EdgeReached]:
    """Every edge of a scenario of one date whose teams grade their own citizens."""
    brackets = parameters.brackets
    if not brackets.is_by_team:
        return
    held = levered(parameters, rules, Levers(*parameters.behaviour.reference[0].tolist()))
    network = of.network_of(held, float(of.effects(rules, parameters)[0]))
    present = of.present(of.lives_of(held, network))
    courses, edges = brackets.course.tolist(), brackets.from_minutes[0].tolist()
    for number in range(1, len(courses)):
        below = [_below(rules, parameters, at, edges[number]) for at in network.stations]
        pair = courses[number - 1], courses[number]
        yield EdgeReached(
            *pair,
            edges[number],
            float(sum(present[:, z].sum() * one.share for z, one in enumerate(below))),
            float(sum(present[:, z].sum() * one.minutes for z, one in enumerate(below))),
            sum(
                one.share * float(present[:, z] @ _more(parameters, network.stations[z], pair))
                for z, one in enumerate(below)
            ),
        )


def _below(rules: Rulebook, parameters: Parameters, at: Station, edge: float) -> _Below:
    if at.course < 0 or parameters.brackets.number[at.course] < 0:
        return _Below(0.0, 0.0)
    place = 0, at.course, at.level
    low = rank_at(rules, parameters, place, edge, 1.0 + STEP)
    high = rank_at(rules, parameters, place, edge)
    mean = MINUTES_PER_HOUR * float(parameters.demand.hours[place].sum())
    sigma = float(parameters.demand.multiplier_sigma[0, at.level])
    ranks = low + (np.arange(_POINTS) + 0.5) / _POINTS * (high - low)
    missing = [edge - mean * rules.multiplier(float(rank), sigma) for rank in ranks]
    return _Below(high - low, (high - low) * float(np.mean(missing)))


def _more(parameters: Parameters, at: Station, pair: tuple[int, int]) -> Floats:
    """What the course above is paid more a week [øre], array [T]."""
    rates = parameters.tariff.weekly_ore
    rows = [terms_row(parameters, 0, team) for team in range(len(parameters.terms.of_team))]
    return np.asarray(rates[rows, pair[1], at.level] - rates[rows, pair[0], at.level])
