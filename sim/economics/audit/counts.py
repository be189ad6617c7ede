"""Weekly means of one replication, in the words of the steady state.

Relapses are not waited for: each who leaves self-reliant counts by the chance and the law of a
relapse, so that a short run says as much as a long one.
"""

import numpy as np

from sim.experiments.tables.bearers import borne_by_ore
from sim.model.levers import Levers
from sim.model.parameters import Floats, Ints, Parameters
from sim.model.rulebook import Rulebook
from sim.model.rules.conduct import dishonesty, extra_effort, unmet_squared
from sim.model.state import CITIZENS, SPELLS, State
from sim.model.terms import (
    DEVELOPMENT,
    DISCHARGED,
    HOSPITAL,
    LEVELS,
    PRESENT,
    SELF_RELIANT,
    TO_TEAM,
    TO_WAITING,
)
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR
from sim.theory.network.stations import AWAY, Station, terms_of
from sim.theory.network.stay_laws import law
from sim.theory.steady.lives import YEAR_WEEKS
from sim.theory.steady.steady import Steady


def weekly_means(state: State, parameters: Parameters, rules: Rulebook) -> Steady:
    """Weekly means of one replication, arrays [T]."""
    weeks, length = state.weeks, float(parameters.calendar.weeks)
    unmet = weeks.unmet_minutes.sum(axis=1) / MINUTES_PER_HOUR / length
    delivered = weeks.minutes.sum(axis=(1, 2)) / MINUTES_PER_HOUR / length
    completed = _completed(state, parameters) / length
    back = _relapse(parameters, rules, unmet / np.maximum(unmet + delivered, 1e-9))
    reliant = (completed * _reliant_weeks(parameters, back)).sum(axis=1)
    better, admitted = _level_weeks(state, parameters), _admissions(state, parameters)
    harm = _unmet_squared(state) / length
    counted = np.array([reliant, better / length, -unmet, -admitted / length, -harm])
    return Steady(
        revenue=weeks.revenue_ore.sum(axis=1) / length,
        cost=weeks.cost_ore.sum(axis=1) / length,
        outside=weeks.outside_ore.sum(axis=1) / length,
        borne=borne_by_ore(weeks, parameters).sum(axis=1) / length,
        benefit=np.asarray(parameters.behaviour.benefit_ore @ counted),
        own_cost=_own_cost(state, parameters) / length,
        census=weeks.days.sum(axis=(1, 2)) / (DAYS_PER_WEEK * length),
        entries=_taken_in(state, parameters) / length,
        completions=completed.sum(axis=1),
        self_reliant_weeks=reliant,
        level_weeks=better / length,
        delivered_hours=delivered,
        unmet_hours=unmet,
        clinic_contacts=weeks.clinic_visits.sum(axis=1) / length,
        admissions=admitted / length,
        relapses=(completed * back).sum(axis=1) + _back_from_discharge(state, parameters, rules),
        waiting_weeks=weeks.waiting_days.sum(axis=1) / (DAYS_PER_WEEK * length),
        gave_up=weeks.gave_up.sum(axis=1) / length,
        declined=weeks.declined.sum(axis=1) / length,
        elsewhere=_elsewhere(state, parameters) / length,
        discharged=weeks.discharged.sum(axis=1) / length,
    )


def _by_team(parameters: Parameters, team: Ints, weight: Floats | None = None) -> Floats:
    teams = len(parameters.inflow.team_key)
    return np.asarray(np.bincount(team, weight, teams), np.float64)


def _team_of_spells(state: State) -> Ints:
    return _spells(state, state.spells.team)


def _spells(state: State, column: Ints) -> Ints:
    """Column of the spells; those handed on have left it."""
    return np.asarray(column[: int(state.rows[SPELLS])])


def _completed(state: State, parameters: Parameters) -> Floats:
    """Citizens who left self-reliant in the reported weeks, array [T, L]."""
    spells = state.spells
    left = _spells(state, spells.exit) == SELF_RELIANT
    left &= _spells(state, spells.end_day) >= 0
    left &= _spells(state, spells.citizen) >= 0
    team, level = _team_of_spells(state)[left], _spells(state, spells.level)[left]
    teams = len(parameters.inflow.team_key)
    flat = np.bincount(team * LEVELS + level, minlength=teams * LEVELS)
    return np.asarray(flat.reshape(teams, LEVELS), np.float64)


def _relapse(parameters: Parameters, rules: Rulebook, unmet_share: Floats) -> Floats:
    """Chance that who leaves self-reliant comes back, array [T, L]."""
    network = parameters.network
    if network.relapse_to < 0:
        return np.zeros((len(unmet_share), LEVELS))
    raised = float(parameters.staff.relapses_raised[0])
    ratio = np.array([rules.unmet_ratio(float(share), raised) for share in unmet_share])
    return np.minimum(1.0, np.outer(ratio, network.relapse_probability[0]))


