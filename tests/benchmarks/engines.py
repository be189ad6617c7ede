"""What a citizen-week costs in each engine, beside the draws alone: medians of paired rounds.

Run it on a quiet machine: `python3 bootstrap.py python tests/benchmarks/engines.py`. The floor is a
compiled loop that makes as many Philox blocks as the SimPy engine asked for in the same run, and
nothing else. Every round times each of them once, so a slow moment hits all alike.
"""

import cProfile
import pstats
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numba import njit

from sim.engines.compiled_engine import CompiledEngine, made_ready
from sim.engines.compiling.philox import CompiledDraws, uniforms
from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.replication import started
from sim.model.draws import Identity
from sim.model.parameters import Parameters
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.reading import load_scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"
CASES = {"three_courses.toml": 52, "baseline.toml": 26}
ROUNDS = 5


@njit
def drawn(draws: CompiledDraws, blocks: int) -> float:
    """Sum of one uniform of each of so many blocks."""
    total = 0.0
    for index in range(blocks):
        total += uniforms(draws, Identity(7, 1, 3, 2), 4, index)[0]
    return total


def blocks_asked_for(parameters: Parameters) -> int:
    """How many blocks of draws a replication asks for."""
    profile = cProfile.Profile()
    profile.runcall(lambda: SimpyEngine(parameters).run())
    calls = pstats.Stats(profile).stats
    return sum(row[0] for (file, _, name), row in calls.items() if (name == "uniforms"))


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measured(parameters: Parameters) -> None:
    """Print the table of one scenario."""
    made_ready(parameters)
    key, blocks = CompiledDraws(np.uint64(1), np.uint64(0)), blocks_asked_for(parameters)
    drawn(key, 1)
    days = SimpyEngine(parameters).run().weeks.days.sum()
    citizen_weeks = float(days) / DAYS_PER_WEEK
    rounds = [
        {
            "SimPy engine": seconds(lambda: SimpyEngine(parameters).run()),
            "compiled engine": seconds(lambda: CompiledEngine(parameters).run()),
            "draws alone": seconds(lambda: drawn(key, blocks)),
        }
        for _ in range(ROUNDS)
    ]
    print(f"{citizen_weeks:,.0f} citizen-weeks, {blocks:,} blocks of draws")
    print(f"{'':18} {'ns a citizen-week':>18} {'citizen-weeks a s':>18} {'x draws alone':>14}")
    for name in rounds[0]:
        time_taken = statistics.median(each[name] for each in rounds)
        ratio = statistics.median(each[name] / each["draws alone"] for each in rounds)
        each_week = 1e9 * time_taken / citizen_weeks
        print(f"{name:18} {each_week:18,.0f} {citizen_weeks / time_taken:18,.0f} {ratio:14.1f}")
    faster = statistics.median(each["SimPy engine"] / each["compiled engine"] for each in rounds)
    print(f"compiled over SimPy: {faster:.0f} times\n")


def main() -> None:
    """Measure every case."""
    for name, weeks in CASES.items():
        print(f"{name}, {weeks} weeks")
        measured(started(load_scenario(SCENARIOS / name, [f"run.weeks={weeks}"])))


if __name__ == "__main__":
    main()
