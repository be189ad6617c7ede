"""Rates on which nothing hangs but pay: scenarios that differ in them alone have the same lives.

They are the amounts of `RateTerms`, all that the tariff says of a paid course at a level. Whatever
else differs, or reacts to pay, or rounds it together with something else, is left to the engine.
"""

from typing import Any, Final

import numpy as np

from sim.model.levers import ACCEPT_SHARE, DISCHARGE_SHARE
from sim.model.parameters import Parameters, Tariff
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.rules.pay import RateTerms
from sim.model.structure import NEEDS_LED
from sim.scenario.patching.shared_arrays import same_numbers

RATES: Final = tuple(name for name in RateTerms._fields if name.endswith("_ore"))
"""Tables of rates, arrays [PxF C L] of `Tariff`."""

_FIXED: Final = tuple(name for name in Tariff._fields if name not in RATES)
_ELSE: Final = tuple(name for name in Parameters._fields if name not in {"tariff", "calendar"})

_FIRST_ORE: Final = 100_000.37
_STEP_ORE: Final = 13.0


def only_pay_hangs_on_rates(parameters: Parameters, rules: Rulebook) -> bool:
    """Whether other rates leave lives, care and habits as they are, and pay nothing else anew.

    No team looks at its account or closes for it, nobody is declined or discharged for it, and a
    part of a week is paid by its days alone, with nothing in the same rounding.
    """
    tariff, behaviour = parameters.tariff, parameters.behaviour
    return (
        rules == STANDARD_RULES
        and not tariff.is_by_plan
        and not tariff.settled_days
        and not tariff.hourly_ore.any()
        and not tariff.budget_ore.any()
        and not tariff.refunded_share.any()
        and not tariff.trued_up_share.any()
        and not parameters.state_refund.is_on
        and parameters.yardstick.every_weeks == 0
        and bool((tariff.is_per_person == tariff.is_per_person[0]).all())
        and bool((behaviour.policy == NEEDS_LED).all())
        and bool((behaviour.reference[:, ACCEPT_SHARE] >= 1.0).all())
        and bool((behaviour.reference[:, DISCHARGE_SHARE] <= 0.0).all())
        and bool((behaviour.when_spent < 0).all())
    )


def differs_in_rates_alone(one: Parameters, other: Parameters) -> bool:
    """Whether two scenarios have the same lives and differ in rates at most.

    Where a course is paid per person its lump sum may not differ: it is rounded with that pay.
    """
    mine, theirs = one.tariff, other.tariff
    if not all(same_numbers(getattr(one, name), getattr(other, name)) for name in _ELSE):
        return False
    if not same_numbers(one.calendar, other.calendar):
        return False
    if not all(same_numbers(getattr(mine, name), getattr(theirs, name)) for name in _FIXED):
        return False
    personal = mine.is_per_person[0] > 0
    return same_numbers(mine.lump_sum_ore[:, personal], theirs.lump_sum_ore[:, personal])


def at_telling_rates(parameters: Parameters) -> Parameters:
    """The same scenario at rates of which no two are alike: what is paid tells which one paid it.

    Lump sums of courses that are paid per person stay, as `differs_in_rates_alone` asks.
    """
    tariff, telling, first = parameters.tariff, dict[str, Any](), _FIRST_ORE
    for name in RATES:
        rates = getattr(tariff, name)
        telling[name] = first + _STEP_ORE * np.arange(rates.size).reshape(rates.shape)
        first += _STEP_ORE * rates.size
    personal = tariff.is_per_person[0] > 0
    telling["lump_sum_ore"][:, personal] = tariff.lump_sum_ore[:, personal]
    return parameters._replace(tariff=tariff._replace(**telling))
