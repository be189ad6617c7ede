"""What the parts of a team-week need, what is delivered of it, and what the staff cost.

Parts are gone through three times: what is needed, what is delivered once the staff's capacity
is known, and what it comes to (`booking.py`). Minutes are rounded once, and from there on only
added.
"""

import math
from typing import NamedTuple

from sim.model.events.answers import (
    CERTAIN,
    SELF_DETERMINATION_RULE,
    TEMPORARY_COST_RULE,
    VISITORS_RULE,
    checked,
)
from sim.model.events.kinds import Event
from sim.model.events.lives.plans import step_down_delay_days
from sim.model.events.lookups import Model, period_of
from sim.model.events.week.money import PartDays, minutes_at, of_week, worth
from sim.model.events.week.staff import buy, pay_of_week, put_to_work
from sim.model.levers import DELIVERED_SHARE
from sim.model.rules.outcomes import SelfDetermination, Visitors, VisitSplit
from sim.model.state import NO_ROW, State
from sim.model.terms import HOME_CARE, NURSING, SERVICES, TIMES
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, nearest


class TeamWeek(NamedTuple):
    """What the parts of a team-week have in common."""

    parts: int
    is_staff_paid: bool  # otherwise each part costs what it is worth at hourly prices
    staff_ore: int
    budget_ore: int  # what the tariff pays the team for the week, whoever is there
    basis_ore: int  # what the team costs in the week, whoever is there
    minutes: int  # delivered, all services; where it is 0 the staff's cost is shared by days
    days: int
    period: int  # at its end
    self_determined_share: float  # in that period
    utilisation: float
    temporary_share: float  # of the delivered minutes
    visitors: Visitors  # in that period


# What is needed


def needed(model: Model, event: Event, state: State, part: int) -> None:
    """Needed minutes of a part by service: the need of a week in sevenths, and the contacts."""
    parts, spell = state.parts, state.parts.spell[part]
    days = PartDays(parts.day[part], min(state.spells.end_day[spell], event.day + 1))
    parts.days[part] = days.end - days.first
    share = parts.days[part] * MINUTES_PER_HOUR / DAYS_PER_WEEK
    more = max(1.0, state.teams.levers[event.team, DELIVERED_SHARE])
    period = period_of(model.parameters, days.first)
    for service in range(len(SERVICES)):
        minutes = nearest(parts.hours[part, service] * share * more)
        if days.first <= parts.milestone_day[part] < days.end:
            hours = model.parameters.assessment.milestone_hours[period, service]
            minutes += nearest(hours * MINUTES_PER_HOUR)
        parts.minutes[part, service] = minutes
    parts.minutes[part, HOME_CARE] += _paperwork(model, event, state, part)
    contact_minutes = model.parameters.demand.contact_minutes[period]
    if contact_minutes > 0:
        parts.home_visits[part] = _home_visits(state, part)
        parts.minutes[part, NURSING] += parts.home_visits[part] * contact_minutes
    for service in range(len(SERVICES)):
        state.settlement.needed_minutes[service] += parts.minutes[part, service]


def _paperwork(model: Model, event: Event, state: State, part: int) -> int:
    """Minutes that re-labelling and putting off a fall in pay take of the team's home care."""
    behaviour, spell, hours = model.parameters.behaviour, state.parts.spell[part], 0.0
    days = PartDays(state.parts.day[part], state.parts.day[part] + state.parts.days[part])
    period, course = period_of(model.parameters, days.first), state.spells.course[spell]
    if state.spells.paid_course[spell] != course:
        hours += behaviour.relabel_hours[period] * (days.end - days.first)
    delay = step_down_delay_days(state, event.team)
    if delay > 0 and behaviour.delay_hours[period] > 0.0:
        after = model.parameters.tariff.step_down_after_days[period, course]
        granted_until = state.spells.clock_day[spell] + after
        falls = granted_until + delay
        if model.parameters.tariff.is_by_plan:
            granted_until = float(state.spells.due_day[spell])
            falls = float(state.spells.plan_day[spell])
        put_off = min(days.end, falls) - max(days.first, granted_until)
        hours += behaviour.delay_hours[period] * max(0.0, put_off)
    return nearest(hours * MINUTES_PER_HOUR / DAYS_PER_WEEK)


