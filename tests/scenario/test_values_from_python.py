"""Values are given from Python as they are given to `--set`: one message for the same fault."""

import datetime as dt

import numpy as np
import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

from sim.scenario.faults.fault import ScenarioError
from sim.scenario.patching.patchable import Patchable
from sim.scenario.reading import changed_scenario, load_scenario

SCENARIO = scenario_of(FOUR_WEEKS)
PATCHABLE = Patchable(SCENARIO)


@pytest.mark.parametrize(
    ("key", "given", "written"),
    [
        ("team.Nord.inflow_per_week", np.float64(2.5), "2.5"),
        ("team.Nord.inflow_per_week", np.int32(5), "5"),
        ("course.stabilisation.hours_per_week.home_care", np.arange(1.0, 6.0), "[1, 2, 3, 4, 5]"),
        ("course.stabilisation.hours_per_week.home_care", (1, 2, 3, 4, 5), "[1, 2, 3, 4, 5]"),
        (
            "course.development.stay",
            {"distribution": "fixed", "mean_weeks": 3},
            '{ distribution = "fixed", mean_weeks = 3 }',
        ),
        ("run.initial", "empty", '"empty"'),
        ("run.start", dt.date(2026, 1, 12), "2026-01-12"),
        (
            "tariff.weekly_dkk",
            {"development": np.float32(9), "stabilisation": 8, "individual": 7},
            "{ development = 9, stabilisation = 8, individual = 7 }",
        ),
    ],
)
def test_every_kind_of_value_is_what_its_text_is(key, given, written):
    from_text = changed_scenario(SCENARIO, f"{key}={written}")
    assert PATCHABLE.patched({key: given}).values == from_text.values != SCENARIO.values


@pytest.mark.parametrize(
    ("key", "given", "written"),
    [
        ("team.Nord.inflow_per_week", -1, "-1"),
        ("team.Vest.inflow_per_week", 1, "1"),
        ("team.Nord.inflow_per_month", 1, "1"),
        ("tariff.weekly_dkk.development", [1, 2], "[1, 2]"),
        ("course.development.exits[0].probability", 0.5, "0.5"),
        ("course[7].hours_sd", 1, "1"),
        ("extends", "other.toml", '"other.toml"'),
    ],
)
def test_a_fault_is_told_as_that_of_set_is(key, given, written):
    with pytest.raises(ScenarioError) as from_text:
        changed_scenario(SCENARIO, [f"{key}={written}"])
    with pytest.raises(ScenarioError) as from_value:
        PATCHABLE.patched({key: given})
    told = [str(one.value).split(": ", 1)[1] for one in (from_text, from_value)]
    assert told[0] == told[1]


@pytest.mark.parametrize("key", ["team.Nord.", "a b", "=", ""])
def test_what_is_no_key_is_said(key):
    with pytest.raises(ScenarioError, match="is not a key; write for example team"):
        PATCHABLE.patched({key: 1})


def test_what_no_scenario_can_hold_is_named():
    with pytest.raises(ScenarioError, match="is a set; give a number"):
        PATCHABLE.patched({"team.Nord.inflow_per_week": {1, 2}})


def test_one_text_is_one_override_and_not_its_letters(tmp_path):
    path = tmp_path / "town.toml"
    path.write_text(FOUR_WEEKS, encoding="utf-8")
    assert load_scenario(path, "run.seed=9").values.run.seed == 9
