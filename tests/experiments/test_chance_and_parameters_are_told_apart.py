"""`uncertain`: a figure's variance by parameters and by chance, against what arithmetic says."""

import json

import numpy as np
import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

import sim
from sim.cli import status
from sim.experiments.running.simulate import ReplicationsFailed
from sim.experiments.studies.variance import nested_variances, parameters_alone, share_interval

PRICE = "prices.cost_per_hour_dkk"
ONE_TEAM = FOUR_WEEKS.replace(
    """[[team]]
name = "Syd"
inflow_per_week = 1.0
""",
    "",
)
ONE_PRICE = (
    ONE_TEAM.replace("home_care = 450, nursing = 480, training = 430", "home_care = {}")
    .replace("home_care = 4.0, nursing = 0.5, training = 1.5", "home_care = 6.0")
    .replace("home_care = 3.0, nursing = 0.5", "home_care = 3.5")
    .replace("home_care = 18.0, nursing = 4.0", "home_care = 22.0")
    .replace(
        "2700, stabilisation = 1575, individual = 9900", "0, stabilisation = 0, individual = 0"
    )
)
UNIFORM = '{ value = 450, low = 300, high = 600, law = "uniform" }'
SCENARIO = scenario_of(ONE_PRICE.replace("home_care = {}", f"home_care = {UNIFORM}"))
KEY = f"{PRICE}.home_care"
HOW = {"workers": 1, "engine": "simpy"}
SHORT = ["run.weeks=1", 'run.initial="empty"', "run.replications=2"]
TINY = sim.scenario.reading.changed_scenario(SCENARIO, SHORT)


@pytest.fixture(autouse=True)
def few_samples_of_chance(monkeypatch):
    monkeypatch.setattr("sim.experiments.studies.uncertain._CHANCE_SAMPLES", 3)


def test_both_parts_are_those_of_arithmetic_by_the_twin():
    """Nothing is paid, so the deviation is a price times hours, and its sd is in proportion."""
    own = sim.expectation(SCENARIO).tree["total"]["deviation_dkk"]
    found = sim.uncertain(SCENARIO, 40, **HOW)
    assert found.tree["method"] == "twin"
    prices = np.array([setting[KEY] for setting in found.settings])
    assert found.values[:, 0] == pytest.approx(own["mean"] * prices / 450)
    parameters = (own["mean"] / 450) ** 2 * prices.var(ddof=1)
    chance = (own["sd"] / 450) ** 2 * (prices[:3] ** 2).mean()
    assert found.tree["variance"] == pytest.approx({"parameters": parameters, "chance": chance})
    share = parameters / (parameters + chance)
    assert found.tree["parameters_share"] == pytest.approx(share)
    assert found.tree["parameters_share"] + found.tree["chance_share"] == pytest.approx(1)
    low, high = np.quantile(own["mean"] * prices / 450, [0.025, 0.975])
    interval = found.tree["interval"]
    assert (interval["parameters"]["low"], interval["parameters"]["high"]) == pytest.approx(
        (low, high)
    )
    assert interval["both"]["low"] < interval["parameters"]["low"]
    assert found.tree["at_the_values"]["mean"] == pytest.approx(own["mean"])


def test_nested_variances_have_no_bias():
    """Of normal parts 4 and 9: with three runs of ten samples, the mean of 4,000 estimates."""
    chance = np.random.default_rng(1)
    values = 2 * chance.standard_normal((4_000, 10, 1)) + 3 * chance.standard_normal((4_000, 10, 3))
    found = np.array([nested_variances(one) for one in values])
    error = 4 * found.std(axis=0) / np.sqrt(len(found))
    assert (np.abs(found.mean(axis=0) - [4, 9]) < error).all()
    assert error[0] < 0.3


def test_the_share_of_the_parameters_is_held_by_its_interval():
    """A small case of `tests/benchmarks/uncertainty.py`: 100 repeats, share 1 of 3."""
    chance = np.random.default_rng(2)
    held = 0
    for _ in range(100):
        values = chance.standard_normal((60, 1)) + np.sqrt(2) * chance.standard_normal((60, 5))
        low, high = share_interval(values.mean(axis=1), values.var(axis=1, ddof=1), 5)
        held += low <= 1 / 3 <= high
    assert held >= 86  # fewer in 1 of 1,000 where 95 % is true


