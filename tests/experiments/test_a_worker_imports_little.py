"""A worker reads no scenario, so it does not wait for what only reading needs."""

import subprocess
import sys

HEAVY = {"matplotlib", "pydantic", "scipy.optimize", "sim.scenario.reading", "sim.theory.twin"}


def test_what_only_the_parent_uses_is_not_imported():
    code = (
        f"import sys, sim.experiments.running.piecework; print(sorted({HEAVY} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
