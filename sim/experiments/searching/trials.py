"""The settings that a search has tried, each answered once, and how good each is.

A trial is a place of every lever in 0-1. It is asked for under every behaviour model that there
is, with the same replications as every other, so a difference between two trials is never luck. A
trial that is in the study's folder is read from there and costs nothing.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from scipy.special import stdtrit

from sim.experiments.searching.levers import SearchLever, setting_at
from sim.experiments.studies.answers import (
    Method,
    Setting,
    StudyAsked,
    expected_means,
    replicated_figures,
)
from sim.experiments.sweeps.design import setting_name
from sim.model.parameters import Floats
from sim.scenario.search_table import SearchAim, SearchLimitTable

RISK: Final = "risk"
"""Standard deviation of single runs of the figure that is searched by, as a figure of the front."""
_NONE: Final = 0.0


class Wish(NamedTuple):
    """What is wanted of a figure."""

    figure: str
    aim: SearchAim
    target: float = 0.0

    def loss(self, mean: float) -> float:
        """How far a mean is from what is wanted, less being better [unit of the figure]."""
        if self.aim == "balance":
            return abs(mean - self.target)
        return mean if self.aim == "lowest" else -mean


class SearchPlan(NamedTuple):
    """What is moved, what is wanted, what must hold, under which models, and how hard to try."""

    asked: StudyAsked
    levers: tuple[SearchLever, ...]
    wish: Wish
    limits: tuple[SearchLimitTable, ...]
    front: tuple[Wish, ...]
    models: tuple[tuple[str, Setting], ...]
    """Name of each behaviour model and its values; one without a name where there is none."""
    trials: int
    replications: int
    finalists: int
    confidence: float
    indifference: float | None
    method: Method
    is_robust: bool = False
    only: tuple[str, ...] = ()
    """Keys of the numbers over which it is looked where the setting fails; none are all."""

    @property
    def figures(self) -> tuple[str, ...]:
        """Figures that are asked for; that of the aim comes first, then those of the limits."""
        named = [self.wish.figure, *(limit.figure for limit in self.limits)]
        more = [wish.figure for wish in self.front if wish.figure != RISK]
        return tuple(dict.fromkeys([*named, *more]))

    @property
    def needed(self) -> int:
        """How many of the figures, from the first on, must be known."""
        return len({self.wish.figure, *(limit.figure for limit in self.limits)})

    @property
    def teams(self) -> list[str]:
        """Names of the teams."""
        return [team.name for team in self.asked.job.scenario.values.team]

    def setting(self, places: Sequence[float]) -> dict[str, Any]:
        """Values by key of a trial's places."""
        return setting_at(self.levers, places, self.teams)


class SearchTrial(NamedTuple):
    """A setting that was tried."""

    number: int
    places: tuple[float, ...]
    setting: Setting
    values: Floats
    """[models, replications, figures]; one exact value in place of replications by the twin."""


class SpentError(Exception):
    """All trials that were asked for have been made."""


class Trials:
    """Trials in the order in which they were made."""

    def __init__(self, plan: SearchPlan) -> None:
        self.plan = plan
        self.made: list[SearchTrial] = []
        self._by_name: dict[str, SearchTrial] = {}

    def at(self, places: Sequence[Sequence[float]]) -> list[SearchTrial]:
        """Trials at some places, those that are new made together.

        Raises
        ------
        SpentError
            When fewer trials are left than are new; those that are left are made.
        ReplicationsFailed
            When a trial failed, or does not show a figure that must be known.
        """
        settings = [self.plan.setting(one) for one in places]
        names = [setting_name(setting) for setting in settings]
        new = [n for n, name in enumerate(names) if name not in self._by_name]
        new = list({names[n]: n for n in reversed(new)}.values())[::-1]
        left = self.plan.trials - len(self.made)
        self._make([(tuple(places[n]), settings[n]) for n in new[: max(left, 0)]])
        if len(new) > left:
            raise SpentError
        return [self._by_name[name] for name in names]

    def _make(self, new: Sequence[tuple[tuple[float, ...], Setting]]) -> None:
        if not new:
            return
        models = [values for _, values in self.plan.models]
        answers = answered(self.plan, [{**one, **model} for _, one in new for model in models])
        shaped = answers.reshape(len(new), len(models), *answers.shape[1:])
        for (places, setting), values in zip(new, shaped, strict=True):
            trial = SearchTrial(len(self.made), places, setting, values)
            self.made.append(trial)
            self._by_name[setting_name(setting)] = trial

    @property
    def best_losses(self) -> list[float]:
        """The least loss under each model by itself, of trials that keep the limits there."""
        found = []
        for model in range(len(self.plan.models)):
            held = [one for one in self.made if not broken(self.plan, one, model)] or self.made
            found.append(min(loss_of(self.plan, one, model) for one in held))
        return found

    def ranked(self, best: Sequence[float] | None = None) -> list[SearchTrial]:
        """Trials, the best first: those that break a limit last, by how far they do."""
        known = self.best_losses if best is None else best

        def rank(trial: SearchTrial) -> tuple[float, float, int]:
            models = range(len(self.plan.models))
            far = max(broken(self.plan, trial, model) for model in models)
            return far, regret_of(self.plan, trial, known), trial.number

        return sorted(self.made, key=rank)


def answered(plan: SearchPlan, settings: Sequence[Setting]) -> Floats:
    """Figures of settings [settings, replications, figures]."""
    asked = plan.asked._replace(figures=plan.figures)
    if plan.method == "twin":
        return expected_means(asked, settings)[:, None, :]
    return replicated_figures(asked, settings, plan.replications, needed=plan.needed)


def loss_of(plan: SearchPlan, trial: SearchTrial, model: int) -> float:
    """Loss of a trial under a model."""
    return plan.wish.loss(float(trial.values[model, :, 0].mean()))


def regret_of(plan: SearchPlan, trial: SearchTrial, best: Sequence[float]) -> float:
    """How much worse a trial is than the best of each model, where it is worst; one model: loss."""
    if not plan.is_robust:
        return loss_of(plan, trial, 0)
    return max(loss_of(plan, trial, m) - least for m, least in enumerate(best))


def broken(plan: SearchPlan, trial: SearchTrial, model: int) -> float:
    """By how much the limit that is broken most is; 0 where all are kept."""
    excess = [limit_excess(plan, trial, model, n) for n in range(len(plan.limits))]
    return max([*excess, _NONE])


def limit_excess(plan: SearchPlan, trial: SearchTrial, model: int, number: int) -> float:
    """What stands between a figure's bound and its limit; below 0 it is kept as surely as asked."""
    limit = plan.limits[number]
    values = trial.values[model, :, plan.figures.index(limit.figure)]
    return excess_over(limit, values, len_of_family=plan.finalists)


def excess_over(limit: SearchLimitTable, values: Floats, len_of_family: int = 1) -> float:
    """Bound of a mean minus its limit, one-sided, for one of several that are looked at."""
    mean, runs = float(values.mean()), len(values)
    reach = 0.0
    if runs > 1:
        sure = 1 - (1 - limit.confidence) / len_of_family
        reach = float(stdtrit(runs - 1, sure) * values.std(ddof=1) / np.sqrt(runs))
    if limit.at_most is not None:
        return mean + reach - limit.at_most
    return (limit.at_least or 0.0) - (mean - reach)
