"""A rulebook in which much is odd: engines must not care.

The rate of a course is odd by its amount, so that one rulebook, compiled once, holds them all.
"""

from sim.engines.rule_constants import with_constants
from sim.model.rulebook import STANDARD_RULES
from sim.model.rules.pay import weekly_rate

UNPAID_DKK = 1_401
"""A week; the first three days are unpaid."""
FALLING_DKK = 1_414
"""A week; falls by a fourteenth each day."""
LATE_DKK = 1_421
"""A week; from the tenth day on the rate is one that no rule may answer."""


def odd_rate(days, rates):
    """What a day is paid for, as if it were a week, in øre."""
    if rates.weekly_ore == 100 * UNPAID_DKK:
        return 0.0 if days < 3 else rates.weekly_ore
    if rates.weekly_ore == 100 * FALLING_DKK:
        return rates.weekly_ore * max(0.0, 14.0 - days) / 14.0
    if rates.weekly_ore == 100 * LATE_DKK:
        return rates.weekly_ore if days < 10 else -12.0
    return weekly_rate(days, rates) + 100 * (days % 3)


ODD_RULES = STANDARD_RULES._replace(
    arrivals=lambda u, mean: int(mean + u),
    need=with_constants(
        lambda mean, person, week, profile, parts: (mean + person + week + profile) / parts,
        parts=3,
    ),
    contacts=lambda u, mean: int(mean + u),
    clinic_order=lambda due_day, level, u: u - level - due_day % 2,
    place_order=lambda since, level, u: u - level + since % 3,
    bought=with_constants(
        lambda short, share, times, more: times * short * share * share + more, times=1, more=0
    ),
    short_order=lambda need, how: (need.minutes_per_day % 7) - need.level * how,
    continuity_of_shift=lambda share, index: share * index,
    is_discharged=lambda share, prospect: prospect.rank * 5 % 1 <= share,
    is_accepted=lambda share, prospect: prospect.rank * 7 % 1 <= share,
    is_granted=lambda minutes, share, edge: minutes % 90 * share >= edge / 9,
    written_minutes=lambda minutes, share, edge: minutes * share * share + edge / 3,
    capacity=lambda terms: 60.0 * terms.full_time_equivalents * terms.user_facing,
    unmet_ratio=lambda unmet_share, raised: 1.0 + raised * unmet_share * unmet_share,
    found=lambda share, terms: min(1.0, terms.found_share + share * share),
    weekly_rate=odd_rate,
    yardstick=lambda cost, days, own_days, share: cost * own_days / (days + 1) + 7 * share,
    paid_hours=lambda direct, add: direct * direct / (1.0 + direct) + add.shared,
    plan_rate=lambda hours, terms: terms.hour_ore * min(hours, 20.0) + terms.basis_ore_per_week,
    is_renegotiated=lambda before, after, lasted, terms: (
        lasted >= terms.lasting_weeks * (1.0 + (after < before))
    ),
    stay=lambda u, terms, _quantiles: terms.scale_days * (0.5 + u),
)
