"""Whatever write call a command is killed at, the same command again ends as if uninterrupted.

A few points of each command here; `python tests/benchmarks/kills.py` walks all of them.
"""

import subprocess
import sys
from pathlib import Path

import pytest

KILLS = Path(__file__).parents[1] / "benchmarks" / "kills.py"
COMMANDS = ("run", "compare", "explain")
POINTS = 3


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="processes are forked")
def test_a_command_killed_at_a_write_is_finished_by_the_next():
    done = subprocess.run(
        [sys.executable, str(KILLS), *COMMANDS, "--points", str(POINTS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(f"killed at {POINTS} of ") == len(COMMANDS)
    assert done.stdout.count(f"{POINTS} ended as if uninterrupted") == len(COMMANDS)
