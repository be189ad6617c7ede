"""From a checked scenario to the model's arrays: one period for each date that changes a value.

The arrays of each subject are made in `arrays/`. Teams are put in the order of their keys, so
that a scenario's results do not depend on how it lists them.
"""

from typing import TYPE_CHECKING

from sim.model.parameters import Parameters, nobody
from sim.scenario.arrays.behaviour import behaviour
from sim.scenario.arrays.demand import assessment, demand
from sim.scenario.arrays.money import prices
from sim.scenario.arrays.network import network
from sim.scenario.arrays.people import calendar, inflow
from sim.scenario.arrays.periods import by_level
from sim.scenario.arrays.places import clinic, nursing_home, offers
from sim.scenario.arrays.staff import encounters, staff
from sim.scenario.arrays.stays import stays
from sim.scenario.arrays.tariff import tariff

if TYPE_CHECKING:
    from sim.scenario.reading import Scenario

__all__ = ["by_level", "parameters_of"]


def parameters_of(scenario: "Scenario") -> Parameters:
    """Arrays of a scenario, with nobody in care on the first day."""
    dates = (scenario.values.run.start, *scenario.change_dates)
    periods = [scenario.at(date) for date in dates]
    return Parameters(
        calendar=calendar(scenario.values, dates),
        inflow=inflow(periods),
        stays=stays(periods),
        network=network(periods),
        demand=demand(periods),
        assessment=assessment(periods),
        prices=prices(periods),
        tariff=tariff(periods),
        behaviour=behaviour(periods),
        clinic=clinic(periods),
        staff=staff(periods),
        nursing_home=nursing_home(periods),
        offers=offers(periods),
        encounters=encounters(periods),
        start=nobody(len(scenario.values.team)),
    )
