"""What a team's staff can give, what they are paid and what they do for development."""

import math
from typing import NamedTuple

from sim.model.terms import BY_NEED
from sim.model.units import MINUTES_PER_HOUR


class ProfessionTerms(NamedTuple):
    """One profession in one team."""

    full_time_equivalents: float
    hours_per_week: float
    absence: float
    user_facing: float
    pay_ore_per_hour: float


class EffectTerms(NamedTuple):
    """How staffing changes the effect of development."""

    mix_loss: float
    supervision_gain: float
    supervision_tau_hours: float


def capacity(terms: ProfessionTerms) -> float:
    """User-facing minutes a week of a profession.

    full-time equivalents x paid hours x (1 - absence) x user-facing share of attendance.
    Source: evidence, Jammerbugt 2022 (user-facing share of attendance, "BTP").
    """
    attended = terms.full_time_equivalents * terms.hours_per_week * (1.0 - terms.absence)
    return attended * terms.user_facing * MINUTES_PER_HOUR


def pay(terms: ProfessionTerms) -> float:
    """Pay of a profession's own staff [øre a week, not rounded], used or not."""
    return terms.full_time_equivalents * terms.hours_per_week * terms.pay_ore_per_hour


def supervision_cost(full_time_equivalents: float, hours: float, ore_per_hour: float) -> float:
    """Cost of supervision [øre a week, not rounded]: the same hours for each full-time equivalent.

    Source: Progressionsbaseret styring, "nærværende faglig sparring og støtte".
    """
    return full_time_equivalents * hours * ore_per_hour


def staff_effect(overlap: float, supervision_hours: float, terms: EffectTerms) -> float:
    """Effort factor on the effect of development.

    (1 - loss (1 - overlap)) (1 + gain (1 - exp(-supervision / tau))), where `overlap` is the
    share of the professions that stands where the recommended mix has it (1: the mix itself).
    Source: Progressionsbaseret styring, "stor tværfaglighed"; the form is an assumption.
    """
    mix = 1.0 - terms.mix_loss * (1.0 - overlap)
    supervised = 1.0 - math.exp(-supervision_hours / terms.supervision_tau_hours)
    return mix * (1.0 + terms.supervision_gain * supervised)


class ShortNeed(NamedTuple):
    """What a citizen needs who may go short."""

    minutes_per_day: float
    ore_per_day: float  # at the hourly prices
    level: int


def short_order(need: ShortNeed, how: int) -> float:
    """Who goes short first when hours are short: the lowest order.

    By need, those who need least, so that the heaviest users are spared; by cost, those whose
    care is dearest, so that most money stops with the fewest citizens.
    Source: Ellis 1998, J Health Econ 17, for skimping on those of high cost.
    """
    return need.minutes_per_day if how == BY_NEED else -need.ore_per_day


def bought(short_minutes: float, temporary_share: float) -> float:
    """Minutes above capacity that temporary staff give; the rest goes unmet."""
    return short_minutes * temporary_share
