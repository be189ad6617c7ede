"""Whether teams' behaviour runs interpreted and with every index checked.

    python tests/benchmarks/checked.py [WEEKS]

Each scenario of `scenarios/behaviour/` and `scenarios/validation/` runs for 60 weeks, so that
reserves are spent, lessons learned and waits over, in both engines: once with NUMBA_DISABLE_JIT=1,
once with NUMBA_BOUNDSCHECK=1. Log and sums of every week must be the same, and no index beyond its
table. Two minutes of CPU; the tests ask the same of small scenarios (`tests/engines/`).
"""

import os
import subprocess
import sys
from pathlib import Path

from sim import load_scenario
from sim.engines.compiled_engine import CompiledEngine, can_compile
from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.running.starting import started

FOLDER = Path(__file__).parents[2] / "scenarios"
WEEKS = "60"
WAYS = (
    {"NUMBA_DISABLE_JIT": "1"},
    {"NUMBA_BOUNDSCHECK": "1", "NUMBA_OPT": "0"},
)


def paths():
    """What is run."""
    rooms = ("behaviour", "validation")
    return [path for room in rooms for path in sorted((FOLDER / room).glob("*.toml"))]


def is_alike(path, weeks):
    """Rows of the log, and whether both engines write the same and the same sums of every week."""
    parameters = started(load_scenario(path, [f"run.weeks={weeks}"]))
    engines = [of(parameters, keep_log=True, seed=5) for of in (CompiledEngine, SimpyEngine)]
    weekly = [engine.run().weeks for engine in engines]
    same = all((one == other).all() for one, other in zip(*weekly, strict=True))
    return len(engines[0].log), same and engines[0].log == engines[1].log


def asked(weeks):
    """Run them all in this process; whether all are alike."""
    print("compiled" if can_compile() else "interpreted", flush=True)
    found = []
    for path in paths():
        rows, same = is_alike(path, weeks)
        found.append(same)
        print(f"{path.stem:18} {rows:7} rows  {'alike' if same else 'DIFFERS'}", flush=True)
    return all(found)


def main():
    """Each way in a process of its own."""
    weeks = sys.argv[1] if len(sys.argv) > 1 else WEEKS
    faults = 0
    for way in WAYS:
        print(" ".join(f"{name}={value}" for name, value in way.items()), flush=True)
        line = [sys.executable, __file__, weeks, "here"]
        faults += subprocess.run(line, env=os.environ | way, check=False).returncode != 0
    return faults


if __name__ == "__main__":
    if sys.argv[2:] == ["here"]:
        sys.exit(not asked(sys.argv[1]))
    sys.exit(main())
