"""Whatever is changed in a prepared scenario, it is the one that reading it anew would give."""

import numpy as np
import pytest
from small_scenarios import EVERYTHING, OFFERS, WHOLE_MODEL, scenario_of

from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.patching.patchable import Patchable
from sim.scenario.patching.shared_arrays import SharedArrays
from sim.scenario.reading import changed_scenario

TEXTS = {
    "everything": EVERYTHING,
    "whole_model": WHOLE_MODEL,
    "offers": OFFERS,
}
SHARE_THAT_IS_QUICK = 0.5


def moved(value):
    """Another value of the same kind, or 0."""
    if isinstance(value, list):
        return [moved(one) for one in value]
    return 0 if value == 1 else value + 1 if isinstance(value, int) else value * 0.97


def read_again(scenario, values):
    try:
        return changed_scenario(scenario, values)
    except ScenarioError:
        return None


def same(one, other):
    if isinstance(one, tuple):
        return all(map(same, one, other))
    return np.array_equal(one, other)


@pytest.mark.parametrize("name", TEXTS)
def test_each_number_of_a_scenario(name):
    scenario = scenario_of(TEXTS[name])
    patchable, arrays = Patchable(scenario), SharedArrays(scenario)
    numbers = {row.key: row.value for row in scenario.ledger}
    quick = 0
    for key, value in numbers.items():
        values = {key: moved(value)}
        found, again = patchable._quickly(values), read_again(scenario, values)  # noqa: SLF001 - the way that is not reading
        assert found is None or found == again, key
        if again is not None:
            assert same(arrays.of(again), parameters_of(again)), key
            quick += found is not None
    assert quick > SHARE_THAT_IS_QUICK * len(numbers)


def test_several_at_once_and_one_after_the_other():
    scenario = scenario_of(WHOLE_MODEL)
    values = {"staff.temporary_share": 0.3, "tariff.weekly_dkk.development": 2_000}
    patchable = Patchable(scenario)
    assert patchable.patched(values) == changed_scenario(scenario, values)
    one_by_one = changed_scenario(scenario, {"staff.temporary_share": 0.3})
    for key, value in values.items():
        one_by_one = Patchable(one_by_one).patched({key: value})
    assert one_by_one == patchable.patched(values)


def test_a_value_that_breaks_a_sum_is_told():
    patchable = Patchable(scenario_of(WHOLE_MODEL))
    with pytest.raises(ScenarioError, match="the probabilities must add up to 1, add up to"):
        patchable.patched({"course.development.exits[0].probability": 0.99})
