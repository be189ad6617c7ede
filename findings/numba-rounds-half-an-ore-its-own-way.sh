#!/usr/bin/env bash
set -euo pipefail

# A rule that rounds to the øre gives another amount in 8454 of 20000 half øre once it is compiled.
#
# Guess: round(kroner, 2) in a compiled function is Python's round, as round(kroner) without digits
#   is.
# Seen (printed):
#     numba 0.68.1 numpy 2.4.6
#     2.675: Python 2.67, numba 2.68, NumPy 2.68
#     half øre from 0.005 to 199.995: numba unlike Python in 8454 of 20000, unlike NumPy in 0
#     whole kroner unlike Python: 0 of 400
#   Python rounds the number that is really there (2.675 is a little less, so 2.67). numba
#   multiplies by 100, rounds and divides, as NumPy does, and 267.5 is exactly half. The compiled
#   function agrees with NumPy in all.
# Packages: numba 0.68.1, numpy 2.4.6. Date: 2026-11-29.
# Meaning: the readable engine and the compiled one run the same text of a rule and differ by an
#   øre in four of ten amounts that end in half an øre, which prices a minute make common; "to the
#   øre" then fails in one engine. Rules return kroner unrounded and one place rounds, to whole
#   øre, the same in both engines.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check numba==0.68.1 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import numba
import numpy

print("numba", numba.__version__, "numpy", numpy.__version__)


def to_ore(kroner):
    return round(kroner, 2)


def whole(kroner):
    return round(kroner)


compiled, compiled_whole = numba.njit(to_ore), numba.njit(whole)
half_ore = [thousandths / 1000 for thousandths in range(5, 200_000, 10)]
other = [kroner for kroner in half_ore if compiled(kroner) != to_ore(kroner)]
than_numpy = [kroner for kroner in half_ore if compiled(kroner) != numpy.round(kroner, 2)]
print(f"2.675: Python {to_ore(2.675)}, numba {compiled(2.675)}, NumPy {numpy.round(2.675, 2)}")
print(f"half øre from 0.005 to 199.995: numba unlike Python in {len(other)} of {len(half_ore)}, unlike NumPy in {len(than_numpy)}")
halves = [kroner + 0.5 for kroner in range(-200, 200)]
print("whole kroner unlike Python:", sum(compiled_whole(kroner) != whole(kroner) for kroner in halves), "of", len(halves))

assert len(other) == 8454, "expected: 8454 amounts differ from Python"
assert not than_numpy, "expected: none differs from NumPy"
assert all(compiled_whole(kroner) == whole(kroner) for kroner in halves), "expected: without digits all agree"
PYTHON
