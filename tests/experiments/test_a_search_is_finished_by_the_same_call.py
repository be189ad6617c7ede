"""`search` is a study as any other: killed, interrupted, extended and done in parts."""

import json

import pytest
from ended_studies import Killed, all_at_once_on_disk  # noqa: F401 -- a fixture
from small_scenarios import FOUR_WEEKS, scenario_of

import sim
from sim.cli import status
from sim.scenario.reading import changed_scenario

pytestmark = pytest.mark.usefixtures("all_at_once_on_disk")

SHORT = ["run.weeks=1", 'run.initial="empty"', "run.replications=2"]
SCENARIO = changed_scenario(scenario_of(FOUR_WEEKS), SHORT)
RATE = "tariff.weekly_dkk.development"
PRICE = "prices.cost_per_hour_dkk.home_care"
STEPS = {RATE: {"low": 2_000, "high": 3_000, "step": 250}}
FREE = {RATE: (1_000, 4_000), "tariff.weekly_dkk.stabilisation": (1_000, 2_000)}
MODELS = {"robust": True, "models": {"cheap": {PRICE: 430}, "dear": {PRICE: 470}}}
HOW = {"workers": 1, "engine": "simpy", "replications": 2, "finalists": 2}
ASKED = {
    "twin": (FREE, {"trials": 12, "method": "twin"}),
    "simulation": (STEPS, {"trials": 5, "method": "simulation"}),
    "models": (STEPS, {"trials": 5, "method": "simulation", **MODELS}),
}


def stopping_after(count, fault):
    """A progress that ends the search after so many answers, wherever in a batch that is."""
    seen = []

    def progress(done, of):
        seen.append((done, of))
        if len(seen) == count:
            raise fault

    return progress


def kept_in(place):
    """Name and bytes of all that was found so far."""
    (folder,) = place.glob("search-*")
    parts = [*folder.glob("expected/*"), *folder.glob("sums/*")]
    return {path.name: path.read_bytes() for path in parts}


@pytest.mark.parametrize(("kind", "after"), [("twin", 3), ("simulation", 9), ("models", 3)])
def test_killed_it_is_finished_by_the_same_call_and_extended_by_more(kind, after, tmp_path):
    """Among the first trials, or where the best are run again: that begins with the 7th word."""
    levers, asked = ASKED[kind]
    asked = {**asked, **HOW, "out": tmp_path}
    with pytest.raises(Killed):
        sim.search(SCENARIO, levers, progress=stopping_after(after, Killed), **asked)
    kept = kept_in(tmp_path)
    assert kept
    seen = []
    again = sim.search(SCENARIO, levers, progress=lambda *now: seen.append(now), **asked)
    assert seen[0][0] >= after - 1  # what was paid for is not paid again
    assert kept.items() <= kept_in(tmp_path).items()
    fresh = sim.search(SCENARIO, levers, **{**asked, "out": None})
    assert {**again.tree, "results": None} == fresh.tree
    if kind == "twin":
        more = sim.search(SCENARIO, levers, **{**asked, "trials": 20})
        made = [one.setting for one in more.trials.made]
        assert made[:12] == [one.setting for one in fresh.trials.made]
        assert len(made) == 20


def command_in(place, *more):
    file = place / "town.toml"
    file.write_text(FOUR_WEEKS, encoding="utf-8")
    command = ["search", str(file), f"--lever={RATE}=2000,3000,250", "--method=simulation"]
    command += ["--replications=2", "--finalists=2", "--trials=5", "--engine=simpy", *more]
    return [*command, f"--out={place}", *(f"--set={one}" for one in SHORT)]


def test_ctrl_c_leaves_with_130_and_keeps_what_is_found(tmp_path, monkeypatch, capsys):
    command = command_in(tmp_path, "--workers=1", "--json")
    stop = stopping_after(4, KeyboardInterrupt)
    with monkeypatch.context() as patched:
        patched.setattr("sim.cli.progress.ReplicationProgress.__call__", lambda _, *now: stop(*now))
        assert status(command) == 130
    assert "run the same command again" in capsys.readouterr().err
    kept = kept_in(tmp_path)
    assert kept
    assert not list(tmp_path.glob("search-*/search.json"))
    assert status(command) == 0
    tree = json.loads(capsys.readouterr().out)
    assert kept.items() <= kept_in(tmp_path).items()
    assert {**tree, "results": None, "scenario": ""} == {
        **sim.search(SCENARIO, STEPS, trials=5, method="simulation", **HOW).tree,
        "scenario": "",
    }


def test_the_first_settings_are_done_in_parts_and_the_search_goes_on_from_them(tmp_path, capsys):
    assert status(command_in(tmp_path, "--prepare-only")) == 0
    folder = capsys.readouterr().out.strip()
    for part in ("1/2", "2/2"):
        assert status(["work", folder, f"--shard={part}", "--workers=1"]) == 0
    kept = kept_in(tmp_path)
    capsys.readouterr()
    assert status(command_in(tmp_path, "--workers=1", "--json")) == 0
    assert kept.items() <= kept_in(tmp_path).items()
    tree = json.loads(capsys.readouterr().out)
    alone = sim.search(SCENARIO, STEPS, trials=5, method="simulation", **HOW).tree
    assert (tree["trials"], tree["best"], tree["figure"]) == (5, alone["best"], alone["figure"])
