"""Refunds of a stay's costly weeks in the steady state: an approximation.

A citizen's cost in a calendar week is taken for a lognormal of the mean of the course, level, week
and days in care, with the spread of the multiplier and the weekly factor. The limit is that of a
whole week, however few days of it are in care. Every stay is taken by itself and without a break:
where two courses share a week, or a hospital stay parts one, the model adds up what this does not.
"""

from functools import lru_cache

import numpy as np
from scipy.special import ndtr

from sim.model.parameters import Floats, Parameters
from sim.model.terms import NURSING, SERVICES
from sim.model.units import DAYS_PER_WEEK
from sim.theory.money.care import booked_share, care_of
from sim.theory.network.levered import Levered, unmet_share
from sim.theory.network.stations import Map, Station


def refunds(scenario: Levered, network: Map) -> Floats:
    """Refunds over a stay at every station [øre], array [Z]."""
    share = float(scenario.parameters.tariff.refunded_share[0])
    found = np.zeros(len(network.stations))
    if share == 0.0:
        return found
    weekly = _weekly_cost(scenario)
    for z, station in enumerate(network.stations):
        if station.course >= 0:
            full = float(weekly[station.course, station.level])
            excess = _excess(scenario.parameters, station, full)
            weeks = _known_weeks(network.laws[z].survival.tobytes(), excess.shape[1])
            found[z] = share * float(np.sum(weeks * excess))
    return found


@lru_cache(maxsize=128)
def _known_weeks(survival: bytes, profile_weeks: int) -> Floats:
    """`weeks_by_days` of a stay that most levers leave as it is."""
    return weeks_by_days(np.frombuffer(survival), profile_weeks)


def weeks_by_days(survival: Floats, profile_weeks: int) -> Floats:
    """Calendar weeks of a stay by days in care (1 to 7) and week of the profile, array [7, W].

    The stay begins on any weekday alike; the need of a week is assessed on its first day in care.
    """
    weekday, number = np.ogrid[:DAYS_PER_WEEK, : len(survival) // DAYS_PER_WEEK + 2]
    first = np.clip(DAYS_PER_WEEK * number - weekday, 0, len(survival))
    longest = np.where(number == 0, DAYS_PER_WEEK - weekday, DAYS_PER_WEEK)
    week = np.minimum(first // DAYS_PER_WEEK, profile_weeks - 1).ravel()
    left, found = np.append(survival, np.zeros(DAYS_PER_WEEK)), []
    for days in range(1, DAYS_PER_WEEK + 1):
        goes_on = np.where(days < longest, left[np.minimum(first + days, len(left) - 1)], 0.0)
        chance = np.where(days <= longest, left[first + days - 1] - goes_on, 0.0)
        found.append(np.bincount(week, chance.ravel(), profile_weeks))
    return np.array(found) / DAYS_PER_WEEK


def _excess(parameters: Parameters, station: Station, full: float) -> Floats:
    """Expected cost above the limit by days in care and week of the profile [øre], array [7, W]."""
    share_of_week = np.arange(1, DAYS_PER_WEEK + 1)[:, None] / DAYS_PER_WEEK
    mean = full * parameters.demand.profile[0, station.course] * share_of_week
    above = float(parameters.tariff.refund_above_ore[0])
    return expected_excess(mean, _spread(parameters, station), above)


def expected_excess(mean: Floats, sigma: float, above: float) -> Floats:
    """E[max(0, X - above)] of lognormals X with these means and sd of the log, array.

    mean Phi(d) - above Phi(d - sigma), d = ln(mean / above) / sigma + sigma / 2.
    """
    if sigma == 0.0 or above <= 0.0:
        return np.maximum(0.0, mean - above)
    with np.errstate(divide="ignore"):
        d = np.log(mean / above) / sigma + sigma / 2.0
    return np.asarray(mean * ndtr(d) - above * ndtr(d - sigma))


def _weekly_cost(scenario: Levered) -> Floats:
    """Mean cost to the team of a full week at the mean need [øre], array [C, L]."""
    parameters = scenario.parameters
    care, hours, booked = care_of(parameters), parameters.demand.hours[0], booked_share(parameters)
    given = np.full((hours.shape[1], len(SERVICES)), max(1.0, scenario.levers.delivered_share))
    if parameters.demand.contact_minutes[0] > 0:
        given[:, NURSING] = 1.0 - booked[0]
    at_home = np.sum(hours * given * care.home_ore_per_hour[0], axis=-1)
    charged = float(parameters.clinic.is_charged_to_team[0] * parameters.clinic.ore_per_contact[0])
    at_clinic = hours[..., NURSING] * booked[0] * care.contacts_per_hour[0] * charged
    return np.asarray((1.0 - unmet_share(scenario.levers)) * at_home + at_clinic)


def _spread(parameters: Parameters, station: Station) -> float:
    """Sd of the log of a citizen's weekly cost."""
    person = float(parameters.demand.multiplier_sigma[0, station.level])
    week = float(parameters.demand.factor_sigma[0, station.course, station.level])
    return float(np.hypot(person, week))
