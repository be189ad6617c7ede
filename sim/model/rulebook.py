"""The rulebook: the model as a tuple of functions.

`STANDARD_RULES._replace(need=mine)` is how a researcher changes the model. A rule is a plain
function with the signature of the one it replaces.
"""

from collections.abc import Callable
from typing import NamedTuple

from sim.model.distributions import StayTerms
from sim.model.levers import Levers
from sim.model.parameters import Floats
from sim.model.rules.acceptance import Prospect, is_accepted, is_discharged
from sim.model.rules.arrivals import arrivals
from sim.model.rules.brackets import is_granted, written_minutes
from sim.model.rules.conduct import AuditTerms, found
from sim.model.rules.cost import cost, temporary_cost
from sim.model.rules.demand import contacts, is_individual, multiplier, need, weekly_factor
from sim.model.rules.outcomes import (
    SelfDetermination,
    Visitors,
    VisitSplit,
    continuity_index,
    continuity_of_shift,
    distinct_helpers,
    self_determination,
    visitors,
)
from sim.model.rules.pay import (
    BandTerms,
    RateTerms,
    hourly_pay,
    lump_sum,
    personal_rate,
    rate_away,
    refund,
    true_up,
    weekly_rate,
    yardstick,
)
from sim.model.rules.plans import (
    AddedTerms,
    ChangeTerms,
    PlanTerms,
    is_renegotiated,
    paid_hours,
    plan_rate,
)
from sim.model.rules.policy import Review, policy
from sim.model.rules.queues import clinic_order, place_order
from sim.model.rules.spells import (
    AvertedTerms,
    DoseTerms,
    averted,
    dosed_share,
    effect,
    hazard,
    stay,
    unmet_ratio,
)
from sim.model.rules.staff import (
    EffectTerms,
    ProfessionTerms,
    ShortNeed,
    bought,
    capacity,
    pay,
    short_order,
    staff_effect,
    supervision_cost,
)


class Rulebook(NamedTuple):
    """Every rule that the events ask, by the question it answers."""

    arrivals: Callable[[float, float], int]
    is_accepted: Callable[[float, Prospect], bool]
    is_discharged: Callable[[float, Prospect], bool]
    multiplier: Callable[[float, float], float]
    weekly_factor: Callable[[float, float], float]
    need: Callable[[float, float, float, float], float]
    contacts: Callable[[float, float], int]
    is_individual: Callable[[float, float], bool]
    is_granted: Callable[[float, float, float], bool]
    written_minutes: Callable[[float, float, float], float]
    stay: Callable[[float, StayTerms, Floats], float]
    hazard: Callable[[float, float], float]
    effect: Callable[[float, float, DoseTerms], float]
    dosed_share: Callable[[float, float, float], float]
    averted: Callable[[float, AvertedTerms], float]
    unmet_ratio: Callable[[float, float], float]
    found: Callable[[float, AuditTerms], float]
    clinic_order: Callable[[int, int, float], float]
    place_order: Callable[[int, int, float], float]
    capacity: Callable[[ProfessionTerms], float]
    pay: Callable[[ProfessionTerms], float]
    supervision_cost: Callable[[float, float, float], float]
    staff_effect: Callable[[float, float, EffectTerms], float]
    bought: Callable[[float, float], float]
    short_order: Callable[[ShortNeed, int], float]
    weekly_rate: Callable[[int, RateTerms], float]
    personal_rate: Callable[[float], float]
    paid_hours: Callable[[float, AddedTerms], float]
    plan_rate: Callable[[float, PlanTerms], float]
    is_renegotiated: Callable[[float, float, float, ChangeTerms], bool]
    rate_away: Callable[[int, float, float, float], float]
    lump_sum: Callable[[int, RateTerms], float]
    hourly_pay: Callable[[float, float], float]
    refund: Callable[[float, float, float], float]
    true_up: Callable[[float, float, BandTerms], float]
    yardstick: Callable[[float, float, float, float], float]
    cost: Callable[[float, float], float]
    temporary_cost: Callable[[float, float], float]
    visitors: Callable[[VisitSplit], Visitors]
    distinct_helpers: Callable[[float, Visitors], float]
    continuity_index: Callable[[Visitors], float]
    continuity_of_shift: Callable[[float, float], float]
    self_determination: Callable[[float, SelfDetermination], float]
    policy: Callable[[Review], Levers]


STANDARD_RULES = Rulebook(
    arrivals=arrivals,
    is_accepted=is_accepted,
    is_discharged=is_discharged,
    multiplier=multiplier,
    weekly_factor=weekly_factor,
    need=need,
    contacts=contacts,
    is_individual=is_individual,
    is_granted=is_granted,
    written_minutes=written_minutes,
    stay=stay,
    hazard=hazard,
    effect=effect,
    dosed_share=dosed_share,
    averted=averted,
    unmet_ratio=unmet_ratio,
    found=found,
    clinic_order=clinic_order,
    place_order=place_order,
    capacity=capacity,
    pay=pay,
    supervision_cost=supervision_cost,
    staff_effect=staff_effect,
    bought=bought,
    short_order=short_order,
    weekly_rate=weekly_rate,
    personal_rate=personal_rate,
    paid_hours=paid_hours,
    plan_rate=plan_rate,
    is_renegotiated=is_renegotiated,
    rate_away=rate_away,
    lump_sum=lump_sum,
    hourly_pay=hourly_pay,
    refund=refund,
    true_up=true_up,
    yardstick=yardstick,
    cost=cost,
    temporary_cost=temporary_cost,
    visitors=visitors,
    distinct_helpers=distinct_helpers,
    continuity_index=continuity_index,
    continuity_of_shift=continuity_of_shift,
    self_determination=self_determination,
    policy=policy,
)
