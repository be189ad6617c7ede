"""What one figure costs of another: trials than which no other is better in everything."""

from collections.abc import Sequence

import numpy as np

from sim.experiments.searching.trials import RISK, SearchPlan, SearchTrial, Wish, broken
from sim.model.parameters import Floats


def front_of(plan: SearchPlan, trials: Sequence[SearchTrial]) -> list[SearchTrial]:
    """Trials that keep the limits and that no other one beats, in the order of the first figure."""
    kept = [one for one in trials if broken(plan, one, 0) == 0.0]
    losses = np.array([_losses(plan.front, front_values(plan, one)) for one in kept])
    front = [one for one, is_best in zip(kept, unbeaten(losses), strict=True) if is_best]
    return sorted(front, key=lambda one: (front_values(plan, one).tolist(), one.number))


def with_known_front(plan: SearchPlan, trials: Sequence[SearchTrial]) -> SearchPlan:
    """The plan without those figures of the front that no trial shows, or that nothing moves."""
    values = np.array([front_values(plan, one) for one in trials])
    known = np.isfinite(values).all(axis=0) & (np.ptp(values, axis=0) > 0)
    kept = [wish for n, wish in enumerate(plan.front) if known[n] or n == 0]
    return plan._replace(front=tuple(kept))


def front_values(plan: SearchPlan, trial: SearchTrial) -> Floats:
    """Means of the front's figures of a trial; risk is a spread."""
    return np.array([_figure(plan, trial, wish.figure) for wish in plan.front])


def _figure(plan: SearchPlan, trial: SearchTrial, figure: str) -> float:
    if figure == RISK:
        return float(trial.values[0, :, 0].std(ddof=1))
    return float(trial.values[0, :, plan.figures.index(figure)].mean())


def _losses(front: Sequence[Wish], means: Floats) -> list[float]:
    return [wish.loss(float(mean)) for wish, mean in zip(front, means, strict=True)]


def unbeaten(losses: Floats) -> list[bool]:
    """Of each row [rows, figures], whether no other is as good in all and better in one."""
    found = []
    for row in losses:
        as_good = (losses <= row).all(axis=1) & (losses < row).any(axis=1)
        found.append(not bool(as_good.any()))
    return found
