"""What lies behind a rate: the need of a course's citizens, its mean and its median.

A citizen's expected need is the course's mean times a lognormal multiplier, so its median lies
below its mean. Whoever pays the median to everybody pays less than the course costs.
"""

import math
from typing import Final, NamedTuple

import numpy as np

from sim.economics.rates.found import RateFound, RatesFound
from sim.model.parameters import Floats
from sim.model.units import MINUTES_PER_HOUR
from sim.scenario.schema import TeamTable

_LEAST_GAP: Final = 0.01
"""Of the mean: where median and mean lie closer, nobody can tell which a rate is. Assumption."""
_STEPS: Final = 60
"""Halvings in the search of a median: more than a number can show."""


class NeedOfRate(NamedTuple):
    """Expected need of citizens in a course [minutes per week], and where the course begins."""

    mean_minutes: float
    median_minutes: float
    from_minutes: float | None
    below_minutes: float | None


def need_behind(found: RatesFound, of: RateFound) -> NeedOfRate | None:
    """Need behind a rate, all levels that it is paid at together; None without any need.

    Levels weigh by the citizen-weeks that the twin expects at them.
    """
    course = next(c for c in found.setting.given.values.course if c.name == of.row.place[0])
    weights, means, sigmas = _levels(found, of)
    if not (weights * means).sum():
        return None
    bracket = course.bracket
    return NeedOfRate(
        float((weights * means).sum() / weights.sum()),
        _median(weights, means, sigmas),
        None if bracket is None else bracket.from_minutes,
        None if bracket is None else bracket.below_minutes,
    )


def has_own_rates(found: RatesFound, team: TeamTable) -> bool:
    """Whether a team is paid by rates of its own, on the first day."""
    return bool(team.rate) or team.name in found.setting.given.values.tariff.team


def is_paid_by_median(found: RatesFound, of: RateFound) -> bool:
    """Claim that the present weekly rate looks like the median of what it pays for.

    Not where a team has rates of its own: the present rate pays for the others' hours only.
    """
    if any(has_own_rates(found, team) for team in found.setting.given.values.team):
        return False
    need = need_behind(found, of)
    if need is None or of.balance is None or of.row.is_lump_sum:
        return False
    cost = float(of.account.cost_dkk.mean()) / float(of.account.weeks.mean())
    return looks_like_median(float(of.row.now.weekly_dkk[0]), cost, need)


def looks_like_median(rate: float, cost: float, need: NeedOfRate) -> bool:
    """Claim that a rate is closer to what the median need costs than halfway to the mean's.

    Parameters
    ----------
    rate
        The present rate [DKK per week].
    cost
        What a citizen-week costs on average [DKK per week].
    need
        Need behind the rate.
    """
    median = cost * need.median_minutes / need.mean_minutes
    if cost <= 0 or (cost - median) / cost < _LEAST_GAP or rate >= cost:
        return False
    return abs(rate - median) < abs(rate - cost) / 2


def _levels(found: RatesFound, of: RateFound) -> tuple[Floats, Floats, Floats]:
    """Citizen-weeks, mean minutes and the sd of the log multiplier, by the levels of a rate."""
    accounts, demand = found.solved.accounts, found.setting.parameters.demand
    places = [place for place in of.row.levels if place in accounts]
    courses = [course.name for course in found.setting.given.values.course]
    number = courses.index(of.row.place[0])
    minutes = MINUTES_PER_HOUR * demand.hours[0, number].sum(axis=-1)
    levels = [int(p[1] or 0) for p in places]
    weights = np.array([float(accounts[p].weeks.sum()) for p in places])
    return weights, minutes[levels], demand.multiplier_sigma[0, levels]


def _median(weights: Floats, means: Floats, sigmas: Floats) -> float:
    """Median of a mixture of lognormals, by halving."""
    low, high = 0.0, float(means.max())
    for _ in range(_STEPS):
        middle = (low + high) / 2
        below = [_below(middle, *of) for of in zip(means, sigmas, strict=True)]
        low, high = (low, middle) if weights @ below > weights.sum() / 2 else (middle, high)
    return (low + high) / 2


def _below(minutes: float, mean: float, sigma: float) -> float:
    """Share of a lognormal with this mean, and this sd of its log, that lies below."""
    if mean == 0.0 or sigma == 0.0:
        return float(mean <= minutes)
    score = (math.log(minutes / mean) + sigma**2 / 2) / sigma if minutes > 0 else -math.inf
    return 0.5 * math.erfc(-score / math.sqrt(2.0))
