"""Whatever write call a command is killed at, the same command again ends as if uninterrupted.

A few points of each command here; `python tests/benchmarks/kills.py` walks all of them.
"""

import subprocess
import sys
from pathlib import Path

import pytest

KILLS = Path(__file__).parents[1] / "benchmarks" / "kills.py"
POINTS = {"run": 2, "compare": 2, "explain": 2, "sensitivity": 1, "worth": 1}


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="processes are forked")
def test_a_command_killed_at_a_write_is_finished_by_the_next():
    done = subprocess.run(
        [sys.executable, str(KILLS), *(f"{name}:{points}" for name, points in POINTS.items())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for (name, points), line in zip(POINTS.items(), done.stdout.splitlines(), strict=True):
        assert line.startswith(f"{name}: ")
        assert f"killed at {points} of " in line
        assert f"{points} ended as if uninterrupted" in line
