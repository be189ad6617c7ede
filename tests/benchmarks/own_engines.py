"""Run one of this project's engines as a worker: `python own_engines.py ENGINE SCENARIO`.

ENGINE is `simpy`, `compiled` (the general loop), `folded`, `same_work` (folded, with one service)
or `draws`: the floor, a compiled loop that makes as many Philox blocks as the same replication asks
for, and nothing else. Blocks are counted once, in a run of the SimPy engine, and scaled by
citizen-weeks: both engines ask for the same addresses.
"""

import cProfile
import os
import pstats
import sys
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache, partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "peers"))

from network import NETWORK, Totals
from serving import Job, Prepare, Run, serve

from sim.engines.compiled_engine import CompiledEngine, made_ready
from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.running.starting import started
from sim.model.parameters import Parameters
from sim.model.state import State
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.reading import load_scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"
ORE_PER_KRONE = 100


def inflow(file: Path, scale: float) -> list[str]:
    """Overrides that scale the inflow of every team."""
    if scale == 1:
        return []
    teams = tomllib.loads(file.read_text(encoding="utf-8"))["team"]
    return [
        f"team[{row}].inflow_per_week.value={scale * team['inflow_per_week']['value']}"
        for row, team in enumerate(teams)
    ]


ONE_SERVICE = tuple(
    f"course.{course.name}.hours_per_week.{service}={hours}"
    for course in NETWORK.courses
    for service, hours in (("home_care", course.hours), ("nursing", 0.0), ("training", 0.0))
)
"""Overrides of the small network by which all hours are of one service, as the peers have it."""


@lru_cache(maxsize=1)
def parameters_of(file: Path, scale: float, weeks: int, also: tuple[str, ...] = ()) -> Parameters:
    """Arrays of a scenario of so many citizens and weeks."""
    return started(load_scenario(file, [f"run.weeks={weeks}", *inflow(file, scale), *also]))


def totals(state: State) -> Totals:
    """Sums of a replication that has run."""
    weeks = state.weeks
    return Totals(
        float(weeks.days.sum()) / DAYS_PER_WEEK,
        float(weeks.cost_ore.sum()) / ORE_PER_KRONE,
        float(weeks.revenue_ore.sum()) / ORE_PER_KRONE,
    )


def replicated(
    engine: type[CompiledEngine | SimpyEngine], file: Path, job: Job, also: tuple[str, ...] = ()
) -> Run:
    """One replication, ready to run; the seed says which."""
    parameters = parameters_of(file, job.scale, job.weeks, also)
    return lambda: totals(engine(parameters, replication=job.seed).run())


def simpy(file: Path) -> Prepare:
    """Prepare replications of the SimPy engine."""
    return partial(replicated, SimpyEngine, file)


def compiled(file: Path, loop: str = "general") -> Prepare:
    """Prepare replications of the compiled engine, compiled already, in one of its loops."""
    os.environ["FORLOEB_ENGINE"] = loop
    made_ready(parameters_of(file, 1.0, 1))
    return partial(replicated, CompiledEngine, file)


def same_work(file: Path) -> Prepare:
    """The folded loop doing what the peers do: one service in place of three."""
    os.environ["FORLOEB_ENGINE"] = "folded"
    made_ready(parameters_of(file, 1.0, 1, ONE_SERVICE))
    return partial(replicated, CompiledEngine, file, also=ONE_SERVICE)


@cache
def blocks_a_citizen_week(file: Path, weeks: int) -> float:
    """How many blocks of draws a citizen-week asks for, the run's beginning included."""
    profile, parameters = cProfile.Profile(), parameters_of(file, 1.0, weeks)
    done = totals(profile.runcall(lambda: SimpyEngine(parameters).run()))
    calls = pstats.Stats(profile).stats.items()
    return sum(row[0] for (_, _, name), row in calls if name == "uniforms") / done.citizen_weeks


def draws(file: Path) -> Prepare:
    """Prepare the draws alone of replications."""
    drawn, engine = draw_loop(), compiled(file)

    def prepare(job: Job) -> Run:
        asked, done = blocks_a_citizen_week(file, job.weeks), engine(job)()
        return lambda: done._replace(cost=drawn(round(asked * done.citizen_weeks)))

    return prepare


def draw_loop() -> Callable[[int], float]:
    """Compiled loop that adds up so many blocks.

    Philox is inlined here, and so faster than where a rule calls it: the floor is as fast as numba
    can make it.
    """
    import numpy as np
    from numba import njit

    from sim.engines.compiling.philox import CompiledDraws, compiled_uniforms
    from sim.model.draws import Identity

    inlined = njit(inline="always")(compiled_uniforms.py_func)

    @njit
    def drawn(key: CompiledDraws, blocks: int) -> float:
        total = 0.0
        for index in range(blocks):
            first, second, third, fourth = inlined(key, Identity(7, 1, 3, index), 4, index)
            total += first + second + third + fourth
        return total

    return partial(drawn, CompiledDraws(np.uint64(1), np.uint64(0)))


ENGINES = {
    "simpy": simpy,
    "compiled": compiled,
    "folded": partial(compiled, loop="folded"),
    "same_work": same_work,
    "draws": draws,
}


def main() -> None:
    """Serve the engine asked for."""
    engine, scenario = sys.argv[1:]
    serve(lambda: ENGINES[engine](SCENARIOS / scenario))


if __name__ == "__main__":
    main()