def _back_from_discharge(state: State, parameters: Parameters, rules: Rulebook) -> Floats:
    """Relapses a week to be expected of those discharged early, array [T]."""
    network, spells = parameters.network, state.spells
    left = _spells(state, spells.exit) == DISCHARGED
    left &= _spells(state, spells.end_day) >= 0
    left &= _spells(state, spells.citizen) >= 0
    if network.relapse_to < 0 or not left.any():
        return np.zeros(len(parameters.inflow.team_key))
    raised = float(parameters.staff.relapses_raised[0])
    cut = np.asarray(spells.cut_share)[: int(state.rows[SPELLS])][left]
    ratio = np.array([rules.unmet_ratio(float(share), raised) for share in cut])
    chance = network.relapse_probability[0, _spells(state, spells.level)[left]] * ratio
    back = _by_team(parameters, _team_of_spells(state)[left], np.minimum(1.0, chance))
    return back / float(parameters.calendar.weeks)


def _elsewhere(state: State, parameters: Parameters) -> Floats:
    """Citizens declined whom nobody takes in but the municipality, array [T]."""
    weeks, declined_to = state.weeks, parameters.behaviour.declined_to
    declined = weeks.declined.sum(axis=1).astype(np.float64)
    if declined_to == TO_WAITING:
        return np.zeros_like(declined)
    taken = float(weeks.taken_over.sum()) if declined_to == TO_TEAM else 0.0
    every = max(1.0, float(declined.sum()))
    return np.asarray(declined * max(0.0, 1.0 - taken / every))


def _reliant_weeks(parameters: Parameters, back: Floats) -> Floats:
    """Weeks self-reliant within a year of leaving, array [T, L]."""
    if not back.any():
        return np.full(back.shape, float(YEAR_WEEKS))
    days = np.array([_days_until_back(parameters, level) for level in range(LEVELS)])
    return np.asarray((1.0 - back) * YEAR_WEEKS + back * days / DAYS_PER_WEEK)


def _days_until_back(parameters: Parameters, level: int) -> float:
    """Mean days until a relapse, a year at most."""
    delay = law(terms_of(parameters, Station(AWAY, level)), 0.0, parameters.stays.quantiles)
    return float(delay.survival[: YEAR_WEEKS * DAYS_PER_WEEK].sum())


def _level_weeks(state: State, parameters: Parameters) -> Floats:
    """Levels better than when first seen x weeks, array [T]."""
    gained = _spells(state, state.spells.gained_level_days) / DAYS_PER_WEEK
    return _by_team(parameters, _team_of_spells(state), np.asarray(gained, np.float64))


def _admissions(state: State, parameters: Parameters) -> Floats:
    """Hospital stays that began in the reported weeks, array [T]."""
    spells = state.spells
    kinds = parameters.network.kind[_spells(state, spells.course)]
    began = (kinds == HOSPITAL) & (_spells(state, spells.is_entry) == 1)
    began &= (_spells(state, spells.start_day) >= 0) & (_spells(state, spells.citizen) >= 0)
    return _by_team(parameters, _team_of_spells(state)[began])


def _unmet_squared(state: State) -> Floats:
    """Unmet hours of the reported weeks, each by the share that is unmet in its week, array [T]."""
    unmet = state.weeks.unmet_minutes
    needed = unmet + state.weeks.minutes.sum(axis=2)
    share = np.divide(unmet, needed, out=np.zeros(unmet.shape), where=needed > 0)
    return np.asarray(unmet_squared(unmet / MINUTES_PER_HOUR, share).sum(axis=1))


def _own_cost(state: State, parameters: Parameters) -> Floats:
    """Dishonesty and extra effort under the levers that teams hold [øre], array [T]."""
    behaviour, network = parameters.behaviour, parameters.network
    levers = [Levers(*row) for row in behaviour.reference.tolist()]
    lies = np.array([dishonesty(held.relabel_share) for held in levers])
    given = np.array([extra_effort(held.delivered_share) for held in levers])
    developed = np.array([extra_effort(held.effort) for held in levers])
    days = state.weeks.days.sum(axis=1)
    here = days[:, network.kind != HOSPITAL].sum(axis=1) / DAYS_PER_WEEK
    develops = days[:, network.kind == DEVELOPMENT].sum(axis=1) / DAYS_PER_WEEK
    effort = float(behaviour.effort_ore[0]) * (given * here + developed * develops)
    spells = _could_be_dearer(state, parameters)
    return np.asarray(lies * float(behaviour.dishonesty_ore[0]) * spells + effort)


def _could_be_dearer(state: State, parameters: Parameters) -> Floats:
    """Spells begun in the reported weeks that could be paid as a dearer course, array [T]."""
    spells, dearer = state.spells, parameters.behaviour.dearer_course
    begun = dearer[_spells(state, spells.course)] >= 0
    begun &= (_spells(state, spells.start_day) >= 0) & (_spells(state, spells.citizen) >= 0)
    return _by_team(parameters, _team_of_spells(state)[begun])


def _taken_in(state: State, parameters: Parameters) -> Floats:
    """New citizens who came in the reported weeks and were taken in, array [T]."""
    citizens, rows = state.citizens, int(state.rows[CITIZENS])
    came = (citizens.day[:rows] >= 0) & (citizens.source[:rows] != PRESENT)
    came &= citizens.spells_begun[:rows] > 0
    return _by_team(parameters, np.asarray(citizens.team[:rows][came]))
