"""Where a lever stands in good faith, and the values that serve a team or society best.

Where the means are exact each team answers for itself, in continuous values. Simulated, all
teams move together over a grid of values, and the best of these is taken, or one between that
the parabola through it and its neighbours points to, if it gains beyond chance over good faith.
"""

import math
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from sim.economics.audit.levers import Audited
from sim.economics.audit.weekly_means import WeeklyMeans
from sim.experiments.summary.statistics import t_interval
from sim.model.levers import CLINIC_SHARE, DEVELOPMENT_WEEKS, LEVER, LEVERS, Levers
from sim.model.parameters import Floats, Parameters
from sim.model.terms import COURSE_KINDS, DEVELOPMENT
from sim.model.units import DAYS_PER_WEEK
from sim.theory.network.levered import levered
from sim.theory.steady.lives import effects, lives_of, network_of
from sim.theory.steady.one_lever import LeverBounds, best_value
from sim.theory.steady.responses import Aim, Freedom, best_lever
from sim.theory.steady.steady import Steady

GRID: Final = 7
"""Values of a lever that a simulated audit looks at."""
_NOTHING: Final = 1e-9

ForAll = Callable[[Steady], Floats]
"""The aim, to be made largest over all teams, array [R]."""


class Stand(NamedTuple):
    """A lever in good faith, and what teams count for in a mean of it, arrays [T]."""

    held: Floats  # as the model holds it: 0 or below may stand for the scenario's own
    number: Floats  # in its unit
    weight: Floats  # citizens a week who come under it

    def mean(self, values: Floats) -> float:
        """Mean of a value by team; values that stand for the scenario's own are its number."""
        said = np.where(values == self.held, self.number, values)
        return (
            float(said @ self.weight / self.weight.sum())
            if self.weight.sum()
            else float(said.mean())
        )


def stand_of(weekly: WeeklyMeans, lever: int) -> Stand:
    """Where a lever stands."""
    parameters = weekly.states.parameters
    held = parameters.behaviour.reference[:, lever]
    begun, weeks = _development(weekly, parameters)
    number = held.copy()
    if lever == DEVELOPMENT_WEEKS:
        number = np.where(held > 0.0, held, weeks)
    if lever == CLINIC_SHARE:
        number = np.where(held >= 0.0, held, parameters.clinic.share[0])
    of_development = LEVER[LEVERS[lever]].course_kind == COURSE_KINDS[DEVELOPMENT]
    weight = begun if of_development else parameters.inflow.per_day[0].sum(1)
    return Stand(held, number, weight)


def _development(weekly: WeeklyMeans, parameters: Parameters) -> tuple[Floats, Floats]:
    """Development courses begun a week and their mean stay as stated [weeks], arrays [T]."""
    rows = []
    for team, levers in enumerate(parameters.behaviour.reference):
        scenario = levered(parameters, weekly.states.rules, Levers(*levers.tolist()))
        effect = float(effects(weekly.states.rules, parameters)[team])
        lives = lives_of(scenario, network_of(scenario, effect))
        begun, weeks = 0.0, 0.0
        for z, station in enumerate(lives.network.stations):
            if station.course >= 0 and parameters.network.kind[station.course] == DEVELOPMENT:
                stay = float(scenario.parameters.stays.mean_days[0, station.course, station.level])
                begun += float(lives.begun[team, z])
                weeks += float(lives.begun[team, z]) * stay / DAYS_PER_WEEK
        rows.append((DAYS_PER_WEEK * begun, weeks / begun if begun else 0.0))
    return np.array([row[0] for row in rows]), np.array([row[1] for row in rows])


def moved(weekly: WeeklyMeans, lever: int, values: Floats | float) -> Floats:
    """Levers in good faith but for one, array [T, V]."""
    levers = weekly.states.parameters.behaviour.reference.copy()
    levers[:, lever] = values
    return levers


# What serves best


