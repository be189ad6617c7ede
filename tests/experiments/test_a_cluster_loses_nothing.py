"""On real worker processes a sweep gives what it gives here, whatever is killed meanwhile."""

import pytest
from clusters import machines
from small_scenarios import FOUR_WEEKS, RANGED, scenario_of

import sim
from sim.cli import status
from sim.experiments.cluster import machines as cluster_machines
from sim.experiments.cluster.machines import ClusterError
from sim.experiments.cluster.stack import rulebook_hash
from sim.scenario.reading import changed_scenario

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # as in clusters.py

SCENARIO = scenario_of(FOUR_WEEKS)
RATE = "tariff.weekly_dkk.development"
FORTY = {RATE: list(range(2_000, 2_040))}


SIMPY = {"engine": "simpy"}


def swept(vary=FORTY, **how):
    return sim.sweep(SCENARIO, vary, 1, **SIMPY, **how)


@pytest.fixture(scope="module")
def here():
    return list(swept(workers=1).rows())


@pytest.fixture(scope="module")
def cluster():
    with machines(workers=3) as made:
        yield made


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(cluster_machines, "PATIENCE_SECONDS", 1.5)


class At:
    """Progress that does something once, when so many settings are finished."""

    def __init__(self, *steps):
        self.steps = list(steps)
        self.counts = []

    def __call__(self, done, of):
        self.counts.append((done, of))
        while self.steps and done >= self.steps[0][0]:
            self.steps.pop(0)[1]()


def test_two_of_three_workers_are_killed_and_nothing_is_lost(cluster, here):
    killing = At((5, cluster.kill_worker), (15, cluster.kill_worker))
    found = swept(cluster=cluster.address, progress=killing)
    assert killing.steps == []
    assert list(found.rows()) == here
    assert found.failed == {}
    assert killing.counts == [(done, 40) for done in range(41)]


def test_a_folder_holds_what_the_cluster_gave_and_is_finished_without_one(cluster, here, tmp_path):
    some = {RATE: FORTY[RATE][:10]}
    kept = swept(some, cluster=cluster.address, out=tmp_path)
    assert kept.simulated == 10
    every = swept(out=tmp_path, workers=1)
    assert every.simulated == 30
    assert [row["total.deviation_dkk"] for row in every.rows()] == [
        row["total.deviation_dkk"] for row in here
    ]


def test_own_rules_travel_and_are_told_from_the_standard_ones(cluster):
    dear = sim.STANDARD_RULES._replace(cost=lambda minutes, _: 1_000 * minutes)
    assert rulebook_hash(dear) != rulebook_hash(sim.STANDARD_RULES)
    one = {RATE: [2_000]}
    there = list(swept(one, cluster=cluster.address, rules=dear).rows())
    assert there == list(swept(one, workers=1, rules=dear).rows())
    assert there != list(swept(one, workers=1).rows())


def test_a_run_on_a_cluster_leaves_the_folder_of_a_run_here(cluster, tmp_path):
    kept = []
    for place, how in (("here", {"workers": 1}), ("there", {"cluster": cluster.address})):
        folder = sim.simulate(SCENARIO, replications=3, out=tmp_path / place, **SIMPY, **how).folder
        kept.append({path.name: path.read_bytes() for path in folder.glob("*.parquet")})
    assert kept[0].keys() == {"team_weeks.parquet", "spells.parquet"}
    assert kept[0] == kept[1]


def test_runs_in_memory_comparisons_and_until_are_the_same_there(cluster):
    found = []
    for how in ({"workers": 1}, {"cluster": cluster.address}):
        run = sim.simulate(SCENARIO, replications=2, out=None, log=True, **SIMPY, **how)
        dearer = changed_scenario(SCENARIO, {RATE: 3_000})
        pair = [SCENARIO, dearer]
        compared = sim.compare(pair, replications=2, out=None, **SIMPY, **how)
        known = sim.until(SCENARIO, "total.deviation_dkk ± 1", at_most=3, **SIMPY, **how)
        found.append((run.summary, run.log, compared.tree, known.tree))
    assert found[0] == found[1]


GUARDED = (
    FOUR_WEEKS
    + """stop_loss = { above_dkk_per_week = 12000, refunded_share = 0.5 }
[behaviour.levers]
delivered_share = { low = 0.8, high = 1.0 }
"""
)


