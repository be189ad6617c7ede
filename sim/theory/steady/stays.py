"""What all stays of a week take and bring: the mean citizen's, or by the need of those taken in."""

from typing import NamedTuple

from sim.model.parameters import Floats
from sim.model.units import DAYS_PER_WEEK
from sim.theory.money.rates_by_age import WeeklyRates, without_need
from sim.theory.network.levered import Levered
from sim.theory.network.stations import Map
from sim.theory.steady.acceptance import picks
from sim.theory.steady.care import care_of_stays
from sim.theory.steady.lives import SteadyLives
from sim.theory.steady.money import pay_of_stays


class OfStays(NamedTuple):
    """What the stays of a week come to by team, or one at each station."""

    pay: Floats  # without lump sums and penalties [øre]
    cost: Floats
    outside: Floats  # [.., O] accounts outside the rate
    delivered_hours: Floats
    unmet_hours: Floats
    clinic_contacts: Floats


def of_all(scenario: Levered, lives: SteadyLives, rates: WeeklyRates) -> OfStays:
    """What the stays of a week come to by team, arrays [T, ..].

    Of those picked by need: what nobody's need changes by all who enter, the rest by what they
    need.
    """
    entries, mean = DAYS_PER_WEEK * lives.entries, _of_one(scenario, lives.network, rates)
    if not picks(scenario):
        return OfStays(*(entries @ each for each in mean))
    needed, without = DAYS_PER_WEEK * lives.needed, _of_nobody(scenario, lives.network, rates)
    return OfStays(
        *(
            entries @ none + needed @ (all_of_it - none)
            for all_of_it, none in zip(mean, without, strict=True)
        )
    )


def _of_one(scenario: Levered, network: Map, rates: WeeklyRates) -> OfStays:
    """Of one stay of the mean citizen at each station, arrays [Z, ..]."""
    care = care_of_stays(scenario, network)
    return OfStays(
        pay_of_stays(scenario, network, care, rates),
        care.cost_ore,
        care.outside_ore,
        care.delivered_hours.sum(axis=1),
        care.unmet_hours,
        care.clinic_contacts,
    )


def _of_nobody(scenario: Levered, network: Map, rates: WeeklyRates) -> OfStays:
    """Of a citizen who needs nothing: what is the same for everybody."""
    without = scenario._replace(parameters=without_need(scenario.parameters))
    return _of_one(without, network, rates.of_nobody)
