"""The whole country in one replication: 156,000 recipients of home care, 104 weeks.

Run it on a quiet machine: `python3 bootstrap.py python tests/benchmarks/country.py`. A municipality
is copied until there are so many citizens. The engine alone, with every spell kept at hand, and
`simulate`, which puts spells on the disk, each run in a process of their own, compiled before;
memory is the most that the process had in use.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent / "peers"))

from entrants import BASELINE, SMALL
from municipalities import many
from own_engines import SCENARIOS, blocks_a_citizen_week, draw_loop, totals
from serving import peak_mib
from tables import markdown, number, times
from targets import Target, rows_of

from sim import CompiledEngine, load_scenario, simulate, started
from sim.engines.compiled_engine import made_ready
from sim.scenario.reading import Scenario

RECIPIENTS = 156_000
WEEKS = 104
COUNTED_WEEKS = 26
MOST_GIB = 1.5
MIB_PER_GIB = 1_024


class EngineAlone(NamedTuple):
    """One scenario at the size of the country, in arrays."""

    teams: int
    present: float
    citizen_weeks: float
    prepare_seconds: float
    run_seconds: float
    draws_seconds: float
    peak_before_run_mib: float
    peak_mib: float


class Whole(NamedTuple):
    """The same from the scenario to the results folder."""

    seconds: float
    peak_mib: float


def the_country(name: str, recipients: int, weeks: int) -> Scenario:
    """As many municipalities as have so many citizens; the compiled loop is fetched besides."""
    one = started(load_scenario(SCENARIOS / name, ["run.weeks=4"]))
    CompiledEngine(one).run()
    return many(SCENARIOS / name, round(recipients / float(one.start.present.sum())), weeks)


def engine_alone(name: str, recipients: int, weeks: int) -> EngineAlone:
    """One replication in arrays, and as many draws and nothing else."""
    begun = time.perf_counter()
    parameters = started(the_country(name, recipients, weeks))
    prepared, before = time.perf_counter(), peak_mib()
    done = totals(CompiledEngine(parameters).run())
    finished, peak = time.perf_counter(), peak_mib()
    return EngineAlone(
        teams=len(parameters.start.present),
        present=float(parameters.start.present.sum()),
        citizen_weeks=done.citizen_weeks,
        prepare_seconds=prepared - begun,
        run_seconds=finished - prepared,
        draws_seconds=_draws_alone(SCENARIOS / name, done.citizen_weeks),
        peak_before_run_mib=before,
        peak_mib=peak,
    )


def whole(name: str, recipients: int, weeks: int) -> Whole:
    """One replication by `simulate`, with one worker, into an empty folder."""
    country = the_country(name, recipients, weeks)
    with TemporaryDirectory() as folder:
        begun = time.perf_counter()
        simulate(country, replications=1, workers=1, out=folder, engine="compiled")
        return Whole(time.perf_counter() - begun, peak_mib())


def _draws_alone(file: Path, citizen_weeks: float) -> float:
    """Time of the floor."""
    blocks = round(blocks_a_citizen_week(file, COUNTED_WEEKS) * citizen_weeks)
    drawn = draw_loop()
    drawn(1)
    begun = time.perf_counter()
    drawn(blocks)
    return time.perf_counter() - begun


PARTS = {"engine": (engine_alone, EngineAlone), "simulate": (whole, Whole)}


def in_a_fresh_process(part: str, name: str, asked: argparse.Namespace) -> EngineAlone | Whole:
    """Measure one part of one scenario where nothing else has been done."""
    command = [sys.executable, __file__, "--part", part, "--scenario", name]
    command += ["--recipients", str(asked.recipients), "--weeks", str(asked.weeks)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return PARTS[part][1](**json.loads(done.stdout))


def table(engines: dict[str, EngineAlone], wholes: dict[str, Whole]) -> str:
    """What was measured, a scenario a column."""
    alone, whole_runs = engines.values(), wholes.values()
    rows = [
        ["teams", *(number(each.teams) for each in alone)],
        ["citizens on the first day", *(number(each.present) for each in alone)],
        ["citizen-weeks", *(number(each.citizen_weeks) for each in alone)],
        ["reading and preparing [s]", *(number(each.prepare_seconds, 1) for each in alone)],
        ["one replication [s]", *(number(each.run_seconds, 2) for each in alone)],
        ["… a citizen-week [ns]", *(number(_nanoseconds(each)) for each in alone)],
        ["draws alone [s]", *(number(each.draws_seconds, 3) for each in alone)],
        ["one replication × draws alone", *(times(_over_draws(each)) for each in alone)],
        ["memory before the run [MiB]", *(number(each.peak_before_run_mib) for each in alone)],
        ["… with every spell at hand [MiB]", *(number(each.peak_mib) for each in alone)],
        ["`simulate` into a folder [s]", *(number(each.seconds, 1) for each in whole_runs)],
        ["… memory [MiB]", *(number(each.peak_mib) for each in whole_runs)],
    ]
    return markdown(["whole country", *engines], rows)


def _nanoseconds(each: EngineAlone) -> float:
    return 1e9 * each.run_seconds / each.citizen_weeks


def _over_draws(each: EngineAlone) -> float:
    return each.run_seconds / each.draws_seconds


def targets(engines: dict[str, EngineAlone], wholes: dict[str, Whole]) -> list[Target]:
    """Memory, both ways."""
    peaks = {f"memory [GiB], {name}, engine": each.peak_mib for name, each in engines.items()}
    peaks |= {f"memory [GiB], {name}, simulate": each.peak_mib for name, each in wholes.items()}
    return [
        Target(what, peak / MIB_PER_GIB, MOST_GIB, at_least=False) for what, peak in peaks.items()
    ]


def wanted() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipients", type=int, default=RECIPIENTS, metavar="N")
    parser.add_argument("--weeks", type=int, default=WEEKS, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers")
    parser.add_argument("--part", choices=PARTS, help="measure this alone, in this process")
    parser.add_argument("--scenario", default=SMALL, help="of which scenario")
    return parser.parse_args()


def main() -> None:
    """Measure both scenarios, print, write."""
    asked = wanted()
    if asked.part:
        found = PARTS[asked.part][0](asked.scenario, asked.recipients, asked.weeks)
        print(json.dumps(found._asdict()))
        return
    made_ready(started(load_scenario(SCENARIOS / SMALL)))
    names = (BASELINE, SMALL)
    engines = {name: in_a_fresh_process("engine", name, asked) for name in names}
    wholes = {name: in_a_fresh_process("simulate", name, asked) for name in names}
    print(table(engines, wholes))
    rows = rows_of(targets(engines, wholes))
    print(markdown(["what", "measured", "target", "verdict"], rows))
    if asked.json:
        numbers = {
            name: {"engine": engines[name]._asdict(), "simulate": wholes[name]._asdict()}
            for name in names
        }
        asked.json.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