def _home_visits(state: State, part: int) -> int:
    """Nursing contacts of a part that were given at home."""
    parts = state.parts
    first = parts.day[part] % DAYS_PER_WEEK
    visits = int(parts.turned_home[part])
    for weekday in range(first, first + parts.days[part]):
        visits += parts.home_contacts[part, weekday]
    return visits


# What is delivered


def delivered(model: Model, state: State, part: int) -> None:
    """Turn a part's needed minutes into delivered ones, and say what they are worth.

    What goes unmet is shared in proportion to need, in whole minutes that add up.
    """
    parts, now = state.parts, state.settlement
    days = PartDays(parts.day[part], parts.day[part] + parts.days[part])
    level = state.spells.assessed_level[parts.spell[part]]
    parts.delivered_minutes[part] = parts.unmet_minutes[part] = 0
    parts.worth_ore[part] = 0.0
    _give_visits(state, part)
    for service in range(len(SERVICES)):
        if parts.minutes[part, service] == 0:
            continue
        unmet = _unmet(state, part, service)
        parts.minutes[part, service] -= unmet
        parts.unmet_minutes[part] += unmet
        parts.delivered_minutes[part] += parts.minutes[part, service]
        minutes = minutes_at(model, days.first, level, service, parts.minutes[part, service])
        for time in range(len(TIMES)):
            now.time_minutes[time] += minutes[time]
        value = worth(model, days, service, minutes)
        parts.worth_ore[part] += value
        now.worth_ore[service] += value


def _give_visits(state: State, part: int) -> None:
    """Nursing contacts of a part that were given, where nursing went unmet: they add up."""
    now = state.settlement
    before, due = now.passed_visits[0], state.parts.home_visits[part]
    now.passed_visits[0] = before + due
    unmet = now.unmet_minutes[NURSING]
    if due > 0 and unmet > 0:
        needed_minutes = now.needed_minutes[NURSING]
        given = needed_minutes - unmet
        upto = given * (before + due) // needed_minutes
        state.parts.home_visits[part] = upto - given * before // needed_minutes
        state.parts.unmet_visits[part] = due - state.parts.home_visits[part]


def _unmet(state: State, part: int, service: int) -> int:
    """A part's share of the minutes of a service that go unmet."""
    now = state.settlement
    unmet, needed_minutes = now.unmet_minutes[service], now.needed_minutes[service]
    before = now.passed_minutes[service]
    now.passed_minutes[service] += state.parts.minutes[part, service]
    if unmet == 0:
        return 0
    upto: int = unmet * now.passed_minutes[service] // needed_minutes
    share: int = upto - unmet * before // needed_minutes
    return share


# The team-week


def self_determined_share(model: Model, period: int, utilisation: float) -> float:
    """Share of the delivered minutes that stand where the citizen put them; 0: not computed."""
    terms = model.parameters.encounters
    if terms.idle_share[period] == 0.0:
        return 0.0
    curve = SelfDetermination(
        terms.idle_share[period], terms.full_share[period], terms.exponent[period]
    )
    share = model.rulebook.self_determination(utilisation, curve)
    return checked(model.refused, SELF_DETERMINATION_RULE, share, CERTAIN)


def visitors_of(model: Model, period: int, team: int, temporary_share: float) -> Visitors:
    """Who makes the visits of a team's citizens."""
    terms = model.parameters.encounters
    persons, share = terms.persons[period, team], terms.contact_person_share[period]
    by = model.rulebook.visitors(VisitSplit(persons, share, temporary_share))
    for probability in (by.contact_person, by.colleague, by.temporary_share):
        checked(model.refused, VISITORS_RULE, probability, CERTAIN)
    for other in (by.colleagues, -by.log_without_contact_person, -by.log_without_colleague):
        checked(model.refused, VISITORS_RULE, other, math.inf)
    return by


