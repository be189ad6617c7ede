"""A scenario whose teams hold levers all through a run, from a stationary start on."""

import numpy as np

from sim.model.levers import ACCEPT_DELAY, DEVELOPMENT_WEEKS, Levers
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import Rulebook
from sim.model.units import DAYS_PER_WEEK
from sim.theory.network.dates import on_date
from sim.theory.network.levered import Levered, levered
from sim.theory.network.stationary_start import stationary_start


def led_by_need(parameters: Parameters) -> Parameters:
    """Parameters in which teams hold their reference levers, whatever they are led by."""
    behaviour = parameters.behaviour
    return parameters._replace(behaviour=behaviour._replace(policy=np.zeros_like(behaviour.policy)))


def holding(parameters: Parameters, rules: Rulebook, levers: Floats) -> Parameters:
    """Parameters in which teams hold levers [T, V] from a stationary start on.

    A length of development is written into the stays, so that those who are there on the first
    day have it too. The start is that of the first team's levers.
    """
    parameters = led_by_need(parameters)
    first = Levers(*levers[0].tolist())
    lengths = levered(parameters, rules, first).parameters.stays
    kept = levers.copy()
    same = bool(np.all(levers[:, DEVELOPMENT_WEEKS] == first.development_weeks))
    if same:
        kept[:, DEVELOPMENT_WEEKS] = 0.0
    settled = _settled(levered(on_date(parameters, 0), rules, first))
    return parameters._replace(
        stays=lengths if same else parameters.stays,
        start=stationary_start(settled.parameters, settled.rules),
        behaviour=parameters.behaviour._replace(reference=kept),
    )


def _settled(scenario: Levered) -> Levered:
    """Scenario in which those who give up waiting never come."""
    parameters, weeks = scenario.parameters, scenario.levers[ACCEPT_DELAY]
    per_day = float(parameters.behaviour.given_up_per_day[0])
    stays = float(np.exp(-per_day * DAYS_PER_WEEK * weeks))
    network, inflow = parameters.network, parameters.inflow
    fewer = parameters._replace(
        inflow=inflow._replace(per_day=inflow.per_day * stays),
        network=network._replace(relapse_probability=network.relapse_probability * stays),
    )
    return scenario._replace(parameters=fewer)
