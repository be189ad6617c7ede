#!/usr/bin/env bash
set -euo pipefail

# heormodel's two ways to get a random stream give the same streams, number by number.
#
# Guess: spawn() gives children that are independent of everything else the manager hands out, so
#   the parameter draws (spawned) and the runs (child_sequence of the run's number) do not share
#   numbers.
# Seen (printed):
#     heormodel 0.7.4 numpy 2.4.6
#     child 0: spawn [0.7979, 0.0531, 0.5914], child_sequence [0.7979, 0.0531, 0.5914]
#     child 1: spawn [0.4806, 0.0595, 0.2227], child_sequence [0.4806, 0.0595, 0.2227]
#     child 2: spawn [0.632, 0.4868, 0.0343], child_sequence [0.632, 0.4868, 0.0343]
#     the manager's own generator: [0.6251, 0.8972, 0.7757]
#   Both count NumPy's spawn keys from 0, so child k of spawn() is child_sequence(k).
# Package: heormodel 0.7.4, numpy 2.4.6. Date: 2026-11-29.
# Meaning: "one child for the parameters, one child a replication" makes replication 0 use the very
#   numbers that drew the parameters: a high rate and a high need come together for no reason, in
#   one replication of the set, and no test of a single stream sees it. Take all streams one way,
#   or put a purpose before the number in the key, as Forløb's addressed draws have one.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check heormodel==0.7.4 numpy==2.4.6

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import numpy
from heormodel import SeedManager

print("heormodel", version("heormodel"), "numpy", numpy.__version__)
spawned = [child.random(3).round(4).tolist() for child in SeedManager(7).spawn(3)]
addressed = [numpy.random.default_rng(SeedManager(7).child_sequence(k)).random(3).round(4).tolist() for k in range(3)]
own = SeedManager(7).generator().random(3).round(4).tolist()
for k in range(3):
    print(f"child {k}: spawn {spawned[k]}, child_sequence {addressed[k]}")
print("the manager's own generator:", own)

assert spawned == addressed, "expected: the same streams both ways"
assert own not in spawned, "expected: the manager's own stream is another"
PYTHON
