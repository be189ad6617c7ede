"""What is refunded of a stay's costly weeks in the steady state: an approximation.

A citizen's cost in a calendar week is taken for a lognormal of the mean of the course, level, week
and days in care, with the spread of the multiplier and the weekly factor. The limit is that of a
whole week, however few days of it are in care. Every stay is taken by itself and without a break:
where two courses share a week, or a hospital stay parts one, the model adds up what this does not.
"""

import numpy as np
from scipy.special import ndtr

from sim.model.parameters import Floats, Ints, Parameters
from sim.model.terms import NURSING, SERVICES
from sim.model.units import DAYS_PER_WEEK
from sim.theory.money.care import booked_share, care_of
from sim.theory.network.levered import Levered, unmet_share
from sim.theory.network.stations import Map, Station


def refunds(scenario: Levered, network: Map) -> Floats:
    """Refunds over a stay at every station [øre], array [Z]."""
    share = float(scenario.parameters.tariff.refunded_share[0])
    found = np.zeros(len(network.stations))
    for z, station in enumerate(network.stations):
        if station.course >= 0 and share > 0.0:
            found[z] = share * _excess_of_stay(scenario, station, network.laws[z].survival)
    return found


def _excess_of_stay(scenario: Levered, station: Station, survival: Floats) -> float:
    """Expected cost above the limit over a stay that begins on any weekday alike [øre]."""
    begins = range(DAYS_PER_WEEK)
    weeks = [_excess_of_weeks(scenario, station, survival, weekday) for weekday in begins]
    return float(np.mean(weeks))


def _excess_of_weeks(scenario: Levered, station: Station, survival: Floats, weekday: int) -> float:
    """The same of a stay that begins on a weekday: week by week, by the days in care."""
    tariff, left = scenario.parameters.tariff, np.append(survival, np.zeros(DAYS_PER_WEEK))
    first = np.maximum(0, np.arange(-weekday, len(survival), DAYS_PER_WEEK))
    longest = np.where(first == 0, DAYS_PER_WEEK - weekday, DAYS_PER_WEEK)
    weekly = _weekly_cost(scenario, station, first)
    spread, above = _spread(scenario.parameters, station), float(tariff.refund_above_ore[0])
    total = 0.0
    for days in range(1, DAYS_PER_WEEK + 1):
        goes_on = np.where(days < longest, left[first + days], 0.0)
        chance = np.where(days <= longest, left[first + days - 1] - goes_on, 0.0)
        total += float(chance @ expected_excess(weekly * days / DAYS_PER_WEEK, spread, above))
    return total


def expected_excess(mean: Floats, sigma: float, above: float) -> Floats:
    """E[max(0, X - above)] of lognormals X with these means and sd of the log, array [n].

    mean Phi(d) - above Phi(d - sigma), d = ln(mean / above) / sigma + sigma / 2.
    """
    if sigma == 0.0 or above <= 0.0:
        return np.maximum(0.0, mean - above)
    with np.errstate(divide="ignore"):
        d = np.log(mean / above) / sigma + sigma / 2.0
    return np.asarray(mean * ndtr(d) - above * ndtr(d - sigma))


def _weekly_cost(scenario: Levered, station: Station, assessed_days: Ints) -> Floats:
    """Mean cost to the team of a week whose need was assessed at each age [øre], array [n]."""
    parameters, (course, level) = scenario.parameters, station[:2]
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
    profile = parameters.demand.profile[0, course]
    week = np.minimum(assessed_days // DAYS_PER_WEEK, len(profile) - 1)
    return np.asarray(weekly * profile[week])


def _spread(parameters: Parameters, station: Station) -> float:
    """Sd of the log of a citizen's weekly cost."""
    person = float(parameters.demand.multiplier_sigma[0, station.level])
    week = float(parameters.demand.factor_sigma[0, station.course, station.level])
    return float(np.hypot(person, week))
