"""Whom a team declines at the door, and whom it expects to cost what.

Only new citizens are looked at: who has been in care and comes back is known to the team and is
taken in. A team whose reserve is spent may take in nobody new. Without `[acceptance]` nobody is
looked at. What becomes of those declined is in `door.py`.
"""

from sim.model.events.answers import COST_RULE, HOURLY_PAY_RULE, WEEKLY_RATE_RULE, checked
from sim.model.events.kinds import Event
from sim.model.events.lookups import (
    Model,
    asked_need,
    mean_price,
    multiplier_of,
    period_of,
    rate_terms,
    terms_row,
)
from sim.model.levers import ACCEPT_SHARE, DEVELOPMENT_WEEKS
from sim.model.rules.acceptance import Prospect
from sim.model.state import State
from sim.model.terms import DEVELOPMENT, SERVICES, TO_TEAM
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR


def team_joined(state: State, team: int) -> int:
    """Team that takes in the citizens of a team: itself, unless it has merged."""
    while state.teams.joined[team] != team:
        team = int(state.teams.joined[team])
    return team


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
    if behaviour.declined_to != TO_TEAM or behaviour.taker < 0:
        return False
    return event.team == team_joined(state, behaviour.taker)


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
