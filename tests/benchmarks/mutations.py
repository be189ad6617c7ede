"""Change one line of the model, its engines or its settlement at a time: does a test fail?

    python tests/benchmarks/mutations.py [--only PART] [TESTS ...]

Each of the twenty mutants is made in a copy of the project, in which the tests run until one
fails. A mutant that no test kills is a claim that nobody makes. TESTS are the folders and files
that are asked, one after the other; as a rule those of the model and what stands on it. A line
says what became of a mutant; the last one counts them, and the exit code is 1 where one survived.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
COPIED = ("sim", "tests", "scenarios", "notebooks", "docs", "pyproject.toml", "README.md")
WEEK, QUEUES = "model/events/week", "model/events/queues"
ASKED = ("model", "invariants", "engines", "theory", "economics", "experiments", "scenarios")


class Mutant(NamedTuple):
    """A line of a file, and what it is changed to; the line is there once."""

    file: str
    line: str
    other: str


MUTANTS = (
    Mutant("model/rules/pay.py", "in_course < rates.step", "in_course <= rates.step"),
    Mutant("model/rules/pay.py", "since_left < rates.re", "since_left <= rates.re"),
    Mutant("model/rules/pay.py", "kept_ore if days_away < paid", "kept_ore if days_away <= paid"),
    Mutant("model/rules/pay.py", "(deviation - kept)", "(deviation + kept)"),
    Mutant("model/rules/spells.py", "stated * (1.0 - dosed) / rest", "stated * (1.0 - dosed)"),
    Mutant("model/rules/staff.py", "short_minutes * temporary_share", "short_minutes"),
    Mutant(f"{WEEK}/settlement.py", "min(1.0, delivered_share) * now", "delivered_share * now"),
    Mutant(f"{WEEK}/settlement.py", "share * more)", "share)"),
    Mutant(f"{WEEK}/settlement.py", "minutes[service] // met", "minutes[service] // 2 // met"),
    Mutant(f"{WEEK}/booking.py", "part, given)) - penalty", "part, given))"),
    Mutant(f"{WEEK}/booking.py", "upto if upto < total else 0", "upto"),
    Mutant(f"{WEEK}/booking.py", "total.unmet_visits - total.turned", "total.turned"),
    Mutant(f"{WEEK}/weeks.py", "up_cost_ore[team] = teams.cost_ore[team]", "up_cost_ore[team] = 0"),
    Mutant(
        "model/events/lives/spells.py", "spells.stay_days[spell] - gone", "spells.stay_days[spell]"
    ),
    Mutant(f"{QUEUES}/clinic.py", "event.day - since < longest", "event.day - since <= longest"),
    Mutant(f"{QUEUES}/nursing_home.py", "event.number != _ELSEWHERE", "event.number == _BY_PLACE"),
    Mutant(f"{QUEUES}/offers.py", "* (day - since)", "* (day - since + 1)"),
    Mutant(
        "engines/agenda.py",
        "return bool(order < agenda.order[row])",
        "return bool(order > agenda.order[row])",
    ),
    Mutant("engines/sweep.py", "add(run.agenda, third)", "add(run.agenda, second)"),
    Mutant("engines/simpy_engine.py", "kind << 32 | team", "team << 32 | kind"),
)


def copied(folder: Path) -> None:
    """Copy what the tests need."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            left_out = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(source, folder / name, ignore=left_out)
        else:
            shutil.copy(source, folder / name)


def killed_by(folder: Path, asked: list[str]) -> str | None:
    """The first test that fails in a copy; None where none does."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder),
        "FORLOEB_CACHE": str(folder / "cache"),
    }
    options = ["-p", "no:cacheprovider", "--override-ini=addopts=", "-x", "-q"]
    for tests in asked:
        command = [sys.executable, "-m", "pytest", *options, f"tests/{tests}"]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            found = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
            return found.group(1) if found else f"{tests}: exit code {done.returncode}"
    return None


def main() -> int:
    """Make every mutant in turn, and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tests", nargs="*", help="folders and files of tests/ that are asked")
    parser.add_argument("--only", default="", help="mutants whose file has this in its name")
    arguments = parser.parse_args()
    chosen = [mutant for mutant in MUTANTS if arguments.only in mutant.file]
    killed = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        copied(folder)
        for mutant in chosen:
            path = folder / "sim" / mutant.file
            text = path.read_text(encoding="utf-8")
            if text.count(mutant.line) != 1:
                sys.exit(f"{mutant.file}: '{mutant.line}' is there {text.count(mutant.line)} times")
            path.write_text(text.replace(mutant.line, mutant.other), encoding="utf-8")
            by = killed_by(folder, arguments.tests or list(ASKED))
            path.write_text(text, encoding="utf-8")
            killed += by is not None
            print(f"{mutant.file}: {mutant.line} -> {mutant.other}: {by or 'SURVIVED'}", flush=True)
    print(f"{killed} of {len(chosen)} killed")
    return int(killed < len(chosen))


if __name__ == "__main__":
    sys.exit(main())