def prepared(model: Model, event: Event, state: State) -> TeamWeek:
    """Go through a team's parts for need and delivery."""
    is_limited = model.parameters.staff.is_limited
    _cleared(state)
    parts = days = 0
    part = state.teams.first_part[event.team]
    while part != NO_ROW:
        needed(model, event, state, part)
        parts += 1
        days += state.parts.days[part]
        part = state.parts.next[part]
    utilisation = _met(model, event, state)
    minutes = _all_delivered(model, event, state)
    bought, period = _bought(state), period_of(model.parameters, event.day)
    temporary_share = bought / minutes if minutes > 0 else 0.0
    return TeamWeek(
        parts,
        is_limited,
        _staff_cost(model, event, state) if is_limited else 0,
        nearest(of_week(model, event, model.parameters.tariff.budget_ore)),
        nearest(of_week(model, event, model.parameters.offers.basis_ore)),
        minutes,
        days,
        period,
        self_determined_share(model, period, utilisation),
        utilisation,
        temporary_share,
        visitors_of(model, period, event.team, temporary_share),
    )


def _cleared(state: State) -> None:
    now = state.settlement
    for service in range(len(SERVICES)):
        now.needed_minutes[service] = now.passed_minutes[service] = 0
        now.unmet_minutes[service] = now.bought_minutes[service] = 0
        now.worth_ore[service] = 0.0
    for time in range(len(TIMES)):
        now.time_minutes[time] = 0
    now.shares_booked[0] = now.days_booked[0] = now.passed_visits[0] = 0


def _met(model: Model, event: Event, state: State) -> float:
    """Meet as much of the need as the team means to and can; its staff's utilisation."""
    now, delivered_share = state.settlement, state.teams.levers[event.team, DELIVERED_SHARE]
    is_limited = model.parameters.staff.is_limited
    if not is_limited and delivered_share >= 1.0:
        state.teams.unmet_share[event.team] = 0.0
        return 0.0
    for service in range(len(SERVICES)):
        meant = min(1.0, delivered_share) * now.needed_minutes[service]
        now.unmet_minutes[service] = now.needed_minutes[service] - nearest(meant)
        now.short_minutes[service] = float(nearest(meant))
    utilisation = put_to_work(model, event, now) if is_limited else 0.0
    needed_minutes = unmet = 0
    for service in range(len(SERVICES)):
        if is_limited:
            buy(model, event, now, service)
        needed_minutes += now.needed_minutes[service]
        unmet += now.unmet_minutes[service]
    share = unmet / needed_minutes if needed_minutes > 0 else 0.0
    state.teams.unmet_share[event.team] = share
    return utilisation


def _all_delivered(model: Model, event: Event, state: State) -> int:
    """Deliver every part; minutes in all."""
    total, part = 0, state.teams.first_part[event.team]
    while part != NO_ROW:
        delivered(model, state, part)
        total += int(state.parts.delivered_minutes[part])
        part = state.parts.next[part]
    return total


def _bought(state: State) -> int:
    bought = 0
    for service in range(len(SERVICES)):
        bought += int(state.settlement.bought_minutes[service])
    return bought


def _staff_cost(model: Model, event: Event, state: State) -> int:
    """What staff, supervision and temporary hours cost in the week [øre].

    A temporary hour costs the premium times what the service's hours were worth this week.
    """
    now, cost = state.settlement, pay_of_week(model, event)
    premium = model.parameters.staff.temporary_premium[period_of(model.parameters, event.day)]
    for service in range(len(SERVICES)):
        given = now.needed_minutes[service] - now.unmet_minutes[service]
        if now.bought_minutes[service] > 0:
            value = now.worth_ore[service] * now.bought_minutes[service] / given
            temporary = model.rulebook.temporary_cost(value, premium)
            cost += checked(model.refused, TEMPORARY_COST_RULE, temporary)
    return nearest(cost)
