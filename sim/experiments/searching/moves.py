"""Where a search looks next: an even design first, then from the best downhill, and again.

The same plan looks at the same places in the same order, whatever interrupted it: points come from
a Sobol' sequence whose seed hangs on how many trials there are, and the way downhill is SciPy's
COBYQA, which uses no chance (Ragonneau 2022). More trials continue the same way.
"""

import itertools
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from scipy.optimize import Bounds, NonlinearConstraint, minimize
from scipy.stats import qmc

from sim.experiments.searching.present import present_value
from sim.experiments.searching.trials import (
    SearchPlan,
    SearchTrial,
    SpentError,
    Trials,
    broken,
    limit_excess,
    regret_of,
)
from sim.experiments.studies.answers import SettingsToRun
from sim.experiments.studies.sampling import seed_of
from sim.experiments.sweeps.design import setting_name
from sim.model.parameters import Floats

_FEWEST: Final = 8
_IDLE_ROUNDS: Final = 2
"""Rounds that find nothing better before a search ends."""
_FINE: Final = {"twin": 1e-7, "simulation": 1e-3}
"""How near the way downhill goes, of a lever's reach."""
_WIDE: Final = 0.1
_COARSE: Final = 1e-4
_FEW, _MANY = 6, 100
"""Trials for each lever on the way downhill; few where only a model's own best is looked for."""
_FAR: Final = 1e6
_SAME: Final = 1e-9


def first_design(plan: SearchPlan) -> list[list[float]]:
    """The scenario's own place, where it is within reach, and an even design."""
    everywhere = _whole_grid(plan)
    return [*own_place(plan), *(everywhere or _even(plan, 0))]


def first_settings(plan: SearchPlan) -> SettingsToRun:
    """What is run where it is done in parts: the first design, under every model."""
    places = first_design(plan)[: plan.trials]
    settings = [{**plan.setting(one), **model} for one in places for _, model in plan.models]
    different = {setting_name(setting): setting for setting in settings}
    return SettingsToRun(list(different.values()), plan.replications)


def look(trials: Trials) -> None:
    """Make trials until nothing better is found, or all that were asked for are made."""
    plan = trials.plan
    try:
        trials.at(first_design(plan))
        if _whole_grid(plan):
            return
        idle = 0
        while idle < _IDLE_ROUNDS:
            before = _merit(trials)
            for aim in _aims(trials):
                _downhill(trials, aim)
            _step_by_step(trials)
            if _is_perfect(trials):
                return
            idle = 0 if _merit(trials) < before else idle + 1
            trials.at(_even(plan, len(trials.made)))
    except SpentError:
        return


def _merit(trials: Trials) -> tuple[float, float]:
    best = trials.ranked()[0]
    models = range(len(trials.plan.models))
    far = max(broken(trials.plan, best, model) for model in models)
    regret = regret_of(trials.plan, best, trials.best_losses)
    return far, float(f"{regret:.9g}")


def _is_perfect(trials: Trials) -> bool:
    """Claim that nothing can be better: exactly in balance."""
    far, regret = _merit(trials)
    exact = trials.plan.method == "twin" and not trials.plan.is_robust
    return exact and trials.plan.wish.aim == "balance" and far == 0.0 and regret < _HALF_AN_ORE


_HALF_AN_ORE: Final = 0.005


def own_place(plan: SearchPlan) -> list[list[float]]:
    """Where the scenario itself stands, if that is within reach of every lever."""
    own = [lever.place(present_value(plan, lever)) for lever in plan.levers]
    return [] if any(place is None for place in own) else [[p for p in own if p is not None]]


def _whole_grid(plan: SearchPlan) -> list[list[float]]:
    """Every place, where there are no more of them than trials."""
    counts = [lever.size for lever in plan.levers]
    if None in counts or np.prod([float(c or 0) for c in counts]) > plan.trials:
        return []
    axes = [[(n + 0.5) / c for n in range(c)] for c in counts if c is not None]
    return [list(one) for one in itertools.product(*axes)]


def _even(plan: SearchPlan, made: int) -> list[list[float]]:
    """A scrambled Sobol' design, another after so many trials."""
    width = len(plan.levers)
    power = max(int(np.ceil(np.log2(max(_FEWEST, 4 * width)))), 3)
    seed = seed_of("search", plan.asked.job.scenario.values.run.seed, made)
    sampler = qmc.Sobol(width, rng=np.random.default_rng(seed))
    points: list[list[float]] = sampler.random_base2(power).tolist()
    return points


# Downhill

