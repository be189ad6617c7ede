"""What a part comes to: money, care, presence and how the citizen fared, booked in whole numbers.

Each amount is rounded once, to whole øre, minutes and thousandths, and from there on only added:
on the citizen's spell and on the team's week.
"""

from typing import Final, NamedTuple

from sim.model.events.answers import (
    CERTAIN,
    CONTINUITY_INDEX_RULE,
    DISTINCT_HELPERS_RULE,
    checked,
)
from sim.model.events.kinds import Event
from sim.model.events.lookups import Model, period_of
from sim.model.events.week.money import (
    PartDays,
    hospital_cost,
    hourly_revenue,
    is_refunded,
    outside_hours_cost,
    refund_of,
    revenue,
)
from sim.model.events.week.settlement import TeamWeek, self_determined_share, visitors_of
from sim.model.state import THOUSANDTHS, State
from sim.model.terms import (
    HOME_CARE,
    HOSPITAL,
    OUTSIDE_CLINIC,
    OUTSIDE_HOSPITAL,
    OUTSIDE_HOURS,
    OUTSIDE_NURSING_HOME,
)
from sim.model.units import DAYS_PER_WEEK, nearest

_FORTNIGHT: Final = 14
"""Days over which helpers are counted."""


class Entry(NamedTuple):
    """Where a part is booked."""

    part: int
    spell: int
    team: int
    week: int
    days: PartDays


