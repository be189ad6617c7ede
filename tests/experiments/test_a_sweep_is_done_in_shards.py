"""A sweep in parts: each job does its share and writes in its own place; the sweep gathers them."""

import json

import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

import sim
from sim.cli import status
from sim.experiments.folder.documents import summed_up
from sim.experiments.folder.storage import ResultsError
from sim.experiments.prepared.prepare import prepare
from sim.experiments.sweeps.shards import Shard, prepared_study, shard_of, work_on
from sim.experiments.sweeps.sweep import plan_of

SCENARIO = scenario_of(FOUR_WEEKS)
RATE = "tariff.weekly_dkk.development"
FIVE = {RATE: [2_000, 2_100, 2_200, 2_300, 2_400]}


@pytest.fixture
def study(tmp_path):
    plan = plan_of(prepare(SCENARIO, engine="simpy"), FIVE, 2)
    return prepared_study(plan, tmp_path)


def gathered(study):
    return sim.sweep(SCENARIO, FIVE, 2, engine="simpy", out=study.parent, workers=1)


def money(found):
    return [(row[RATE], row["replication"], row["total.deviation_dkk"]) for row in found.rows()]


def test_shards_share_the_settings_and_the_sweep_gathers_them(study):
    first, second = (work_on(study, Shard(number, 2), workers=1) for number in (1, 2))
    assert (first.settings, first.simulated) == (3, 6)
    assert (second.settings, second.simulated) == (2, 4)
    found = gathered(study)
    assert found.simulated == 0
    assert money(found) == money(sim.sweep(SCENARIO, FIVE, 2, engine="simpy", workers=1))


def test_a_job_that_is_begun_again_runs_nothing_twice(study):
    work_on(study, Shard(1, 2), workers=1)
    assert work_on(study, Shard(1, 2), workers=1).simulated == 0
    assert work_on(study, Shard(1, 1), workers=1).simulated == 4


def test_what_two_jobs_ran_both_is_counted_once(study):
    work_on(study, Shard(1, 5), workers=1)
    (file,) = (study / "shards" / "1-of-5" / "sums").iterdir()
    copy = study / "shards" / "1-of-1" / "sums" / file.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(file.read_bytes())
    found = gathered(study)
    assert found.simulated == 8
    assert money(found) == money(sim.sweep(SCENARIO, FIVE, 2, engine="simpy", workers=1))


def test_more_shards_than_settings_leave_some_without_work(study):
    assert work_on(study, Shard(6, 6)).settings == 0


def test_another_version_is_named(study):
    path = study / "study.json"
    tree = json.loads(path.read_text())
    del tree["sum"]
    tree["versions"]["forloeb"] = "9.9.9"
    path.write_text(json.dumps(summed_up(tree)))
    with pytest.raises(ResultsError, match=r"prepared by another version: forloeb 9\.9\.9 \(here"):
        work_on(study, Shard(1, 1))


@pytest.mark.parametrize("text", ["0/8", "9/8", "1", "a/b", "1/2/3", "1/0", ""])
def test_a_shard_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="write NUMBER/OF, from 1/8 to 8/8"):
        shard_of(text)


def test_the_commands_prepare_work_and_say_what_is_wrong(tmp_path, capsys):
    path = tmp_path / "small.toml"
    path.write_text(FOUR_WEEKS)
    given = ["sweep", str(path), "--vary", f"{RATE}=2000,2100", "--replications", "1"]
    given += ["--engine", "simpy", "--out", str(tmp_path)]
    assert status([*given, "--prepare-only"]) == 0
    (study,) = tmp_path.glob("sweep-*")
    assert capsys.readouterr().out.strip() == str(study)
    assert status(["work", str(study), "--shard", "2/2"]) == 0
    assert capsys.readouterr().out.startswith("shard 2/2: 1 settings, 1 new replications, in ")
    assert status([*given, "--workers", "1"]) == 0
    assert status(["work", str(study), "--shard", "3/2"]) == 2
    assert "--shard 3/2: write NUMBER/OF" in capsys.readouterr().err
    assert status(["work", str(tmp_path)]) == 2
    assert "study.json" in capsys.readouterr().err
