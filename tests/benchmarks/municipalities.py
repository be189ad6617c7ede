"""A scenario of many municipalities, made of one: its teams again and again, under new names.

A team keeps its size. What the teams of a municipality share, the slots of a clinic and the places
of a nursing home, is there as many times as the teams are.
"""

import re
import tempfile
import tomllib
from pathlib import Path

from sim.scenario.reading import Scenario, load_scenario

SHARED = {"clinic": "slots_per_day", "nursing_home": "places"}
"""Tables that teams share, and which of their values grows with them."""

_NAME = re.compile(r'^(name = "[^"]*)"', re.MULTILINE)


def many(file: Path, copies: int, weeks: int) -> Scenario:
    """So many municipalities like that of a file, as one scenario."""
    settings = [f"run.weeks={weeks}", *_shared(file, copies)]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / file.name
        whole.write_text(_copied(file.read_text(encoding="utf-8"), copies), encoding="utf-8")
        return load_scenario(whole, settings)


def _copied(text: str, copies: int) -> str:
    """Text of a scenario whose every team is there so many times."""
    others, teams, inside = [], [], False
    for line in text.splitlines(keepends=True):
        if line.startswith("["):
            inside = line.startswith(("[[team]]", "[team."))
        (teams if inside else others).append(line)
    block = "".join(teams)
    renamed = [_NAME.sub(rf'\g<1> {number}"', block) for number in range(1, copies + 1)]
    return "".join([*others, *renamed])


def _shared(file: Path, copies: int) -> list[str]:
    """Settings that scale what the teams share, and how far it may be off."""
    scenario = tomllib.loads(file.read_text(encoding="utf-8"))
    there = [(table, key) for table, key in SHARED.items() if table in scenario]
    return [
        f"{table}.{key}.{bound}={copies * scenario[table][key][bound]}"
        for table, key in there
        for bound in ("value", "low", "high")
        if bound in scenario[table][key]
    ]
