"""Levers turned into the numbers of a scenario, as the events let them act.

What a lever does to stays, doses, hazards, rates and bookings can be said by other parameters
and, for the effect of effort, by another rule. Re-labelling and paperwork, which leave a
citizen's life alone, are in `steady/money.py` and `steady/care.py`.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.model.levers import Levers
from sim.model.parameters import Clinic, Floats, Network, Parameters, Stays
from sim.model.rulebook import Rulebook
from sim.model.rules.plans import AddedTerms
from sim.model.rules.spells import DoseTerms
from sim.model.terms import DEVELOPMENT, HOSPITAL
from sim.model.units import DAYS_PER_WEEK, nearest


class Levered(NamedTuple):
    """A scenario in which every team keeps to the same levers."""

    parameters: Parameters
    rules: Rulebook
    levers: Levers
    step_down_after_days: Floats  # [C] as granted


def levered(parameters: Parameters, rules: Rulebook, levers: Levers) -> Levered:
    """A scenario of one period under levers that all teams hold."""
    changed = parameters._replace(
        stays=_stays(parameters, levers.development_weeks),
        network=_network(parameters, rules, levers),
        demand=parameters.demand._replace(profile=_profile(parameters, levers.effort)),
        clinic=_clinic(parameters, levers.clinic_share),
        tariff=parameters.tariff._replace(step_down_after_days=_delayed(parameters, levers)),
    )
    after = parameters.tariff.step_down_after_days[0]
    acting = with_written(parameters, _with_effort(rules, levers.effort), levers.written_share)
    return Levered(changed, acting, levers, after)


def unmet_share(levers: Levers) -> float:
    """Share of the need that a team leaves unmet of its own choice."""
    return 1.0 - min(1.0, levers.delivered_share)


def _is_development(parameters: Parameters) -> Floats:
    return np.asarray(parameters.network.kind == DEVELOPMENT, np.float64)


def _stays(parameters: Parameters, weeks: float) -> Stays:
    """Stays in which those of development courses have a mean, their spread in proportion."""
    stays = parameters.stays
    if weeks <= 0.0:
        return stays
    develops = np.append(_is_development(parameters), 0.0)[:, None] > 0
    days = DAYS_PER_WEEK * weeks
    course = np.arange(stays.scale_days.shape[1])
    course[stays.row_of_exit] = np.arange(len(stays.row_of_exit))[:, None]
    scaled = stays.scale_days * days / stays.mean_days[:, course]
    return stays._replace(
        scale_days=np.where(develops[course], scaled, stays.scale_days),
        mean_days=np.where(develops, days, stays.mean_days),
    )


def _network(parameters: Parameters, rules: Rulebook, levers: Levers) -> Network:
    """Admissions and relapses as unmet need raises them."""
    network, staff, unmet = parameters.network, parameters.staff, unmet_share(levers)
    to = network.hazard_to
    admits = (to >= 0) & (network.kind[np.maximum(to, 0)] == HOSPITAL)
    admissions = rules.unmet_ratio(unmet, float(staff.admissions_raised[0]))
    relapses = rules.unmet_ratio(unmet, float(staff.relapses_raised[0]))
    return network._replace(
        hazard_per_day=network.hazard_per_day * np.where(admits, admissions, 1.0)[:, None],
        relapse_probability=np.minimum(1.0, network.relapse_probability * relapses),
    )


def _profile(parameters: Parameters, effort: float) -> Floats:
    """Profile of need: development takes as many more hours as the effort is larger."""
    times = np.where(_is_development(parameters) > 0, effort, 1.0)
    return np.asarray(parameters.demand.profile * times[:, None])


def _clinic(parameters: Parameters, share: float) -> Clinic:
    if share < 0.0:
        return parameters.clinic
    return parameters.clinic._replace(share=np.full_like(parameters.clinic.share, share))


def _delayed(parameters: Parameters, levers: Levers) -> Floats:
    later = nearest(levers.step_down_delay_weeks * DAYS_PER_WEEK)
    return parameters.tariff.step_down_after_days + later


def _with_effort(rules: Rulebook, effort: float) -> Rulebook:
    """Rules under which development has the effect of so much more effort."""

    def effect(weeks: float, of_staff: float, dose: DoseTerms) -> float:
        return rules.effect(weeks, effort * of_staff, dose)

    return rules._replace(effect=effect)


def with_written(parameters: Parameters, rules: Rulebook, share: float) -> Rulebook:
    """Rules under which plans are written with so much of the hours needed.

    So are the minutes by which teams grade their own citizens.
    """
    if share == 1.0:
        return rules
    if parameters.brackets.is_by_team:
        return rules._replace(is_granted=_graded_by(rules, share))

    def paid_hours(needed: float, add: AddedTerms) -> float:
        return rules.paid_hours(share * needed, add)

    return rules._replace(paid_hours=paid_hours)


def _graded_by(rules: Rulebook, share: float) -> Callable[[float, float, float], bool]:
    """The rule of an edge for teams that write so much of the minutes needed."""

    def is_granted(minutes: float, written_share: float, from_minutes: float) -> bool:
        return rules.is_granted(minutes, share * written_share, from_minutes)

    return is_granted
