"""The clinic in numbers: what it takes off the teams, what it costs elsewhere, who waits.

What a contact at the clinic saves a team is its worth at home, at the hourly price of nursing,
less what the team is charged for it. Where own staff are paid used or not, the saving shows in
the accounts only as far as temporary hours are fewer, and the rest of it as need that is met.
"""

from typing import NamedTuple

from sim.experiments.summary.statistics import POSITIVE, t_interval
from sim.model.units import MINUTES_PER_HOUR, ORE_PER_DKK
from sim.reporting.results.estimates import UNKNOWN, Estimate, estimate
from sim.reporting.results.results import Array, ReportedResults
from sim.reporting.results.scenario_terms import Contacts


class ClinicAccount(NamedTuple):
    """The clinic over the reported weeks; unknown where the scenario cannot be read."""

    hours_a_week: Estimate  # at home, not needed
    worth_dkk: Estimate  # of these hours, at the hourly price
    charged_dkk: Estimate  # to the teams
    saved_dkk: Estimate  # worth - charged
    slots_dkk: Estimate  # what open slots cost, used or not
    borne_dkk: Estimate  # by the payer outside the rate
    first_contact: "OneContact | None"


class OneContact(NamedTuple):
    """One contact that moves from home to the clinic, on the first day of the run."""

    minutes: float
    home_dkk: float
    clinic_dkk: float
    slot_dkk: float  # 0 where slots cost nothing
    is_charged_to_team: bool


def clinic_account(results: ReportedResults) -> ClinicAccount:
    """Account of the clinic."""
    said, clinic = results.summary["clinic"], results.care.clinic
    contacts = results.terms.contacts if results.terms else None
    outside = results.summary.get("outside", {})
    charged, slots = estimate(said["charged_dkk"]), estimate(said["slots_dkk"])
    borne = estimate(outside.get("clinic_dkk"))
    if clinic is None or contacts is None:
        return ClinicAccount(UNKNOWN, UNKNOWN, charged, UNKNOWN, slots, borne, None)
    hours = clinic.visits * contacts.home_minutes / MINUTES_PER_HOUR
    worth = clinic.visits * contacts.home_dkk
    return ClinicAccount(
        hours_a_week=estimate(t_interval(hours.mean(axis=1), POSITIVE)),
        worth_dkk=_over_weeks(worth),
        charged_dkk=charged,
        saved_dkk=_over_weeks(worth - clinic.charged_ore / ORE_PER_DKK),
        slots_dkk=slots,
        borne_dkk=borne,
        first_contact=_first(contacts),
    )


def _over_weeks(amounts: Array) -> Estimate:
    """Sum of amounts [replications, weeks]."""
    return estimate(t_interval(amounts.sum(axis=1)))


def _first(contacts: Contacts) -> OneContact:
    return OneContact(
        minutes=float(contacts.home_minutes[0]),
        home_dkk=float(contacts.home_dkk[0]),
        clinic_dkk=float(contacts.clinic_dkk[0]),
        slot_dkk=float(contacts.slot_dkk[0]),
        is_charged_to_team=contacts.is_charged_to_team,
    )
