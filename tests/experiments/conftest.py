"""A small scenario of two teams, and results folders made of it."""

import hashlib
from pathlib import Path

import pytest
from two_teams import SMALL

from sim.scenario.reading import load_scenario


@pytest.fixture
def small_file(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def small(small_file):
    return load_scenario(small_file)


@pytest.fixture(scope="session")
def bytes_of():
    return _bytes_of


def _bytes_of(folder: Path) -> dict[str, str]:
    """Hash of every file of a folder, by its name in the folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
