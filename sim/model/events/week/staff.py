"""A team's staff in one week: what they can give, what is bought and what goes unmet.

Each service is given by its own profession first; where that is not enough the next ones step
in, in the order of the scenario. All sums are those of one team and one week.
"""

from typing import Final

from sim.model.events.answers import (
    BOUGHT_RULE,
    CAPACITY_RULE,
    PAY_RULE,
    STAFF_EFFECT_RULE,
    SUPERVISION_COST_RULE,
    checked,
)
from sim.model.events.kinds import Event
from sim.model.events.lookups import Model, period_of
from sim.model.parameters import Parameters
from sim.model.rules.staff import EffectTerms, ProfessionTerms
from sim.model.state import Settlement
from sim.model.terms import HOME_CARE, NURSING, PROFESSIONS, SERVICES, TRAINING
from sim.model.units import DAYS_PER_WEEK, nearest

_NOBODY_AT_WORK: Final = 1e9
"""Utilisation where there is need and nobody to meet it."""

_FIRST_SERVED: Final = (NURSING, HOME_CARE, TRAINING)
"""Staff who help out cover nursing first, then home care, then training (assumption)."""


def profession_terms(
    parameters: Parameters, period: int, team: int, profession: int
) -> ProfessionTerms:
    """What the scenario says of a profession in a team."""
    staff = parameters.staff
    return ProfessionTerms(
        staff.full_time_equivalents[period, team, profession],
        staff.hours_per_week[period],
        staff.absence[period, team, profession],
        staff.user_facing[period, team, profession],
        staff.pay_ore_per_hour[period, team, profession],
    )


def effect_of_staff(model: Model, team: int, period: int) -> float:
    """Effort factor of a team's professions and supervision on the effect of development."""
    staff = model.parameters.staff
    if not staff.is_limited:
        return 1.0
    terms = EffectTerms(
        staff.mix_loss[period], staff.supervision_gain[period], staff.supervision_tau_hours[period]
    )
    overlap = _overlap(model.parameters, team, period)
    effect = model.rulebook.staff_effect(overlap, staff.supervision_hours[period], terms)
    return checked(model.refused, STAFF_EFFECT_RULE, effect)


def _overlap(parameters: Parameters, team: int, period: int) -> float:
    """Share of the professions that stands where the recommended mix has it; 1 without a mix."""
    staff = parameters.staff
    total = recommended = 0.0
    for profession in range(len(PROFESSIONS)):
        total += staff.full_time_equivalents[period, team, profession]
        recommended += staff.recommended_mix[period, profession]
    if total == 0.0 or recommended == 0.0:
        return 0.0 if recommended > 0.0 else 1.0
    overlap = 0.0
    for profession in range(len(PROFESSIONS)):
        share = staff.full_time_equivalents[period, team, profession] / total
        overlap += min(share, staff.recommended_mix[period, profession])
    return overlap


def pay_of_week(model: Model, event: Event) -> float:
    """Pay and supervision of the week that ends [øre, not rounded], used or not."""
    total = 0.0
    for day in range(event.day - DAYS_PER_WEEK + 1, event.day + 1):
        period = period_of(model.parameters, day)
        staff = model.parameters.staff
        employed = 0.0
        for profession in range(len(PROFESSIONS)):
            terms = profession_terms(model.parameters, period, event.team, profession)
            total += checked(model.refused, PAY_RULE, model.rulebook.pay(terms)) / DAYS_PER_WEEK
            employed += terms.full_time_equivalents
        supervised = model.rulebook.supervision_cost(
            employed, staff.supervision_hours[period], staff.supervision_ore_per_hour[period]
        )
        total += checked(model.refused, SUPERVISION_COST_RULE, supervised) / DAYS_PER_WEEK
    return total


def put_to_work(model: Model, event: Event, now: Settlement) -> float:
    """Meet `short_minutes` as far as the staff reach; the share of their time that is asked for."""
    capacity = need = 0.0
    for profession in range(len(PROFESSIONS)):
        now.free_minutes[profession] = _capacity(model, event, profession)
        capacity += now.free_minutes[profession]
    for service in range(len(SERVICES)):
        need += now.short_minutes[service]
    gives = model.parameters.staff.gives
    for turn in range(len(PROFESSIONS)):
        for service in _FIRST_SERVED:
            profession = gives[service, turn]
            if profession >= 0:
                given = min(now.free_minutes[profession], now.short_minutes[service])
                now.free_minutes[profession] -= given
                now.short_minutes[service] -= given
    if capacity > 0.0:
        return need / capacity
    return 0.0 if need == 0.0 else _NOBODY_AT_WORK


def _capacity(model: Model, event: Event, profession: int) -> float:
    """User-facing minutes of a profession in the week that ends."""
    minutes = 0.0
    for day in range(event.day - DAYS_PER_WEEK + 1, event.day + 1):
        period = period_of(model.parameters, day)
        terms = profession_terms(model.parameters, period, event.team, profession)
        given = checked(model.refused, CAPACITY_RULE, model.rulebook.capacity(terms))
        minutes += given / DAYS_PER_WEEK
    return minutes


def buy(model: Model, event: Event, now: Settlement, service: int) -> None:
    """Split the shortfall of a service into bought and unmet minutes."""
    period = period_of(model.parameters, event.day)
    short = nearest(now.short_minutes[service])
    share = model.parameters.staff.temporary_share[period]
    bought = checked(model.refused, BOUGHT_RULE, model.rulebook.bought(short, share))
    now.bought_minutes[service] = min(short, nearest(bought))
    now.unmet_minutes[service] += short - now.bought_minutes[service]
