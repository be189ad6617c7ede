"""The compiled engine under a rulebook of one's own, every index checked, its kept loop damaged.

Compiled code does not check its indices: one out of range gives rubbish. With NUMBA_BOUNDSCHECK=1
every index is checked. `checked_engine.py` says what is asked.

One citizen comes on Monday, is paid 1,401 or 1,414 DKK a week, and stays beyond the run.

  unpaid for the first 3 days   1,401 x 4 / 7 in the first week, then 1,401
  falling by 1/14 a day         202 x (14 + 13 + ... + 8) / 14 = 1,111,
                                then 202 x (7 + ... + 1) / 14 = 404
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from shared_once import shared_once

pytest.importorskip("numba")

CHECKED = {"NUMBA_BOUNDSCHECK": "1", "NUMBA_OPT": "0"}
"""Checked indices are worth as much in code that is hardly optimised, and compiled sooner."""


def checked(folder):
    """What the process found, and what it said."""
    tests = Path(__file__).parents[1]
    modules = os.pathsep.join(map(str, (tests, tests / "model", tests.parent)))
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("checked_engine.py")],
        env=os.environ | CHECKED | {"FORLOEB_CACHE": str(folder), "PYTHONPATH": modules},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) | {"said": done.stderr}


@pytest.fixture(scope="module")
def found(tmp_path_factory, request):
    return shared_once(tmp_path_factory, request, checked)


def test_log_and_sums_are_simpys_and_no_index_is_beyond_its_table(found):
    assert found["is compiled"]
    assert found["is alike"] == dict.fromkeys(found["is alike"], True)
    assert len(found["is alike"]) == 10


def test_other_constants_of_rules_are_data_of_the_same_loop(found):
    assert found["is alike with other constants"]
    assert found["more is needed with them"]
    assert found["loops for other constants"] == 0


def test_a_loop_folded_for_own_rules_gives_the_same(found):
    # `python tests/benchmarks/folding.py` holds it to the general loop for every shipped scenario.
    assert found["is alike folded"]


def test_an_own_rate_is_paid_as_the_hand_finds(found):
    assert found["paid"] == [[800.57, 1_401], [1_111, 404]]


def test_an_answer_out_of_range_stops_the_run_by_the_same_words(found):
    # A tenth day is day 10; its week is settled on day 13.
    said = "rule weekly_rate: answered -12 on day 13 (week 1), "
    assert found["refusal"].startswith(said)


def test_a_damaged_engine_is_said_and_compiled_anew(found):
    assert not found["was ready"]
    assert found["said"].count("the kept engine is damaged (") == 1
    assert found["said"].endswith("; it is compiled anew\n")
