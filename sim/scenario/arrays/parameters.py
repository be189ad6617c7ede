"""From a checked scenario to the model's arrays: one period for each date that changes a value.

The arrays of each subject are made in `arrays/`. Teams are put in the order of their keys, so
that a scenario's results do not depend on how it lists them.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from sim.model.parameters import Parameters, nobody
from sim.scenario.arrays.behaviour import behaviour
from sim.scenario.arrays.demand import assessment, brackets, demand
from sim.scenario.arrays.encounters import encounters
from sim.scenario.arrays.money import prices
from sim.scenario.arrays.network import network
from sim.scenario.arrays.people import calendar, choice, inflow
from sim.scenario.arrays.periods import by_level
from sim.scenario.arrays.places import clinic, nursing_home, offers
from sim.scenario.arrays.staff import staff
from sim.scenario.arrays.state_refund import state_refund
from sim.scenario.arrays.stays import stays
from sim.scenario.arrays.tariff import tariff, yardstick_terms
from sim.scenario.arrays.teams import terms
from sim.scenario.schema.scenario import Values

if TYPE_CHECKING:
    from sim.scenario.reading import Scenario

__all__ = ["SUBJECTS", "arrays_of", "by_level", "parameters_of"]

SUBJECTS: Final[dict[str, Callable[[Sequence[Values]], Any]]] = {
    "terms": terms,
    "inflow": inflow,
    "choice": choice,
    "stays": stays,
    "network": network,
    "demand": demand,
    "assessment": assessment,
    "brackets": brackets,
    "prices": prices,
    "tariff": tariff,
    "yardstick": yardstick_terms,
    "state_refund": state_refund,
    "behaviour": behaviour,
    "clinic": clinic,
    "staff": staff,
    "nursing_home": nursing_home,
    "offers": offers,
    "encounters": encounters,
}
"""What makes the arrays of each subject, from the values of all periods."""


def parameters_of(scenario: "Scenario") -> Parameters:
    """Arrays of a scenario, with nobody in care on the first day."""
    periods = [values for _, values in scenario.periods]
    return arrays_of(scenario, {name: made(periods) for name, made in SUBJECTS.items()})


def arrays_of(scenario: "Scenario", subjects: dict[str, Any]) -> Parameters:
    """Arrays of a scenario whose subjects are made, with nobody in care on the first day."""
    return Parameters(
        calendar=calendar(scenario.values, [day for day, _ in scenario.periods]),
        **subjects,
        start=nobody(len(scenario.values.team)),
    )
