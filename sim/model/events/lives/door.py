"""What becomes of who comes to a team, and of those whom it declines.

The municipality takes those declined, outside the rate; or another team, the one that has to take
everybody or, where citizens choose, one that does, as long as it has a place; or nobody for a
while: they wait, some give up, some go to hospital meanwhile, and the rest the team has to take in.
A team that has merged sends all who come, or come back, to the team that it joined.
"""

from sim.model.draws import WAIT, uniforms
from sim.model.events.kinds import NO_EVENT, Event, on_day
from sim.model.events.lives.acceptance import is_declined, team_joined
from sim.model.events.lives.choice import taken_elsewhere
from sim.model.events.lookups import (
    Model,
    asked_hazard,
    identity,
    multiplier_of,
    period_of,
    spell_due,
)
from sim.model.events.queues.offers import accepted, has_place_left
from sim.model.state import ENTERED, NO_ROW, State
from sim.model.terms import OUTSIDE_DECLINED, TO_TEAM, TO_WAITING
from sim.model.units import DAYS_PER_WEEK, nearest


def at_the_door(
    model: Model, event: Event, state: State, place: tuple[int, int]
) -> tuple[Event, Event]:
    """What comes of a new citizen's wish to begin in a course at a level, as of `accepted`."""
    here = _with_team_joined(event, state)
    if not is_declined(model, here, state, place):
        return accepted(model, here, state, place)
    _noted(here, state)
    behaviour = model.parameters.behaviour
    if behaviour.declined_to == TO_TEAM:
        taker = _taker(model, here, state)
        if taker != NO_ROW:
            return accepted(model, taken_over(here, state, taker), state, place)
    _paid_elsewhere(model, here, state, place[1])
    if behaviour.declined_to == TO_WAITING:
        return _waits(model, here, state, place)
    return NO_EVENT, NO_EVENT


def comes_back(
    model: Model, event: Event, state: State, place: tuple[int, int]
) -> tuple[Event, Event]:
    """What comes of the return of a citizen, whom the team knows and takes in."""
    return accepted(model, _with_team_joined(event, state), state, place)


def _taker(model: Model, event: Event, state: State) -> int:
    """Team that takes in a citizen whom another declines; NO_ROW where none has to or can."""
    named = model.parameters.behaviour.taker
    if named < 0:
        return taken_elsewhere(model, state, identity(model.parameters, state, event.who))
    taker = team_joined(state, named)
    return taker if has_place_left(model, state, taker, event.day) else NO_ROW


def taken_over(event: Event, state: State, team: int) -> Event:
    """Same event, of a citizen whom another team takes over from today on."""
    state.citizens.team[event.who] = team
    if event.day >= 0:
        state.weeks.taken_over[team, event.day // DAYS_PER_WEEK] += 1
    return Event(event.day, event.kind, team, event.who, event.number)


def _with_team_joined(event: Event, state: State) -> Event:
    team = team_joined(state, event.team)
    return event if team == event.team else taken_over(event, state, team)


def _noted(event: Event, state: State) -> None:
    if event.day >= 0:
        state.weeks.declined[event.team, event.day // DAYS_PER_WEEK] += 1


def _paid_elsewhere(model: Model, event: Event, state: State, level: int) -> None:
    """Note what care elsewhere costs the municipality for a citizen whom a team declines."""
    if event.day < 0:
        return
    period, week = period_of(model.parameters, event.day), event.day // DAYS_PER_WEEK
    sigma = model.parameters.demand.multiplier_sigma[period, level]
    price = model.parameters.behaviour.declined_ore[period]
    ore = nearest(price * multiplier_of(model, state, event.who, sigma))
    state.weeks.outside_ore[event.team, week, OUTSIDE_DECLINED] += ore
    state.weeks.outside_later_ore[event.team, week, OUTSIDE_DECLINED] += ore


def _waits(model: Model, event: Event, state: State, place: tuple[int, int]) -> tuple[Event, Event]:
    """A citizen who is declined waits until the team has to take them in, at the latest."""
    behaviour, period = model.parameters.behaviour, period_of(model.parameters, event.day)
    u = uniforms(model.draws, identity(model.parameters, state, event.who), WAIT, event.day)
    wait = behaviour.wait_days[period]
    gives_up = asked_hazard(model, u[1], behaviour.given_up_per_day[period])
    admitted = asked_hazard(model, u[2], behaviour.admitted_per_day[period])
    first = min(gives_up, admitted)
    waited = int(first) if first < wait else int(wait)
    is_lost = gives_up < wait and gives_up <= admitted
    if event.day >= 0:
        here = event.team, event.day // DAYS_PER_WEEK
        state.weeks.waiting_days[here] += waited
        state.weeks.gave_up[here] += int(is_lost)
    if is_lost:
        return NO_EVENT, NO_EVENT
    if admitted < wait:
        place = behaviour.hospital_course, place[1]
    return on_day(spell_due(event, state, place, ENTERED), event.day + waited), NO_EVENT
