#!/usr/bin/env bash
set -euo pipefail

# Dask gives the old kroner after a rule's rate was changed, and after the rule was rewritten.
#
# Guess: a task is known by its function and its arguments, so it is run again when the function's
#   module was edited and reloaded; certainly when its text has changed.
# Seen (printed):
#     distributed 2026.8.0 dask 2026.8.0
#     at first: dask 5000, called directly 5000
#     rate changed: dask 5000, called directly 6000
#     rule rewritten: dask 5000, called directly 7050
#     old futures let go: dask 7050, called directly 7050
#   The key of a task names a function of an imported module by its module and name only. As long
#   as anybody holds a future of the first task, another with the same arguments is that one. A
#   function typed in the notebook itself is named by its content, so it behaves as guessed.
# Packages: distributed 2026.8.0, dask 2026.8.0. Date: 2026-11-29.
# Meaning: a planner moves the rule into a module, changes the rate, reloads and submits again: the
#   cluster answers at once with the old money. So does every rule that reads a module's value that
#   was changed. Put all that the result depends on into the arguments, with a hash of the scenario
#   and the version, give the key or pure=False, and let go of old futures.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check distributed==2026.8.0 dask==2026.8.0

venv/bin/python -W ignore - <<'PYTHON'
import importlib
import pathlib
import sys
import time

import dask
import distributed
from distributed import Client

print("distributed", distributed.__version__, "dask", dask.__version__)
sys.path.insert(0, ".")
sys.dont_write_bytecode = True
rule = pathlib.Path("rule.py")
rule.write_text("RATE = 500\n\ndef weekly(hours):\n    return hours * RATE\n")
import rule as rules


def asked(client, held):
    held.append(client.submit(rules.weekly, 10))
    return held[-1].result(timeout=60), rules.weekly(10)


with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
    held = []
    first = asked(client, held)
    rules.RATE = 600
    changed = asked(client, held)
    rule.write_text("RATE = 700\n\ndef weekly(hours):\n    return hours * RATE + 50\n")
    importlib.invalidate_caches()
    importlib.reload(rules)
    rewritten = asked(client, held)
    held.clear()
    time.sleep(1)
    let_go = asked(client, held)
    held.clear()
for name, (there, here) in (("at first", first), ("rate changed", changed), ("rule rewritten", rewritten), ("old futures let go", let_go)):
    print(f"{name}: dask {there}, called directly {here}")

assert first == (5000, 5000), "expected: right at first"
assert changed == (5000, 6000), "expected: the old rate"
assert rewritten == (5000, 7050), "expected: the old rule"
assert let_go == (7050, 7050), "expected: right when nobody holds the old future"
PYTHON
