"""What a rule may answer, and what becomes of an answer that it may not give.

Events look at every number that a rule answers before they store it or go on with it. Rules of the
standard rulebook answer within their ranges; an own rule may answer a negative number of hours, a
probability above 1 or no number at all. The first such answer is noted in `State.refused`, 0 stands
in for it to the end of the event, and then the engine stops by the rule's name, day and value.
Compiled code looks only where some rule is not the standard one (`engines/compiling/answers.py`).
"""

import math
from typing import Final

from sim.model.rulebook import Rulebook
from sim.model.state import NO_ROW, RefusedAnswer

MOST: Final = 1e15
"""Largest amount: what is rounded to whole øre, minutes or thousandths still counts exactly."""

LONGEST: Final = 1e18
"""Longest time [days] that still is a whole number."""

CERTAIN: Final = 1.0 + 1e-9
"""Largest probability or share: 1, and what arithmetic adds to it."""


def _place(name: str) -> int:
    """Number of a rule in the rulebook."""
    return Rulebook._fields.index(name)


ARRIVALS_RULE: Final = _place("arrivals")
MULTIPLIER_RULE: Final = _place("multiplier")
WEEKLY_FACTOR_RULE: Final = _place("weekly_factor")
NEED_RULE: Final = _place("need")
CONTACTS_RULE: Final = _place("contacts")
STAY_RULE: Final = _place("stay")
HAZARD_RULE: Final = _place("hazard")
EFFECT_RULE: Final = _place("effect")
DOSED_SHARE_RULE: Final = _place("dosed_share")
AVERTED_RULE: Final = _place("averted")
UNMET_RATIO_RULE: Final = _place("unmet_ratio")
FOUND_RULE: Final = _place("found")
CLINIC_ORDER_RULE: Final = _place("clinic_order")
PLACE_ORDER_RULE: Final = _place("place_order")
CAPACITY_RULE: Final = _place("capacity")
PAY_RULE: Final = _place("pay")
SUPERVISION_COST_RULE: Final = _place("supervision_cost")
STAFF_EFFECT_RULE: Final = _place("staff_effect")
BOUGHT_RULE: Final = _place("bought")
SHORT_ORDER_RULE: Final = _place("short_order")
WEEKLY_RATE_RULE: Final = _place("weekly_rate")
WRITTEN_MINUTES_RULE: Final = _place("written_minutes")
PERSONAL_RATE_RULE: Final = _place("personal_rate")
PAID_HOURS_RULE: Final = _place("paid_hours")
PLAN_RATE_RULE: Final = _place("plan_rate")
RATE_AWAY_RULE: Final = _place("rate_away")
LUMP_SUM_RULE: Final = _place("lump_sum")
HOURLY_PAY_RULE: Final = _place("hourly_pay")
REFUND_RULE: Final = _place("refund")
TRUE_UP_RULE: Final = _place("true_up")
YARDSTICK_RULE: Final = _place("yardstick")
COST_RULE: Final = _place("cost")
TEMPORARY_COST_RULE: Final = _place("temporary_cost")
VISITORS_RULE: Final = _place("visitors")
DISTINCT_HELPERS_RULE: Final = _place("distinct_helpers")
CONTINUITY_INDEX_RULE: Final = _place("continuity_index")
CONTINUITY_OF_SHIFT_RULE: Final = _place("continuity_of_shift")
SELF_DETERMINATION_RULE: Final = _place("self_determination")
POLICY_RULE: Final = _place("policy")


def checked(refused: RefusedAnswer, rule: int, value: float, most: float = MOST) -> float:
    """A rule's answer, from 0 to the most that it may be."""
    if 0.0 <= value <= most:
        return value
    return _noted(refused, rule, value)


def checked_count(refused: RefusedAnswer, rule: int, value: int) -> int:
    """A rule's answer that counts something: a whole number from 0 on."""
    if 0 <= value <= MOST and value == math.floor(value):
        return int(value)
    return int(_noted(refused, rule, float(value)))


def checked_amount(refused: RefusedAnswer, rule: int, value: float) -> float:
    """A rule's answer that may lie on either side of 0."""
    if -MOST <= value <= MOST:
        return value
    return _noted(refused, rule, value)


def _noted(refused: RefusedAnswer, rule: int, value: float) -> float:
    """Note an answer out of range, if it is the first; what stands in for it."""
    if refused.rule[0] == NO_ROW:
        refused.rule[0] = rule
        refused.value[0] = value
    return 0.0