def best_for_teams(weekly: WeeklyMeans, one: Audited, aims: list[Aim]) -> Floats:
    """Value of a lever that serves each team's own aim best, array [T]."""
    if weekly.why_simulated:

        def all_teams(state: Steady) -> Floats:
            return np.asarray(sum(aim(state)[:, t] for t, aim in enumerate(aims)))

        return best_on_grid(weekly, one, all_teams)
    behaviour = weekly.states.parameters.behaviour
    found = []
    for team, aim in enumerate(aims):
        low, high = behaviour.reference[team].copy(), behaviour.reference[team].copy()
        low[one.lever], high[one.lever] = one.low, one.high
        freedom = Freedom(behaviour.reference[team], low, high)
        held = behaviour.reference[team].copy()
        found.append(best_lever(weekly.states, (team, one.lever), aim, freedom, held).at)
    return np.array(found)


def best_for_all(weekly: WeeklyMeans, one: Audited, aim: ForAll) -> Floats:
    """Value of a lever, the same for every team, that serves an aim best, array [T]."""
    if weekly.why_simulated:
        return best_on_grid(weekly, one, aim)
    good_faith = moved(
        weekly, one.lever, weekly.states.parameters.behaviour.reference[:, one.lever]
    )
    before = float(aim(weekly.under(good_faith))[0])

    def worth(value: float) -> float:
        return float(aim(weekly.under(moved(weekly, one.lever, value)))[0])

    best = best_value(one.lever, worth, LeverBounds(one.low, one.high))
    if best.worth <= before + _NOTHING * max(1.0, abs(before)):
        return good_faith[:, one.lever]
    return np.full(len(good_faith), best.at)


def best_on_grid(weekly: WeeklyMeans, one: Audited, aim: ForAll) -> Floats:
    """The same in a simulated weekly."""
    good_faith = weekly.states.parameters.behaviour.reference[:, one.lever]
    before = aim(weekly.under(moved(weekly, one.lever, good_faith)))
    gains = {value: _gain(weekly, one, aim, value) - before for value in grid(one).tolist()}
    best = max(gains, key=lambda value: float(gains[value].mean()))
    between = _between(gains, best)
    if between is not None:
        gains[between] = _gain(weekly, one, aim, between) - before
        best = max(gains, key=lambda value: float(gains[value].mean()))
    low = t_interval(gains[best])["low"]
    is_gain = gains[best].mean() > 0.0 and (low is None or low > 0.0)
    return np.full(len(good_faith), best) if is_gain else good_faith


def highest_gain(weekly: WeeklyMeans, one: Audited) -> float:
    """The most that all teams could gain in money by the lever, as far as chance lets be seen.

    Upper end of the 95 % interval of a week's gain over good faith, the highest on the grid
    [øre]; infinite after one replication, which bounds nothing.
    """
    good_faith = weekly.states.parameters.behaviour.reference[:, one.lever]

    def surplus(state: Steady) -> Floats:
        return np.asarray(state.surplus.sum(axis=-1))

    before = surplus(weekly.under(moved(weekly, one.lever, good_faith)))
    gains = [_gain(weekly, one, surplus, value) - before for value in grid(one).tolist()]
    highs = [t_interval(gain)["high"] if gain.any() else 0.0 for gain in gains]
    return max(math.inf if high is None else high for high in highs)


def grid(one: Audited, points: int = GRID) -> Floats:
    """Values of a lever from its lowest to its highest."""
    return np.unique(np.linspace(one.low, one.high, points))


def _gain(weekly: WeeklyMeans, one: Audited, aim: ForAll, value: float) -> Floats:
    return aim(weekly.under(moved(weekly, one.lever, value)))


def _between(gains: dict[float, Floats], best: float) -> float | None:
    """Top of the parabola through the best value and its neighbours; None at an end."""
    values = sorted(gains)
    k = values.index(best)
    if k in {0, len(values) - 1}:
        return None
    before, here, after = (float(gains[v].mean()) for v in values[k - 1 : k + 2])
    bend = 2.0 * here - before - after
    step = values[k + 1] - best
    return best + 0.5 * step * (after - before) / bend if bend > 0.0 else None
