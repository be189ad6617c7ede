"""The scenarios in `scenarios/`: what can be run, not support plans and reforms."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "scenarios"


def _is_scenario(path):
    """Whether a file, or one that it extends, has a table `run`."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    if "run" in tables:
        return True
    return "extends" in tables and _is_scenario(path.parent / tables["extends"])


SHIPPED = sorted(path for path in FOLDER.rglob("*.toml") if _is_scenario(path))
