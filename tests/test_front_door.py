"""The front door: what `import sim` offers and does not load, and what a type checker knows."""

import subprocess
import sys

import pytest

import sim

RIGHT = """
import sim

scenario = sim.load_scenario("town.toml")
results = sim.simulate(scenario, replications=3)
print(results.summary)
"""
WRONG = """
import sim
from sim import simulate

scenario = sim.load_scenario("town.toml")
sim.simulat(scenario)
simulate(scenrio=scenario, replicatons=3)
"""


def test_every_name_is_there():
    for name in sim.__all__:
        assert getattr(sim, name) is not None


def test_the_names_are_sorted():
    assert sim.__all__ == sorted(sim.__all__)


def test_an_unknown_name_is_said_to_be_unknown():
    with pytest.raises(AttributeError, match="sim attribute simulte"):
        _ = sim.simulte


def test_import_loads_nothing_heavy():
    look = (
        "import sys, sim; print(sorted({'numpy', 'scipy', 'simpy', 'duckdb'} & set(sys.modules)))"
    )
    seen = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)
    assert seen.stdout.strip() == "[]"


def test_a_strict_type_checker_finds_misspelt_names_and_arguments_and_nothing_else(tmp_path):
    for name, text in {"right": RIGHT, "wrong": WRONG}.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "right.py", "wrong.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    errors = [line for line in checked.stdout.splitlines() if ": error:" in line]
    assert {line.partition(":")[0] for line in errors} == {"wrong.py"}
    assert {line.rpartition("[")[2] for line in errors} == {"attr-defined]", "call-arg]"}
