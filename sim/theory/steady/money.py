"""What the tariff pays for a stay at each station in the steady state.

Rates, lump sums, hours and budgets are exact in the mean. A refund (`refunds.py`) is an
approximation. So is a true-up: it is that of a year in which revenue and cost are what they are on
average.
"""

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import Rulebook
from sim.model.rules.pay import BandTerms
from sim.model.terms import SERVICES
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, nearest
from sim.theory.money.rates_by_age import PaidAt, WeeklyRates
from sim.theory.network.levered import Levered
from sim.theory.network.stations import Map
from sim.theory.steady.care import StayCare, found_probability, relabelled_share, weeks_of
from sim.theory.steady.refunds import refunds


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
    return np.asarray(by_course + by_hour + refunds(scenario, network))


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
    found = scenario.levers.relabel_share * found_probability(scenario)
    return found * float(behaviour.penalty_ore[0]) * has_dearer_course(scenario, network)


def has_dearer_course(scenario: Levered, network: Map) -> Floats:
    """1 at stations whose course can be paid as a dearer one, array [Z]."""
    dearer = scenario.parameters.behaviour.dearer_course
    return np.array([float(s.course >= 0 and dearer[s.course] >= 0) for s in network.stations])


# What smooths pay


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
