"""How long each station holds a citizen, day by day, and what ends it.

A station is a course at a level; a hospital stay also remembers the station it interrupts, and
a citizen who will relapse waits at a station of their own. The law of a length is that of the
simulation exactly: the first of stay and hazards, rounded to whole days, at least one. It is
followed day by day for so long that a run cannot tell older stays apart; those are taken together,
with all the days that they last.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from scipy.special import gammaincc, ndtr

from sim.model import distributions as d
from sim.model.distributions import StayTerms
from sim.model.parameters import Floats, Ints

TAIL = 1e-10
"""Probability beyond which a length is not followed."""
LONGEST_DAYS = 14_610
"""Forty years: older stays are taken together, unless the run asks for more."""
_AT_ONCE = 1_024
_PARTS_OF_A_DAY = 8
_STEP_OF_AGE = 1e-3
"""Old ages are told apart by a thousandth of themselves."""
_OLDEST_DAYS = 1e8
_NEGLIGIBLE = 1e-9
"""Share of the mean that is left where an old age is not followed any more."""
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(4)


class OldAges(NamedTuple):
    """Ages beyond the last day of a law, in steps, and the mean days spent at each."""

    age_days: Ints  # [B] in the middle of a step
    days: Floats  # [B]


_NO_OLD_AGES = OldAges(np.zeros(0, np.int64), np.zeros(0))


@dataclass(frozen=True, eq=False)
class Law:
    """Law of the length of a spell, entry d - 1 for d days; the last entry for all that are longer.

    `old` are the days spent at ages of D and more, which the last entry takes together. What is
    worked out from them is kept, read-only: a law is asked for it by every lever that is tried.
    """

    by_stay: Floats  # [D] P(the stay ends it after d days)
    by_hazard: Floats  # [D] P(a hazard ends it after d days)
    old: OldAges = _NO_OLD_AGES

    @property
    def probability(self) -> Floats:
        """P(length is d days), array [D]."""
        return self.by_stay + self.by_hazard

    @cached_property
    def survival(self) -> Floats:
        """P(still there after a days), array [D], a from 0 to D - 1."""
        ends = self.probability
        return _read_only(np.cumsum(ends[::-1])[::-1])

    @cached_property
    def presence(self) -> Floats:
        """Mean days spent at an age of a days, array [D]: survival, and at the last all later."""
        result = self.survival.copy()
        result[-1] += self.old.days.sum()
        return _read_only(result)

    @cached_property
    def mean_days(self) -> float:
        """Mean length [days]."""
        return float(np.sum(self.presence))


def _read_only(array: Floats) -> Floats:
    array.flags.writeable = False
    return array


def mixed(laws: Sequence[Law], shares: Sequence[float]) -> Law:
    """Law of a stay that is of one law or another, by their shares."""
    longest = max(len(of.by_stay) for of in laws)
    by_stay, by_hazard = np.zeros(longest), np.zeros(longest)
    for of, share in zip(laws, shares, strict=True):
        by_stay[: len(of.by_stay)] += share * of.by_stay
        by_hazard[: len(of.by_hazard)] += share * of.by_hazard
    ages = np.concatenate([of.old.age_days for of in laws])
    days = np.concatenate([s * of.old.days for of, s in zip(laws, shares, strict=True)])
    order = np.argsort(ages, kind="stable")
    return Law(by_stay, by_hazard, OldAges(ages[order], days[order]))


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


def _longest(terms: StayTerms, per_day: float, quantiles: Floats, most: int) -> int:
    """Days after which fewer than `TAIL` are left, `most` of them at most.

    Most stays are over long before that, so days are looked at by the thousand.
    """
    for first in range(0, most, _AT_ONCE):
        days = np.arange(first + 1.0, min(most, first + _AT_ONCE) + 1.0)
        left = stay_survival(days + 0.5, terms, quantiles) * np.exp(-per_day * days)
        if left[-1] <= TAIL:
            return min(most, first + 1 + int(np.searchsorted(-left, -TAIL)))
    return most


def law(terms: StayTerms, per_day: float, quantiles: Floats, most: int = LONGEST_DAYS) -> Law:
    """Law of the first of a stay and hazards of `per_day` in all, day by day up to `most` days.

    P(d) = G(d - 1/2) - G(d + 1/2) with G(x) = P(stay > x) exp(-per_day x), and all below one
    day counted as one. The hazards' part is the integral of per_day G over the same days. Laws
    of closed form are kept: levers are tried by the hundred, and most stays are not moved by them.
    """
    if terms.kind == d.EMPIRICAL:
        return _law(terms, per_day, quantiles, most)
    return _closed_law(terms, per_day, most)


@lru_cache(maxsize=256)
def _closed_law(terms: StayTerms, per_day: float, most: int) -> Law:
    return _law(terms, per_day, np.zeros(0), most)


def _law(terms: StayTerms, per_day: float, quantiles: Floats, most: int) -> Law:
    longest = _longest(terms, per_day, quantiles, most)
    edges = np.concatenate([[0.0], np.arange(1, longest + 1) + 0.5])

    def alive(days: Floats) -> Floats:
        return stay_survival(days, terms, quantiles) * np.exp(-per_day * days)

    at_edges = alive(edges)
    old = _NO_OLD_AGES
    if longest == most and at_edges[-1] > TAIL:
        old = _old_ages(alive, longest, _jumps(terms, quantiles))
    at_edges[0], at_edges[-1] = 1.0, 0.0
    ends = -np.diff(at_edges)
    steps = (np.arange(_PARTS_OF_A_DAY) + 0.5) / _PARTS_OF_A_DAY
    middles = edges[:-1, None] + np.diff(edges)[:, None] * steps
    struck = per_day * alive(middles).mean(axis=1) * np.diff(edges)
    struck[-1] += per_day * old.days.sum()
    by_hazard = np.minimum(struck, ends)
    return Law(ends - by_hazard, by_hazard, old)


def _jumps(terms: StayTerms, quantiles: Floats) -> Floats:
    """Lengths [days] that a share of the stays have exactly."""
    if terms.kind == d.FIXED:
        return np.array([terms.scale_days])
    if terms.kind == d.EMPIRICAL:
        return terms.scale_days * quantiles[terms.table : terms.table + terms.points]
    return np.zeros(0)


def _old_ages(alive: Callable[[Floats], Floats], from_day: int, jumps: Floats) -> OldAges:
    """Ages of `from_day` and more, in steps, and the mean days that a stay spends in each.

    Sum of P(length > a) = G(a + 1/2) over the whole ages a of a step: its integral, by four points
    of Gauss. A length that many have ends a step.
    """
    many = int(np.log(_OLDEST_DAYS / from_day) / _STEP_OF_AGE)
    grown = from_day * np.exp(_STEP_OF_AGE * np.arange(many + 1.0))
    inside = np.floor(jumps[(jumps > from_day) & (jumps < _OLDEST_DAYS)] + 0.5)
    edges = np.unique(np.floor(np.concatenate([grown, inside])))
    width = np.diff(edges)
    at = edges[:-1, None] + width[:, None] * (_POINTS + 1.0) / 2.0
    days = alive(at) @ (_WEIGHTS / 2.0) * width
    left = np.cumsum(days[::-1])[::-1]
    some = left > _NEGLIGIBLE * left[:1]
    ages = np.floor((edges[:-1] + edges[1:] - 1.0) / 2.0)
    return OldAges(ages[some].astype(np.int64), days[some])
