"""What becomes of a team whose reserve is spent: looked at when its week is settled.

It takes in nobody new as long as it is spent (`stop`), the municipality pays what it has lost
(`bail_out`, an account of its own), or it merges: from then on those who come to it, or come back,
are taken in by the team that it joins, whose reserve bears the losses of both. Those in its care
stay on its own books until they leave.
"""

from sim.model.events.kinds import Event
from sim.model.events.lives.acceptance import team_joined
from sim.model.events.lookups import Model
from sim.model.rules.conduct import bail_out, is_spent
from sim.model.state import State
from sim.model.terms import BAIL_OUT, MERGE, OUTSIDE_BAIL_OUT
from sim.model.units import DAYS_PER_WEEK


def reserve_looked_at(model: Model, event: Event, state: State) -> None:
    """Close, bail out or merge a team at the end of a reported week, if its reserve is spent."""
    behaviour, teams, team = model.parameters.behaviour, state.teams, event.team
    when, here = behaviour.when_spent[team], (team, event.day // DAYS_PER_WEEK)
    if event.day < 0 or when < 0:
        return
    if teams.joined[team] != team or teams.is_closed[team]:
        state.weeks.closed_weeks[here] += 1
    if teams.joined[team] != team:
        return
    surplus = _surplus(state, team)
    spent = is_spent(surplus, behaviour.reserve_ore[team])
    if when == BAIL_OUT:
        if spent:
            paid = bail_out(surplus)
            teams.bailed_out_ore[team] += paid
            state.weeks.outside_ore[team, here[1], OUTSIDE_BAIL_OUT] += paid
            state.weeks.outside_later_ore[team, here[1], OUTSIDE_BAIL_OUT] += paid
            state.weeks.reserves_spent[here] += 1
    elif when == MERGE:
        to = team_joined(state, behaviour.merges_with[team])
        if spent and to != team:
            teams.joined[team] = to
            state.weeks.reserves_spent[here] += 1
    else:
        if spent and not teams.is_closed[team]:
            state.weeks.reserves_spent[here] += 1
        teams.is_closed[team] = int(spent)


def _surplus(state: State, team: int) -> int:
    """Revenue less cost so far, of a team and of those that have joined it [øre]."""
    teams, surplus = state.teams, 0
    for each in range(len(teams.joined)):
        if team_joined(state, each) == team:
            surplus += teams.revenue_ore[each] - teams.cost_ore[each] + teams.bailed_out_ore[each]
    return surplus
