"""The outcomes other than money: clinic, citizens, costs outside the rate and who bears them.

What a scenario does not model is unknown here (`{mean: null, …}`), not 0. Each figure is made
of whole-number sums by replication (`care_sums.py`).
"""

from typing import Final, cast

import numpy as np

from sim.experiments.documents.summary import ClinicFigures, Outcomes, WorkedOutOutcomes
from sim.experiments.summary.care_sums import CareSums, ClinicSums
from sim.experiments.summary.scenario_facts import ScenarioFacts, Slots
from sim.experiments.summary.statistics import (
    POSITIVE,
    REAL,
    SHARE,
    UNKNOWN,
    Figure,
    IntervalScale,
    amount_interval,
    ratio_interval,
    t_interval,
    t_interval_of_known,
)
from sim.experiments.summary.sums import Sums
from sim.model.parameters import Floats, Ints
from sim.model.state import SUM, THOUSANDTHS
from sim.model.terms import ADJUSTMENTS, BEARERS, MUNICIPALITY, OUTSIDE
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK, WEEKS_PER_YEAR


def dkk(ore: Ints | Floats) -> Figure:
    """Figure of amounts by replication, in kroner; never below 0 where no amount is."""
    return amount_interval(ore / ORE_PER_DKK)


def outcomes_tree(sums: Sums, facts: ScenarioFacts) -> Outcomes:
    """How the citizens fare: what is worked out, and the sums that are told as they are."""
    found = {**_worked_out(sums, facts), **_sum_figures(sums.care, facts)}
    return cast("Outcomes", found)


def _worked_out(sums: Sums, facts: ScenarioFacts) -> WorkedOutOutcomes:
    events, care, weeks = sums.events, sums.care, facts.weeks
    admissions = sums.courses.entries[:, facts.places_of("hospital")].sum(axis=1)
    return {
        "self_reliant_per_year": _a_year(events.outs["self_reliant"], weeks),
        "deaths_per_year": _a_year(events.outs["dead"], weeks),
        "nursing_home_per_year": _a_year(events.outs["nursing_home"], weeks),
        "admissions_per_year": _a_year(admissions, weeks),
        "relapses_per_year": _a_year(events.relapses, weeks),
        "unmet_hours_per_week": t_interval(
            care.unmet_minutes / (MINUTES_PER_HOUR * weeks), POSITIVE
        ),
        "temporary_hours_per_week": _temporary_hours(care, facts),
        "level_weeks_gained_per_year": _a_year(care.gained_level_days / DAYS_PER_WEEK, weeks, REAL),
        "helpers_14_days": _by_visited_day(care.helpers, care, POSITIVE),
        "continuity_index": _by_visited_day(care.continuity, care, SHARE),
        "self_determination": _self_determination(care, facts),
        "clinic_share": _clinic_share(care, facts),
        "waiting_for_nursing_home": _waiting(sums, facts),
    }


def _a_year(number: Ints | Floats, weeks: int, scale: IntervalScale = POSITIVE) -> Figure:
    return t_interval(number.astype(np.float64) * (WEEKS_PER_YEAR / weeks), scale)


def _temporary_hours(care: CareSums, facts: ScenarioFacts) -> Figure:
    hours = care.temporary_minutes / (MINUTES_PER_HOUR * facts.weeks)
    return t_interval(hours, POSITIVE) if facts.modelled.staff else UNKNOWN


def _by_visited_day(thousandths: Ints, care: CareSums, scale: IntervalScale) -> Figure:
    """Mean over the days of weeks with visits; without any, unknown."""
    days = (THOUSANDTHS * care.visited_days).astype(float)
    return ratio_interval(thousandths.astype(float), days, scale)


def _self_determination(care: CareSums, facts: ScenarioFacts) -> Figure:
    if not facts.modelled.self_determination:
        return UNKNOWN
    delivered = care.delivered_minutes.astype(float)
    return ratio_interval(care.self_determined_minutes.astype(float), delivered, SHARE)


def _clinic_share(care: CareSums, facts: ScenarioFacts) -> Figure:
    """Share of the nursing contacts that were given at the clinic."""
    if not facts.modelled.clinic:
        return UNKNOWN
    visits = care.clinic.visits.astype(float)
    return ratio_interval(visits, visits + care.home_visits, SHARE)


def _waiting(sums: Sums, facts: ScenarioFacts) -> Figure:
    """Mean number of citizens who wait for a place."""
    places = facts.places_of("waiting")
    days = sums.courses.citizen_days[:, places].sum(axis=1)
    return t_interval(days / (DAYS_PER_WEEK * facts.weeks), POSITIVE) if places else UNKNOWN


