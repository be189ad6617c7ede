"""What only some commands need is asked for by name, and the rest works without it."""

import re
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest

from sim import cli
from sim.extras import MissingExtraError, needs_extra

SCENARIO = Path(__file__).parents[1] / "scenarios" / "three_courses.toml"

BARE = """
import sys
from importlib.metadata import distribution, packages_distributions, PackageNotFoundError
from packaging.requirements import Requirement

def needed(name, found):
    \"\"\"A package and all that it depends on here, without any extra.\"\"\"
    if name in found:
        return found
    try:
        asked = map(Requirement, distribution(name).requires or [])
    except PackageNotFoundError:  # for another system
        return found
    found.add(name)
    for one in asked:
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            needed(one.name.lower().replace("_", "-"), found)
    return found

kept = needed("forloeb", set())
others = {
    module
    for module, owners in packages_distributions().items()
    if not {owner.lower().replace("_", "-") for owner in owners} & kept
}

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in others:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

for name in [name for name in sys.modules if name.partition(".")[0] in others]:
    del sys.modules[name]
sys.meta_path.insert(0, Absent())
"""
WITHOUT_EXTRAS = """
from sim import cli

assert {"fastapi", "uvicorn", "openpyxl", "xlsxwriter", "distributed", "ipykernel"} <= others
commands = [command.name or command.callback.__name__ for command in cli.app.registered_commands]
assert len(commands) > 10
for arguments in [["--help"], *([name, "--help"] for name in commands)]:
    assert cli.status(arguments) == 0, arguments
small = ["--weeks", "1", "--replications", "1", "--workers", "1", "--out", sys.argv[2]]
assert cli.status(["run", sys.argv[1], "--engine", "simpy", *small]) == 0
"""


def test_everything_but_the_extras_works_without_them(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", BARE + WITHOUT_EXTRAS, str(SCENARIO), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "report.html" in {path.name for path in tmp_path.glob("*/*")}


def sought_in_vain():
    with needs_extra("xlsx", "writing a spreadsheet"):
        import a_spreadsheet_library  # noqa: F401


def test_the_message_says_which_extra_and_what_to_type():
    with pytest.raises(MissingExtraError) as said:
        sought_in_vain()
    assert str(said.value) == (
        "writing a spreadsheet needs the extra xlsx, and a_spreadsheet_library is not installed; "
        "install it with: pip install 'forloeb[xlsx]'"
    )


def test_a_command_without_its_extra_says_so_and_exits_2(monkeypatch, capsys):
    monkeypatch.setattr(cli, "_run", lambda _: sought_in_vain())
    assert cli.status(["export"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("forloeb: writing a spreadsheet needs the extra xlsx, ")


def test_every_extra_that_is_asked_for_is_offered():
    offered = set(re.findall(r"extra == '(\w+)'", " ".join(requires("forloeb"))))
    source = "".join(p.read_text("utf-8") for p in Path(cli.__file__).parents[1].rglob("*.py"))
    assert set(re.findall(r"needs_extra\(\s*\"(\w+)\"", source)) <= offered
    assert offered == {"web", "xlsx", "cluster", "notebook"}
