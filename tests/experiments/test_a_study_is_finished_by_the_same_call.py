"""`uncertain`, `sensitivity` and `worth` are killed, interrupted, extended and done elsewhere."""

import json
import shutil

import pytest
from ended_studies import Killed, all_at_once_on_disk  # noqa: F401 -- a fixture
from small_scenarios import RANGED, scenario_of

import sim
from sim.cli import status
from sim.scenario.reading import changed_scenario

pytestmark = pytest.mark.usefixtures("all_at_once_on_disk")

SHORT = ["run.weeks=1", 'run.initial="empty"', "run.replications=2"]
SCENARIO = changed_scenario(scenario_of(RANGED), SHORT)
RATES = "tariff.weekly_dkk.development=2000,3400"
KEY, VALUES = RATES.split("=")
OPTIONS = {KEY: [float(rate) for rate in VALUES.split(",")]}
HOW = {"workers": 1, "engine": "simpy", "replications": 2}


def found(kind, *, more=False, **how):
    """The document of a study, of few samples or of more."""
    asked = {**HOW, **how}
    if kind == "uncertain":
        return sim.uncertain(SCENARIO, 20, **asked).tree
    if kind == "sensitivity":
        return sim.sensitivity(SCENARIO, 32 if more else 16, factors=2, **asked).tree
    return sim.value_of_information(SCENARIO, OPTIONS, 60 if more else 40, **asked).tree


def ending_after(share, fault):
    """A progress that ends a study when a share of what is counted together is there."""

    def progress(done, of):
        if done >= share * of:
            raise fault

    return progress


@pytest.fixture(autouse=True)
def few_at_a_time(monkeypatch):
    monkeypatch.setattr("sim.experiments.studies.uncertain._CHANCE_SAMPLES", 2)


def kept_in(place):
    """Name and bytes of all that was found so far."""
    return {
        path.relative_to(place): path.read_bytes()
        for part in ("expected", "sums")
        for path in place.glob(f"*/{part}/*")
    }


@pytest.mark.parametrize("kind", ["sensitivity", "worth"])
def test_killed_it_is_finished_by_the_same_call_and_extended_by_more(kind, tmp_path):
    """Of `sensitivity` among the points by which numbers are screened."""
    seen = []
    asked = {"method": "twin", "out": tmp_path, "progress": lambda *now: seen.append(now)}
    with pytest.raises(Killed):
        found(kind, **{**asked, "progress": ending_after(0.4, Killed)})
    kept = kept_in(tmp_path)
    assert kept
    again = found(kind, **asked)
    assert seen[0][0] >= 0.4 * seen[0][1]  # what was paid for is not paid again
    assert {**again, "results": None} == found(kind, method="twin")
    finished = kept_in(tmp_path)
    assert kept.items() <= finished.items()
    seen.clear()
    more = found(kind, more=True, **asked)
    assert more["samples"] > again["samples"]
    assert seen[0][0] >= 0.4 * seen[0][1]
    assert finished.items() <= kept_in(tmp_path).items()


def test_a_folder_of_another_scenario_is_refused(tmp_path, capsys):
    command = command_in(tmp_path, "uncertain", "--method=twin")
    assert status(command) == 0
    (folder,) = tmp_path.glob("uncertain-*")
    assert status([*command, "--seed=7", "--samples=21"]) == 0
    (other,) = (path for path in tmp_path.glob("uncertain-*") if path != folder)
    shutil.rmtree(other)
    folder.rename(other)
    capsys.readouterr()
    assert status([*command, "--seed=7"]) == 2
    assert "holds the results of another scenario; remove it" in capsys.readouterr().err


def command_in(place, kind, *more):
    file = place / "town.toml"
    file.write_text(RANGED, encoding="utf-8")
    sizes = {
        "uncertain": ["--samples=20"],
        "sensitivity": ["--samples=16", "--factors=2"],
        "worth": ["--samples=40", f"--vary={RATES}"],
    }
    command = [kind, str(file), *sizes[kind], "--replications=2", "--engine=simpy", "--workers=1"]
    return [*command, "--json", f"--out={place}", *(f"--set={one}" for one in SHORT), *more]


@pytest.mark.parametrize("kind", ["uncertain", "sensitivity", "worth"])
def test_ctrl_c_leaves_with_130_and_keeps_what_is_found(kind, tmp_path, monkeypatch, capsys):
    command = command_in(tmp_path, kind, "--method=simulation")
    stop = ending_after(0.4, KeyboardInterrupt)
    monkeypatch.setattr(f"sim.cli.{kind}.write_page_of", lambda *_: None)
    with monkeypatch.context() as patched:
        patched.setattr("sim.cli.progress.ReplicationProgress.__call__", lambda _, *now: stop(*now))
        assert status(command) == 130
    assert "run the same command again" in capsys.readouterr().err
    kept = kept_in(tmp_path)
    assert kept
    assert not list(tmp_path.glob(f"{kind}-*/{kind}.json"))
    assert status(command) == 0
    assert kept.items() <= kept_in(tmp_path).items()
    tree = json.loads(capsys.readouterr().out)
    alone = found(kind, method="simulation")
    assert {**tree, "results": None, "scenario": alone["scenario"]} == alone
