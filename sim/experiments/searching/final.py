"""The end of a search: the best few are run again under new chance, and one of them is chosen.

What was best in the search was best under its luck too, so the finalists get replications that no
trial has seen. Those that do not keep every limit as surely as was asked go out; of the others one
is chosen with a guarantee (`selection.py`). By the twin everything is exact and nothing is run.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from sim.experiments.searching.moves import own_place
from sim.experiments.searching.selection import (
    FIRST,
    Selection,
    SelectionRule,
    probability_least_regret,
    select_best,
    worst_regrets,
)
from sim.experiments.searching.trials import (
    SearchPlan,
    SearchTrial,
    Trials,
    broken,
    excess_over,
)
from sim.experiments.studies.answers import SEED_KEY, Setting, replicated_figures
from sim.experiments.studies.sampling import seed_of
from sim.model.parameters import Floats

MOST: Final = 500
"""Replications of a finalist, at most."""
_OF_SPREAD: Final = 1 / 6
"""Of a spread between finalists: the least that `MOST` replications can tell of five of them.

By KN a pair is decided after h2 (spread / indifference)2 replications at the latest; h2 is 7 to 11.
"""
_NEAR: Final = 0.01
"""Of a lever's reach: what is nearer to a better one is no other choice."""


class Finalist(NamedTuple):
    """One of the best few, and what was seen of it under new chance."""

    trial: SearchTrial
    values: Floats
    """[models, replications, figures]"""
    keeps_limits: bool


class Chosen(NamedTuple):
    """Which of the finalists is best; none where none keeps the limits."""

    finalists: list[Finalist]
    best: int | None
    indifference: float
    decided: bool
    probability_best: float | None


def chosen(trials: Trials) -> Chosen:
    """Choose among the best few."""
    plan = trials.plan
    few = _few(trials)
    if plan.method == "twin":
        return _exactly(plan, few)
    few = _with_present(trials, few)
    settings = [[_anew(plan, one, model) for _, model in plan.models] for one in few]
    asked = plan.asked._replace(figures=plan.figures)
    flat = [one for of in settings for one in of]
    seen = replicated_figures(asked, flat, FIRST, needed=plan.needed)
    shaped = seen.reshape(len(few), len(plan.models), *seen.shape[1:])
    finalists = [
        Finalist(one, values, _keeps(plan, values, len(few)))
        for one, values in zip(few, shaped, strict=True)
    ]
    delta = plan.indifference or _what_chance_allows(plan, finalists)
    kept = [n for n, one in enumerate(finalists) if one.keeps_limits]
    if not kept:
        return Chosen(finalists, None, delta, decided=False, probability_best=None)
    if plan.is_robust:
        return _least_regret(plan, finalists, kept, delta)
    return _guaranteed(plan, finalists, kept, delta)


def _few(trials: Trials) -> list[SearchTrial]:
    """The best trials that are not next to each other."""
    plan = trials.plan
    found: list[SearchTrial] = []
    for trial in trials.ranked():
        apart = [np.abs(np.subtract(one.places, trial.places)).max() for one in found]
        if all(gap > _NEAR for gap in apart):
            found.append(trial)
        if len(found) == plan.finalists:
            break
    return found


def _with_present(trials: Trials, few: list[SearchTrial]) -> list[SearchTrial]:
    """The best few, the scenario as it is among them: nothing worse than it is to be chosen."""
    present = trials.at(own_place(trials.plan))  # it was tried first of all
    if {one.number for one in present} <= {one.number for one in few}:
        return few
    return [*few[: max(trials.plan.finalists - 1, 1)], *present]


def _anew(plan: SearchPlan, trial: SearchTrial, model: Setting) -> Setting:
    """A trial's setting under chance that no trial has seen."""
    seed = seed_of("final", plan.asked.job.scenario.values.run.seed)
    return {**trial.setting, **model, SEED_KEY: seed}


def _keeps(plan: SearchPlan, values: Floats, among: int) -> bool:
    return all(
        excess_over(limit, values[model, :, plan.figures.index(limit.figure)], among) <= 0
        for model in range(len(plan.models))
        for limit in plan.limits
    )


def _exactly(plan: SearchPlan, few: Sequence[SearchTrial]) -> Chosen:
    models = range(len(plan.models))
    finalists = [
        Finalist(one, one.values, max(broken(plan, one, m) for m in models) == 0.0) for one in few
    ]
    best = 0 if finalists[0].keeps_limits else None
    exact = None if best is None else 1.0
    return Chosen(finalists, best, plan.indifference or 0.0, decided=True, probability_best=exact)


def _benefits(plan: SearchPlan, values: Floats) -> Floats:
    """A figure so that more is better, or nearer to 0."""
    if plan.wish.aim == "balance":
        return values - plan.wish.target
    return values if plan.wish.aim == "highest" else -values


def _what_chance_allows(plan: SearchPlan, finalists: Sequence[Finalist]) -> float:
    """A part of the largest spread between two finalists that trials saw, or of one's own."""
    of = [_benefits(plan, one.trial.values[0, :, 0]) for one in finalists]
    near = plan.wish.aim == "balance"
    walks = [a - b for n, a in enumerate(of) for b in of[:n]]
    walks += [a + b for n, a in enumerate(of) for b in of[:n]] if near else []
    spread = max((float(walk.std(ddof=1)) for walk in walks or of if len(walk) > 1), default=0.0)
    return spread * _OF_SPREAD or max(abs(float(of[0].mean())), 1.0) * _NEAR


def _guaranteed(
    plan: SearchPlan, finalists: list[Finalist], kept: Sequence[int], delta: float
) -> Chosen:
    """By Kim and Nelson's procedure, among those that keep the limits."""
    rule = SelectionRule(delta, plan.confidence, plan.wish.aim == "balance", FIRST, MOST)
    asked = plan.asked._replace(figures=plan.figures)

    def more(alive: Sequence[int], have: int, wanted: int) -> Floats:
        rows = [kept[n] for n in alive]
        if wanted > finalists[rows[0]].values.shape[1]:
            settings = [_anew(plan, finalists[n].trial, plan.models[0][1]) for n in rows]
            first = finalists[rows[0]].values.shape[1]
            new = replicated_figures(asked, settings, wanted, first=first, needed=plan.needed)
            for row, number in enumerate(rows):
                one = finalists[number]
                values = np.concatenate([one.values, new[row][None]], axis=1)
                finalists[number] = one._replace(values=values)
        values = np.array([finalists[n].values[0, have:wanted, 0] for n in rows])
        return _benefits(plan, values)

    found: Selection = select_best(len(kept), rule, more)
    return Chosen(finalists, kept[found.best], delta, found.decided, found.probability_best)


def _least_regret(
    plan: SearchPlan, finalists: list[Finalist], kept: Sequence[int], delta: float
) -> Chosen:
    """The least regret where it is worst; how sure, by resampling the replications they share."""
    values = np.array([finalists[n].values[:, :, 0] for n in kept])
    loss = np.vectorize(plan.wish.loss, otypes=[float])
    best = int(worst_regrets(loss(values.mean(axis=2))).argmin())
    sure = probability_least_regret(values, best, loss, delta)
    return Chosen(finalists, kept[best], delta, decided=True, probability_best=sure)
