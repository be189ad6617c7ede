"""Look-ups that several events share: the period of a day, who somebody is, what applies.

They take scalars out of the scenario's arrays, so that the rules never see an array axis.
"""

import math
from typing import NamedTuple

from sim.model.distributions import StayTerms
from sim.model.draws import Draws, Identity
from sim.model.events.answers import (
    HAZARD_RULE,
    LONGEST,
    MULTIPLIER_RULE,
    NEED_RULE,
    STAY_RULE,
    UNMET_RATIO_RULE,
    checked,
)
from sim.model.events.kinds import SPELL_BEGAN, Event
from sim.model.parameters import Parameters
from sim.model.rulebook import Rulebook
from sim.model.rules.conduct import AuditTerms
from sim.model.rules.pay import RateTerms
from sim.model.state import RefusedAnswer, State
from sim.model.terms import IN_PROPORTION, SERVICES, STABILISATION, TIMES


class Model(NamedTuple):
    """What stays the same during a replication, and where a rule's wrong answer is noted."""

    rulebook: Rulebook
    parameters: Parameters
    draws: Draws
    refused: RefusedAnswer


def period_of(parameters: Parameters, day: int) -> int:
    """Which of the dated periods a day of the run lies in."""
    calendar = parameters.calendar
    period: int = calendar.period_of_day[day - calendar.first_day]
    return period


def terms_row(parameters: Parameters, period: int, team: int) -> int:
    """Row of a team's rates and hourly prices in a period."""
    terms = parameters.terms
    row: int = period * terms.kinds + terms.of_team[team]
    return row


def identity(parameters: Parameters, state: State, citizen: int) -> Identity:
    """Address of a citizen's draws."""
    citizens = state.citizens
    return Identity(
        parameters.inflow.team_key[citizens.home[citizen]],
        citizens.source[citizen],
        citizens.day[citizen],
        citizens.number[citizen],
    )


def stay_terms(parameters: Parameters, period: int, row: int, level: int) -> StayTerms:
    """Stay distribution of a row of `Stays` at a level; row C is the delay before a relapse."""
    stays = parameters.stays
    place = period, row, level
    return StayTerms(
        stays.kind[place],
        stays.scale_days[place],
        stays.shape[place],
        stays.table[place],
        stays.points[place],
    )


def asked_stay(model: Model, terms: StayTerms, u: float) -> float:
    """Length of a stay [days, not rounded]."""
    days = model.rulebook.stay(u, terms, model.parameters.stays.quantiles)
    return checked(model.refused, STAY_RULE, days, LONGEST)


def asked_hazard(model: Model, u: float, per_day: float) -> float:
    """Time until a hazard strikes [days]; infinite where it never does."""
    return checked(model.refused, HAZARD_RULE, model.rulebook.hazard(u, per_day), math.inf)


def hazard_within(model: Model, u: float, per_day: float, days: int) -> float:
    """Time until a hazard strikes [days]; infinite where it does not within some days."""
    strikes = asked_hazard(model, u, per_day)
    return strikes if strikes < days else math.inf


def asked_need(model: Model, mean_hours: float, person: float) -> float:
    """Hours a week of a service that a citizen is expected to need, whatever the week is like."""
    hours = model.rulebook.need(mean_hours, person, 1.0, 1.0)
    return checked(model.refused, NEED_RULE, hours)


def unmet_share_of(model: Model, state: State, citizen: int) -> float:
    """Share of last week's need that went unmet.

    The team's; where it is said who goes short, the citizen's own.
    """
    citizens = state.citizens
    if model.parameters.behaviour.short_order == IN_PROPORTION:
        of_team: float = state.teams.unmet_share[citizens.team[citizen]]
        return of_team
    needed = citizens.needed_minutes[citizen]
    return citizens.short_minutes[citizen] / needed if needed > 0 else 0.0


def asked_unmet_ratio(model: Model, unmet_share: float, raised: float) -> float:
    """Ratio of admissions or relapses with unmet need to those without."""
    return checked(model.refused, UNMET_RATIO_RULE, model.rulebook.unmet_ratio(unmet_share, raised))


def rate_terms(
    parameters: Parameters, row: int, place: tuple[int, int], delay_days: float = 0.0
) -> RateTerms:
    """What the tariff says of a paid course at a level, in a row of `terms_row`.

    `delay_days` is how much later than granted the team lets the rate step down.
    """
    tariff, (course, level) = parameters.tariff, place
    return RateTerms(
        tariff.weekly_ore[row, course, level],
        tariff.step_down_after_days[row, course] + delay_days,
        tariff.step_down_weekly_ore[row, course, level],
        tariff.lump_sum_ore[row, course, level],
        tariff.reopen_within_days[row],
        tariff.settled_days,
    )


def mean_price(
    parameters: Parameters, period: int, level: int, service: int, team: int = 0
) -> float:
    """Price of an hour of a service, over the times of day at which it is given [øre].

    Any team's where all have the same terms.
    """
    price, row = 0.0, terms_row(parameters, period, team)
    for time in range(len(TIMES)):
        share = parameters.demand.time_share[period, level, service, time]
        price += share * parameters.prices.ore_per_hour[row, level, service, time]
    return price


def audit_terms(parameters: Parameters, period: int) -> AuditTerms:
    """How closely re-labelled citizens are looked at."""
    behaviour = parameters.behaviour
    return AuditTerms(
        behaviour.found_share[period], behaviour.audits[period], behaviour.found_per_audit[period]
    )


def multiplier_of(model: Model, state: State, citizen: int, sigma: float) -> float:
    """Need multiplier of a citizen; it is worked out anew where `sigma` is another."""
    citizens = state.citizens
    if citizens.multiplier_sigma[citizen] != sigma:
        citizens.multiplier_sigma[citizen] = sigma
        drawn = model.rulebook.multiplier(citizens.rank[citizen], sigma)
        citizens.multiplier[citizen] = checked(model.refused, MULTIPLIER_RULE, drawn)
    multiplier: float = citizens.multiplier[citizen]
    return multiplier


def expected_hours(
    model: Model, state: State, citizen: int, period: int, place: tuple[int, int]
) -> float:
    """Hours a week that a citizen is expected to need in a course at a level, all services."""
    (course, level), demand = place, model.parameters.demand
    person = multiplier_of(model, state, citizen, demand.multiplier_sigma[period, level])
    hours = 0.0
    for service in range(len(SERVICES)):
        hours += asked_need(model, demand.hours[period, course, level, service], person)
    return hours


def assigned(model: Model, state: State, citizen: int, day: int, place: tuple[int, int]) -> int:
    """Course that the needs assessment grants where `place` (course, level) would be due.

    An individual course takes the place of stabilisation where the expected need is very large.
    """
    course, assessment = place[0], model.parameters.assessment
    if (
        assessment.individual_course < 0
        or course < 0
        or model.parameters.network.kind[course] != STABILISATION
    ):
        return course
    period = period_of(model.parameters, day)
    hours = expected_hours(model, state, citizen, period, place)
    if model.rulebook.is_individual(hours, assessment.individual_from_hours[period]):
        return assessment.individual_course
    return course


def spell_due(event: Event, state: State, place: tuple[int, int], how: int) -> Event:
    """Note the course and level that `event.who` enters today; the event that begins it."""
    citizens = state.citizens
    citizens.next_course[event.who], citizens.next_level[event.who] = place
    citizens.next_how[event.who] = how
    number = citizens.spells_begun[event.who]
    return Event(event.day, SPELL_BEGAN, event.team, event.who, number)