def test_audits_rates_and_explanations_are_the_same_there(cluster, tmp_path):
    guarded = scenario_of(GUARDED)  # a stop-loss is not the twin's, so all of them simulate
    run = sim.simulate(guarded, replications=2, out=tmp_path, workers=1)
    found = []
    for name, how in (("here", {"workers": 1}), ("there", {"cluster": cluster.address})):
        audited = sim.audit(guarded, replications=2, **how)
        assert audited.tree["tariffs"][0]["method"] == "simulated"
        asked = sim.RatesAsked(method="simulation", replications=2, **how)
        balanced = sim.balancing_rates(guarded, asked)
        explained = sim.explain(run, out=tmp_path / name, **how)
        assert explained.simulated > 0
        terms = {name: of.tolist() for name, of in explained.decomposition.terms.items()}
        found.append((audited.tree, balanced.tree, terms))
    assert found[0] == found[1]


def test_studies_find_the_same_there(cluster):
    """A search by simulation, a sensitivity of one number by the twin."""
    short = changed_scenario(scenario_of(RANGED), ["run.weeks=1", 'run.initial="empty"'])
    levers = {RATE: {"low": 2_000, "high": 3_000, "step": 500}}
    simulated = {"trials": 3, "finalists": 2, "replications": 2, "method": "simulation"}
    one = {"only": ["prices.cost_per_hour_dkk.nursing"], "method": "twin"}
    found = []
    for how in ({"workers": 1}, {"cluster": cluster.address}):
        sought = sim.search(short, levers, **simulated, **SIMPY, **how)
        moved = sim.sensitivity(short, 16, **one, **SIMPY, **how)
        found.append((sought.tree, moved.tree))
    assert found[0] == found[1]


def priced(rate, body="minutes * RATE"):
    """The standard rules with a cost that reads a constant of its module."""
    module = {"RATE": rate}
    exec(f"def cost(minutes, _):\n    return {body}", module)  # noqa: S102 - a module in the test
    return sim.STANDARD_RULES._replace(cost=module["cost"])


def test_a_rule_is_another_when_its_constant_or_its_text_was_edited():
    assert rulebook_hash(priced(500)) == rulebook_hash(priced(500))
    others = [priced(600), priced(500, "minutes * RATE + 1"), sim.STANDARD_RULES]
    assert len({rulebook_hash(rules) for rules in [priced(500), *others]}) == 4


def test_the_scheduler_is_killed_and_started_again_and_the_same_call_goes_on(cluster, here):
    def again():
        cluster.kill_all()
        cluster.start_scheduler()
        cluster.start_workers(1)

    starting = At((5, again))
    assert list(swept(cluster=cluster.address, progress=starting).rows()) == here
    assert starting.steps == []


def test_another_version_is_refused_by_name(cluster, tmp_path):
    other = tmp_path / "forloeb-9.9.9.dist-info"
    other.mkdir()
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: forloeb\nVersion: 9.9.9\n")
    cluster.start_workers(1, PYTHONPATH=str(tmp_path))
    cluster.await_workers(2)
    with pytest.raises(
        ClusterError, match=r"worker tcp://\S+ has another version: forloeb 9\.9\.9"
    ):
        swept(cluster=cluster.address)
    cluster.workers.reverse()
    cluster.kill_worker()


@pytest.mark.usefixtures("impatient")
def test_no_workers_left_is_said(cluster):
    killing = At((3, cluster.kill_worker))
    with pytest.raises(ClusterError, match="no workers left on the cluster; start some"):
        swept(cluster=cluster.address, progress=killing)
    assert killing.counts[-1][0] < 40


@pytest.mark.usefixtures("impatient")
def test_no_scheduler_is_said_on_the_command_line(tmp_path, capsys):
    path = tmp_path / "small.toml"
    path.write_text(FOUR_WEEKS)
    given = ["sweep", str(path), "--vary", f"{RATE}=2000", "--out", str(tmp_path)]
    given += ["--engine", "simpy"]
    assert status([*given, "--cluster", "tcp://127.0.0.1:1"]) == 2
    assert "tcp://127.0.0.1:1: no scheduler answers there" in capsys.readouterr().err
    assert status([*given, "--cluster", "local:none"]) == 2
    assert "write local:N, with N from 1 to" in capsys.readouterr().err


def test_silence_ends_within_half_a_minute():
    look = 2 * 1.0
    assert cluster_machines.PATIENCE_SECONDS + look <= 30


def test_local_workers_give_the_same(here):
    """Three, two and one on the cluster do so above, where workers are killed."""
    some = {RATE: FORTY[RATE][:4]}
    assert list(swept(some, cluster="local:2").rows()) == here[:4]
