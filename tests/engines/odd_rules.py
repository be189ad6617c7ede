"""A rulebook in which much is odd: engines must not care."""

from sim.model.rulebook import STANDARD_RULES
from sim.model.rules.pay import weekly_rate

ODD_RULES = STANDARD_RULES._replace(
    need=lambda mean, person, week, profile: (mean + person + week + profile) / 3,
    contacts=lambda u, mean: int(mean + u),
    clinic_order=lambda due_day, level, u: u - level - due_day % 2,
    place_order=lambda since, level, u: u - level + since % 3,
    bought=lambda short, share: short * share * share,
    capacity=lambda terms: 60.0 * terms.full_time_equivalents * terms.user_facing,
    unmet_ratio=lambda unmet_share, raised: 1.0 + raised * unmet_share * unmet_share,
    weekly_rate=lambda days, rates: weekly_rate(days, rates) + 100 * (days % 3),
    paid_hours=lambda direct, add: direct * direct / (1.0 + direct) + add.shared,
    plan_rate=lambda hours, terms: terms.hour_ore * min(hours, 20.0) + terms.basis_ore_per_week,
    is_renegotiated=lambda before, after, lasted, terms: (
        lasted >= terms.lasting_weeks * (1.0 + (after < before))
    ),
    stay=lambda u, terms, _quantiles: terms.scale_days * (0.5 + u),
)
