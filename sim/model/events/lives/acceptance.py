"""Whom a team declines at the door, and who takes those declined.

The municipality does, outside the rate; or another team that has to take everybody, as long as it
has a place; or nobody for a while: they wait, some give up, some go to hospital meanwhile, and the
rest the team has to take in. Only new citizens are looked at: who has been in care and comes back
is known to the team and is taken in. A team whose reserve is spent may take in nobody new, and one
that has merged sends all who come to the team that it joined. Without `[acceptance]` nobody is
looked at.
"""

from sim.model.draws import WAIT, uniforms
from sim.model.events.answers import COST_RULE, HOURLY_PAY_RULE, WEEKLY_RATE_RULE, checked
from sim.model.events.kinds import NO_EVENT, Event, on_day
from sim.model.events.lookups import (
    Model,
    asked_hazard,
    asked_need,
    identity,
    mean_price,
    multiplier_of,
    period_of,
    rate_terms,
    spell_due,
    terms_row,
)
from sim.model.events.queues.offers import accepted, has_room
from sim.model.levers import ACCEPT_SHARE, DEVELOPMENT_WEEKS
from sim.model.rules.acceptance import Prospect
from sim.model.state import ENTERED, State
from sim.model.terms import DEVELOPMENT, OUTSIDE_DECLINED, SERVICES, TO_TEAM, TO_WAITING
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, nearest


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
        taker = team_joined(state, behaviour.taker)
        if has_room(model, state, taker, here.day):
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


def team_joined(state: State, team: int) -> int:
    """Team that takes in the citizens of a team: itself, unless it has merged."""
    while state.teams.joined[team] != team:
        team = int(state.teams.joined[team])
    return team


def taken_over(event: Event, state: State, team: int) -> Event:
    """Same event, of a citizen whom another team takes over from today on."""
    state.citizens.team[event.who] = team
    if event.day >= 0:
        state.weeks.taken_over[team, event.day // DAYS_PER_WEEK] += 1
    return Event(event.day, event.kind, team, event.who, event.number)


def _with_team_joined(event: Event, state: State) -> Event:
    team = team_joined(state, event.team)
    return event if team == event.team else taken_over(event, state, team)


def is_declined(model: Model, event: Event, state: State, place: tuple[int, int]) -> bool:
    """Whether a team declines a new citizen who would begin in a course at a level."""
    if not model.parameters.behaviour.may_decline or _has_to_take(model, event, state):
        return False
    if state.teams.is_closed[event.team]:
        return True
    share = state.teams.levers[event.team, ACCEPT_SHARE]
    if share >= 1.0:
        return False
    return not model.rulebook.is_accepted(share, prospect_of(model, event, state, place))


def _has_to_take(model: Model, event: Event, state: State) -> bool:
    """Whether this is the team that takes those whom others decline, so that it takes everybody."""
    behaviour = model.parameters.behaviour
    return behaviour.declined_to == TO_TEAM and event.team == team_joined(state, behaviour.taker)


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
    u = uniforms(
        model.draws, identity(model.parameters, state, event.who), WAIT, event.day
    )
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


def prospect_of(model: Model, event: Event, state: State, place: tuple[int, int]) -> Prospect:
    """What a team expects of a citizen in a week of a course at a level."""
    period = period_of(model.parameters, event.day)
    sigma = model.parameters.demand.multiplier_sigma[period, place[1]]
    person = multiplier_of(model, state, event.who, sigma)
    aim_weeks = state.teams.levers[event.team, DEVELOPMENT_WEEKS]
    cost, pay = expected_week(model, (period, event.team), place, person, aim_weeks)
    return Prospect(state.citizens.rank[event.who], cost, pay)


def expected_week(
    model: Model, where: tuple[int, int], place: tuple[int, int], person: float, aim_weeks: float
) -> tuple[float, float]:
    """Cost and pay that a team expects of a week of a course at a level [øre].

    `where` is (period, team), `person` the need multiplier. Hours cost their hourly prices; a lump
    sum is spread over the mean stay. Who is paid their own expected cost brings no loss.
    """
    (period, team), (course, level) = where, place
    row, cost, pay = terms_row(model.parameters, period, team), 0.0, 0.0
    for service in range(len(SERVICES)):
        hours = model.parameters.demand.hours[period, course, level, service]
        minutes = asked_need(model, hours, person) * MINUTES_PER_HOUR
        price = mean_price(model.parameters, period, level, service, team)
        cost += checked(model.refused, COST_RULE, model.rulebook.cost(minutes, price))
        hourly = model.parameters.tariff.hourly_ore[row, service]
        paid = model.rulebook.hourly_pay(minutes, hourly)
        pay += checked(model.refused, HOURLY_PAY_RULE, paid)
    if model.parameters.tariff.is_per_person[period, course]:
        return cost, pay + cost
    rates = rate_terms(model.parameters, row, (course, level))
    weekly = checked(model.refused, WEEKLY_RATE_RULE, model.rulebook.weekly_rate(0, rates))
    weeks = model.parameters.stays.mean_days[period, course, level] / DAYS_PER_WEEK
    if aim_weeks > 0.0 and model.parameters.network.kind[course] == DEVELOPMENT:
        weeks = aim_weeks
    return cost, pay + weekly + rates.lump_sum_ore / weeks