def _sum_figures(care: CareSums, facts: ScenarioFacts) -> dict[str, Figure]:
    """Sums that are told as they are (`model/state.py`), where the scenario has what they count."""
    told = ((care.figured[name], one, one.figure) for name, one in SUM.items() if one.figure)
    return {
        figure.key: _told(amounts, one.per_unit, figure.per, facts.weeks)
        if not figure.where or any(getattr(facts.modelled, part) for part in figure.where)
        else UNKNOWN
        for amounts, one, figure in told
    }


def _told(amounts: Ints, per_unit: int, per: str, weeks: int) -> Figure:
    if per == "year":
        return _a_year(amounts / per_unit, weeks)
    return t_interval(amounts / (per_unit * weeks), POSITIVE)


def tariff_tree(care: CareSums, facts: ScenarioFacts) -> dict[str, Figure]:
    """Parts of the revenue that are not pay by course, hour or budget, over the reported weeks.

    What the tariff does not have is left out.
    """
    adjusted = facts.modelled.adjustments
    return {f"{name}_dkk": dkk(care.adjusted_ore[name]) for name in ADJUSTMENTS if name in adjusted}


def clinic_tree(care: CareSums, facts: ScenarioFacts) -> ClinicFigures:
    """The clinic; empty where there is none."""
    if not facts.modelled.clinic:
        return {}
    clinic, weeks = care.clinic, facts.weeks
    return {
        "visits_per_week": t_interval(clinic.visits / weeks, POSITIVE),
        "home_visits_per_week": t_interval(care.home_visits / weeks, POSITIVE),
        "share": _clinic_share(care, facts),
        "wait_days": ratio_interval(
            clinic.wait_days.astype(float), clinic.visits.astype(float), POSITIVE
        ),
        "longest_wait_days": t_interval_of_known(
            np.where(clinic.visits > 0, clinic.longest_wait_days, np.nan), POSITIVE
        ),
        "turned_home_per_week": t_interval(clinic.turned_home / weeks, POSITIVE),
        "lapsed_per_week": t_interval(clinic.lapsed / weeks, POSITIVE),
        "slots_used_share": _slots_used(clinic, facts.slots),
        "charged_dkk": dkk(clinic.charged_ore),
        "slots_dkk": t_interval(np.full(clinic.visits.size, facts.slots.dkk)),
    }


def _slots_used(clinic: ClinicSums, slots: Slots) -> Figure:
    return t_interval(clinic.visits / slots.number, SHARE) if slots.number else UNKNOWN


def outside_tree(care: CareSums, facts: ScenarioFacts) -> dict[str, Figure]:
    """What is borne outside the rate, over the reported weeks.

    Accounts without a price are unknown, and without any the whole is empty. The clinic's
    account is its contacts charged to the payer; where slots are paid for, used or not, it is
    their cost less what teams were charged in those weeks.
    """
    accounts = facts.modelled.outside
    if not accounts:
        return {}
    borne: dict[str, Floats] = {name: care.outside_ore[name].astype(float) for name in accounts}
    if "clinic" in borne:
        borne["clinic"] = borne["clinic"] + _slots_ore(care, facts)
    figures = {name: dkk(borne[name]) if name in borne else UNKNOWN for name in OUTSIDE}
    total = np.sum([*borne.values()], axis=0)
    return {f"{name}_dkk": figure for name, figure in figures.items()} | {"total_dkk": dkk(total)}


def _slots_ore(care: CareSums, facts: ScenarioFacts) -> Floats:
    """What open slots cost, less what teams were charged in those weeks."""
    return np.asarray(ORE_PER_DKK * facts.slots.dkk - care.clinic.charged_for_slots_ore)


def bearers_tree(sums: Sums, facts: ScenarioFacts) -> dict[str, Figure]:
    """What each bears outside the rate, and what the municipality pays in all.

    Who never bears anything is unknown, and without any account the whole is empty. The net of
    the municipality is what it pays the teams and what it bears beside, its clinic among it.
    """
    if not facts.modelled.outside:
        return {}
    borne = sums.care.borne_ore
    ore: dict[str, Floats] = {name: borne[name].astype(float) for name in facts.modelled.bearers}
    if "clinic" in facts.modelled.outside:
        ore[_MUNICIPALITY] = ore[_MUNICIPALITY] + _slots_ore(sums.care, facts)
    figures = {name: dkk(ore[name]) if name in ore else UNKNOWN for name in BEARERS}
    paid = sums.money.total().revenue_ore
    own = ore.get(_MUNICIPALITY, np.zeros(len(paid)))
    return {
        **{f"{name}_dkk": figure for name, figure in figures.items()},
        "municipality_net_dkk": dkk(paid + own),
    }


_MUNICIPALITY: Final = BEARERS[MUNICIPALITY]
