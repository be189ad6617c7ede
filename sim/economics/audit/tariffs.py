"""A scenario under other tariffs: files whose [tariff] takes the place of its own.

The whole table is replaced, never merged, so that a file says all that is paid. A lever that
has nothing to act on under a tariff is left out of what the teams may move.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.model.levers import LEVER, LEVERS, WRITTEN_SHARE, Lever
from sim.scenario.faults.fault import Fault, ScenarioError
from sim.scenario.files.canonical import json_tree
from sim.scenario.files.stacking import stacked
from sim.scenario.reading import Scenario, restored_scenario
from sim.scenario.schema.outcomes import BY_TEAM
from sim.scenario.tariffs.listed import PLAN_KINDS
from sim.words import phrase

Tree = dict[str, Any]


def priced(scenario: Scenario, files: Sequence[str | Path]) -> Iterator[tuple[str, Scenario]]:
    """Name of each tariff, and the scenario that is paid by it; its own without files."""
    if not files:
        yield scenario.values.tariff.kind, scenario
    for file in files:
        yield Path(file).stem, under_tariff(scenario, file)


def tariff_titles(files: Sequence[str | Path]) -> dict[str, Any]:
    """What the tariffs' own files are titled, by the name that `priced` gives each."""
    said = {Path(file).stem: stacked(str(file)).document.tree.get("title") for file in files}
    return {name: title for name, title in said.items() if isinstance(title, str | dict)}


def under_tariff(scenario: Scenario, file: str | Path) -> Scenario:
    """Scenario paid by the [tariff] of a file.

    Raises
    ------
    ScenarioError
        If the file cannot be read or has no such table, or the tariff does not go with the
        scenario.
    """
    read = stacked(str(file)).document
    tariff = read.tree.get("tariff")
    if not isinstance(tariff, dict):
        what, remedy = phrase("is missing"), phrase("write [tariff] with what the teams are paid")
        raise ScenarioError([Fault(str(file), 1, 1, "tariff", what, remedy)])
    teams = [without_own_rate(team) for team in scenario.resolved["team"]]
    resolved = scenario.resolved | {"tariff": json_tree(tariff), "team": teams}
    resolved = without_idle_levers(resolved)
    return replace(restored_scenario(resolved, file), path=scenario.path)


def without_own_rate(team: Tree) -> Tree:
    """A team that is paid what the tariff pays every team."""
    return {key: value for key, value in team.items() if key != "rate"}


def without_idle_levers(tree: Tree) -> Tree:
    """A scenario without the levers that have nothing to act on under its tariff."""
    for lever in _idle(tree):
        tree = _without(tree, lever)
    return tree


def _idle(tree: Tree) -> list[str]:
    """Levers that have nothing to act on under a scenario's tariff."""
    tariff = tree["tariff"]
    if tariff.get("kind") in PLAN_KINDS:
        return []
    idle = [name for name, one in LEVER.items() if one.is_of_plans and not _stands(one, tariff)]
    by_team = tree.get("brackets", {}).get("assessed_by") == BY_TEAM
    return [name for name in idle if not (by_team and name == LEVERS[WRITTEN_SHARE])]


def _stands(lever: Lever, tariff: Tree) -> bool:
    """Whether the table that a lever acts on stands in a tariff."""
    return bool(lever.path) and lever.path[-1] in tariff


def _without(tree: Tree, lever: str) -> Tree:
    """A scenario in which no team holds or moves a lever."""
    teams = [not_held(team, lever) for team in tree["team"]]
    if "behaviour" not in tree:
        return tree | {"team": teams}
    return tree | {"team": teams, "behaviour": _not_moved(tree["behaviour"], lever)}


def not_held(team: Tree, lever: str) -> Tree:
    """A team that does not hold a lever."""
    if lever not in team.get("levers", {}):
        return team
    return team | {"levers": {name: at for name, at in team["levers"].items() if name != lever}}


def _not_moved(behaviour: Tree, lever: str) -> Tree:
    left = dict(behaviour)
    if "levers" in left:
        left["levers"] = {name: end for name, end in left["levers"].items() if name != lever}
    if "freedom" in left:
        left["freedom"] = [name for name in left["freedom"] if name != lever]
    return left
