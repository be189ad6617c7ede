#!/usr/bin/env bash
set -euo pipefail

# After a salabim environment is made, SimPy runs with seeds 1, 2 and 3 are one run.
#
# Guess: a salabim environment has a random stream of its own; random.seed(...) for another model
#   in the same process stays as it was set.
# Seen (printed):
#     salabim 26.0.9 simpy 4.1.2
#     SimPy alone, seeds 1, 2, 3:              visits [52, 41, 47]
#     a salabim environment made after seed(): visits [50, 50, 50]
#     with random_seed="":                     visits [52, 41, 47]
#     numpy.random after the same:             [403, 403, 403]
#   Every sim.Environment() calls random.seed(1234567) on Python's shared generator, and NumPy's
#   numpy.random.seed too, also with random_seed=None; "*" takes a seed from the clock instead.
#   Only an empty text, random_seed="", leaves both alone.
# Packages: salabim 26.0.9, simpy 4.1.2, numpy 2.4.6. Date: 2026-11-29.
# Meaning: a notebook that compares a SimPy model with salabim's, seed by seed, or draws arrivals
#   with random and then makes the environment, repeats one run under many seeds. Intervals over
#   seeds become zero or far too narrow. Give every model a random.Random(seed) or a NumPy
#   generator of its own, as Forløb's addressed draws do, and random_seed="" to salabim.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check salabim==26.0.9 greenlet==3.5.3 simpy==4.1.2 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import random
from importlib.metadata import version

import numpy
import salabim
import simpy

print("salabim", version("salabim"), "simpy", simpy.__version__)


def visits(seed, between=lambda: None):
    """Visits within 50 days, about one a day, from Python's shared generator."""
    random.seed(seed)
    between()
    environment, days = simpy.Environment(), []

    def home_care():
        while True:
            yield environment.timeout(random.expovariate(1.0))
            days.append(environment.now)

    environment.process(home_care())
    environment.run(until=50)
    return len(days)


def numpys(seed):
    numpy.random.seed(seed)
    salabim.Environment()
    return int(numpy.random.randint(1000))


alone = [visits(seed) for seed in (1, 2, 3)]
beside = [visits(seed, salabim.Environment) for seed in (1, 2, 3)]
left = [visits(seed, lambda: salabim.Environment(random_seed="")) for seed in (1, 2, 3)]
shared = [numpys(seed) for seed in (1, 2, 3)]
print("SimPy alone, seeds 1, 2, 3:              visits", alone)
print("a salabim environment made after seed(): visits", beside)
print('with random_seed="":                     visits', left)
print("numpy.random after the same:            ", shared)

assert len(set(alone)) == 3, "expected: three seeds give three runs"
assert len(set(beside)) == 1, "expected: beside a salabim environment they are one run"
assert len(set(shared)) == 1, "expected: NumPy's shared generator is set too"
assert left == alone, "expected: an empty text leaves Python's generator alone"
PYTHON
