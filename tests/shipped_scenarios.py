"""The scenarios in `scenarios/`: what can be run, not support plans and reforms."""

import tomllib
from functools import cache
from pathlib import Path

from sim.experiments.running.starting import started
from sim.scenario.reading import load_scenario

FOLDER = Path(__file__).parents[1] / "scenarios"


def _is_scenario(path):
    """Whether a file, or one that it extends, has a table `run`."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    if "run" in tables:
        return True
    return "extends" in tables and _is_scenario(path.parent / tables["extends"])


@cache
def ready(path):
    """Arrays of a scenario over three weeks; best levers take long, so they are found once."""
    return started(load_scenario(path, ["run.weeks=3"]))


SHIPPED = sorted(path for path in FOLDER.rglob("*.toml") if _is_scenario(path))
