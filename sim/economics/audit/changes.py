"""What changes in a year when a lever is moved away from good faith, all teams together."""

from typing import Final

import numpy as np

from sim.economics.audit.search import moved
from sim.economics.audit.weekly_means import WeeklyMeans
from sim.economics.documents.audit import ByBearer, ChangeInYear, WhoPays
from sim.experiments.summary.statistics import Figure, t_interval
from sim.model.parameters import Floats
from sim.model.terms import BEARERS, BENEFITS
from sim.model.units import ORE_PER_DKK, WEEKS_PER_YEAR
from sim.theory.steady.steady import Steady
from sim.words import known

_NOTHING_DKK: Final = 1.0
"""A year's change of less than a krone is none."""
_SMALL_SHARE: Final = 0.001
"""A simulated change within this share of what there is in a year is small (assumption)."""
ALIGNED: Final = known("aligned")
PERVERSE: Final = known("perverse")
NEUTRAL: Final = known("neutral")
CANNOT_TELL: Final = known("cannot tell")

_WHOLES: Final = {
    "gave_up": "entries",
    "declined": "entries",
    "discharged": "entries",
    "unmet_hours": "delivered_hours",
    "waiting_weeks": "census",
}
"""What there is of which a change for citizens is a part."""
_CITIZENS: Final = (
    "completions",
    "self_reliant_weeks",
    "level_weeks",
    "unmet_hours",
    "admissions",
    "relapses",
    "waiting_weeks",
    "gave_up",
    "declined",
    "elsewhere",
    "discharged",
)


def net_cost_per_citizen(state: Steady) -> Floats:
    """Net cost of all services for each citizen taken in or declined [øre], array [R]."""
    total = (state.resources - state.benefit).sum(axis=-1)
    return np.asarray(total / np.maximum(_cared_for(state), 1e-12))


def _cared_for(state: Steady) -> Floats:
    """New citizens a week whom the teams or others take in, array [R]."""
    return np.asarray((state.entries + state.elsewhere).sum(axis=-1))


class YearlyChange:
    """What changes against good faith when a lever is moved, for a year."""

    def __init__(self, weekly: WeeklyMeans, lever: int, values: Floats | float) -> None:
        reference = weekly.states.parameters.behaviour.reference[:, lever]
        self._is_exact = not weekly.why_simulated
        benefit = weekly.states.parameters.behaviour.benefit_ore
        self._values_unmet = bool(benefit[BENEFITS.index("unmet_hour")] > 0)
        self._prices_declined = bool(weekly.states.parameters.behaviour.declined_ore[0] > 0)
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

    def by_team(self) -> list[Figure]:
        """What each team gains."""
        change = self._after.surplus - self._before.surplus
        return [self._figure(change[:, team], ORE_PER_DKK) for team in range(change.shape[1])]

    def payer(self) -> Figure:
        """What the municipality pays more, inside and outside the rate."""
        return self._money("payer")

    def own_cost(self) -> Figure:
        """What the teams' staff bear more themselves: dishonesty and extra effort."""
        return self._money("own_cost")

    def net_cost(self) -> Figure:
        """Cost of all services less benefit, for as many citizens as are taken in good faith."""
        entries = _cared_for(self._before)
        return self._figure(
            (net_cost_per_citizen(self._after) - net_cost_per_citizen(self._before)) * entries,
            ORE_PER_DKK,
        )

    def citizens(self) -> dict[str, Figure]:
        """What happens to citizens, by year, and what it is worth to them."""
        changes = {"benefit_dkk_per_year": self._money("benefit")}
        for name in _CITIZENS:
            changes[f"{name}_per_year"] = self._citizen(name)
        return changes

    def who_pays(self) -> WhoPays:
        """Where the money comes from."""
        return {
            "revenue_dkk_per_year": self._money("revenue"),
            "team_cost_dkk_per_year": self._money("cost"),
            "outside_dkk_per_year": self._money("outside"),
            "net_cost_dkk_per_year": self.net_cost(),
            **self.bearers(),
        }

    def bearers(self) -> ByBearer:
        """What each bears more outside the rate, and what the municipality pays more in all."""
        change = self._after.borne - self._before.borne
        each = [self._figure(of.sum(axis=1), ORE_PER_DKK) for of in np.moveaxis(change, -1, 0)]
        return {
            "municipality_dkk_per_year": each[BEARERS.index("municipality")],
            "region_dkk_per_year": each[BEARERS.index("region")],
            "state_dkk_per_year": each[BEARERS.index("state")],
            "citizen_dkk_per_year": each[BEARERS.index("citizen")],
            "municipality_net_dkk_per_year": self.payer(),
        }

    def _citizen(self, name: str) -> Figure:
        change = (getattr(self._after, name) - getattr(self._before, name)).sum(axis=-1)
        return self._figure(change, 1.0)

    def _society(self) -> int | None:
        """1 where the move is good, -1 where it is bad, None where chance hides it.

        Need that goes unmet is not counted as saved where it has no worth in kroner, nor are those
        who give up while they wait, are discharged early, or are declined where nothing is said of
        what care elsewhere costs; where cost stays the same, waiting counts.
        """
        harms = [self._sign_for_citizens("gave_up"), self._sign_for_citizens("discharged")]
        harms += [] if self._prices_declined else [self._sign_for_citizens("declined")]
        harms += [] if self._values_unmet else [self._sign_for_citizens("unmet_hours")]
        harms += [_sign(self.net_cost(), self.small_dkk)]
        harms += [self._sign_for_citizens("waiting_weeks")]
        first = next((harm for harm in harms if harm != 0), 0)
        return None if first is None else -first

    def sign(self) -> str:
        """Aligned or perverse; neutral where it is shown small; else it cannot be told."""
        team, society = _sign(self.team(), self.small_dkk), self._society()
        if team == 0 or society == 0:
            return NEUTRAL
        if team is None or society is None:
            return CANNOT_TELL
        return ALIGNED if team == society else PERVERSE

    @property
    def small_dkk(self) -> float:
        """What a simulated change of money in a year is small within."""
        return small_dkk_per_year(self._before)

    def _sign_for_citizens(self, name: str) -> int | None:
        whole = float(getattr(self._before, _WHOLES[name]).sum(axis=-1).mean())
        return _sign(self._citizen(name), _SMALL_SHARE * whole * WEEKS_PER_YEAR)

    def tree(self) -> ChangeInYear:
        """Team, payer and society."""
        return {
            "team_gain_dkk_per_year": self.team(),
            "payer_change_dkk_per_year": self.payer(),
            "net_cost_dkk_per_year": self.net_cost(),
        }


def small_dkk_per_year(state: Steady) -> float:
    """A thousandth of what the teams cost in a year: within it a simulated change is small."""
    cost = float(state.cost.sum(axis=-1).mean())
    return max(_NOTHING_DKK, _SMALL_SHARE * cost * WEEKS_PER_YEAR / ORE_PER_DKK)


def _sign(figure: Figure, small: float) -> int | None:
    """1 or -1 where a figure is beyond chance, 0 where it is shown small, otherwise None."""
    mean, low, high = figure["mean"], figure["low"], figure["high"]
    if mean == 0.0 and low == high:
        return 0
    if mean is None or low is None or high is None:
        return None
    if low == high:  # exact
        return 0 if abs(mean) < _NOTHING_DKK else int(np.sign(mean))
    if max(-low, high) < small:
        return 0
    return None if low * high <= 0.0 else int(np.sign(mean))
