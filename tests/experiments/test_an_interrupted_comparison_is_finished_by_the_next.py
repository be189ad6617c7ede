"""Whatever ends a comparison, the same call again does only what is missing."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

import sim
from sim.experiments.comparison.differences import COMPARISON

ROOT = Path(__file__).parents[2]
RUNS = 2
BASE = scenario_of(FOUR_WEEKS, "base")
SHORTER = scenario_of(
    FOUR_WEEKS.replace("mean_weeks = 4, sd_weeks = 2", "mean_weeks = 3, sd_weeks = 1"), "shorter"
)


def compared(**options):
    given = {"replications": RUNS, "workers": 1, "engine": "simpy", "out": "out"} | options
    return sim.compare([BASE, SHORTER], **given)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    """What `comparison.json` says when nothing interrupted it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("whole"))
        comparison = compared()
        assert comparison.simulated == 2 * RUNS
        return (comparison.folder / COMPARISON).read_text(encoding="utf-8")


@pytest.mark.parametrize("after", [1, RUNS, RUNS + 1])
def test_finished_replications_are_kept(uninterrupted, after):
    def interrupt(done, of):
        assert of == 2 * RUNS
        if done == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compared(progress=interrupt)
    resumed = compared()
    assert resumed.simulated == 2 * RUNS - after
    assert (resumed.folder / COMPARISON).read_text(encoding="utf-8") == uninterrupted


def test_a_complete_comparison_simulates_nothing_and_says_so(uninterrupted):
    compared()
    again = compared()
    assert again.simulated == 0
    assert [note.split(":")[0] for note in again.notes] == ["complete", "complete"]
    assert json.loads(uninterrupted) == json.loads(json.dumps(again.tree))


def test_more_replications_extend_it_and_fewer_use_what_is_there():
    folder = compared().folder
    more = compared(replications=RUNS + 1)
    assert (more.simulated, more.folder) == (2, folder)
    fewer = compared(replications=1)
    assert (fewer.simulated, fewer.tree["replications"]) == (0, 1)
    assert len(fewer["shorter"].by_replication("total", "cost_dkk")) == 1


def test_a_run_of_the_first_alone_is_used():
    options = {"workers": 1, "engine": "simpy", "out": "out"}
    sim.simulate(BASE, replications=RUNS, **options)
    sim.simulate(SHORTER, replications=RUNS, **options)
    assert compared().simulated == RUNS


def test_ctrl_c_says_what_is_kept(tmp_path):
    for scenario, text in (("base", FOUR_WEEKS), ("other", FOUR_WEEKS.replace("2700", "2600"))):
        (tmp_path / f"{scenario}.toml").write_text(text, encoding="utf-8")
    options = ["--replications", "5000", "--engine", "simpy", "--workers", "1"]
    command = [sys.executable, "-m", "sim", "compare", "base.toml", "other.toml", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    ) as running:
        until = time.monotonic() + 60
        while not list(tmp_path.glob("results/*/unmerged/0*")):
            assert time.monotonic() < until
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _, stderr = running.communicate()
    assert running.returncode == 130
    assert stderr == (
        "interrupted: finished replications are kept in results; run the same command again "
        "to finish\n"
    )
