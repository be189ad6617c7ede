"""A scenario under other tariffs: files whose [tariff] takes the place of its own.

The whole table is replaced, never merged, so that a file says all that is paid. A lever that
has nothing to act on under a tariff is left out of what the teams may move.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.scenario.canonical import json_tree
from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.reading import Scenario, restored_scenario
from sim.scenario.stacking import stacked

Tree = dict[str, Any]
_DELAY = "step_down_delay_weeks"


def priced(scenario: Scenario, files: Sequence[str | Path]) -> Iterator[tuple[str, Scenario]]:
    """Name of each tariff, and the scenario that is paid by it; its own without files."""
    if not files:
        yield scenario.values.tariff.kind, scenario
    for file in files:
        yield Path(file).stem, under_tariff(scenario, file)


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
        what, remedy = "is missing", "write [tariff] with what the teams are paid"
        raise ScenarioError([Fault(str(file), 1, 1, "tariff", what, remedy)])
    resolved = scenario.resolved | {"tariff": json_tree(tariff)}
    if "step_down" not in tariff and "behaviour" in resolved:
        resolved["behaviour"] = _without(resolved["behaviour"], _DELAY)
    return replace(restored_scenario(resolved, file), path=scenario.path)


def _without(behaviour: Tree, lever: str) -> Tree:
    """Behaviour without a lever."""
    left = dict(behaviour)
    if "levers" in left:
        left["levers"] = {name: end for name, end in left["levers"].items() if name != lever}
    if "freedom" in left:
        left["freedom"] = [name for name in left["freedom"] if name != lever]
    return left
