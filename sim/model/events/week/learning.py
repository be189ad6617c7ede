"""A team that learns: when a trial is over, what it brought is judged and the next one begins.

The first trial tries nothing: it gives the team something to remember. Results are those of the
reported weeks; before them the team does as in good faith.
"""

from sim.model.draws import LEARN, Identity, uniforms
from sim.model.events.kinds import Event
from sim.model.events.lookups import Model
from sim.model.levers import LEVERS
from sim.model.rules.learning import next_trial, read_result, remembered, stepped
from sim.model.state import State
from sim.model.terms import LEARNING
from sim.model.units import DAYS_PER_WEEK


def learned(model: Model, event: Event, state: State) -> None:
    """Judge the trial that ends with this week, if one does, and begin the next."""
    behaviour, team, week = model.parameters.behaviour, event.team, event.day // DAYS_PER_WEEK
    if behaviour.policy[team] != LEARNING:
        return
    if week <= 0:
        _begun(model, state, team)
    if week < 0 or (week + 1) % behaviour.trial_weeks != 0:
        return
    who = Identity(model.parameters.inflow.team_key[team], 0, 0, 0)
    u = uniforms(model.draws, who, LEARN, week)
    _judged(model, state, (team, week), u[2])
    _tried(model, state, team, (u[0], u[1]))


def _begun(model: Model, state: State, team: int) -> None:
    """Keep what good faith is, and try it."""
    for lever in range(len(LEVERS)):
        at = model.parameters.behaviour.learn_from[team, lever]
        state.teams.kept_levers[team, lever] = state.teams.tried_levers[team, lever] = at


def _judged(model: Model, state: State, place: tuple[int, int], u: float) -> None:
    """Compare what the trial brought a week with what is remembered."""
    (team, week), behaviour, teams = place, model.parameters.behaviour, state.teams
    every, revenue, cost = behaviour.trial_weeks, 0.0, 0.0
    for before in range(week + 1 - every, week + 1):
        revenue += state.weeks.revenue_ore[team, before] / every
        cost += state.weeks.cost_ore[team, before] / every
    result = read_result(revenue - cost, cost, u, behaviour.noise_share)
    is_first = week + 1 == every
    if is_first or result > teams.remembered_ore[team]:
        for lever in range(len(LEVERS)):
            teams.kept_levers[team, lever] = teams.tried_levers[team, lever]
    weight = 1.0 if is_first else behaviour.new_weight
    teams.remembered_ore[team] = remembered(teams.remembered_ore[team], result, weight)


def _tried(model: Model, state: State, team: int, u: tuple[float, float]) -> None:
    """Take one step from what is kept."""
    behaviour, teams = model.parameters.behaviour, state.teams
    free = 0
    for lever in range(len(LEVERS)):
        teams.tried_levers[team, lever] = teams.kept_levers[team, lever]
        free += int(behaviour.high[team, lever] > behaviour.low[team, lever])
    if free == 0:
        return
    trial, number = next_trial(u[0], u[1], free), 0
    for lever in range(len(LEVERS)):
        low, high = behaviour.low[team, lever], behaviour.high[team, lever]
        if high > low:
            if number == trial.lever:
                at, step = teams.kept_levers[team, lever], behaviour.lever_step[lever]
                teams.tried_levers[team, lever] = stepped(at, trial.direction, step, low, high)
            number += 1
