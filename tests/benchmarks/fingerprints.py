"""What every shipped scenario gives, as hashes: to show that a refactoring moves no number.

    python tests/benchmarks/fingerprints.py > before.txt     # then change the code
    python tests/benchmarks/fingerprints.py | diff before.txt -

A line a scenario and file: the summary, both tables, the report and its figures, what `theory`
answers, and the event log of either engine. Runs are short, so that the whole takes minutes.
"""

import hashlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from shipped_scenarios import FOLDER, SHIPPED

import sim
import sim.cli

SETTINGS = ["run.weeks=8", "run.replications=2"]
LOGGED = ["run.weeks=2", "run.replications=1"]
ENGINES = {"compiled": sim.CompiledEngine, "simpy": sim.SimpyEngine}
ANSWERS = [
    ["rates", "three_courses.toml", "--json"],
    ["rates", "odense.toml"],
    ["rates", "offers/basis_service.toml"],
    ["audit", "three_courses.toml"],
    ["audit", "tariffs/mixed.toml", "--json"],
    ["reform", "region_midtjylland.toml", "--json"],
    ["plan", "plans/source_example.toml"],
]
VARIES = {"run.json", ".lock"}
"""Holds versions and times."""


def digest(content: bytes) -> str:
    """SHA-256 of some bytes, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def folder_lines(path: Path) -> Iterator[str]:
    """A line a file of the results folder of a scenario."""
    with tempfile.TemporaryDirectory() as out:
        results = sim.simulate(sim.load_scenario(path, SETTINGS), out=out)
        sim.write_report(results.folder)
        for file in sorted(results.folder.rglob("*")):
            if file.is_file() and file.name not in VARIES:
                content = file.read_bytes().replace(out.encode(), b"")
                yield f"{file.relative_to(results.folder)} {digest(content)}"


def log_lines(path: Path) -> Iterator[str]:
    """A line an engine: the hash of its event log."""
    parameters = sim.started(sim.load_scenario(path, LOGGED))
    for name, engine in ENGINES.items():
        run = engine(parameters, keep_log=True)
        run.run()
        yield f"log of {name} {digest(repr([tuple(row) for row in run.log or []]).encode())}"


def answer(*arguments: str) -> str:
    """The hash of what a command prints."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        sim.cli.status(list(arguments))
    return f"{' '.join(arguments[:1])} {digest(printed.getvalue().encode())}"


def main() -> None:
    """Print the lines of every scenario, then those of other questions about some."""
    os.chdir(FOLDER)
    for path in SHIPPED:
        for line in [*folder_lines(path), *log_lines(path), answer("theory", str(path))]:
            print(path.relative_to(FOLDER), line, flush=True)
    for arguments in ANSWERS:
        print(*arguments, answer(*arguments), flush=True)


if __name__ == "__main__":
    main()
