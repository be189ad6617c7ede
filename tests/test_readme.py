"""What the README tells its readers to type works, in the order in which it tells it.

Runs are shortened by options at the end of their lines; nothing else is changed.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
SHORT = ["--weeks", "2", "--replications", "1", "--workers", "1"]
PREFIX = "python3 bootstrap.py forloeb "


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of what the commands need, as a reader who stands in the project has it."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    return folder


def ran(arguments, folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_command_runs(copy):
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    commands = [line.removeprefix(PREFIX) for line in lines if line.startswith(PREFIX)]
    assert len(commands) == 12
    for command in commands:
        arguments = shlex.split(command, comments=True)
        simulates = arguments[0] in {"run", "compare"}
        ran(["-m", "sim", *arguments, *(SHORT if simulates else [])], copy)
    made = {path.name.rsplit("-", 1)[0] for path in (copy / "results").iterdir()}
    assert made == {
        *("baseline", "my_town", "aeldreloven", "frit_valg"),
        *("course_rates", "block", "compare-course_rates-block"),
        *("sundhedsreform_2027", "sundhedsreform_2027_averted"),
        "compare-sundhedsreform_2027-sundhedsreform_2027_averted",
    }


def test_the_other_lines_are_the_tests_and_nothing_else():
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    others = [line for line in lines if not line.startswith(PREFIX)]
    assert others == ["python3 bootstrap.py pytest"]


def test_commands_named_in_the_text_exist():
    named = set(re.findall(r"`forloeb (\w+)", TEXT))
    assert named == {
        *("explain", "glossary", "ledger", "list", "plan", "reform", "report"),
        *("search", "sensitivity", "serve", "show", "sweep", "uncertain", "verify", "worth"),
    }
    offered = ran(["-m", "sim", "--help"], ROOT)
    assert all(re.search(rf"^  {name} ", offered, re.MULTILINE) for name in named)


def test_the_python_example_runs(copy):
    (example,) = blocks("python")
    ran(["-c", example.replace('"run.weeks=52"', '"run.weeks=2", "run.replications=2"')], copy)


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        assert (ROOT / target).exists(), target
