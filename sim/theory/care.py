"""What care costs on average: an hour of need, a nursing contact, a milestone.

Nursing that comes as contacts is a Poisson number of them, at home or, for those who have a
clinic within reach, there. A clinic is taken as one that has a slot for every contact on the
day on which it is due.
"""

from typing import NamedTuple

import numpy as np

from sim.model.events.places import mean_price
from sim.model.parameters import Floats, Parameters
from sim.model.terms import LEVELS, NURSING, SERVICES
from sim.model.units import MINUTES_PER_HOUR


class Care(NamedTuple):
    """Prices by period and functional level [øre]."""

    home_ore_per_hour: Floats  # [P, L, S] of care at home, over the times of day
    ore_per_hour: Floats  # [P, L, S] of need, given at home or at the clinic
    contacts_per_hour: Floats  # [P] of nursing need; 0 where nursing comes by the hour
    contact_square: Floats  # [P, L] mean square of what a contact costs
    milestone_ore: Floats  # [P, L]


def care_of(parameters: Parameters) -> Care:
    """Prices of a scenario's care."""
    demand = parameters.demand
    home = home_prices(parameters)
    minutes = demand.contact_minutes.astype(float)
    per_hour = np.divide(MINUTES_PER_HOUR, minutes, out=np.zeros_like(minutes), where=minutes > 0)
    at_home = home[..., NURSING] * minutes[:, None] / MINUTES_PER_HOUR
    booked = booked_share(parameters)
    charged = (parameters.clinic.ore_per_contact * parameters.clinic.is_charged_to_team)[:, None]
    contact = (1.0 - booked) * at_home + booked * charged
    need = home.copy()
    need[..., NURSING] = np.where(
        minutes[:, None] > 0, contact * per_hour[:, None], home[..., NURSING]
    )
    return Care(
        home_ore_per_hour=home,
        ore_per_hour=need,
        contacts_per_hour=per_hour,
        contact_square=(1.0 - booked) * at_home**2 + booked * charged**2,
        milestone_ore=np.einsum("ps,pls->pl", parameters.assessment.milestone_hours, home),
    )


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
