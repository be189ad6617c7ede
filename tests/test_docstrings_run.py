"""The examples in docstrings run, in a folder that has the shipped scenarios."""

import doctest
import shutil
from importlib import import_module

import pytest
from source_tree import MODULES, ROOT

WITH_EXAMPLES = sorted(name for name, path in MODULES.items() if ">>> " in path.read_text("utf-8"))


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder to stand in, as a reader stands in the project."""
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_module_give_what_they_show(name):
    found = doctest.testmod(import_module(name))
    assert found.attempted > 0
    assert found.failed == 0


def test_the_model_shows_how_it_is_run():
    assert "sim.model.events.happen" in WITH_EXAMPLES
