"""What nursing is priced at: as a visit at home, or as if given in a clinic.

Source: Progressionsbaseret styring, "i forløbstaksten er indregnet, at en vis del af sygeplejen
skal levere via klinikkerne".
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from sim.economics.rates.accounts.account import Account
from sim.model.parameters import Floats, Parameters
from sim.model.terms import NURSING
from sim.model.units import ORE_PER_DKK
from sim.theory.money.by_station import StationDays
from sim.theory.money.care import booked_share, care_of, home_prices

TIME_SHARE: Final = 0.683
"""Time of a contact at a clinic as a share of one at home, travel included, for a scenario
without a clinic. Source: VanDeVelde-Coke 2004, 1 / 1.464."""


class NursingAccount(NamedTuple):
    """Nursing that a course is expected to need in the reported weeks, and what it is priced at."""

    weeks: float  # citizen-weeks that it is for
    at_home_dkk: float  # all of it
    at_clinic_dkk: float  # all of it, as the team would be charged
    at_present_dkk: float
    clinic_share: float  # of the contacts, at present

    def at_dkk(self, share: float) -> float:
        """What it costs with so large a share of it at the clinic [DKK]."""
        return self.at_home_dkk + share * (self.at_clinic_dkk - self.at_home_dkk)

    def given_at(self, share: float) -> "NursingAccount":
        """The same nursing where this share of it is given at the clinic at present."""
        return self._replace(at_present_dkk=self.at_dkk(share), clinic_share=share)


NO_NURSING: Final = NursingAccount(0.0, 0.0, 0.0, 0.0, 0.0)


def nursing_of(parameters: Parameters, days: StationDays, at: Sequence[int]) -> NursingAccount:
    """Nursing at some stations."""
    level = [days.stations[z].level for z in at]
    calendar = parameters.calendar
    reported = days.nursing_hours.shape[1]
    period = calendar.period_of_day[-calendar.first_day :][:reported]
    hours = days.nursing_hours[list(at)]

    def valued(price: Floats) -> float:
        return float(np.sum(hours * price[period][:, level].T))

    home, clinic = home_prices(parameters)[..., NURSING], clinic_prices(parameters)
    booked, needed = booked_share(parameters), float(hours.sum())
    return NursingAccount(
        weeks=float(days.full_weeks[list(at)].sum() + days.late_weeks[list(at)].sum()),
        at_home_dkk=valued(home) / ORE_PER_DKK,
        at_clinic_dkk=valued(clinic) / ORE_PER_DKK,
        at_present_dkk=valued((1.0 - booked) * home + booked * clinic) / ORE_PER_DKK,
        clinic_share=valued(booked) / needed if needed else 0.0,
    )


def clinic_prices(parameters: Parameters) -> Floats:
    """What an hour of need costs the team at the clinic, array [P, L] [øre].

    The charge per contact, nothing where the municipality pays; in a scenario without a clinic
    the hourly price for the time that a contact takes there.
    """
    clinic = parameters.clinic
    if not clinic.is_open:
        return np.asarray(TIME_SHARE * home_prices(parameters)[..., NURSING])
    charged = clinic.ore_per_contact * clinic.is_charged_to_team
    per_hour = care_of(parameters).contacts_per_hour * charged
    return np.asarray(np.broadcast_to(per_hour[:, None], clinic.reachable.shape))


def at_share(account: Account, nursing: NursingAccount, share: float) -> Account:
    """An account with another share of its nursing priced as if given in a clinic."""
    if not nursing.weeks:
        return account
    dearer = (nursing.at_dkk(share) - nursing.at_present_dkk) / nursing.weeks
    return account._replace(cost_dkk=account.cost_dkk + dearer * account.weeks)


def all_together(parts: Sequence[NursingAccount]) -> NursingAccount:
    """Nursing of several levels as one; the share by what is needed, at home prices."""
    if not parts:
        return NO_NURSING
    weeks, home, clinic, present, _ = (sum(values) for values in zip(*parts, strict=True))
    booked = sum(part.clinic_share * part.at_home_dkk for part in parts)
    return NursingAccount(weeks, home, clinic, present, booked / home if home else 0.0)
