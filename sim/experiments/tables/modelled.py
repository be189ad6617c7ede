"""Which parts of the model a scenario has switched on.

What is switched off is null in the tables and unknown in the summary, never 0: a nursing home
without a price is not free. Both ask here, so that they agree.
"""

from typing import NamedTuple

import numpy as np

from sim.experiments.tables.bearers import bears_some
from sim.model.levers import ACCEPT_DELAY
from sim.model.parameters import Behaviour, Parameters, Prices
from sim.model.terms import (
    ADJUSTMENTS,
    BAIL_OUT,
    BEARERS,
    MERGE,
    MUNICIPALITY,
    OUTSIDE,
    OUTSIDE_NEEDS,
    STATE,
    STOP,
    TO_TEAM,
    TO_WAITING,
)


class Modelled(NamedTuple):
    """What there is to report."""

    contacts: bool  # nursing comes as contacts, at home or at the clinic
    clinic: bool
    staff: bool
    continuity: bool
    self_determination: bool
    outside: tuple[str, ...]  # accounts outside the rate that have a price
    accept_delay: bool  # a team may let citizens wait before it accepts them
    adjustments: tuple[str, ...]  # what the tariff adds to pay by course, hour and budget
    places: bool = False  # some team has a limit
    basis_cost: bool = False
    acceptance: bool = False  # it is said who takes those whom a team declines
    state_refund: bool = False  # the state refunds dear months
    taken_over: bool = False  # a team may take over citizens from another
    early_discharge: bool = False  # it is said when teams may discharge early
    reserve: bool = False  # some team has a reserve
    closing: bool = False  # a team whose reserve is spent may take nobody in
    choice: bool = False  # citizens choose their team
    yardstick: bool = False  # some teams are paid by what others cost
    practical_help: bool = False  # how much of the home care it is
    bearers: tuple[str, ...] = ()  # who bears an account outside the rate, on some day


def modelled(parameters: Parameters) -> Modelled:
    """What a scenario has switched on, on any day of its run."""
    priced = _priced(parameters)
    return Modelled(
        contacts=bool((parameters.demand.contact_minutes > 0).any()),
        clinic=parameters.clinic.is_open,
        staff=parameters.staff.is_limited,
        continuity=bool((parameters.encounters.visit_minutes > 0).any()),
        self_determination=bool((parameters.encounters.idle_share > 0).any()),
        outside=priced,
        bearers=_bearing(parameters, priced),
        practical_help=bool((parameters.demand.practical_share > 0).any()),
        accept_delay=_may_wait(parameters.behaviour),
        adjustments=_adjusted(parameters),
        places=parameters.offers.is_limited,
        state_refund=parameters.state_refund.is_on,
        choice=parameters.choice.is_free,
        yardstick=parameters.yardstick.every_weeks > 0,
        basis_cost=bool(parameters.offers.basis_ore.any()),
        acceptance=parameters.behaviour.may_decline,
        taken_over=_may_take_over(parameters.behaviour),
        early_discharge=parameters.behaviour.may_discharge,
        reserve=bool((parameters.behaviour.when_spent >= 0).any()),
        closing=bool(np.isin(parameters.behaviour.when_spent, [STOP, MERGE]).any()),
    )


def _may_take_over(behaviour: Behaviour) -> bool:
    """Whether a team may take in citizens who came to another."""
    sends = behaviour.may_decline and behaviour.declined_to == TO_TEAM
    return sends or bool((behaviour.when_spent == MERGE).any())


def _may_wait(behaviour: Behaviour) -> bool:
    """Whether some team lets citizens wait, or may."""
    if behaviour.may_decline and behaviour.declined_to == TO_WAITING:
        return True
    tables = (behaviour.reference, behaviour.high)
    return any(bool((table[:, ACCEPT_DELAY] > 0).any()) for table in tables)


def _adjusted(parameters: Parameters) -> tuple[str, ...]:
    is_there = {
        "refund": bool((parameters.tariff.refunded_share > 0).any()),
        "true_up": parameters.tariff.true_up_weeks > 0,
        "penalty": _may_find(parameters.behaviour),
        "yardstick": parameters.yardstick.every_weeks > 0,
    }
    return tuple(name for name in ADJUSTMENTS if is_there[name])


def _may_find(behaviour: Behaviour) -> bool:
    """Whether a re-labelled spell or an early discharge may be found."""
    audited = (behaviour.audits > 0) & (behaviour.found_per_audit > 0)
    found = (behaviour.found_share > 0) | audited | (behaviour.discharge_found > 0)
    return bool(found.any())


def _priced(parameters: Parameters) -> tuple[str, ...]:
    """Accounts with a price on any day, in the order of `terms.OUTSIDE`."""
    prices: Prices = parameters.prices
    is_priced = {
        name: bool((prices.outside_ore[:, place] > 0).any())
        for place, name in enumerate(OUTSIDE_NEEDS)
    } | {
        "hospital": bool((prices.hospital_ore_per_day > 0).any()),
        "nursing_home": bool((prices.nursing_home_ore_per_day > 0).any()),
        "clinic": parameters.clinic.is_open,
        "declined": bool((parameters.behaviour.declined_ore > 0).any()),
        "bail_out": bool((parameters.behaviour.when_spent == BAIL_OUT).any()),
    }
    return tuple(account for account in OUTSIDE if is_priced[account])


def _bearing(parameters: Parameters, priced: tuple[str, ...]) -> tuple[str, ...]:
    """Who bears an account with a price on any day, in the order of `terms.BEARERS`."""
    here = [account in priced for account in OUTSIDE]
    most = bears_some(parameters)[here].max(axis=0, initial=0.0)
    if parameters.state_refund.is_on:
        most[[MUNICIPALITY, STATE]] = 1.0
    return tuple(name for name, share in zip(BEARERS, most, strict=True) if share > 0)