def test_what_is_drawn_towards_the_middle_varies_as_the_parameters_do():
    values = np.random.default_rng(3).standard_normal((50, 4)) + np.arange(50)[:, None] / 20
    of = nested_variances(values)
    assert parameters_alone(values, of).var(ddof=1) == pytest.approx(of.parameters)


def test_samples_are_replicated_under_chance_of_their_own():
    found = sim.uncertain(TINY, 20, replications=2, method="simulation", **HOW)
    assert len({setting["run.seed"] for setting in found.settings}) == 20
    one = sim.prepare(TINY, engine="simpy").with_values(found.settings[7]).replicate(2)
    assert found.values[7].tolist() == one["total.deviation_dkk"].tolist()
    of = nested_variances(found.values)
    assert found.tree["variance"] == {"parameters": of.parameters, "chance": of.chance}


class Killed(BaseException):
    """What no handler of a fault catches."""


@pytest.mark.parametrize("method", ["twin", "simulation"])
def test_killed_it_is_finished_by_the_same_call_and_extended_by_more(method, tmp_path, monkeypatch):
    monkeypatch.setattr("sim.experiments.studies.expected_store.SECONDS_AT_RISK", 0.0)
    monkeypatch.setattr("sim.experiments.sweeps.store.SECONDS_AT_RISK", 0.0)
    asked = {"replications": 2, "method": method, "out": tmp_path, **HOW}
    seen = []

    def killing(done, of):
        seen.append((done, of))
        if done >= of // 2:
            raise Killed

    with pytest.raises(Killed):
        sim.uncertain(TINY, 20, progress=killing, **asked)
    seen.clear()
    again = sim.uncertain(TINY, 20, progress=lambda *now: seen.append(now), **asked)
    assert seen[0][0] >= seen[0][1] // 2
    fresh = sim.uncertain(TINY, 20, **{**asked, "out": None})
    assert {**again.tree, "results": None} == fresh.tree
    more = sim.uncertain(TINY, 22, **asked)
    assert (more.values[:20] == fresh.values).all()


def test_a_figure_that_a_run_does_not_show_is_refused_before_anything_is_told():
    with pytest.raises(ReplicationsFailed, match=r"not known in .* settings, so nothing is told"):
        sim.uncertain(TINY, 20, figure="course.individual.stay_weeks", replications=2, **HOW)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"samples": 3}, "samples must be from 20"),
        ({"replications": 1}, "at least 2"),
        ({"method": "guess"}, "must be auto, twin or simulation"),
        ({"method": "twin", "figure": "total.cost_dkk"}, "does not know total.cost_dkk exactly"),
        ({"figure": "total.deviation"}, "is not a figure of the summary"),
        ({"only": ["run.weeks"]}, "run.weeks: has no range"),
    ],
)
def test_what_makes_no_sense_is_told(given, said):
    with pytest.raises(ValueError, match=said):
        sim.uncertain(TINY, **{**HOW, **given})


def test_the_command_line(tmp_path, capsys):
    file = tmp_path / "town.toml"
    file.write_text(ONE_PRICE.replace("home_care = {}", f"home_care = {UNIFORM}"), encoding="utf-8")
    command = ["uncertain", str(file), "--samples", "20", "--replications", "2", *HOW_SAID]
    command += ["--out", str(tmp_path / "out"), *(f"--set={one}" for one in SHORT)]
    assert status([*command, "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert (tree["samples"], tree["ranged"], tree["fixed"]) == (20, 1, tree["numbers"] - 1)
    assert set(tree["interval"]) == {"chance", "parameters", "both"}
    (folder,) = (tmp_path / "out").iterdir()
    assert {"uncertain.json", "report.html"} <= {path.name for path in folder.iterdir()}
    assert status([*command, "--language", "da"]) == 0
    said = capsys.readouterr().out
    assert "holdes fast" in said
    assert status([*command, "--samples", "3"]) == 2
    assert status([*command, "--only", "nothing"]) == 2


HOW_SAID = ["--engine", "simpy", "--workers", "1"]
