"""How often `forloeb search` chooses the right setting, where it is known which that is.

    PYTHONPATH=. python tests/benchmarks/selecting.py [REPEATS]

Five settings share luck of standard deviation 2 and have 3 of their own; the indifference is 1.
"Ahead" has the best ahead of all others by just that, the hardest case of the guarantee, as the
highest mean or as that nearest to 0. "Drawn" draws the means anew in each repeat, with a standard
deviation of 2, and "few" has no more than 40 replications for them; a choice is good if none is
better by more than the indifference, and what `probability_best` says on average stands beside how
often that came true. "Intervals held" is how often the 95 % intervals of the finalists' means have
these in them, and that of the chosen one alone.

The second table is of limits: another figure of each setting with luck of its own has its mean at
the limit just, a standard deviation of a mean of 20 below it, or far below. "None thought kept" is
how often no setting at the limit passed, and "no wrong bound" how often none is told beyond which
the chosen one's mean lies: both should be the confidence or more.
"""

import sys
from typing import Final

import numpy as np
from tables import markdown, number, percent

from sim.experiments.searching.search import known_figure
from sim.experiments.searching.selection import (
    FIRST,
    SelectionRule,
    benefit,
    probability_least_regret,
    select_best,
    worst_regrets,
)
from sim.experiments.searching.trials import excess_over
from sim.scenario.search_table import SearchLimitTable

REPEATS: Final = 200
SETTINGS: Final = 5
MOST: Final = 5_000
FEW: Final = 40
SHARED: Final = 2.0
OWN: Final = 3.0
SPREAD: Final = 2.0
MODELS: Final = 3
CASES: Final = (
    ("ahead", False, 0.9),
    ("ahead", False, 0.95),
    ("ahead", True, 0.9),
    ("ahead", True, 0.95),
    ("drawn", False, 0.95),
    ("drawn", True, 0.95),
    ("few", False, 0.95),
    ("few", True, 0.95),
    ("models", False, None),
    ("models", True, None),
)


def means_of(kind: str, chance: np.random.Generator, *, near_zero: bool) -> np.ndarray:
    """Means of the settings, the first the best where it is ahead."""
    if kind != "ahead":
        return SPREAD * chance.standard_normal(SETTINGS)
    return np.array([0.0, 1, -1, 1, -1]) if near_zero else np.array([1.0, 0, 0, 0, 0])


def repeat(case: tuple[str, bool, float | None], chance: np.random.Generator) -> list[float]:
    """Whether the choice was good, what was said of it, and the replications that it took."""
    kind, near_zero, confidence = case
    if confidence is None:
        return repeat_of_models(chance, near_zero=near_zero)
    rule = SelectionRule(1.0, confidence, near_zero, most=FEW if kind == "few" else MOST)
    means = means_of(kind, chance, near_zero=near_zero)
    shared = SHARED * chance.standard_normal((1, MOST))
    runs = means[:, None] + shared + OWN * chance.standard_normal((SETTINGS, MOST))
    found = select_best(SETTINGS, rule, lambda alive, have, wanted: runs[alive, have:wanted])
    worth = np.array([benefit(mean, rule) for mean in means])
    within = 1e-9 if kind == "ahead" else rule.indifference
    is_good = worth[found.best] >= worth.max() - within
    held = [is_held(values, mean) for values, mean in zip(found.values, means, strict=True)]
    runs_of_best = float(len(found.values[found.best]))
    return [
        float(is_good),
        found.probability_best,
        runs_of_best,
        float(np.mean(held)),
        float(held[found.best]),
    ]


def is_held(values: np.ndarray, mean: float) -> bool:
    """Claim that the interval of a finalist's mean has it."""
    of = known_figure(values)
    return float(of["low"] or 0.0) <= mean <= float(of["high"] or 0.0)


def repeat_of_limits(
    beyond: tuple[float, ...], confidence: float, seed: int
) -> tuple[float, float, float]:
    """Whether no setting at the limit is thought kept, and whether the chosen one's bound holds."""
    chance = np.random.default_rng(seed)
    limit = SearchLimitTable(figure="hours", at_most=0.0, confidence=confidence)
    means = SPREAD * chance.standard_normal(SETTINGS)
    noise = chance.standard_normal((2, SETTINGS, MOST))
    shared = SHARED * chance.standard_normal((2, 1, MOST))
    runs = means[:, None] + shared[0] + OWN * noise[0]
    hours = np.array(beyond)[:, None] + shared[1] + OWN * noise[1]
    kept = [
        n
        for n, of in enumerate(hours)
        if excess_over(limit, of[:FIRST], len_of_family=SETTINGS) <= 0
    ]
    is_right = float(not any(beyond[n] == 0.0 for n in kept))
    if not kept:
        return is_right, 0.0, 1.0
    rule = SelectionRule(1.0, 0.95, most=MOST)
    found = select_best(len(kept), rule, lambda alive, have, to: runs[kept][alive, have:to])
    seen = hours[kept[found.best], : len(found.values[found.best])]
    return is_right, 1.0, float(beyond[kept[found.best]] <= excess_over(limit, seen, SETTINGS))


_STEP: Final = float(np.hypot(SHARED, OWN) / np.sqrt(FIRST))
LIMITS: Final = {
    "all just": (0.0,) * SETTINGS,
    "some just": (0.0, 0.0, -_STEP, -3 * _STEP, -9 * _STEP),
    "none": (-_STEP, -2 * _STEP, -3 * _STEP, -4 * _STEP, -9 * _STEP),
}
"""Means of the limited figure of each setting, where the limit is 0."""


def repeat_of_models(chance: np.random.Generator, *, near_zero: bool) -> list[float]:
    """The same of a choice by least regret, of means drawn anew under every model."""
    loss = np.abs if near_zero else np.negative
    means = SPREAD * chance.standard_normal((SETTINGS, MODELS))
    own = OWN * chance.standard_normal((SETTINGS, MODELS, FIRST))
    runs = means[:, :, None] + SHARED * chance.standard_normal((1, 1, FIRST)) + own
    best = int(worst_regrets(loss(runs.mean(axis=2))).argmin())
    regrets = worst_regrets(loss(means))
    is_good = regrets[best] <= regrets.min() + 1.0
    held = [is_held(of, mean) for of, mean in zip(runs[:, 0], means[:, 0], strict=True)]
    sure = probability_least_regret(runs, best, loss, 1.0)
    return [float(is_good), sure, float(FIRST), float(np.mean(held)), float(held[best])]


def main() -> None:
    """Print the table."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS
    rows = []
    for case in CASES:
        chance = np.random.default_rng(1)
        good, said, runs, *held = np.mean([repeat(case, chance) for _ in range(repeats)], axis=0)
        kind, near_zero, confidence = case
        wish = "near 0" if near_zero else "highest"
        promised = "-" if confidence is None else percent(confidence)
        rows.append([kind, wish, promised, percent(good), percent(said), number(runs, 0)])
        rows[-1] += map(percent, held)
    heads = ["means", "wanted", "promised", "good", "probability said", "replications"]
    print(markdown([*heads, "intervals held", "chosen held"], rows))
    rows = []
    for name, beyond in LIMITS.items():
        for confidence in (0.9, 0.95):
            found = [repeat_of_limits(beyond, confidence, seed) for seed in range(repeats)]
            rows.append([name, percent(confidence), *map(percent, np.mean(found, axis=0))])
    heads = ["at the limit", "confidence", "none thought kept", "one chosen", "no wrong bound"]
    print(markdown(heads, rows))


if __name__ == "__main__":
    main()
