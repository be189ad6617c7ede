"""The whole command, from the shell's prompt to the last byte on the disk: now and before.

    python3 bootstrap.py python tests/benchmarks/command.py
    python3 bootstrap.py python tests/benchmarks/command.py --kept "without the page"

`forloeb run scenarios/baseline.toml` with one worker, a first run that has to compile and a second
that finds what was kept; with the page and without; beside the same command of `earlier.py`, in
turn. Seconds by the clock, of processor time (all threads and processes), and the most memory of
one process. `--kept` leaves out first runs and takes the loops that are kept already. Linux and
macOS; processor time is the figure to trust on a busy machine.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from earlier import EARLIER, NoCheckout, cache_folder, checkout, environment
from tables import markdown, number

ROOT = Path(__file__).parents[2]
ROUNDS = 3
KIB_PER_MIB = 1_024 if sys.platform != "darwin" else 1_024**2
KINDS = {"without the page": ["--no-report"], "with the page": []}


class Cost(NamedTuple):
    """What one command took."""

    seconds: float
    cpu_seconds: float
    peak_mib: float


def cost_of(project: Path, cache: Path, arguments: list[str]) -> Cost:
    """Run a state of the project in a folder of results that is new."""
    with TemporaryDirectory() as out:
        asked = [
            "run",
            str(project / "scenarios" / "baseline.toml"),
            "--workers",
            "1",
            "--out",
            out,
            *arguments,
        ]
        begun = time.perf_counter()
        process = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "sim", *asked],
            {**environment(project), "FORLOEB_CACHE": str(cache)},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
        )
        _, status, used = os.wait4(process, 0)
        seconds = time.perf_counter() - begun
        if status:
            raise SystemExit(f"{project}: the command failed ({status})")
        return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / KIB_PER_MIB)


Found = dict[tuple[str, str], list[Cost]]
"""What was measured, by project and kind."""


def measured(projects: dict[str, Path], rounds: int) -> Found:
    """First runs, and second ones in turn."""
    found: Found = {}
    with TemporaryDirectory() as caches:
        cache_of = {name: Path(caches) / name for name in projects}
        for name, project in projects.items():
            cache_of[name].mkdir(mode=0o700)
            print(f"{name}: first run ...", file=sys.stderr, flush=True)
            cost = cost_of(project, cache_of[name], ["--no-report"])
            found[name, "first, without the page"] = [cost]
        for kind in KINDS:
            found |= second_runs(projects, cache_of, kind, rounds)
    return found


def second_runs(
    projects: dict[str, Path], cache_of: dict[str, Path], kind: str, rounds: int
) -> Found:
    """Runs of one kind in turn, whose loops are kept already."""
    found: Found = {}
    for turn in range(rounds):
        for name, project in projects.items():
            print(f"{name}: {kind}, {turn + 1} ...", file=sys.stderr, flush=True)
            cost = cost_of(project, cache_of[name], KINDS[kind])
            found.setdefault((name, f"second, {kind}"), []).append(cost)
    return found


def table(found: Found) -> str:
    """Medians, and each beside the earlier state's in the same round."""
    rows = []
    for (name, kind), costs in found.items():
        before = found.get((EARLIER, kind), [])
        pairs = [a.cpu_seconds / b.cpu_seconds for a, b in zip(costs, before, strict=False)]
        middle = [statistics.median(column) for column in zip(*costs, strict=True)]
        shares = number(statistics.median(pairs), 2) if pairs else "–"
        rows.append([kind, name, *(number(each, 1) for each in middle), shares])
    rows.sort(key=lambda row: row[0])
    heads = ["run", "of", "s", "CPU s", "peak MiB", f"CPU s × {EARLIER}"]
    return markdown(heads, rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="second runs")
    parser.add_argument("--kept", choices=[*KINDS], help="second runs of this kind alone")
    asked = parser.parse_args()
    projects = {"now": ROOT}
    try:
        projects[EARLIER] = checkout()
    except NoCheckout as fault:
        print(f"alone: {fault}", file=sys.stderr)
    if asked.kept:
        cache_of = dict.fromkeys(projects, cache_folder())
        print(table(second_runs(projects, cache_of, asked.kept, asked.rounds)))
        return
    print(table(measured(projects, asked.rounds)))


if __name__ == "__main__":
    main()
