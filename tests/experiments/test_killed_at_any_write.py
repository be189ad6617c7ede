"""Whatever write call a command is killed at, the same command again ends as if uninterrupted.

A few points of each command here; `python tests/benchmarks/kills.py` walks all of them.
"""

import subprocess
import sys
from pathlib import Path

import pytest

KILLS = Path(__file__).parents[1] / "benchmarks" / "kills.py"
POINTS = {"run": 6, "compare": 4, "explain": 4}


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="processes are forked")
@pytest.mark.parametrize(("command", "count"), POINTS.items())
def test_a_command_killed_at_a_write_is_finished_by_the_next(command, count):
    done = subprocess.run(
        [sys.executable, str(KILLS), command, "--points", str(count)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"killed at {count} of " in done.stdout
    assert f"{count} ended as if uninterrupted" in done.stdout
