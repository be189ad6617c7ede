"""What a stay at each station takes of the team and of the payer in the steady state.

Hours at the mean need multiplier and weekly factor, which are 1, summed over the days of a stay
as it lasts on average. A clinic is taken as one that has a slot for every contact.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sim.model.events.lookups import audit_terms
from sim.model.parameters import Floats, Parameters
from sim.model.terms import (
    HOME_CARE,
    HOSPITAL,
    NURSING,
    OUTSIDE,
    OUTSIDE_CLINIC,
    OUTSIDE_HOSPITAL,
    OUTSIDE_NEEDS,
    SERVICES,
)
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, nearest
from sim.theory.money.care import booked_share, home_prices
from sim.theory.network.levered import Levered, unmet_share
from sim.theory.network.stations import Map, Station
from sim.theory.network.stay_laws import Law


class StayCare(NamedTuple):
    """Care in one stay at each station; hours and øre a stay."""

    delivered_hours: Floats  # [Z, S] at home
    unmet_hours: Floats  # [Z]
    cost_ore: Floats  # [Z]
    outside_ore: Floats  # [Z, O]
    clinic_contacts: Floats  # [Z]


class Weeks(NamedTuple):
    """Weeks of a stay by the days already spent in it; their sum is the mean stay."""

    age_days: Floats  # [n]
    weeks: Floats  # [n]

    def total(self, weekly: Floats) -> float:
        """Sum over the stay of what a week at each age comes to, array [n]."""
        return float(np.sum(self.weeks * weekly))


def weeks_of(network: Map, z: int) -> Weeks:
    """Weeks of a stay at a station."""
    return _weeks(network.laws[z])


@lru_cache(maxsize=256)
def _weeks(law: Law) -> Weeks:
    """The same by the law of the stay: most levers leave it as it is."""
    presence = law.presence
    return Weeks(np.arange(len(presence), dtype=float), presence / DAYS_PER_WEEK)


def relabelled_share(scenario: Levered, course: int) -> float:
    """Share of a course's spells that are paid as a dearer one."""
    behaviour = scenario.parameters.behaviour
    if course < 0 or behaviour.dearer_course[course] < 0:
        return 0.0
    return scenario.levers.relabel_share * (1.0 - found_probability(scenario))


def found_probability(scenario: Levered) -> float:
    """Chance that a spell paid as a dearer course is found."""
    share = scenario.levers.relabel_share
    return float(scenario.rules.found(share, audit_terms(scenario.parameters, 0)))


def care_of_stays(scenario: Levered, network: Map) -> StayCare:
    """Care in a stay at every station."""
    prices = home_prices(scenario.parameters)[0]
    rows = [_stay(scenario, network, z, prices) for z in range(len(network.stations))]
    if not rows:  # nobody ever comes
        none, services, accounts = np.zeros(0), len(SERVICES), len(OUTSIDE)
        return StayCare(np.zeros((0, services)), none, none, np.zeros((0, accounts)), none)
    delivered, unmet, cost, outside, contacts = zip(*rows, strict=True)
    return StayCare(*map(np.array, (delivered, unmet, cost, outside, contacts)))


def _stay(
    scenario: Levered, network: Map, z: int, prices: Floats
) -> tuple[Floats, float, float, Floats, float]:
    """A row of `StayCare`; prices of an hour at home are an array [L, S]."""
    station, parameters = network.stations[z], scenario.parameters
    if station.course < 0:
        return np.zeros(len(SERVICES)), 0.0, 0.0, np.zeros(len(OUTSIDE)), 0.0
    stay = weeks_of(network, z)
    by_need = _weeks_of_need(parameters, station, stay)
    home, contacts = _by_need(scenario, station, by_need)
    home = home + _besides(scenario, station, stay)
    unmet = unmet_share(scenario.levers)
    clinic_ore = contacts * float(parameters.clinic.ore_per_contact[0])
    charged = bool(parameters.clinic.is_charged_to_team[0])
    worth = float((1.0 - unmet) * home @ prices[station.level])
    outside = _outside(parameters, station, float(stay.weeks.sum()))
    if not charged and parameters.clinic.ore_per_slot[0] == 0.0:
        outside[OUTSIDE_CLINIC] = clinic_ore
    cost = worth + charged * clinic_ore
    return (1.0 - unmet) * home, unmet * float(home.sum()), cost, outside, contacts


