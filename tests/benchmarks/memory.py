"""Memory of a replication by how many citizens it holds: asked for by its tables, and in use.

`python3 bootstrap.py python tests/benchmarks/memory.py --citizens 245000 490000 980000`. The small
network with as many citizens, each engine in a process of its own; the SimPy engine is slow, so
`--weeks 1` is its default. What is asked for is what `forloeb check` reckons with.
"""

import argparse
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "peers"))

from own_engines import SCENARIOS
from serving import peak_mib
from tables import markdown, number

from sim import load_scenario, started
from sim.experiments.running.memory import needed_bytes
from sim.experiments.running.replication import ENGINES

GIB = 2**30
MIB_PER_GIB = 1_024
WEEKS = {"compiled": 26, "simpy": 1}


def many(citizens: int, weeks: int):
    """The small network with so many citizens, in as many teams as it has."""
    one = started(load_scenario(SCENARIOS / "three_courses.toml", [f"run.weeks={weeks}"]))
    times = citizens / float(one.start.present.sum())
    return one._replace(
        start=one.start._replace(present=one.start.present * times),
        inflow=one.inflow._replace(per_day=one.inflow.per_day * times),
    )


def measured(engine: str, citizens: int, weeks: int) -> None:
    """Run one replication; print what is asked for and the most that was in use, in GiB."""
    parameters = many(citizens, weeks)
    ENGINES[engine](parameters).run()
    print(needed_bytes(parameters) / GIB, peak_mib() / MIB_PER_GIB)


def row(engine: str, citizens: int, weeks: int) -> list[str]:
    """One line of the table, measured in a fresh process."""
    asked = [engine, f"--weeks={weeks}", f"--citizens={citizens}", "--here"]
    command = [sys.executable, __file__, "--engine", *asked]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    tables, peak = (float(word) for word in done.stdout.split())
    return [engine, number(citizens), number(weeks), number(tables, 2), number(peak, 2)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--citizens", type=int, nargs="+", default=[245_000, 490_000, 980_000])
    parser.add_argument("--engine", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--weeks", type=int, help="instead of 26 and, for SimPy, 1")
    parser.add_argument("--here", action="store_true", help="measure in this process")
    asked = parser.parse_args()
    of_each = [(e, c, asked.weeks or WEEKS[e]) for e in asked.engine for c in asked.citizens]
    if asked.here:
        measured(*of_each[0])
        return
    head = ["engine", "citizens", "weeks", "tables ask for [GiB]", "peak in use [GiB]"]
    print(markdown(head, [row(*each) for each in of_each]))


if __name__ == "__main__":
    main()
