"""How long each station holds a citizen, day by day, and what ends it.

A station is a course at a level; a hospital stay also remembers the station it interrupts, and
a citizen who will relapse waits at a station of their own. The law of a length is that of the
simulation exactly: the first of stay and hazards, rounded to whole days, at least one.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.special import gammaincc, ndtr

from sim.model import distributions as d
from sim.model.distributions import StayTerms
from sim.model.parameters import Floats

TAIL = 1e-10
"""Probability beyond which a length is not followed."""
LONGEST_DAYS = 14_610
"""Forty years; what is left of a law's tail is put on its last day."""
_PARTS_OF_A_DAY = 8


class Law(NamedTuple):
    """Law of the length of a spell, entry d - 1 for d days."""

    by_stay: Floats  # [D] P(the stay ends it after d days)
    by_hazard: Floats  # [D] P(a hazard ends it after d days)

    @property
    def probability(self) -> Floats:
        """P(length is d days), array [D]."""
        return self.by_stay + self.by_hazard

    @property
    def survival(self) -> Floats:
        """P(still there after a days), array [D], a from 0 to D - 1."""
        ends = self.probability
        return np.cumsum(ends[::-1])[::-1]

    @property
    def mean_days(self) -> float:
        """Mean length [days]."""
        return float(np.sum(self.survival))


def stay_survival(days: Floats, terms: StayTerms, quantiles: Floats) -> Floats:
    """P(stay > days) of a stay that is not yet rounded."""
    if terms.kind == d.FIXED:
        return (days < terms.scale_days).astype(float)
    if terms.kind == d.EXPONENTIAL:
        return np.exp(-days / terms.scale_days)
    if terms.kind == d.WEIBULL:
        return np.exp(-((days / terms.scale_days) ** terms.shape))
    if terms.kind == d.GAMMA:
        return np.asarray(gammaincc(terms.shape, terms.shape * days / terms.scale_days))
    if terms.kind == d.LOGNORMAL:
        with np.errstate(divide="ignore"):
            return np.asarray(ndtr(-np.log(days / terms.scale_days) / terms.shape))
    values = terms.scale_days * quantiles[terms.table : terms.table + terms.points]
    return 1.0 - np.searchsorted(values, days, side="right") / terms.points


def _longest(terms: StayTerms, per_day: float, quantiles: Floats) -> int:
    """Days after which fewer than `TAIL` are left."""
    days = np.arange(1.0, LONGEST_DAYS + 1.0)
    left = stay_survival(days + 0.5, terms, quantiles) * np.exp(-per_day * days)
    return min(LONGEST_DAYS, 1 + int(np.searchsorted(-left, -TAIL)))


def law(terms: StayTerms, per_day: float, quantiles: Floats) -> Law:
    """Law of the first of a stay and hazards of `per_day` in all.

    P(d) = G(d - 1/2) - G(d + 1/2) with G(x) = P(stay > x) exp(-per_day x), and all below one
    day counted as one. The hazards' part is the integral of per_day G over the same days. Laws
    of closed form are kept: levers are tried by the hundred, and most stays are not moved by them.
    """
    if terms.kind == d.EMPIRICAL:
        return _law(terms, per_day, quantiles)
    return _closed_law(terms, per_day)


@lru_cache(maxsize=256)
def _closed_law(terms: StayTerms, per_day: float) -> Law:
    return _law(terms, per_day, np.zeros(0))


def _law(terms: StayTerms, per_day: float, quantiles: Floats) -> Law:
    longest = _longest(terms, per_day, quantiles)
    edges = np.concatenate([[0.0], np.arange(1, longest + 1) + 0.5])

    def alive(days: Floats) -> Floats:
        return stay_survival(days, terms, quantiles) * np.exp(-per_day * days)

    at_edges = alive(edges)
    at_edges[0], at_edges[-1] = 1.0, 0.0
    ends = -np.diff(at_edges)
    steps = (np.arange(_PARTS_OF_A_DAY) + 0.5) / _PARTS_OF_A_DAY
    middles = edges[:-1, None] + np.diff(edges)[:, None] * steps
    struck = per_day * alive(middles).mean(axis=1) * np.diff(edges)
    by_hazard = np.minimum(struck, ends)
    return Law(ends - by_hazard, by_hazard)
