"""The levers that serve a team best under its tariff, in the steady state.

A team that weighs citizens' benefit by alpha and its own money by 1 - alpha moves the levers that
it is free to move until alpha x benefit + (1 - alpha) x surplus of a week, less the dishonesty and
extra effort that its staff bear themselves, is largest. One lever after the other is set to its
best value, over its whole range, until none moves any more. Where nothing is gained the team stays
in good faith.

Source: Ellis and McGuire 1986, J Health Econ 5, for the weighing; that a team knows the steady
state that its levers lead to, and that what its staff bear is weighed in full whatever alpha is,
are assumptions.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from sim.model.levers import LEVERS
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.terms import INCENTIVE_LED
from sim.theory.steady.one_lever import Found, LeverBounds, best_value
from sim.theory.steady.steady import Steady, SteadyStates

_ROUNDS: Final = 6
"""Times that every lever is looked at; levers rarely move a second time."""
_NOTHING: Final = 1e-9
"""Share of the money in play below which a gain is none."""

Aim = Callable[[Steady], Floats]
"""The aim of every team in a week, to be made largest [øre], array [T]."""


class Freedom(NamedTuple):
    """Where a team's levers stand in good faith and how far it may move them, arrays [V]."""

    reference: Floats
    low: Floats
    high: Floats


def weighed(alpha: float) -> Aim:
    """Aim alpha x benefit + (1 - alpha) x surplus - own cost; alpha 0 minds no citizens."""

    def aim(state: Steady) -> Floats:
        return np.asarray(alpha * state.benefit + (1.0 - alpha) * state.surplus - state.own_cost)

    return aim


def best_levers(states: SteadyStates, team: int, aim: Aim, freedom: Freedom) -> Floats:
    """Levers of a team, array [V], at which an aim is largest."""
    held = np.array(freedom.reference, float)
    free = [v for v in range(len(LEVERS)) if freedom.high[v] > freedom.low[v]]
    for _ in range(_ROUNDS):
        before = held.copy()
        for lever in free:
            held[lever] = best_lever(states, (team, lever), aim, freedom, held).at
        if len(free) < 2 or np.array_equal(before, held):  # noqa: PLR2004 - a second one to mind
            break
    return held


def best_lever(
    states: SteadyStates, which: tuple[int, int], aim: Aim, freedom: Freedom, held: Floats
) -> Found:
    """Best value of one lever, `which` team's, while the others are held."""
    team, lever = which

    def worth(value: float) -> float:
        levers = held.copy()
        levers[lever] = value
        return float(aim(states.under(levers))[team])

    stays = [
        Found(float(value), worth(float(value)))
        for value in (freedom.reference[lever], held[lever])
    ]
    bounds = LeverBounds(float(freedom.low[lever]), float(freedom.high[lever]))
    best = best_value(lever, worth, bounds)
    state = states.under(held)
    least = _NOTHING * float((np.abs(state.revenue) + np.abs(state.cost))[team])
    for before in stays:
        if before.worth >= best.worth - least - _NOTHING:
            return before
    return best


def freedom_of(parameters: Parameters, team: int) -> Freedom:
    """How far a team may move its levers."""
    behaviour = parameters.behaviour
    return Freedom(behaviour.reference[team], behaviour.low[team], behaviour.high[team])


def best_response(
    parameters: Parameters, rules: Rulebook, alpha: Floats, period: int = 0
) -> Floats:
    """Levers that serve each team best on a date, array [T, V], given its alpha, array [T]."""
    states = SteadyStates(parameters, rules, period)
    return np.array(
        [
            best_levers(states, team, weighed(float(weight)), freedom_of(parameters, team))
            for team, weight in enumerate(alpha)
        ]
    )


def with_best(parameters: Parameters, rules: Rulebook = STANDARD_RULES) -> Parameters:
    """Parameters in which incentive-led teams know their best levers of every date."""
    behaviour = parameters.behaviour
    teams = np.flatnonzero(behaviour.policy == INCENTIVE_LED)
    if not len(teams):
        return parameters
    best = behaviour.best.copy()
    for period in range(len(parameters.calendar.period_end)):
        states = SteadyStates(parameters, rules, period)
        for team in teams:
            aim = weighed(float(behaviour.alpha[team]))
            row = period * len(behaviour.policy) + team
            best[row] = best_levers(states, int(team), aim, freedom_of(parameters, int(team)))
    return parameters._replace(behaviour=behaviour._replace(best=best))
