#!/usr/bin/env bash
set -euo pipefail

# sim-tools finds six replications enough for a deficit, and 200 too few for its mirror image.
#
# Guess: the number of replications for a precision of 5 % depends on the spread, not on the sign;
#   a deficit and a surplus of the same size need the same number.
# Seen (printed):
#     sim-tools 1.3.0
#     surplus: enough None, interval there 8882 to 11118
#     deficit: enough 6, interval there -19197 to -803
#   The half-width is divided by the mean as it stands, so for a negative mean the "% deviation" is
#   negative and below any limit, from the first row that is looked at. ReplicationsAlgorithm
#   divides the same way.
# Package: sim-tools 1.3.0. Date: 2026-11-29.
# Meaning: revenue less cost is negative exactly where it matters. The rule stops at six (or at the
#   least number allowed), says that the precision is reached, and the interval is as wide as the
#   deficit. Give absolute values in kroner (half a percent of revenue, say), or divide by the
#   mean's size; test a rule with a deficit.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check sim-tools==1.3.0

venv/bin/python -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy
from sim_tools.output_analysis import confidence_interval_method

print("sim-tools", version("sim-tools"))
surplus = 10_000 + 8_000 * numpy.array([1.0, -1.0] * 100)  # kroner, mean 10,000, deviation 8,000


def enough(kroner):
    """Replications said to be enough for 5 %, and the interval at that row."""
    number, table = confidence_interval_method(list(kroner), alpha=0.05, desired_precision=0.05, min_rep=5)
    if number is None or number < 0:
        number = None
    row = table.iloc[-1 if number is None else int(number) - 1]
    return number and int(number), [round(float(row[c])) for c in ("Lower Interval", "Upper Interval")]


found = {}
for name, sign in (("surplus", 1), ("deficit", -1)):
    found[name] = enough(sign * surplus)
    number, (low, high) = found[name]
    print(f"{name}: enough {number}, interval there {low} to {high}")

assert found["deficit"][0] is not None and found["deficit"][0] <= 6, "expected: six are enough for a deficit"
assert found["surplus"][0] is None or found["surplus"][0] > 100, "expected: the mirror image needs hundreds"
PYTHON