_Pieces = Callable[[SearchTrial], Floats]
"""What is to be as small as possible, the largest of some pieces, in the figure's unit."""


def _aims(trials: Trials) -> list[tuple[_Pieces, int | None]]:
    """What to go downhill by: each model for itself first, then the regret of all."""
    models = range(len(trials.plan.models))
    if not trials.plan.is_robust:
        return [(_own_pieces(trials.plan, 0), 0)]
    alone: list[tuple[_Pieces, int | None]] = [(_own_pieces(trials.plan, m), m) for m in models]
    return [*alone, (_all_pieces(trials), None)]


def _own_pieces(plan: SearchPlan, model: int) -> _Pieces:
    def pieces(trial: SearchTrial) -> Floats:
        return _sided(plan, float(trial.values[model, :, 0].mean()))

    return pieces


def _all_pieces(trials: Trials) -> _Pieces:
    plan = trials.plan

    def pieces(trial: SearchTrial) -> Floats:
        best = trials.best_losses
        means = trial.values[:, :, 0].mean(axis=1)
        return np.concatenate([_sided(plan, mean) - best[m] for m, mean in enumerate(means)])

    return pieces


def _sided(plan: SearchPlan, mean: float) -> Floats:
    """Loss as a maximum of smooth pieces: a distance has two sides."""
    if plan.wish.aim == "balance":
        return np.array([mean - plan.wish.target, plan.wish.target - mean])
    return np.array([plan.wish.loss(mean)])


def _downhill(trials: Trials, aim: tuple[_Pieces, int | None]) -> None:
    """Go downhill from the best trial by the levers that have no steps.

    The largest of the pieces is made small as a bound t above all of them, which leaves every part
    smooth where the figure is; the last variable is t.
    """
    pieces, model = aim
    plan = trials.plan
    moved = [n for n, lever in enumerate(plan.levers) if lever.size is None]
    if not moved:
        return
    start = _start(trials, pieces, model)
    scale = _spread(trials, pieces)
    models = [model] if model is not None else list(range(len(plan.models)))
    is_first_look = plan.is_robust and model is not None

    def trial_at(at: Floats) -> SearchTrial:
        places = list(start.places)
        for number, place in zip(moved, np.clip(at[:-1], 0, 1).tolist(), strict=True):
            places[number] = place
        return trials.at([places])[0]

    def above(at: Floats) -> Floats:
        trial = trial_at(at)
        over = pieces(trial) / scale - at[-1]
        limits = [
            limit_excess(plan, trial, m, n) / _unit(plan, n)
            for m in models
            for n in range(len(plan.limits))
        ]
        return np.concatenate([over, limits])

    first = np.array([*(start.places[n] for n in moved), pieces(start).max() / scale])
    reach = Bounds(np.array([*[0.0] * len(moved), -_FAR]), np.array([*[1.0] * len(moved), _FAR]))
    options: dict[str, Any] = {
        "initial_tr_radius": _WIDE,
        "final_tr_radius": _COARSE if is_first_look else _FINE[plan.method],
        "maxfev": (_FEW if is_first_look else _MANY) * (len(moved) + 1),
    }
    minimize(
        lambda at: float(at[-1]),
        first,
        method="COBYQA",
        bounds=reach,
        constraints=[NonlinearConstraint(above, -np.inf, 0.0)],
        options=options,
    )


def _start(trials: Trials, pieces: _Pieces, model: int | None) -> SearchTrial:
    models = [model] if model is not None else list(range(len(trials.plan.models)))

    def rank(trial: SearchTrial) -> tuple[float, float]:
        return max(broken(trials.plan, trial, m) for m in models), float(pieces(trial).max())

    return min(trials.made, key=rank)


def _spread(trials: Trials, pieces: _Pieces) -> float:
    worth = [float(pieces(trial).max()) for trial in trials.made]
    return float(np.ptp(worth)) or max(abs(worth[0]), 1.0)


def _unit(plan: SearchPlan, number: int) -> float:
    limit = plan.limits[number]
    bound = limit.at_most if limit.at_most is not None else limit.at_least
    return abs(bound or 0.0) or 1.0


def _step_by_step(trials: Trials) -> None:
    """Go from the best trial to a better one a step away, until there is none."""
    plan = trials.plan
    while True:
        best = trials.ranked()[0]
        around = [
            [*best.places[:n], place, *best.places[n + 1 :]]
            for n, lever in enumerate(plan.levers)
            for place in lever.beside(best.places[n])
        ]
        if not around:
            return
        trials.at(around)
        if trials.ranked()[0].number == best.number:
            return
