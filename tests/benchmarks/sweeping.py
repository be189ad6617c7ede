"""What a sweep costs beyond the engine, beside the loop over `simulate` that it replaces.

    .venv/bin/python tests/benchmarks/sweeping.py [--before FOLDER] [--only ROW…]

Pairs in one run. CPU seconds count, the least of several rounds, because what else is at work only
ever adds; the loop that is replaced is told by the clock too, because it also waits for the disk.
FOLDER is a checkout of the build before (a3fd4d4), run as a process of its own with this Python and
its own scenario; without it the loop is that of this build's `simulate`.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tables import markdown

ROOT: Final = Path(__file__).parents[2]
SCENARIO: Final = ROOT / "scenarios" / "three_courses.toml"
BASELINE: Final = ROOT / "scenarios" / "baseline.toml"
WEEKS: Final = ["run.weeks=52"]
SETTINGS, REPLICATIONS, FEW = 100, 10, 4
ROUNDS: Final = 5
LONG_SETTINGS: Final = 150
MANY: Final = (1_000, 3_000, 10_000, 30_000)
RATES: Final = {"tariff.weekly_dkk.development": [2_500 + n for n in range(SETTINGS)]}
INFLOW: Final = {"team.Nord.inflow_per_week": [3 + n / 100 for n in range(SETTINGS)]}

LOOP: Final = """
import json, resource, sys, time
from sim import load_scenario, simulate

def seconds():
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)

def total(rate):
    given = ["run.weeks=52", f"tariff.weekly_dkk.development={rate}"]
    run = simulate(load_scenario(sys.argv[1], given), replications=10, workers=1, out=None)
    return run.summary["total"]["deviation_dkk"]["mean"]

total(2_000)
found, spent = [], []
for n in range(int(sys.argv[2])):
    began, clock = seconds(), time.perf_counter()
    found.append(total(2_500 + n))
    spent.append((seconds() - began, time.perf_counter() - clock))
print(json.dumps([*map(min, zip(*spent)), found]))
"""

MEMORY: Final = """
import resource, sys, sim
values = [2_500 + n / 10 for n in range(int(sys.argv[2]))]
scenario = sim.load_scenario(sys.argv[1], ["run.weeks=4"])
sim.sweep(scenario, {"tariff.weekly_dkk.development": values}, 2, out=sys.argv[3], workers=1)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def seconds() -> float:
    """CPU time of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def timed(work: Callable[[], object], times: int = 1) -> float:
    """CPU seconds of some work, a time."""
    began = seconds()
    for _ in range(times):
        work()
    return (seconds() - began) / times


def least(work: Callable[[], object], times: int = 1) -> float:
    """The least of some rounds: what else is at work only ever adds."""
    return min(timed(work, times) for _ in range(ROUNDS))


def in_process(script: str, *arguments: str, folder: Path = ROOT) -> str:
    """What a script prints last in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(folder)}
    ended = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return ended.stdout.splitlines()[-1]


def row(what: str, measured: str, target: str) -> list[str]:
    """One line of the table."""
    return [what, measured, target]


def sweep_rows(before: Path) -> list[list[str]]:
    """A sweep beside the loop that it replaces, and what it costs beyond the engine."""
    import sim
    from sim.experiments.running.replication import run_to_end

    scenario = sim.load_scenario(SCENARIO, WEEKS)
    job = sim.prepare(scenario).job
    run_to_end(job, 0)
    a_setting, on_clock, totals = json.loads(
        in_process(LOOP, str(before / "scenarios" / SCENARIO.name), str(FEW), folder=before)
    )
    found: list[float] = []

    def swept(vary: dict[str, list[float]]) -> None:
        rows = sim.sweep(scenario, vary, REPLICATIONS, workers=1).settings()
        found[:] = [setting["total.deviation_dkk"]["mean"] for setting in rows]

    engine = least(lambda: run_to_end(job, 0), 100) * REPLICATIONS
    inflow = least(lambda: swept(INFLOW)) / SETTINGS
    clock, rates = time.perf_counter(), least(lambda: swept(RATES)) / SETTINGS
    clock = (time.perf_counter() - clock) / SETTINGS / ROUNDS
    same = [round(100 * one) for one in found[:FEW]] == [round(100 * one) for one in totals]
    return [
        row("sweep of 100 x 10 against the loop", f"{on_clock / clock:.0f} times", "≥ 25"),
        row("… in CPU seconds", f"{a_setting / rates:.0f} times", ""),
        row("… the same sums to the øre", "yes" if same else "NO", "yes"),
        row("a setting, rates moved: all of it", f"{1e3 * rates:.1f} ms", "≤ 5 ms"),
        row("a setting beyond the engine, inflow", f"{1e3 * (inflow - engine):.1f} ms", "≤ 20 ms"),
        row("the engine's part of it", f"{1e3 * engine:.1f} ms", ""),
    ]


def patch_row() -> list[str]:
    """One value changed in what is prepared, beside reading the file with it."""
    import sim

    job = sim.prepare(BASELINE)
    values = iter(range(3_000, 10_000))
    key = "tariff.weekly_dkk.development"
    patched = timed(lambda: job.with_values({key: next(values)}), 1_000)
    read = timed(lambda: sim.load_scenario(BASELINE, [f"{key}=3000"]), 20)
    return row("with_values against load_scenario, baseline", f"{read / patched:.0f} times", "≥ 50")


def memory_row() -> list[str]:
    """Memory of a sweep that is kept, by its settings."""
    peaks = []
    for settings in MANY:
        with tempfile.TemporaryDirectory() as folder:
            peaks.append(float(in_process(MEMORY, str(SCENARIO), str(settings), folder)))
    said = ", ".join(f"{peak:.0f}" for peak in peaks)
    asked = ", ".join(f"{settings:,}" for settings in MANY)
    return row(f"peak memory of {asked} settings with `out=`", f"{said} MiB", "flat")


def workers_row() -> list[str]:
    """Two workers against one by the clock, a sweep of about a CPU minute; the sums of both."""
    import sim

    scenario = sim.load_scenario(BASELINE)
    team = scenario.values.team[0]
    inflow = {f"team.{team.name}.inflow_per_week": [3 + n / 100 for n in range(LONG_SETTINGS)]}
    taken, sums = [], []
    for workers in (1, 2):
        list(sim.sweep(scenario, {"run.seed": [1, 2]}, 1, workers=workers).settings())
        began = time.perf_counter()
        found = sim.sweep(scenario, inflow, FEW, workers=workers)
        sums.append([row["total.deviation_dkk"]["mean"] for row in found.settings()])
        taken.append(time.perf_counter() - began)
    same = "the same sums" if sums[0] == sums[1] else "OTHER SUMS"
    one, two = taken
    what = f"two workers against one, {LONG_SETTINGS} settings of the baseline x {FEW}"
    return row(what, f"{one / two:.2f} times ({one:.0f} s; {same})", "≥ 1.8")


ROWS: Final[dict[str, Callable[[Path], list[list[str]]]]] = {
    "sweep": sweep_rows,
    "patch": lambda _: [patch_row()],
    "memory": lambda _: [memory_row()],
    "workers": lambda _: [workers_row()],
}


def main() -> None:
    """Print the table."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--before", type=Path, default=ROOT)
    given.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS))
    asked = given.parse_args()
    rows = [one for name in asked.only for one in ROWS[name](asked.before.resolve())]
    print(markdown(["what", "measured", "target"], rows))


if __name__ == "__main__":
    main()
