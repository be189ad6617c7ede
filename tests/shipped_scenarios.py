"""The scenarios in `scenarios/`: what can be run, not support plans and reforms."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "scenarios"
SHIPPED = sorted(
    path
    for path in FOLDER.rglob("*.toml")
    if {"run", "extends"} & tomllib.loads(path.read_text(encoding="utf-8")).keys()
)
