"""Means without chance are the means that come with it, in every kind of start."""

import numpy as np
import pytest
from small_scenarios import EVERYTHING, OFFERS, THREE_COURSES, scenario_of

import sim
from sim.scenario.reading import changed_scenario
from sim.theory.network import entries

SCENARIOS = {
    "steady": scenario_of(THREE_COURSES),
    "from empty": changed_scenario(scenario_of(THREE_COURSES), {"run.initial": "empty"}),
    "dated": scenario_of(EVERYTHING),
    "offers": scenario_of(OFFERS),
}


def means_in(tree):
    """Every mean of an expectation, in its order."""
    accounts = [*tree["teams"], tree["total"]]
    weekly = [of["mean"] for one in accounts for of in one["weekly_deviation_dkk"] or ()]
    whole = [[one["revenue_dkk"], one["cost_dkk"], one["citizens"]] for one in accounts]
    return np.array([*np.ravel(whole), *weekly], dtype=float)


@pytest.mark.parametrize("name", SCENARIOS)
def test_means_are_the_same(name):
    every = sim.expectation(SCENARIOS[name]).tree
    alone = sim.expectation(SCENARIOS[name], moments="mean").tree
    np.testing.assert_allclose(means_in(alone), means_in(every), rtol=1e-12)
    assert every["courses"] == alone["courses"]
    assert alone["total"]["chance_share"] is None


def test_a_steady_start_is_solved_as_one_that_is_not(monkeypatch):
    found = sim.expectation(SCENARIOS["steady"]).tree
    monkeypatch.setattr(entries, "_goes_on", lambda *_: False)
    monkeypatch.setattr(entries.Entries, "is_steady", False)
    day_by_day = sim.expectation(SCENARIOS["steady"]).tree
    np.testing.assert_allclose(means_in(found), means_in(day_by_day), rtol=1e-12)
    wide, narrow = (of["total"]["deviation_dkk"]["sd"] for of in (found, day_by_day))
    assert wide == pytest.approx(narrow, rel=1e-12)


def test_a_prepared_job_is_solved_with_its_changed_values():
    scenario, dearer = SCENARIOS["steady"], {"tariff.weekly_dkk.development": 3_000}
    job = sim.prepare(scenario, engine="simpy").with_values(dearer)
    read_again = sim.expectation(changed_scenario(scenario, dearer), moments="mean")
    assert sim.expectation(job, moments="mean").tree == read_again.tree
    assert "nothing was asked of chance" in str(read_again)


def test_other_moments_are_refused():
    with pytest.raises(ValueError, match='moments must be "all" or "mean"'):
        sim.expectation(SCENARIOS["steady"], moments="sd")
