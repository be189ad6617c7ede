"""The front door: what `import sim` offers, and what it does not load."""

import subprocess
import sys

import pytest

import sim


def test_every_name_is_there():
    for name in sim.__all__:
        assert getattr(sim, name) is not None


def test_the_names_are_sorted():
    assert sim.__all__ == sorted(sim.__all__)


def test_an_unknown_name_is_said_to_be_unknown():
    with pytest.raises(AttributeError, match="module 'sim' has no attribute 'simulte'"):
        _ = sim.simulte


def test_import_loads_nothing_heavy():
    look = (
        "import sys, sim; print(sorted({'numpy', 'scipy', 'simpy', 'duckdb'} & set(sys.modules)))"
    )
    seen = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)
    assert seen.stdout.strip() == "[]"
