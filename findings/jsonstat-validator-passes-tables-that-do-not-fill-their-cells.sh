#!/usr/bin/env bash
set -euo pipefail

# The JSON-stat validator passes a table of four cells that has three values, or five.
#
# Guess: a list of values must have one for each cell, as the format asks, so three or five values
#   for 2 x 2 cells, and a value for cell 7, are refused.
# Seen (printed):
#     jsonstat-validator 0.4.6, pyjstat 2.4.0, pandas 2.3.3
#     four: the validator says True, pyjstat [1, 2, 3, 4]
#     three: the validator says True, pyjstat IndexError: list index out of range
#     five: the validator says True, pyjstat ValueError: Length mismatch: Expected axis has 4 elements, new values have 5 elements
#     cell 7: the validator says True, pyjstat IndexError: list assignment index out of range
#   The validator looks at the kinds of the members, not at how many values there are. pyjstat,
#   which reads such tables next, stops with an IndexError or a ValueError that names no cell.
# Packages: jsonstat-validator 0.4.6, pyjstat 2.4.0, pandas 2.3.3. Date: 2026-11-29.
# Meaning: a table cut off on the way, or written with a category too many, passes the gate that
#   was put there for it; a reader less strict than pyjstat shifts every figure to the next
#   municipality. Multiply the sizes and compare with the values in own code, before the validator
#   or without it.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check jsonstat-validator==0.4.6 pyjstat==2.4.0 pandas==2.3.3

venv/bin/python -W ignore - <<'PYTHON'
import json
from importlib.metadata import version

from jsonstat_validator import validate_jsonstat
from pyjstat import pyjstat

print(", ".join(f"{name} {version(name)}" for name in ("jsonstat-validator", "pyjstat", "pandas")))
TABLE = {
    "version": "2.0",
    "class": "dataset",
    "id": ["area", "year"],
    "size": [2, 2],
    "dimension": {
        "area": {"label": "area", "category": {"index": ["0461", "0479"]}},
        "year": {"label": "year", "category": {"index": ["2024", "2025"]}},
    },
}


def tried(values):
    table = {**TABLE, "value": values}
    try:
        passes = validate_jsonstat(table) is True
    except Exception as error:
        passes = type(error).__name__
    try:
        read = pyjstat.Dataset.read(json.dumps(table)).write("dataframe")["value"].tolist()
    except Exception as error:
        read = f"{type(error).__name__}: {error}"
    return passes, read


seen = {}
for name, values in {
    "four": [1, 2, 3, 4],
    "three": [1, 2, 3],
    "five": [1, 2, 3, 4, 5],
    "cell 7": {"0": 1, "7": 4},
}.items():
    seen[name] = tried(values)
    print(f"{name}: the validator says {seen[name][0]}, pyjstat {seen[name][1]}")

assert all(passes is True for passes, _ in seen.values()), "expected: the validator passes all four"
assert seen["four"][1] == [1, 2, 3, 4], "expected: pyjstat reads the whole table"
assert all(isinstance(seen[name][1], str) for name in ("three", "five", "cell 7")), "expected: pyjstat cannot read the others"
PYTHON
