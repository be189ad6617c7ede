"""Differences between two scenarios under which the same citizens lived.

Each replication gives one difference, in which the luck that both share cancels. Here are its
interval, its probability by chance, that probability adjusted for how many differences were
looked at, and how much of the variance the pairing took away.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.special import stdtr
from typing_extensions import TypedDict

from sim.experiments.summary.statistics import CONFIDENCE, SHARE, UNKNOWN, Figure, t_interval
from sim.model.parameters import Floats


class Paired(TypedDict):
    """A figure under the first scenario and another, and the difference, other less first.

    `p` is the probability of a difference as large or larger if there were none, `p_holm` the
    same adjusted for the family of differences, and `holds` says that it is small even then.
    They are null where there is nothing to test: one replication, or the same in every one.
    `smallest` is the smallest interesting difference; what is known to be below it is `unchanged`
    and does not hold (`interesting.py`).
    `variance_removed` is 1 − Var(other − first) / (Var(first) + Var(other)).
    """

    first: float | None
    other: float | None
    difference: Figure
    p: float | None
    p_holm: float | None
    holds: bool | None
    variance_removed: float | None
    smallest: float
    unchanged: bool


def paired(
    first: Floats | None, other: Floats | None, *, lies_between_0_and_1: bool = False
) -> Paired:
    """Compare values by replication [replications]; None where the figure is unknown."""
    one = Paired(
        first=_mean(first),
        other=_mean(other),
        difference=UNKNOWN,
        p=None,
        p_holm=None,
        holds=None,
        variance_removed=None,
        smallest=0.0,
        unchanged=False,
    )
    if first is not None and other is not None:
        of_shares = _difference_of_shares if lies_between_0_and_1 else t_interval
        one["difference"] = of_shares(other - first)
        one["p"] = _p_value(other - first)
        one["variance_removed"] = _variance_removed(first, other)
    return one


def _difference_of_shares(differences: Floats) -> Figure:
    """Mean with an interval that stays within -1 and 1."""
    figure = t_interval((differences + 1.0) / 2.0, SHARE)
    mean = float(differences.mean())
    low, high = figure["low"], figure["high"]
    if low is None or high is None:
        return Figure(mean=mean, low=None, high=None)
    return Figure(mean=mean, low=min(2.0 * low - 1.0, mean), high=max(2.0 * high - 1.0, mean))


def _mean(values: Floats | None) -> float | None:
    return None if values is None else float(values.mean())


def _p_value(differences: Floats) -> float | None:
    """Two-sided p of Student's t-test that the mean difference is 0."""
    if differences.size == 1 or not differences.any():
        return None
    error = float(np.std(differences, ddof=1)) / np.sqrt(differences.size)
    if error == 0.0:
        return 0.0
    t = abs(float(differences.mean())) / error
    return float(2.0 * stdtr(differences.size - 1, -t))


def _variance_removed(first: Floats, other: Floats) -> float | None:
    """Share of the variance of unpaired differences that pairing removes."""
    if first.size == 1:
        return None
    unpaired = float(np.var(first, ddof=1) + np.var(other, ddof=1))
    return 1.0 - float(np.var(other - first, ddof=1)) / unpaired if unpaired > 0.0 else None


def judge(family: Iterable[Paired]) -> int:
    """Adjust the p-values of a family of differences and say which hold.

    Returns
    -------
    How many were tested.
    """
    tested = [(one, one["p"]) for one in family if one["p"] is not None]
    for (one, _), adjusted in zip(tested, holm([p for _, p in tested]), strict=True):
        one["p_holm"] = adjusted
        one["holds"] = adjusted < 1.0 - CONFIDENCE
    return len(tested)


def holm(p_values: Sequence[float]) -> list[float]:
    """P-values adjusted so that the chance of a single false one is bounded.

    The i-th smallest of m is multiplied by m − i + 1, never less than the one before it.

    Source: Holm 1979, Scand. J. Statist. 6, 65-70.
    """
    ordered = np.argsort(p_values, kind="stable")
    factors = np.arange(len(p_values), 0, -1)
    raised = np.maximum.accumulate(np.asarray(p_values, dtype=float)[ordered] * factors)
    adjusted = np.empty(len(p_values))
    adjusted[ordered] = np.minimum(raised, 1.0)
    return [float(p) for p in adjusted]
