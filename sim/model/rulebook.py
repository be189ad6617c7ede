"""The rulebook: the model as a tuple of functions.

`STANDARD_RULES._replace(need=mine)` is how a researcher changes the model. A rule is a plain
function with the signature of the one it replaces.
"""

from collections.abc import Callable
from typing import NamedTuple

from sim.model.distributions import StayTerms
from sim.model.parameters import Floats
from sim.model.rules.arrivals import arrivals
from sim.model.rules.cost import cost
from sim.model.rules.demand import multiplier, need, weekly_factor
from sim.model.rules.pay import RateTerms, lump_sum, weekly_rate
from sim.model.rules.policy import Levers, Review, needs_led
from sim.model.rules.spells import DoseTerms, dosed_share, effect, hazard, stay


class Rulebook(NamedTuple):
    """Every rule that the events ask, by the question it answers."""

    arrivals: Callable[[float, float], int]
    multiplier: Callable[[float, float], float]
    weekly_factor: Callable[[float, float], float]
    need: Callable[[float, float, float, float], float]
    stay: Callable[[float, StayTerms, Floats], float]
    hazard: Callable[[float, float], float]
    effect: Callable[[float, float, DoseTerms], float]
    dosed_share: Callable[[float, float, float], float]
    weekly_rate: Callable[[int, RateTerms], float]
    lump_sum: Callable[[int, RateTerms], float]
    cost: Callable[[int, float], float]
    policy: Callable[[Review], Levers]


STANDARD_RULES = Rulebook(
    arrivals=arrivals,
    multiplier=multiplier,
    weekly_factor=weekly_factor,
    need=need,
    stay=stay,
    hazard=hazard,
    effect=effect,
    dosed_share=dosed_share,
    weekly_rate=weekly_rate,
    lump_sum=lump_sum,
    cost=cost,
    policy=needs_led,
)
