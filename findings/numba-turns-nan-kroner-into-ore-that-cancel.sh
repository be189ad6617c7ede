#!/usr/bin/env bash
set -euo pipefail

# In compiled code a NaN amount becomes a whole number, and two of them add up to nothing.
#
# Guess: math.floor(nan) raises ValueError in Python, so a compiled function does too, or its result
#   can be seen to be wrong; numba raises for division by zero, after all.
# Seen (printed):
#     numba 0.68.1
#     floor of NaN: Python ValueError, numba -9223372036854775808
#     floor of infinity: Python OverflowError, numba -9223372036854775808
#     log of 0: Python ValueError, numba -inf
#     total of 1000.00 and one NaN: Python ValueError, numba -9223372036854675808
#     total of 1000.00 and two NaN: Python ValueError, numba 100000
#   math.floor, round and int of NaN or infinity, and math.sqrt(-1) and math.log(0), raise in
#   Python and give a number in numba. On common processors a NaN becomes the least 64-bit
#   number. One such amount is seen in a sum; two of them overflow to 0 and vanish, so a
#   municipality with two broken teams has a total that looks right.
# Package: numba 0.68.1. Date: 2026-11-29.
# Meaning: "deviation = revenue - cost to the øre" is checked on whole numbers, after the NaN has
#   become one. A rule that a researcher wrote stops the run in the readable engine and goes
#   through in the compiled one. Ask isfinite before the one place that rounds, in the kernel
#   itself, and test with a rule that gives NaN for one team, and for two.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check numba==0.68.1 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import math

import numba


def whole_ore(kroner):
    return math.floor(kroner * 100.0 + 0.5)


def total(kroner):
    ore = 0
    for amount in kroner:
        ore += math.floor(amount * 100.0 + 0.5)
    return ore


def logarithm(x):
    return math.log(x)


def outcome(function, value):
    try:
        return function(value)
    except (ValueError, OverflowError) as raised:
        return type(raised).__name__


print("numba", numba.__version__)
nan = math.nan
cases = [
    ("floor of NaN", whole_ore, nan),
    ("floor of infinity", whole_ore, math.inf),
    ("log of 0", logarithm, 0.0),
    ("total of 1000.00 and one NaN", total, (1000.0, nan)),
    ("total of 1000.00 and two NaN", total, (1000.0, nan, nan)),
]
seen = {}
for name, function, value in cases:
    seen[name] = (outcome(function, value), outcome(numba.njit(function), value))
    print(f"{name}: Python {seen[name][0]}, numba {seen[name][1]}")

assert seen["floor of NaN"][0] == "ValueError", "expected: Python raises"
assert isinstance(seen["floor of NaN"][1], int), "expected: numba gives a whole number for NaN"
assert seen["log of 0"] == ("ValueError", -math.inf), "expected: Python raises, numba gives -inf"
if seen["floor of NaN"][1] == -(2**63):
    assert seen["total of 1000.00 and two NaN"][1] == 100000, "expected: two NaN vanish from the total"
PYTHON
