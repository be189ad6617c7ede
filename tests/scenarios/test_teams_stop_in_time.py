"""Convex costs end re-labelling and skimping inside the bounds of `behaviour/how_far.toml`."""

import numpy as np
import pytest
from shipped_scenarios import FOLDER

from sim.model.levers import DELIVERED_SHARE, RELABEL_SHARE
from sim.model.rulebook import STANDARD_RULES
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.reading import load_scenario
from sim.theory.steady.responses import Freedom, best_levers, freedom_of, weighed
from sim.theory.steady.steady import SteadyStates


@pytest.fixture(scope="module")
def answers():
    """Share re-labelled and delivered by alpha, each moved by itself."""
    parameters = parameters_of(load_scenario(FOLDER / "behaviour/how_far.toml"))
    states, found = SteadyStates(parameters, STANDARD_RULES), {}
    for team, alpha in enumerate(parameters.behaviour.alpha.tolist()):
        free = freedom_of(parameters, team)
        found[alpha] = [
            best_levers(states, team, weighed(alpha), _only(free, lever))[lever]
            for lever in (RELABEL_SHARE, DELIVERED_SHARE)
        ]
    return np.array([found[alpha] for alpha in (0.9, 0.6, 0.3, 0.0)])


def _only(free, lever):
    """Freedom to move one lever."""
    low, high = free.reference.copy(), free.reference.copy()
    low[lever], high[lever] = free.low[lever], free.high[lever]
    return Freedom(free.reference, low, high)


def test_five_to_eight_per_cent_are_reported_in_a_dearer_course(answers):
    assert 0.0 < answers[0, 0] < answers[1, 0] < answers[2, 0] < answers[3, 0] < 0.12
    assert np.all((answers[1:3, 0] >= 0.05) & (answers[1:3, 0] <= 0.085))


def test_a_tenth_fewer_hours_where_citizens_weigh_three_tenths(answers):
    assert answers[0, 1] == 1.0
    assert answers[2, 1] == pytest.approx(0.9, abs=0.01)
    assert answers[3, 1] == 0.5
