"""The seventh day: delivery, settlement and policy review of a team.

A part (a citizen in one spell in one week) needs, costs and is paid in sevenths. Each amount
is rounded once, to whole minutes and øre, and from there on only added.
"""

from typing import NamedTuple

from sim.model.events.kinds import NO_EVENT, WEEK_ENDED, Event, Happened, Outcome
from sim.model.events.places import Model, period_of, rate_terms
from sim.model.rules.policy import Review
from sim.model.state import NO_ROW, State
from sim.model.terms import SERVICES
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, nearest


class Days(NamedTuple):
    """Days of a part; `end` is the day after the last."""

    first: int
    end: int


class Money(NamedTuple):
    """Amounts that are not rounded yet [øre]."""

    revenue: float
    cost: float


def _same_until(model: Model, first: int, end: int, step_down_day: float) -> int:
    """End of the days from `first` on with the same prices and rate, `end` at the latest."""
    if first < step_down_day < end:
        end = int(step_down_day)
    period = period_of(model.parameters, first)
    while period_of(model.parameters, end - 1) != period:
        end -= 1
    return end


def _minutes(state: State, part: int, days: Days) -> tuple[int, int, int]:
    """Delivered minutes of a part, by service: the need of a week, in sevenths."""
    share = (days.end - days.first) * MINUTES_PER_HOUR / DAYS_PER_WEEK
    hours = state.parts.hours
    return (
        nearest(hours[part, 0] * share),
        nearest(hours[part, 1] * share),
        nearest(hours[part, 2] * share),
    )


def _money(
    model: Model, state: State, spell: int, days: Days, minutes: tuple[int, int, int]
) -> Money:
    """Pay and cost of a part: its minutes are spread evenly over its days."""
    spells, rulebook = state.spells, model.rulebook
    course, level, clock = spells.paid_course[spell], spells.level[spell], spells.clock_day[spell]
    revenue = cost = 0.0
    first = days.first
    while first < days.end:
        period = period_of(model.parameters, first)
        rates = rate_terms(model.parameters, period, course, level)
        end = _same_until(model, first, days.end, clock + rates.step_down_after_days)
        weekly = rulebook.weekly_rate(first - clock, rates)
        revenue += weekly * (end - first) / DAYS_PER_WEEK
        share = (end - first) / (days.end - days.first)
        for service in range(len(SERVICES)):
            price = model.parameters.price_ore_per_hour[period, service]
            cost += rulebook.cost(minutes[service], price) * share
        first = end
    if days.first == spells.start_day[spell] and spells.is_entry[spell]:
        period = period_of(model.parameters, days.first)
        rates = rate_terms(model.parameters, period, course, level)
        revenue += rulebook.lump_sum(spells.absence_days[spell], rates)
    return Money(revenue, cost)


def _settle(model: Model, event: Event, state: State, part: int) -> None:
    """Pay and cost of one part, booked on its spell and its team."""
    spells, spell, weeks, team = state.spells, state.parts.spell[part], state.weeks, event.team
    week = event.day // DAYS_PER_WEEK
    days = Days(state.parts.day[part], min(spells.end_day[spell], event.day + 1))
    minutes = _minutes(state, part, days)
    money = _money(model, state, spell, days, minutes)
    for service in range(len(SERVICES)):
        weeks.minutes[team, week, service] += minutes[service]
    revenue, cost = nearest(money.revenue), nearest(money.cost)
    weeks.days[team, week, spells.course[spell]] += days.end - days.first
    weeks.revenue_ore[team, week] += revenue
    weeks.cost_ore[team, week] += cost
    spells.revenue_ore[spell] += revenue
    spells.cost_ore[spell] += cost


def _review(model: Model, event: Event, state: State, citizens: int) -> None:
    """The team looks at the week and sets its levers for what begins later."""
    teams, team, week = state.teams, event.team, event.day // DAYS_PER_WEEK
    if week >= 0:
        teams.revenue_ore[team] += state.weeks.revenue_ore[team, week]
        teams.cost_ore[team] += state.weeks.cost_ore[team, week]
    review = Review(team, week, citizens, teams.revenue_ore[team], teams.cost_ore[team])
    levers = model.rulebook.policy(review)
    teams.development_weeks[team] = levers.development_weeks
    teams.effort[team] = levers.effort


def week_ended(model: Model, event: Event, state: State) -> Happened:
    """Settle every part of the week, leavers' included, then review."""
    part = state.teams.first_part[event.team]
    settled = 0
    while part != NO_ROW:
        if event.day >= 0:
            _settle(model, event, state, part)
        settled += 1
        part = state.parts.next[part]
    state.teams.first_part[event.team] = NO_ROW
    _review(model, event, state, settled)
    return (
        Outcome(WEEK_ENDED, NO_ROW, NO_ROW, NO_ROW, settled),
        event._replace(day=event.day + DAYS_PER_WEEK),
        NO_EVENT,
    )
