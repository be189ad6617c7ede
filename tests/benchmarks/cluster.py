"""A sweep on real worker processes: what a task costs there, and what two kills lose.

    python tests/benchmarks/cluster.py [--tasks N] [--weeks N]

A task is one replication of one setting of `scenarios/three_courses.toml`. It ends with status 1
unless every sweep gives what it gives in one process.
"""

import argparse
import pickle
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from clusters import machines
from shipped_scenarios import FOLDER

import sim

INFLOW = "team.Nord.inflow_per_week"


class Kills:
    """Progress that kills a worker at a quarter and at a half of the tasks."""

    def __init__(self, cluster, tasks):
        self.cluster, self.left = cluster, [tasks // 4, tasks // 2]

    def __call__(self, done, _):
        while self.left and done >= self.left[0]:
            self.left.pop(0)
            self.cluster.kill_worker()


def timed(scenario, tasks, **how):
    """Rows of a sweep and the seconds that it took, without making rows of it."""
    vary = {INFLOW: [3 + number / 1_000 for number in range(tasks)]}
    began = time.perf_counter()
    found = sim.sweep(scenario, vary, 1, engine="compiled", **how)
    seconds = time.perf_counter() - began
    return list(found.rows()), seconds


def there(scenario, tasks, workers, *, kills=False):
    """Rows of a sweep on a cluster, and the seconds that it took once the workers were there."""
    with machines(workers) as cluster:
        timed(scenario, 2 * workers, cluster=cluster.address)  # every worker fetches its loop
        progress = Kills(cluster, tasks) if kills else None
        return timed(scenario, tasks, cluster=cluster.address, progress=progress)


def main():
    """Print a line for each way; 1 if one gives anything else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=1_000)
    parser.add_argument("--weeks", type=int, default=52)
    asked = parser.parse_args()
    scenario = sim.load_scenario(FOLDER / "three_courses.toml", [f"run.weeks={asked.weeks}"])
    job = sim.prepare(scenario, engine="compiled")
    carried = len(pickle.dumps(job.replicate(1)))
    print(f"a job travels as {len(pickle.dumps(job)):,} bytes, a result as {carried:,}")
    here, seconds = timed(scenario, asked.tasks, workers=1)
    print(f"{'one process':<28}{seconds:8.1f} s {1_000 * seconds / asked.tasks:8.2f} ms a task")
    ways = {"1 worker": (1, False), "2 workers": (2, False), "8 workers": (8, False)}
    ways["3 workers, 2 killed"] = 3, True
    wrong = 0
    for name, (workers, kills) in ways.items():
        rows, seconds = there(scenario, asked.tasks, workers, kills=kills)
        wrong += rows != here
        each = 1_000 * seconds / asked.tasks
        said = "same to the øre" if rows == here else "OTHER FIGURES"
        print(f"{name:<28}{seconds:8.1f} s {each:8.2f} ms a task  {said}")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
