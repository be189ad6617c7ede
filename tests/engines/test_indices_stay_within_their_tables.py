"""No index of the compiled loop is negative or beyond its table, and the loop runs without numba.

Compiled code does not check its indices: one out of range gives rubbish. With NUMBA_BOUNDSCHECK=1
every index is checked; test_compiled_under_odd_rules.py runs the whole model so.
NUMBA_DISABLE_JIT=1 must run the same loop interpreted.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("numba")

TESTS = Path(__file__).parents[1]

BEYOND = """
from typing import NamedTuple
import numpy as np
from numba import njit
from sim.engines.compiling.references import Reference

class Table(NamedTuple):
    column: object

@njit
def element(table, row, place):
    return table.column[row, place]

table = Reference(Table(np.arange(6).reshape(2, 3)), is_constant=False)
print(element(table, 1, 2))
for row, place in ((2, 0), (1, 3), (-1, 0)):
    try:
        element(table, row, place)
    except IndexError as error:
        print(error)
"""

LOG = f"""
import sys
sys.path.insert(0, {str(TESTS)!r})
import small_scenarios as small
from sim.engines.compiled_engine import CompiledEngine, can_compile
from sim.engines.simpy_engine import SimpyEngine

print("compiled" if can_compile() else "interpreted")
parameters = small.parameters_of_text(small.EVERYTHING)
engines = [of(parameters, keep_log=True) for of in (CompiledEngine, SimpyEngine)]
for engine in engines:
    engine.run()
print(engines[0].log == engines[1].log)
"""


def printed(script, **variables):
    """What a process of its own prints."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split("\n")[:-1]


def test_an_index_out_of_range_is_found_when_asked_for():
    found = printed(BEYOND, NUMBA_BOUNDSCHECK="1")
    assert found == ["5", *3 * ["index is out of range"]]


def test_the_loop_runs_with_numba_switched_off():
    # test_the_compiled_engine_writes_simpys_log.py runs the whole model interpreted.
    assert printed(LOG, NUMBA_DISABLE_JIT="1") == ["interpreted", "True"]
