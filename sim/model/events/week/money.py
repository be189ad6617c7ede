"""What a part is paid and what its care is worth: rates and prices day by day.

A part is a citizen in one spell in one week. Nothing is rounded here; `settlement.py` rounds
each amount once.
"""

from sim.model.events.answers import (
    COST_RULE,
    HOURLY_PAY_RULE,
    LUMP_SUM_RULE,
    PERSONAL_RATE_RULE,
    RATE_AWAY_RULE,
    REFUND_RULE,
    WEEKLY_RATE_RULE,
    checked,
)
from sim.model.events.kinds import Event
from sim.model.events.lives.plans import plan_pay, planned_place, step_down_delay_days
from sim.model.events.lookups import (
    Model,
    asked_need,
    mean_price,
    multiplier_of,
    period_of,
    rate_terms,
    terms_row,
)
from sim.model.events.week.parts import Delivered, Given, Part, stretch_from
from sim.model.parameters import Floats
from sim.model.rules.pay import RateTerms
from sim.model.state import FAR, NO_ROW, State
from sim.model.terms import HOME_CARE, NURSING, SERVICES, TIMES, TRAINING
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR


def _share_of(part: Part, days: int) -> float:
    """Share of a part's days."""
    return 1.0 if days == part.days else days / part.days


# Revenue


def revenue(model: Model, state: State, part: Part) -> float:
    """Pay for a part [øre]: its days, and the lump sum when its course begins."""
    spells, spell = state.spells, part.spell
    if spells.away_course[spell] == NO_ROW:
        pay = _revenue_in_care(model, state, part)
    else:
        pay = _revenue_away(model, state, part)
    if part.first == spells.start_day[spell] and spells.is_entry[spell]:
        row = terms_row(model.parameters, part.period, part.team)
        rates = rate_terms(model.parameters, row, (spells.paid_course[spell], part.level))
        lump = model.rulebook.lump_sum(spells.absence_days[spell], rates)
        pay += checked(model.refused, LUMP_SUM_RULE, lump)
    return pay


def hourly_revenue(model: Model, part: Part, given: Delivered) -> float:
    """Pay for a part's delivered hours [øre], spread evenly over its days."""
    total, first = 0.0, part.first
    while first < part.end:
        period, end = stretch_from(model, part, first)
        row = terms_row(model.parameters, period, part.team)
        share = _share_of(part, end - first)
        total += _hourly_pay(model, (row, HOME_CARE), given.minutes[HOME_CARE], share)
        total += _hourly_pay(model, (row, NURSING), given.minutes[NURSING], share)
        total += _hourly_pay(model, (row, TRAINING), given.minutes[TRAINING], share)
        first = end
    return total


def _hourly_pay(model: Model, place: tuple[int, int], minutes: int, share: float) -> float:
    """Pay for a share of the minutes of a service at its place (row of terms, service) [øre]."""
    rate = model.parameters.tariff.hourly_ore[place]
    if rate <= 0.0:
        return 0.0
    return share * checked(model.refused, HOURLY_PAY_RULE, model.rulebook.hourly_pay(minutes, rate))


def is_refunded(model: Model, monday: int) -> bool:
    """Whether cost above a limit is refunded, by the values of the week's Monday."""
    share = model.parameters.tariff.refunded_share[period_of(model.parameters, monday)]
    return bool(share > 0.0)


def refund_of(model: Model, cost_ore: int, monday: int) -> float:
    """What the payer refunds of all that a citizen costs in a week [øre].

    The limit is that of a whole week, however many of its days the citizen is in care.
    """
    tariff, period = model.parameters.tariff, period_of(model.parameters, monday)
    above, share = tariff.refund_above_ore[period], tariff.refunded_share[period]
    return checked(model.refused, REFUND_RULE, model.rulebook.refund(cost_ore, above, share))


def of_week(model: Model, event: Event, weekly_ore: Floats) -> float:
    """A team's fixed amount for the week that ends [øre, not rounded], whoever is there.

    `weekly_ore` [P, T] are amounts of whole weeks; each day has a seventh of its own period's.
    """
    total = 0.0
    for day in range(event.day - DAYS_PER_WEEK + 1, event.day + 1):
        total += weekly_ore[period_of(model.parameters, day), event.team] / DAYS_PER_WEEK
    return total


def _revenue_in_care(model: Model, state: State, part: Part) -> float:
    """Pay for days in a course; prices and plan are looked up once until either changes."""
    spells, spell, pay, first = state.spells, part.spell, 0.0, part.first
    course, level = spells.paid_course[spell], part.level
    delay = step_down_delay_days(state, part.team)
    while first < part.end:
        (period, end), place = stretch_from(model, part, first), (part.course, level)
        if model.parameters.tariff.is_by_plan:
            place = planned_place(state, spell, first)
            if first < spells.plan_day[spell] < end:
                end = spells.plan_day[spell]
        if model.parameters.tariff.is_per_person[period, course]:
            weekly = _personal_rate(model, state, part.citizen, first, place)
            pay += weekly * (end - first) / DAYS_PER_WEEK
        else:
            row = terms_row(model.parameters, period, part.team)
            rates = rate_terms(model.parameters, row, (course, level), delay)
            clock = spells.clock_day[spell]
            pay += pay_by_day(model, rates, first - clock, end - clock)
        first = end
    return pay