def weekly_profile(parameters: Parameters, course: int, age_days: Floats) -> Floats:
    """Share of the mean need by age, over the weekdays on which the week's need was assessed."""
    profile = parameters.demand.profile[0, course]
    if np.all(profile == profile[0]):
        return np.full(len(age_days), float(profile[0]))
    total = np.zeros(len(age_days))
    for weekday in range(DAYS_PER_WEEK):
        assessed = age_days - np.minimum(age_days, weekday)
        week = np.minimum(assessed // DAYS_PER_WEEK, len(profile) - 1)
        total += profile[week.astype(np.int64)]
    return total / DAYS_PER_WEEK


def _weeks_of_need(parameters: Parameters, station: Station, stay: Weeks) -> float:
    """Weeks of a stay, each by its share of the mean need."""
    return stay.total(weekly_profile(parameters, station.course, stay.age_days))


def _by_need(scenario: Levered, station: Station, weeks: float) -> tuple[Floats, float]:
    """Hours at home by service and contacts at the clinic, by weeks of need.

    More than is needed is given of what comes by the hour; contacts are as many as they are.
    """
    parameters, more = scenario.parameters, max(1.0, scenario.levers.delivered_share)
    hours = parameters.demand.hours[0, station.course, station.level] * weeks
    minutes = int(parameters.demand.contact_minutes[0])
    if minutes == 0:
        return hours * more, 0.0
    booked = float(booked_share(parameters)[0, station.level])
    home = hours * more
    home[NURSING] = hours[NURSING] * (1.0 - booked)
    return home, float(booked * hours[NURSING] * MINUTES_PER_HOUR / minutes)


def _besides(scenario: Levered, station: Station, stay: Weeks) -> Floats:
    """Hours of milestones and of paperwork, array [S]."""
    parameters, behaviour = scenario.parameters, scenario.parameters.behaviour
    every = float(parameters.assessment.milestone_days[0, station.course])
    hours = np.zeros(len(SERVICES))
    if every > 0:
        held = np.asarray((stay.age_days > 0) & (stay.age_days % every < 1.0), np.float64)
        reviews = DAYS_PER_WEEK * stay.total(held)
        hours = reviews * parameters.assessment.milestone_hours[0]
    relabelled = relabelled_share(scenario, station.course) * float(stay.weeks.sum())
    put_off = 0.0
    if scenario.levers.step_down_delay_weeks > 0.0:
        put_off = stay.total(_is_put_off(scenario, station.course, stay.age_days))
    paperwork = float(behaviour.relabel_hours[0]) * relabelled
    paperwork += float(behaviour.delay_hours[0]) * put_off
    return np.asarray(hours + np.eye(len(SERVICES))[HOME_CARE] * paperwork)


def _is_put_off(scenario: Levered, course: int, age_days: Floats) -> Floats:
    """1 on the days on which a rate is kept up that should have stepped down."""
    granted = float(scenario.step_down_after_days[course])
    later = nearest(scenario.levers.step_down_delay_weeks * DAYS_PER_WEEK)
    return np.asarray((age_days >= granted) & (age_days < granted + later), np.float64)


def _outside(parameters: Parameters, station: Station, weeks: float) -> Floats:
    """What a stay costs the payer beside the rate, without the clinic, array [O]."""
    outside = np.zeros(len(OUTSIDE))
    needs = parameters.demand.outside_needs[0, station.course, station.level]
    outside[: len(OUTSIDE_NEEDS)] = needs * weeks * parameters.prices.outside_ore[0]
    if parameters.network.kind[station.course] == HOSPITAL:
        per_day = float(parameters.prices.hospital_ore_per_day[0])
        outside[OUTSIDE_HOSPITAL] = DAYS_PER_WEEK * weeks * per_day
    return outside