def booked(model: Model, event: Event, state: State, part: int, week: TeamWeek) -> None:
    """Book a part."""
    parts = state.parts
    days = PartDays(parts.day[part], parts.day[part] + parts.days[part])
    here = Entry(part, parts.spell[part], event.team, event.day // DAYS_PER_WEEK, days)
    _money(model, state, here, week)
    _care(state, here)
    _presence(state, here)
    _visits(model, state, here)
    _outside(model, state, here)
    _self_determination(model, state, here, week)
    _continuity(model, state, here, week)


def _staff_share(state: State, here: Entry, week: TeamWeek) -> int:
    """A part's share of the staff's cost [øre], by delivered minutes: adds up to it exactly.

    By days where nothing was delivered.
    """
    now, total = state.settlement, week.minutes if week.minutes > 0 else week.days
    share = state.parts.days[here.part]
    if week.minutes > 0:
        share = state.parts.delivered_minutes[here.part]
    before = int(now.shares_booked[0])
    now.shares_booked[0] = before + share
    ore: int = week.staff_ore * (before + share) // total - week.staff_ore * before // total
    return ore


def _share_by_days(state: State, here: Entry, week: TeamWeek, ore: int) -> int:
    """A part's share of what is the whole team's [øre], by days: adds up to it exactly."""
    upto = int(state.settlement.days_booked[0])
    before = upto - (here.days.end - here.days.first)
    return ore * upto // week.days - ore * before // week.days


def _revenue(model: Model, state: State, here: Entry) -> int:
    """Pay for a part [øre] by course, hour and penalty; its share of budget and refund is apart."""
    weeks, spells, place = state.weeks, state.spells, (here.team, here.week)
    by_course = revenue(model, state, here.spell, here.days)
    by_hour = hourly_revenue(model, state, here.part, here.days)
    penalty = 0
    if spells.is_found[here.spell] and here.days.first == spells.start_day[here.spell]:
        period = period_of(model.parameters, here.days.first)
        penalty = nearest(model.parameters.behaviour.penalty_ore[period])
        weeks.penalty_ore[place] += penalty
    return nearest(by_course + by_hour) - penalty


def _money(model: Model, state: State, here: Entry, week: TeamWeek) -> None:
    spells, weeks, place = state.spells, state.weeks, (here.team, here.week)
    own = 0.0 if week.is_staff_paid else state.parts.worth_ore[here.part]
    charged = 0.0
    if model.parameters.clinic.is_charged_to_team[period_of(model.parameters, here.days.first)]:
        charged = state.parts.clinic_ore[here.part]
    cost = nearest(own + charged)
    if week.is_staff_paid:
        cost += _staff_share(state, here, week)
    weeks.clinic_charged_ore[place] += nearest(charged)
    state.settlement.days_booked[0] += here.days.end - here.days.first
    if week.basis_ore != 0:
        cost += _share_by_days(state, here, week, week.basis_ore)
    paid = _revenue(model, state, here)
    if week.budget_ore != 0:
        paid += _share_by_days(state, here, week, week.budget_ore)
    weeks.revenue_ore[place] += paid
    weeks.cost_ore[place] += cost
    spells.revenue_ore[here.spell] += paid
    spells.cost_ore[here.spell] += cost
    if is_refunded(model, DAYS_PER_WEEK * here.week):
        state.parts.cost_ore[here.part] = cost
        state.citizens.week_cost_ore[spells.citizen[here.spell]] += cost


def refunded(model: Model, event: Event, state: State, part: int) -> None:
    """Book a part's share, by cost, of what is refunded of its citizen's week: adds up to it."""
    citizens, weeks, spell = state.citizens, state.weeks, state.parts.spell[part]
    citizen, week = state.spells.citizen[spell], event.day // DAYS_PER_WEEK
    total = citizens.week_cost_ore[citizen]
    if total == 0:
        return
    before = citizens.passed_cost_ore[citizen]
    upto = before + state.parts.cost_ore[part]
    whole = nearest(refund_of(model, total, DAYS_PER_WEEK * week))
    ore = nearest(whole * (upto / total)) - nearest(whole * (before / total))
    weeks.refund_ore[event.team, week] += ore
    weeks.revenue_ore[event.team, week] += ore
    state.spells.revenue_ore[spell] += ore
    # Who comes again next week begins with nothing.
    citizens.passed_cost_ore[citizen] = upto if upto < total else 0
    if upto == total:
        citizens.week_cost_ore[citizen] = 0


def _care(state: State, here: Entry) -> None:
    """Delivered minutes, and what went unmet."""
    parts, spells = state.parts, state.spells
    spells.delivered_minutes[here.spell] += parts.delivered_minutes[here.part]
    spells.unmet_minutes[here.spell] += parts.unmet_minutes[here.part]


def _presence(state: State, here: Entry) -> None:
    """Days in the course, and how much better than at first the citizen was on them."""
    spells, spell, days = state.spells, here.spell, here.days.end - here.days.first
    first_level = state.citizens.first_level[spells.citizen[spell]]
    state.weeks.days[here.team, here.week, spells.course[spell]] += days
    spells.days[spell] += days
    spells.gained_level_days[spell] += (first_level - spells.level[spell]) * days


def _visits(model: Model, state: State, here: Entry) -> None:
    """Nursing contacts, at home and at the clinic."""
    if model.parameters.demand.contact_minutes[period_of(model.parameters, here.days.first)] == 0:
        return
    parts, spells, weeks, place = state.parts, state.spells, state.weeks, (here.team, here.week)
    at_home = parts.home_visits[here.part]
    spells.home_visits[here.spell] += at_home
    weeks.home_visits[place] += at_home
    spells.clinic_visits[here.spell] += parts.clinic_visits[here.part]
    weeks.clinic_visits[place] += parts.clinic_visits[here.part]
    weeks.clinic_turned_home[place] += parts.turned_home[here.part]
    unmet = parts.unmet_visits[here.part]
    weeks.unmet_visits[place] += unmet
    weeks.nursing_contacts[place] += at_home + unmet - parts.turned_home[here.part]


# Outside the rate


def _outside(model: Model, state: State, here: Entry) -> None:
    """What the payer bears beside the rate."""
    clinic, period = model.parameters.clinic, period_of(model.parameters, here.days.first)
    for service in range(len(OUTSIDE_HOURS)):
        cost = outside_hours_cost(model, state, here.part, here.days, service)
        _bear(state, here, service, cost)
    if model.parameters.network.kind[state.spells.course[here.spell]] == HOSPITAL:
        _bear(state, here, OUTSIDE_HOSPITAL, hospital_cost(model, here.days))
    if not clinic.is_charged_to_team[period] and clinic.ore_per_slot[period] == 0.0:
        _bear(state, here, OUTSIDE_CLINIC, state.parts.clinic_ore[here.part])


def _bear(state: State, here: Entry, account: int, cost: float) -> None:
    if cost == 0.0:
        return
    ore = nearest(cost)
    state.weeks.outside_ore[here.team, here.week, account] += ore
    state.spells.outside_ore[here.spell] += ore


def residents_booked(model: Model, event: Event, state: State) -> None:
    """Days of the team's citizens in a nursing home, at the payer's price of each day."""
    teams, team, prices = state.teams, event.team, model.parameters.prices
    residents, monday, cost = teams.residents[team], event.day - DAYS_PER_WEEK + 1, 0.0
    for weekday in range(DAYS_PER_WEEK):
        residents += teams.residents_more[team, weekday]
        teams.residents_more[team, weekday] = 0
        price = prices.nursing_home_ore_per_day[period_of(model.parameters, monday + weekday)]
        cost += residents * price
    teams.residents[team] = residents
    if event.day >= 0:
        place = team, event.day // DAYS_PER_WEEK, OUTSIDE_NURSING_HOME
        state.weeks.outside_ore[place] += nearest(cost)


# How the citizen fared


def _self_determination(model: Model, state: State, here: Entry, week: TeamWeek) -> None:
    """Delivered minutes that stand where the citizen put them."""
    period = period_of(model.parameters, here.days.first)
    share = week.self_determined_share
    if period != week.period:
        share = self_determined_share(model, period, week.utilisation)
    if share == 0.0:
        return
    minutes = nearest(share * state.parts.delivered_minutes[here.part])
    state.weeks.self_determined_minutes[here.team, here.week] += minutes
    state.spells.self_determined_minutes[here.spell] += minutes


def _continuity(model: Model, state: State, here: Entry, week: TeamWeek) -> None:
    """Distinct helpers in 14 days at this week's number of visits, and their concentration."""
    terms, period = model.parameters.encounters, period_of(model.parameters, here.days.first)
    days = here.days.end - here.days.first
    if terms.visit_minutes[period] == 0.0:
        return
    at_home = state.parts.minutes[here.part, HOME_CARE] / terms.visit_minutes[period]
    visits = (at_home + state.parts.home_visits[here.part]) * _FORTNIGHT / days
    if visits <= 0.0:
        return
    by = week.visitors
    if period != week.period:
        by = visitors_of(model, period, here.team, week.temporary_share)
    seen = checked(
        model.refused, DISTINCT_HELPERS_RULE, model.rulebook.distinct_helpers(visits, by)
    )
    alike = checked(
        model.refused, CONTINUITY_INDEX_RULE, model.rulebook.continuity_index(by), CERTAIN
    )
    helpers, index = nearest(THOUSANDTHS * seen) * days, nearest(THOUSANDTHS * alike) * days
    weeks, spells, place = state.weeks, state.spells, (here.team, here.week)
    weeks.visited_days[place] += days
    weeks.helpers[place] += helpers
    weeks.continuity[place] += index
    spells.visited_days[here.spell] += days
    spells.helpers[here.spell] += helpers
    spells.continuity[here.spell] += index
