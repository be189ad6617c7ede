"""What a lever stands at in the scenario as it is."""

from typing import Any

from sim.experiments.searching.levers import SearchLever, keys_meant
from sim.experiments.searching.trials import SearchPlan
from sim.scenario.files.overrides import place_of
from sim.scenario.schema.wrapper import WRAPPER_KEYS


def present_value(plan: SearchPlan, lever: SearchLever) -> Any:  # noqa: ANN401 - any value of a key
    """The value of a lever's key, the same for every team that it moves; else nothing."""
    found = [_value(plan, key) for key in keys_meant(lever.key, plan.teams)]
    return found[0] if all(one == found[0] for one in found) else None


def _value(plan: SearchPlan, key: str) -> Any:  # noqa: ANN401 - as above
    tree: Any = plan.asked.job.scenario.tree
    way = place_of(tree, key)
    if way is None:
        return None
    for part in way:
        try:
            tree = tree[part]
        except (KeyError, IndexError, TypeError):
            return None
    if isinstance(tree, dict) and "value" in tree and set(tree) <= set(WRAPPER_KEYS):
        return tree["value"]
    return tree
