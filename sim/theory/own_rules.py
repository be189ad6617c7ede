"""Own rules that the twin cannot follow: those that it does not ask, and pay that bends with need.

The twin asks the rules of pay by course and plan, of effect and of unmet need. Of all others it
holds the laws themselves, a lognormal need or a Poisson inflow, so an own rule in the place of one
of these is beyond it.
"""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from sim.model.events.lives.plans import added_terms, plan_terms
from sim.model.parameters import Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook

_HELD: Final = (
    *("arrivals", "multiplier", "weekly_factor", "need", "contacts", "is_individual", "stay"),
    *("hazard", "lump_sum", "hourly_pay", "refund", "true_up", "cost", "is_renegotiated", "policy"),
)
"""Rules whose standard form the twin holds without asking; where staff, clinic and places are
short, it says so anyway."""

_HOURS: Final = (0.0, 3.0, 10.0, 40.0)
"""Needs a week at which it is tried whether pay is in proportion."""

_ORE: Final = 50_000.0
"""Price of an hour for such a try; assumption."""


def not_asked(rules: Rulebook) -> list[str]:
    """Own rules in place of those that the twin does not ask."""
    return [name for name in _HELD if getattr(rules, name) is not getattr(STANDARD_RULES, name)]


def bends_with_need(rules: Rulebook, parameters: Parameters) -> list[str]:
    """Own rules of a citizen's own rate that do not follow need in proportion.

    The twin takes what the mean citizen is paid in proportion to the need multiplier; where no
    multiplier varies that is no loss.
    """
    if not parameters.demand.multiplier_sigma.any() or not parameters.tariff.is_per_person.any():
        return []
    if not parameters.tariff.is_by_plan:
        of_cost = _is_straight(lambda hours: rules.personal_rate(_ORE * hours), through_0=True)
        return [] if of_cost else ["personal_rate"]
    return list(_of_plan(rules, parameters))


def _of_plan(rules: Rulebook, parameters: Parameters) -> Iterator[str]:
    add, terms = added_terms(parameters, 0), plan_terms(parameters, 0, 0)
    if not _is_straight(lambda hours: rules.paid_hours(hours, add)):
        yield "paid_hours"
    if not _is_straight(lambda hours: rules.plan_rate(hours, terms)):
        yield "plan_rate"


def _is_straight(rule: Callable[[float], float], *, through_0: bool = False) -> bool:
    """Whether a rule is a straight line over its argument."""
    at = np.array([rule(hours) for hours in _HOURS])
    slope = (at[-1] - at[0]) / (_HOURS[-1] - _HOURS[0])
    line = at[0] + slope * np.array(_HOURS)
    starts_at_0 = not through_0 or at[0] == 0.0
    return bool(starts_at_0 and np.allclose(at, line, rtol=1e-9, atol=1e-9))