def _weekly_rate(model: Model, days_in_course: int, rates: RateTerms) -> float:
    """Pay for a citizen-week on a day of a course [øre a week]."""
    rate = model.rulebook.weekly_rate(days_in_course, rates)
    return checked(model.refused, WEEKLY_RATE_RULE, rate)


def pay_by_day(model: Model, rates: RateTerms, first: int, end: int) -> float:
    """Pay for days of a course [øre]; the rule of the rate is asked on each of them."""
    weekly = 0.0
    for day in range(first, end):
        weekly += _weekly_rate(model, day, rates)
    return weekly / DAYS_PER_WEEK


def _revenue_away(model: Model, state: State, part: Part) -> float:
    """Pay for days in hospital: at the rate of the course left behind, or the hospital's own.

    The clock of the course left behind stands still, as its stay, its profile and its dose do.
    """
    spells, spell, pay = state.spells, part.spell, 0.0
    own = spells.paid_course[spell], part.level
    kept = spells.away_course[spell], spells.away_level[spell]
    for day in range(part.first, part.end):
        period = period_of(model.parameters, day)
        paid_days = model.parameters.tariff.paid_days_away[period]
        row = terms_row(model.parameters, period, part.team)
        terms = rate_terms(model.parameters, row, own)
        here = _weekly_rate(model, day - spells.clock_day[spell], terms)
        terms = rate_terms(model.parameters, row, kept)
        there = _weekly_rate(model, spells.away_clock_days[spell], terms)
        if model.parameters.tariff.is_by_plan:
            kept = planned_place(state, spell, day)
        if model.parameters.tariff.is_per_person[period, kept[0]]:
            there = _personal_rate(model, state, part.citizen, day, kept)
        away = model.rulebook.rate_away(day - spells.start_day[spell], paid_days, there, here)
        pay += checked(model.refused, RATE_AWAY_RULE, away) / DAYS_PER_WEEK
    return pay


def _personal_rate(
    model: Model, state: State, citizen: int, day: int, place: tuple[int, int]
) -> float:
    """Rate of a citizen's own in a course at a level [øre a week]: the plan's, or the cost."""
    course, level = place
    period, demand = period_of(model.parameters, day), model.parameters.demand
    if model.parameters.tariff.is_by_plan:
        return plan_pay(model, state, citizen, period, place)
    person = multiplier_of(model, state, citizen, demand.multiplier_sigma[period, level])
    expected = 0.0
    for service in range(len(SERVICES)):
        hours = asked_need(model, demand.hours[period, course, level, service], person)
        price = mean_price(model.parameters, period, level, service, state.citizens.team[citizen])
        expected += _cost(model, hours * MINUTES_PER_HOUR, price)
    row = terms_row(model.parameters, period, state.citizens.team[citizen])
    share: float = model.parameters.tariff.course_share[row]
    rate = model.rulebook.personal_rate(expected)
    return share * checked(model.refused, PERSONAL_RATE_RULE, rate)


# Worth and cost


def _cost(model: Model, minutes: float, price_ore_per_hour: float) -> float:
    """Cost of minutes of a service [øre, not rounded]."""
    return checked(model.refused, COST_RULE, model.rulebook.cost(minutes, price_ore_per_hour))


def worth(model: Model, part: Part, service: int, given: Given) -> float:
    """Care by time of day at its hourly prices [øre], spread evenly over the days of the part."""
    total, first = 0.0, part.first
    while first < part.end:
        period, end = stretch_from(model, part, first)
        row = terms_row(model.parameters, period, part.team)
        share = _share_of(part, end - first)
        for time in range(len(TIMES)):
            if given[time] > 0:
                price = model.parameters.prices.ore_per_hour[row, part.level, service, time]
                total += _cost(model, given[time], price) * share
        first = end
    return total


# Outside the rate


def outside_cost(model: Model, state: State, part: Part, need: int) -> float:
    """Cost of what a part needs outside the rate, by the hour or the day [øre]."""
    demand, total = model.parameters.demand, 0.0
    if not demand.is_outside[need]:
        return 0.0
    mean = demand.outside_needs[part.period, part.course, part.level, need]
    if mean == 0.0:
        return 0.0
    units = asked_need(model, mean, state.parts.person[part.row])
    first, prices = part.first, model.parameters.prices.outside_ore
    while first < part.end:
        period, end = stretch_from(model, part, first)
        price = prices[period, need]
        share = (end - first) / DAYS_PER_WEEK
        total += _cost(model, units * MINUTES_PER_HOUR * share, price)
        first = end
    return total


def handover_day(model: Model, monday: int) -> int:
    """Day of the week on which a bearer of an account changes; FAR where none does."""
    bearing, before = model.parameters.prices.bearing, period_of(model.parameters, monday)
    if bearing[period_of(model.parameters, monday + DAYS_PER_WEEK - 1)] == bearing[before]:
        return FAR
    day = monday + 1
    while bearing[period_of(model.parameters, day)] == bearing[before]:
        day += 1
    return day


def hospital_cost(model: Model, part: Part) -> float:
    """Cost of days in hospital [øre]."""
    total, first, prices = 0.0, part.first, model.parameters.prices.hospital_ore_per_day
    while first < part.end:
        period, end = stretch_from(model, part, first)
        total += prices[period] * (end - first)
        first = end
    return total
