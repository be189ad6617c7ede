"""Which of some settings is best, with a guarantee: Kim and Nelson's procedure, and its like for 0.

Of k settings with common random numbers, more replications are run until all but one are out. If
the best is better than every other by the indifference or more, it is chosen with the confidence
asked for at least (Kim and Nelson 2001, ACM TOMACS 11, 251-273, procedure KN with c = 1).

Where a mean is to be near 0 the same walk is taken twice for a pair, by the difference and by the
sum: |a| > |b| exactly where both have one sign. A wrong answer needs one of the two walks to leave
on the wrong side, so each gets half of the error.
"""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from scipy.special import stdtr

from sim.experiments.studies.sampling import seed_of
from sim.model.parameters import Floats

FIRST: Final = 20
_DRAWS: Final = 4_000
_GROWTH: Final = 1.5

More = Callable[[Sequence[int], int, int], Floats]
"""Values [settings, replications] of some settings, from one replication to before another."""


class Selection(NamedTuple):
    """Which setting is chosen, and what was seen of each."""

    best: int
    decided: bool
    """All others went out; otherwise the replications ran out first."""
    values: list[Floats]
    """Values of each setting by replication, as far as it was followed."""
    probability_best: float
    """At least so probable that no other is better by more than the indifference."""


class SelectionRule(NamedTuple):
    """What is better, and what does not matter."""

    indifference: float
    confidence: float = 0.95
    near_zero: bool = False
    """Near 0 is better; otherwise more is."""
    first: int = FIRST
    most: int = 1_000


def select_best(count: int, rule: SelectionRule, more: More) -> Selection:
    """Choose the best of some settings, running more of those that are left."""
    alive = list(range(count))
    values = [np.empty(0)] * count
    wanted = min(rule.first, rule.most)
    while True:
        have = len(values[alive[0]])
        new = more(alive, have, wanted)
        for row, number in enumerate(alive):
            values[number] = np.concatenate([values[number], new[row]])
        alive = _left(values, alive, rule, count)
        if len(alive) == 1 or wanted >= rule.most:
            break
        wanted = min(int(np.ceil(wanted * _GROWTH)), rule.most)
    worth = [benefit(values[number].mean(), rule) for number in alive]
    best = alive[int(np.argmax(worth))]
    return Selection(best, len(alive) == 1, values, probability_best(values, best, rule))


def benefit(mean: float, rule: SelectionRule) -> float:
    """What a mean is worth, more being better."""
    return -abs(float(mean)) if rule.near_zero else float(mean)


class _Out(NamedTuple):
    """After which replication a pair is decided, and which of it is out."""

    at: int
    out: int
    by: int


def _left(
    values: Sequence[Floats], alive: Sequence[int], rule: SelectionRule, count: int
) -> list[int]:
    """Settings that are left, in their order."""
    found = [_decided(values, pair, rule, count) for pair in combinations(alive, 2)]
    left = set(alive)
    for one in sorted(one for one in found if one is not None):
        if one.out in left and one.by in left and len(left) > 1:
            left.discard(one.out)
    return [number for number in alive if number in left]


def _decided(
    values: Sequence[Floats], pair: tuple[int, int], rule: SelectionRule, count: int
) -> _Out | None:
    first, second = (values[number] for number in pair)
    walks = [first - second, first + second] if rule.near_zero else [first - second]
    error = (1 - rule.confidence) / max(count - 1, 1) / len(walks)
    signs = [_exit(walk, rule, error) for walk in walks]
    if any(at is None for at, _ in signs):
        return None
    at = max(at for at, _ in signs if at is not None)
    first_is_more = np.prod([sign for _, sign in signs]) > 0
    is_first_better = first_is_more != rule.near_zero
    return _Out(at, pair[1] if is_first_better else pair[0], pair[0 if is_first_better else 1])


def _exit(walk: Floats, rule: SelectionRule, error: float) -> tuple[int | None, int]:
    """After how many replications a walk has left its triangle, and on which side."""
    begun = rule.first
    if len(walk) < begun:
        return None, 0
    spread = float(walk[:begun].var(ddof=1))
    if spread == 0.0:
        return begun, 1 if walk[:begun].mean() > 0 else -1
    slack = ((2 * error) ** (-2 / (begun - 1)) - 1) * (begun - 1) * spread / rule.indifference
    after = np.arange(begun, len(walk) + 1)
    sums = np.cumsum(walk)[begun - 1 :]
    edge = np.maximum((slack - rule.indifference * after) / 2, 0.0)
    out = np.flatnonzero(np.abs(sums) >= edge)
    return (int(after[out[0]]), 1 if sums[out[0]] > 0 else -1) if len(out) else (None, 0)


def probability_best(values: Sequence[Floats], best: int, rule: SelectionRule) -> float:
    """A lower bound of the probability that none is better by more than the indifference.

    One less the sum over all others of the probability that it is, given the replications that
    both have, with no opinion beforehand.
    """
    wrong = 0.0
    for number, other in enumerate(values):
        if number != best:
            both = min(len(values[best]), len(other))
            wrong += 1.0 - _as_good(values[best][:both], other[:both], rule)
    return float(np.clip(1.0 - wrong, 0.0, 1.0))


def _as_good(best: Floats, other: Floats, rule: SelectionRule) -> float:
    runs = len(best)
    if runs < 2:  # noqa: PLR2004 - a variance needs two
        return 0.0
    if not rule.near_zero:
        off = best - other
        error = float(off.std(ddof=1) / np.sqrt(runs))
        lead = float(off.mean()) + rule.indifference
        return float(stdtr(runs - 1, lead / error)) if error else float(lead >= 0)
    chance = np.random.default_rng(seed_of("best", runs))
    pair = np.stack([best, other])
    weights, vectors = np.linalg.eigh(np.cov(pair) / runs)
    root = vectors * np.sqrt(np.maximum(weights, 0.0))
    widened = np.sqrt((runs - 1) / chance.chisquare(runs - 1, _DRAWS))
    drawn = pair.mean(axis=1)[:, None] + root @ chance.standard_normal((2, _DRAWS)) * widened
    far = np.abs(drawn)
    return float((far[0] <= far[1] + rule.indifference).mean())


# Over behaviour models


def worst_regrets(losses: Floats) -> Floats:
    """Regret of each setting where it is worst [settings], of losses [settings, models]."""
    worst: Floats = (losses - losses.min(axis=0)).max(axis=1)
    return worst


def probability_least_regret(
    values: Floats, best: int, loss: Callable[[Floats], Floats], indifference: float
) -> float:
    """A lower bound of the probability that no setting has less regret by the indifference.

    By resampling the replications that all share, of values [settings, models, replications]: one
    less the sum over all others of the share of resamples in which they have.
    """
    runs = values.shape[2]
    chance = np.random.default_rng(seed_of("regret", runs))
    less = np.zeros(len(values))
    for _ in range(_RESAMPLES):
        drawn = values[:, :, chance.integers(0, runs, runs)].mean(axis=2)
        regrets = worst_regrets(loss(drawn))
        less += regrets + indifference < regrets[best]
    return float(np.clip(1.0 - less.sum() / _RESAMPLES, 0.0, 1.0))


_RESAMPLES: Final = 1_000
