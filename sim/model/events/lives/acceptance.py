"""Whom a team declines at the door, and what the municipality pays for those nobody takes.

Only new citizens are looked at: who has been in care and comes back is known to the team and is
taken in. Without `[acceptance]` nobody is looked at.
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
from sim.model.terms import DEVELOPMENT, OUTSIDE_DECLINED, SERVICES
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, nearest


def is_declined(
    model: Model, event: Event, state: State, citizen: int, place: tuple[int, int]
) -> bool:
    """Whether a team declines a new citizen who would begin in a course at a level."""
    share = state.teams.levers[event.team, ACCEPT_SHARE]
    if not model.parameters.behaviour.may_decline or share >= 1.0:
        return False
    period = period_of(model.parameters, event.day)
    sigma = model.parameters.demand.multiplier_sigma[period, place[1]]
    person = multiplier_of(model, state, citizen, sigma)
    aim_weeks = state.teams.levers[event.team, DEVELOPMENT_WEEKS]
    cost, pay = expected_week(model, (period, event.team), place, person, aim_weeks)
    prospect = Prospect(state.citizens.rank[citizen], cost, pay)
    return not model.rulebook.is_accepted(share, prospect)


def declined(event: Event, state: State) -> None:
    """Note a citizen whom a team declines."""
    if event.day >= 0:
        state.weeks.declined[event.team, event.day // DAYS_PER_WEEK] += 1


def cared_for_elsewhere(
    model: Model, event: Event, state: State, citizen: int, place: tuple[int, int]
) -> None:
    """Note what care of a citizen whom no team takes costs the municipality."""
    if event.day < 0:
        return
    period, week = period_of(model.parameters, event.day), event.day // DAYS_PER_WEEK
    sigma = model.parameters.demand.multiplier_sigma[period, place[1]]
    price = model.parameters.behaviour.declined_ore[period]
    ore = nearest(price * multiplier_of(model, state, citizen, sigma))
    state.weeks.outside_ore[event.team, week, OUTSIDE_DECLINED] += ore
    state.weeks.outside_later_ore[event.team, week, OUTSIDE_DECLINED] += ore


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
