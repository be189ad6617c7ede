#!/usr/bin/env bash
set -euo pipefail

# Three iterations of a Mesa batch with a seed are one run, three times.
#
# Guess: batch_run(parameters={"seed": 42}, iterations=3) makes three replications from one root
#   seed, each with random numbers of its own, and the three together can be repeated.
# Seen (printed):
#     Mesa 3.3.1
#     seed 42, iterations 3: [(0, 6.394), (1, 6.394), (2, 6.394)]
#     standard deviation 0.0
#     seeds 42, 43, 44:      [(0, 6.394), (0, 0.386), (0, 4.085)]
#   The seed is a parameter like others and is handed to the model as it stands, in every
#   iteration. The column "iteration" still counts 0, 1, 2.
# Package: Mesa 3.3.1. Date: 2026-11-29.
# Meaning: someone who does the right thing and gives a seed gets a table of replications with no
#   spread: the interval around a team's deviation has width 0 and every difference between two
#   plans "holds". Give a list of seeds and iterations=1, one seed a replication, and let a summary
#   refuse replications that are equal to the last digit.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check Mesa==3.3.1

venv/bin/python -W ignore - <<'PYTHON'
import statistics

import mesa

print("Mesa", mesa.__version__)


class Team(mesa.Model):
    def __init__(self, seed=None):
        super().__init__(seed=seed)
        self.hours = 0.0
        self.datacollector = mesa.DataCollector(model_reporters={"hours": "hours"})

    def step(self):
        self.hours += round(10 * self.random.random(), 3)
        self.datacollector.collect(self)
        self.running = False


def batch(seeds, iterations):
    rows = mesa.batch_run(
        Team, parameters={"seed": seeds}, iterations=iterations, max_steps=1, number_processes=1, display_progress=False
    )
    return [(row["iteration"], row["hours"]) for row in rows]


three = batch(42, 3)
print("seed 42, iterations 3:", three)
print("standard deviation", statistics.stdev(hours for _, hours in three))
listed = batch([42, 43, 44], 1)
print("seeds 42, 43, 44:     ", listed)

assert [n for n, _ in three] == [0, 1, 2], "expected: three iterations are counted"
assert len({hours for _, hours in three}) == 1, "expected: the three are one run"
assert len({hours for _, hours in listed}) == 3, "expected: a list of seeds gives three runs"
PYTHON
