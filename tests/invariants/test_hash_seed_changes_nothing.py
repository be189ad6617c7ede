import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
PROGRAM = """
import hashlib
from small_scenarios import EVERYTHING, WHOLE_MODEL, logged, scenario_of, started
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import replicated
for text in (EVERYTHING, WHOLE_MODEL):
    scenario = scenario_of(text)
    tables = replicated(job(scenario), 0)
    text = repr([{k: list(v) for k, v in table.items()} for table in tables])
    print(hashlib.sha256(text.encode()).hexdigest(), len(text))
    print(hashlib.sha256(repr(logged(started(scenario))).encode()).hexdigest())
"""


def output(hash_seed):
    paths = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_two_hash_seeds_give_one_frame_and_one_log():
    first = output("1")
    assert len(first.split()[0]) == 64
    assert output("2") == first
