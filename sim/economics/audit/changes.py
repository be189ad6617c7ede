"""What changes in a year when a lever is moved away from good faith, all teams together."""

from typing import Any, Final

import numpy as np

from sim.economics.audit.search import moved
from sim.economics.audit.weekly_means import WeeklyMeans
from sim.experiments.summary.statistics import Figure, t_interval
from sim.model.parameters import Floats
from sim.model.terms import BENEFITS
from sim.model.units import ORE_PER_DKK, WEEKS_PER_YEAR
from sim.theory.steady.steady import Steady

Tree = dict[str, Any]
_NOTHING_DKK: Final = 1.0
"""A year's change of less than a krone is none."""
_CITIZENS: Final = (
    "completions",
    "self_reliant_weeks",
    "level_weeks",
    "unmet_hours",
    "admissions",
    "relapses",
    "waiting_weeks",
    "gave_up",
)


def net_cost_per_citizen(state: Steady) -> Floats:
    """Net cost of all services for each citizen taken in [øre], array [R]."""
    total = (state.resources - state.benefit).sum(axis=-1)
    return np.asarray(total / np.maximum(state.entries.sum(axis=-1), 1e-12))


class YearlyChange:
    """What changes against good faith when a lever is moved, for a year."""

    def __init__(self, weekly: WeeklyMeans, lever: int, values: Floats | float) -> None:
        reference = weekly.states.parameters.behaviour.reference[:, lever]
        self._is_exact = not weekly.why_simulated
        benefit = weekly.states.parameters.behaviour.benefit_ore
        self._values_unmet = bool(benefit[BENEFITS.index("unmet_hour")] > 0)
        self._before = weekly.under(moved(weekly, lever, reference))
        self._after = weekly.under(moved(weekly, lever, values))

    def _figure(self, weekly: Floats, unit: float) -> Figure:
        """A figure of weekly values by replication, [R]."""
        yearly = weekly * WEEKS_PER_YEAR / unit
        if self._is_exact:
            mean = float(yearly[0])
            return Figure(mean=mean, low=mean, high=mean)
        return t_interval(yearly)

    def _money(self, name: str) -> Figure:
        change = getattr(self._after, name) - getattr(self._before, name)
        return self._figure(change.reshape(len(change), -1).sum(axis=1), ORE_PER_DKK)

    def team(self) -> Figure:
        """What the teams gain."""
        return self._money("surplus")

    def payer(self) -> Figure:
        """What the payer pays more, inside and outside the rate."""
        return self._money("payer")

    def net_cost(self) -> Figure:
        """Cost of all services less benefit, for as many citizens as are taken in good faith."""
        entries = self._before.entries.sum(axis=-1)
        return self._figure(
            (net_cost_per_citizen(self._after) - net_cost_per_citizen(self._before)) * entries,
            ORE_PER_DKK,
        )

    def citizens(self) -> Tree:
        """What happens to citizens, by year, and what it is worth to them."""
        changes: Tree = {"benefit_dkk_per_year": self._money("benefit")}
        for name in _CITIZENS:
            changes[f"{name}_per_year"] = self._citizen(name)
        return changes

    def who_pays(self) -> Tree:
        """Where the money comes from."""
        return {
            "revenue_dkk_per_year": self._money("revenue"),
            "team_cost_dkk_per_year": self._money("cost"),
            "outside_dkk_per_year": self._money("outside"),
            "net_cost_dkk_per_year": self.net_cost(),
        }

    def _citizen(self, name: str) -> Figure:
        change = (getattr(self._after, name) - getattr(self._before, name)).sum(axis=-1)
        return self._figure(change, 1.0)

    def _society(self) -> int:
        """1 where the move is good, -1 where it is bad.

        Need that goes unmet is not counted as saved where it has no worth in kroner, nor are those
        who give up while they wait; where cost stays the same, waiting counts.
        """
        if _sign(self._citizen("gave_up")):
            return -_sign(self._citizen("gave_up"))
        if not self._values_unmet and _sign(self._citizen("unmet_hours")):
            return -_sign(self._citizen("unmet_hours"))
        cost = _sign(self.net_cost())
        return -(cost or _sign(self._citizen("waiting_weeks")))

    def sign(self) -> str:
        """aligned, perverse or neutral."""
        team, society = _sign(self.team()), self._society()
        if team * society == 0:
            return "neutral"
        return "aligned" if team == society else "perverse"

    def tree(self) -> Tree:
        """Team, payer and society."""
        return {
            "team_gain_dkk_per_year": self.team(),
            "payer_change_dkk_per_year": self.payer(),
            "net_cost_dkk_per_year": self.net_cost(),
        }


def _sign(figure: Figure) -> int:
    """1 or -1 where a figure is beyond chance, otherwise 0."""
    mean, low, high = (figure[k] or 0.0 for k in ("mean", "low", "high"))
    if abs(mean) < _NOTHING_DKK or low * high < 0.0:
        return 0
    return 1 if mean > 0 else -1
