"""How a setting holds under every behaviour model: its regret under each, and where it fails.

The regret under a model is how much worse the setting is there than what would be best there.
Where it fails is looked for under the worst model, over the numbers that have a range.
"""

from typing import Any, Final

import numpy as np

from sim.experiments.documents.searching import FailingBox, FailingEnd, RobustTree
from sim.experiments.searching.box import Box, failing_box
from sim.experiments.searching.trials import (
    SearchPlan,
    SearchTrial,
    Trials,
    answered,
    broken,
    loss_of,
)
from sim.experiments.studies.answers import SEED_KEY
from sim.experiments.studies.ranged import RangedNumbers
from sim.experiments.studies.sampling import places, seed_of
from sim.scenario.files.canonical import json_tree
from sim.words import phrase

SAMPLES: Final = 200
_WORST_SHARE: Final = 0.25
"""Of the samples are taken to fail where nothing says what failing is."""
_MIDDLE: Final = 0.5


def robust_tree(trials: Trials, best: SearchTrial) -> RobustTree:
    """Regret of a setting under every model, the worst named, and where it fails there."""
    plan, least = trials.plan, trials.best_losses
    regrets = [loss_of(plan, best, m) - least[m] for m in range(len(plan.models))]
    worst = int(np.argmax(regrets))
    models = []
    for number, (name, _) in enumerate(plan.models):
        own = _own_best(trials, number)
        models.append(
            {
                "model": name,
                "figure": _mean(best, number),
                "own_best": json_tree(own.setting),
                "own_figure": _mean(own, number),
                "regret": regrets[number],
            }
        )
    return {
        "worst": plan.models[worst][0],
        "regret": regrets[worst],
        "models": models,  # type: ignore[typeddict-item] # mypy takes the list for plain mappings
        "fails": _fails(plan, best, worst),
    }


def _mean(trial: SearchTrial, model: int) -> float:
    return float(trial.values[model, :, 0].mean())


def _own_best(trials: Trials, model: int) -> SearchTrial:
    plan = trials.plan
    held = [one for one in trials.made if broken(plan, one, model) == 0.0] or trials.made
    return min(held, key=lambda one: loss_of(plan, one, model))


def _fails(plan: SearchPlan, best: SearchTrial, model: int) -> FailingBox | None:
    """The box; none where no number has a range."""
    try:
        numbers = RangedNumbers(plan.asked.job.scenario, plan.only)
    except ValueError:
        return None
    seed = plan.asked.job.scenario.values.run.seed
    at = places(seed, numbers.factors, SAMPLES)
    moved = {**best.setting, **plan.models[model][1]}
    settings: list[dict[str, Any]] = [
        {**numbers.setting(row), **moved, SEED_KEY: seed_of("sample", seed, n)}
        for n, row in enumerate(at.tolist())
    ]
    losses = np.array([plan.wish.loss(float(of[:, 0].mean())) for of in answered(plan, settings)])
    beyond = float(np.quantile(losses, 1 - _WORST_SHARE))
    fails = losses > beyond
    box = failing_box(at, fails.astype(float))
    if box is None:
        return None
    return {
        "model": plan.models[model][0] or phrase("as it is"),
        "beyond": beyond,
        "samples": SAMPLES,
        "share": float(fails.mean()),
        "density": box.density,
        "coverage": box.coverage,
        "ends": _ends(numbers, box),
    }


def _ends(numbers: RangedNumbers, box: Box) -> list[FailingEnd]:
    found: list[FailingEnd] = []
    count = len(numbers.factors)
    for n, (factor, (low, high)) in enumerate(zip(numbers.factors, box.ends, strict=True)):
        if low > 0.0 or high < 1.0:
            ends = [_value_at(numbers, factor.key, n, end, count) for end in (low, high)]
            found.append({"key": factor.key, "low": ends[0], "high": ends[1]})
    return found


def _value_at(numbers: RangedNumbers, key: str, number: int, place: float, count: int) -> Any:  # noqa: ANN401 - a number or several
    """Value of a number at a place in its law, or the place where it has none by itself."""
    at = [_MIDDLE] * count
    at[number] = float(np.clip(place, _EDGE, 1 - _EDGE))
    value = json_tree(numbers.setting(at).get(key, place))
    return value[0]["value"] if _is_dated(value) else value


_EDGE: Final = 1e-3
"""The ends of a law that has none are as far as one sample in a thousand goes."""


def _is_dated(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
