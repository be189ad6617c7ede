"""What care costs and is paid by the hour on average: an hour of need, a contact, a milestone.

Nursing that comes as contacts is a Poisson number of them, at home or, for those who have a
clinic within reach, there. A clinic is taken as one that has a slot for every contact on the
day on which it is due. A team that delivers less than is needed leaves a share of all care at
home undelivered; one that delivers more gives more of what comes by the hour.
"""

from typing import NamedTuple

import numpy as np

from sim.model.events.lookups import mean_price
from sim.model.parameters import Floats, Parameters
from sim.model.terms import LEVELS, NURSING, SERVICES
from sim.model.units import MINUTES_PER_HOUR
from sim.theory.network.good_faith import held_by_all


class CarePrices(NamedTuple):
    """Prices by period and functional level [øre]."""

    home_ore_per_hour: Floats  # [P, L, S] of care at home, over the times of day
    ore_per_hour: Floats  # [P, L, S] of need, given at home or at the clinic
    paid_ore_per_hour: Floats  # [P, L, S] of need, by a tariff that pays delivered hours
    contacts_per_hour: Floats  # [P] of nursing need; 0 where nursing comes by the hour
    contact_square: Floats  # [P, L] mean square of what a contact costs less what it is paid
    contact_cube: Floats  # [P, L] mean cube of it
    milestone_ore: Floats  # [P, L]
    milestone_paid_ore: Floats  # [P, L]


def care_of(parameters: Parameters) -> CarePrices:
    """Prices of a scenario's care."""
    demand = parameters.demand
    home = home_prices(parameters)
    hourly = np.broadcast_to(parameters.tariff.hourly_ore[:, None, :], home.shape)
    minutes = demand.contact_minutes.astype(float)
    per_hour = np.divide(MINUTES_PER_HOUR, minutes, out=np.zeros_like(minutes), where=minutes > 0)
    hours, met = minutes[:, None] / MINUTES_PER_HOUR, min(1.0, _delivered_share(parameters))
    booked = booked_share(parameters)
    charged = (parameters.clinic.ore_per_contact * parameters.clinic.is_charged_to_team)[:, None]
    at_home, paid = met * hours * home[..., NURSING], met * hours * hourly[..., NURSING]
    milestone_hours = met * parameters.assessment.milestone_hours
    return CarePrices(
        home_ore_per_hour=home,
        ore_per_hour=_of_need(parameters, home, (1.0 - booked) * at_home + booked * charged),
        paid_ore_per_hour=_of_need(parameters, hourly, (1.0 - booked) * paid),
        contacts_per_hour=per_hour,
        contact_square=(1.0 - booked) * (at_home - paid) ** 2 + booked * charged**2,
        contact_cube=(1.0 - booked) * (at_home - paid) ** 3 + booked * charged**3,
        milestone_ore=np.einsum("ps,pls->pl", milestone_hours, home),
        milestone_paid_ore=np.einsum("ps,pls->pl", milestone_hours, hourly),
    )


def _of_need(parameters: Parameters, by_hour: Floats, contact: Floats) -> Floats:
    """Amounts for an hour of need, array [P, L, S]; nursing may come as contacts."""
    minutes = parameters.demand.contact_minutes[:, None]
    need = _delivered_share(parameters) * by_hour
    of_contacts = contact * MINUTES_PER_HOUR / np.maximum(minutes, 1)
    need[..., NURSING] = np.where(minutes > 0, of_contacts, need[..., NURSING])
    return need


def _delivered_share(parameters: Parameters) -> float:
    return held_by_all(parameters).delivered_share


def home_prices(parameters: Parameters) -> Floats:
    """Mean price of an hour of each service at home, array [P, L, S]."""
    periods = range(len(parameters.demand.time_share))
    return np.array(
        [
            [
                [mean_price(parameters, period, level, service) for service in range(len(SERVICES))]
                for level in range(LEVELS)
            ]
            for period in periods
        ]
    )


def booked_share(parameters: Parameters) -> Floats:
    """Share of the nursing contacts that is booked at the clinic, array [P, L]."""
    clinic = parameters.clinic
    if not clinic.is_open:
        return np.zeros_like(clinic.reachable)
    return np.asarray(clinic.reachable * clinic.share[:, None])
