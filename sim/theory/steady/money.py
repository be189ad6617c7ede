"""What the tariff pays for a stay at each station in the steady state.

Rates, lump sums, hours and budgets are exact in the mean. A refund is an approximation: it takes
a citizen's weekly cost for a lognormal of the mean of the course, level and week, with the
spread of the multiplier and the weekly factor. So is a true-up: it is that of a year in which
revenue and cost are what they are on average.
"""

import numpy as np
from scipy.special import ndtr

from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import Rulebook
from sim.model.rules.pay import BandTerms
from sim.model.terms import NURSING, SERVICES
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, nearest
from sim.theory.money.care import booked_share, care_of
from sim.theory.money.rates_by_age import PaidAt, WeeklyRates
from sim.theory.network.levered import Levered, unmet_share
from sim.theory.network.stations import Map
from sim.theory.steady.care import StayCare, relabelled_share, weekly_profile, weeks_of


def pay_of_stays(scenario: Levered, network: Map, care: StayCare, rates: WeeklyRates) -> Floats:
    """Pay for a stay at every station without lump sums and penalties [øre], array [Z]."""
    hourly = scenario.parameters.tariff.hourly_ore[0]
    by_hour = np.array(
        [
            sum(
                scenario.rules.hourly_pay(float(hours[s]) * MINUTES_PER_HOUR, float(hourly[s]))
                for s in range(len(SERVICES))
            )
            for hours in care.delivered_hours
        ]
    )
    by_course = [_by_course(scenario, network, z, rates) for z in range(len(network.stations))]
    return np.asarray(by_course + by_hour + _refunds(scenario, network))


def _by_course(scenario: Levered, network: Map, z: int, rates: WeeklyRates) -> float:
    """Weekly rates over a stay [øre]: the dearer course's for those re-labelled.

    Days in hospital are paid by the rates as granted.
    """
    station, stay = network.stations[z], weeks_of(network, z)
    if station.course < 0:
        return 0.0
    written = scenario.levers.written_share
    if station.kept >= 0:
        return stay.total(rates.away(network, z, written))
    delay = nearest(scenario.levers.step_down_delay_weeks * DAYS_PER_WEEK)
    granted = PaidAt(station.course, station, delay, written)
    own = stay.total(rates.of_course(granted, len(stay.weeks)))
    share = relabelled_share(scenario, station.course)
    if share == 0.0:
        return own
    dearer = int(scenario.parameters.behaviour.dearer_course[station.course])
    reported = rates.of_course(granted._replace(course=dearer), len(stay.weeks))
    return (1.0 - share) * own + share * stay.total(reported)


# Lump sums and penalties


def pay_on_beginning(scenario: Levered, network: Map) -> Floats:
    """Lump sum for a course that begins at every station [øre], array [Z]: every one is paid."""
    lump_sums = scenario.parameters.tariff.lump_sum_ore[0]
    return np.array(
        [
            _lump_sum(scenario, lump_sums[:, station.level], station.course)
            if station.course >= 0
            else 0.0
            for station in network.stations
        ]
    )


def _lump_sum(scenario: Levered, lump_sums: Floats, course: int) -> float:
    share = relabelled_share(scenario, course)
    dearer = int(scenario.parameters.behaviour.dearer_course[course])
    return float((1.0 - share) * lump_sums[course] + share * lump_sums[dearer])


def penalty_of_spells(scenario: Levered, network: Map) -> Floats:
    """Penalty for a spell that begins at every station [øre], array [Z]."""
    behaviour = scenario.parameters.behaviour
    per_spell = scenario.levers.relabel_share * float(
        behaviour.found_share[0] * behaviour.penalty_ore[0]
    )
    return np.array(
        [
            per_spell if s.course >= 0 and behaviour.dearer_course[s.course] >= 0 else 0.0
            for s in network.stations
        ]
    )


# What smooths pay


def _refunds(scenario: Levered, network: Map) -> Floats:
    """Refunds over a stay [øre], array [Z]; approximate."""
    share = float(scenario.parameters.tariff.refunded_share[0])
    if share == 0.0:
        return np.zeros(len(network.stations))
    above = float(scenario.parameters.tariff.refund_above_ore[0])
    refunds = np.zeros(len(network.stations))
    for z, station in enumerate(network.stations):
        if station.course >= 0:
            stay = weeks_of(network, z)
            weekly = _weekly_cost(scenario, (station.course, station.level), stay.age_days)
            spread = _spread(scenario.parameters, station.course, station.level)
            refunds[z] = share * stay.total(expected_excess(weekly, spread, above))
    return refunds


def expected_excess(mean: Floats, sigma: float, above: float) -> Floats:
    """E[max(0, X - above)] of lognormals X with these means and sd of the log, array [n].

    mean Phi(d) - above Phi(d - sigma), d = ln(mean / above) / sigma + sigma / 2.
    """
    if sigma == 0.0 or above <= 0.0:
        return np.maximum(0.0, mean - above)
    with np.errstate(divide="ignore"):
        d = np.log(mean / above) / sigma + sigma / 2.0
    return np.asarray(mean * ndtr(d) - above * ndtr(d - sigma))


def _weekly_cost(scenario: Levered, place: tuple[int, int], age_days: Floats) -> Floats:
    """Mean cost to the team of a week of care at each age [øre a week], array [n]."""
    parameters, (course, level) = scenario.parameters, place
    care = care_of(parameters)
    hours = parameters.demand.hours[0, course, level]
    given = max(1.0, scenario.levers.delivered_share) * np.ones(len(SERVICES))
    if parameters.demand.contact_minutes[0] > 0:
        given[NURSING] = 1.0 - booked_share(parameters)[0, level]
    at_home = float((hours * given) @ care.home_ore_per_hour[0, level])
    charged = float(parameters.clinic.is_charged_to_team[0] * parameters.clinic.ore_per_contact[0])
    booked = float(booked_share(parameters)[0, level] * care.contacts_per_hour[0])
    at_clinic = hours[NURSING] * booked * charged
    weekly = (1.0 - unmet_share(scenario.levers)) * at_home + at_clinic
    return np.asarray(weekly * weekly_profile(parameters, course, age_days))


def _spread(parameters: Parameters, course: int, level: int) -> float:
    """Sd of the log of a citizen's weekly cost."""
    person = float(parameters.demand.multiplier_sigma[0, level])
    return float(np.hypot(person, parameters.demand.factor_sigma[0, course, level]))


def trued_up(rules: Rulebook, parameters: Parameters, revenue: Floats, cost: Floats) -> Floats:
    """True-up a week of teams with these weekly means [øre], array [T]; approximate."""
    tariff = parameters.tariff
    weeks = tariff.true_up_weeks
    if weeks == 0:
        return np.zeros_like(revenue)
    band = BandTerms(float(tariff.band_share[0]), float(tariff.trued_up_share[0]))
    return np.array(
        [
            rules.true_up(weeks * float(r), weeks * float(c), band) / weeks
            for r, c in zip(revenue, cost, strict=True)
        ]
    )
