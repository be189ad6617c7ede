"""What surrounds the engine: two workers against one, a second run from its start, the compiler.

Run it on a quiet machine: `python3 bootstrap.py python tests/benchmarks/cores.py`. Workers and runs
are timed in turn, round after round, with nothing in the results folder; medians. The compiler is
timed in a fresh process whose folder of compiled loops is empty.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from entrants import BASELINE
from tables import markdown, number
from targets import Target, rows_of

import sim  # whose names load when used: each worker process imports this file again

SCENARIO = Path(__file__).parents[2] / "scenarios" / BASELINE
REPLICATIONS = 30
ROUNDS = 3
MANY = 3
"""How many times as many replications tell start-up from what each further one takes."""

LONGEST_COMPILING = 20.0

COMPILING = """
import time
from sim import load_scenario, started
from sim.engines.compiled_engine import is_ready, made_ready

parameters = started(load_scenario({scenario!r}, ["run.weeks=4"]))
assert not is_ready()
begun = time.perf_counter()
made_ready(parameters)
print(time.perf_counter() - begun)
"""


class Measured(NamedTuple):
    """Medians [s]."""

    one_worker: float
    two_workers: float
    further_one_worker: float  # of each further replication
    further_two_workers: float
    engine: float  # replications of the second run, nothing else
    tables: float  # turning them into columns, besides
    empty_python: float
    command_one_worker: float
    command: float  # with as many workers as it takes by itself
    workers_ratio: float  # medians within rounds
    further_ratio: float
    compiling: float

    @property
    def around(self) -> float:
        """Start-up and writing of a second run: the command's time but for the engine's."""
        return self.command_one_worker - self.engine


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def simulated(workers: int, replications: int) -> float:
    """Time of `simulate` into an empty folder."""
    scenario = sim.load_scenario(SCENARIO)
    with TemporaryDirectory() as folder:
        return seconds(
            lambda: sim.simulate(
                scenario,
                replications=replications,
                workers=workers,
                out=folder,
                engine="compiled",
            )
        )


def command(replications: int, *options: str) -> float:
    """Time of `forloeb run` into an empty folder, from its start."""
    with TemporaryDirectory() as folder:
        run = [sys.executable, "-m", "sim", "run", str(SCENARIO), "--no-report", "--out", folder]
        run += ["--replications", str(replications), *options]
        return seconds(
            lambda: subprocess.run(
                run, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        )


def engine_and_tables(replications: int) -> tuple[float, float]:
    """Time of the engine's replications and of tabulating them, in this process."""
    from sim.experiments.running.preparing import job
    from sim.experiments.running.replication import tabulated

    prepared, engine, tables = job(sim.load_scenario(SCENARIO)), 0.0, 0.0
    for replication in range(replications):
        run = sim.CompiledEngine(prepared.parameters, seed=prepared.seed, replication=replication)
        states: list = []
        engine += seconds(lambda run=run, states=states: states.append(run.run()))
        tables += seconds(lambda r=replication, states=states: tabulated(prepared, states[0], r))
    return engine, tables


def compiling() -> float:
    """Time of compiling in a fresh process with nothing kept."""
    with TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", COMPILING.format(scenario=str(SCENARIO))],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "FORLOEB_CACHE": folder},
        )
    return float(done.stdout)


def workers(replications: int) -> list[float]:
    """Time of one worker and of two, and of each further replication with one and with two."""
    few = [simulated(number, replications) for number in (1, 2)]
    many = [simulated(number, MANY * replications) for number in (1, 2)]
    more = (MANY - 1) * replications
    return [*few, *((long - short) / more for long, short in zip(many, few, strict=True))]


def measured(replications: int, rounds: int) -> Measured:
    """Everything, in turn."""
    from sim.engines.compiled_engine import made_ready

    made_ready(sim.started(sim.load_scenario(SCENARIO)))
    rows = [
        [
            *workers(replications),
            *engine_and_tables(replications),
            seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True)),
            command(replications, "--workers", "1"),
            command(replications),
        ]
        for _ in range(rounds)
    ]
    return Measured(
        *(statistics.median(column) for column in zip(*rows, strict=True)),
        workers_ratio=statistics.median(row[0] / row[1] for row in rows),
        further_ratio=statistics.median(row[2] / row[3] for row in rows),
        compiling=compiling(),
    )


def table(found: Measured, replications: int) -> str:
    """What was measured."""
    whole = f"`forloeb run`, {replications} replications, no report"
    rows = [
        [f"`simulate`, {replications} replications, one worker", found.one_worker],
        ["… two workers", found.two_workers],
        ["each further replication, one worker", found.further_one_worker],
        ["… two workers", found.further_two_workers],
        [f"{whole}, one worker", found.command_one_worker],
        ["… as many workers as processors", found.command],
        ["the engine's part of it", found.engine],
        ["start-up and writing: the rest", found.around],
        ["… of which making columns", found.tables],
        ["an empty Python", found.empty_python],
        ["compiling on a fresh machine", found.compiling],
    ]
    return markdown(["baseline", "s"], [[what, number(time, 2)] for what, time in rows])


def targets(found: Measured) -> list[Target]:
    """Targets that this run can judge."""
    share = found.engine / found.around
    return [
        Target("two workers against one, start to end", found.workers_ratio, 1.8),
        Target("… each further replication", found.further_ratio, 1.8),
        Target("second run: engine over start-up and writing", share, 1.0, at_least=False),
        Target("compiling [s]", found.compiling, LONGEST_COMPILING, at_least=False),
    ]


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", type=int, default=REPLICATIONS, metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers")
    asked = parser.parse_args()
    found = measured(asked.replications, asked.rounds)
    print(table(found, asked.replications))
    print(markdown(["what", "measured", "target", "verdict"], rows_of(targets(found))))
    if asked.json:
        asked.json.write_text(json.dumps(found._asdict(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
