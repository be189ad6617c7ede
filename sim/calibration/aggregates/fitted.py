"""The numbers that meet the tables as nearly as their errors ask, and how far each is still open.

Least squares of what the twin says against what the tables say, each over its error, with every
factor held to 1 by the error it had beforehand. The curvature says how surely each is then known:
a number whose error the tables have not halved is left open by them, and stays assumed with its
range. Source: Tarantola, Inverse Problem Theory, 2005, chapter 3 (Gaussian errors).
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np

from sim.calibration.aggregates.free import Free, moved_numbers, share_of
from sim.calibration.aggregates.targets import Target
from sim.calibration.aggregates.twin import FirstPlaces, long_run, predicted
from sim.experiments.prepared.prepare import PreparedJob
from sim.model.parameters import Floats

_STEP: Final = 1e-4
_FARTHEST: Final = 6.0
"""Errors beforehand that a factor may lie from 1."""
_HALVED: Final = 0.5
_OF_CARE: Final = frozenset({"granted", "delivered", "cost", "revenue"})
"""Figures for which care is solved too, which takes as long as all else."""


class FreeFound(NamedTuple):
    """A group's factor, its error now, and whether the tables say it."""

    free: Free
    factor: float
    error: float
    is_said: bool


class TablesMet(NamedTuple):
    """All factors, and what each target comes to with them."""

    found: list[FreeFound]
    kept: Floats

    @property
    def factors(self) -> list[float]:
        """Factors in order."""
        return [of.factor for of in self.found]


def met(
    base: PreparedJob,
    free: Sequence[Free],
    targets: Sequence[Target],
    first: Callable[[Sequence[float]], FirstPlaces],
) -> TablesMet:
    """Find the factors.

    Parameters
    ----------
    first
        Shares of first courses and levels under given factors.
    """
    from scipy.optimize import least_squares

    said = np.array([target.value for target in targets])
    errors = np.array([target.error for target in targets])
    before = np.array([of.error for of in free])

    with_money = any(target.figure in _OF_CARE for target in targets)

    def figures(at: Floats) -> Floats:
        factors = np.exp(at).tolist()
        found = long_run(base, moved_numbers(free, factors), with_money=with_money)
        return predicted(found, targets, first(factors))

    def gaps(at: Floats) -> Floats:
        return np.concatenate([(figures(at) - said) / errors, at / before])

    found = least_squares(
        gaps,
        np.zeros(len(free)),
        bounds=(-_FARTHEST * before, _FARTHEST * before),
        diff_step=_STEP,
        x_scale=before,
        xtol=1e-5,
        ftol=1e-6,
    )
    after = np.linalg.inv(found.jac.T @ found.jac)
    freely = _as_they_add_up(free, np.exp(found.x))
    errors, priors = (
        np.sqrt(np.diag(freely @ covariance @ freely.T))
        for covariance in (after, np.diag(before**2))
    )
    factors = _adding_up(free, np.exp(found.x))
    return TablesMet(
        [
            FreeFound(of, float(x), float(error), of.is_known or bool(error < _HALVED * prior))
            for of, x, error, prior in zip(free, factors, errors, priors, strict=True)
        ],
        figures(found.x),
    )


def _as_they_add_up(free: Sequence[Free], factors: Floats) -> Floats:
    """What each logarithm moves a number by, once shares add up to 1 again, array [K, K].

    log(s_i / sum s) moves by dx_i - sum of p_j dx_j over the shares beside it.
    """
    moves = np.eye(len(free))
    for row, beside in _beside(free).items():
        now = np.array([share_of(free[k]) * factors[k] for k in beside])
        moves[row, beside] -= now / now.sum()
    return moves


def _adding_up(free: Sequence[Free], factors: Floats) -> Floats:
    """Factors of shares as they are once the shares add up to 1 again."""
    found = factors.copy()
    for row, beside in _beside(free).items():
        shares = np.array([share_of(free[k]) for k in beside])
        found[row] *= shares.sum() / float(shares @ factors[beside])
    return found


def _beside(free: Sequence[Free]) -> dict[int, list[int]]:
    """Places of the shares that add up to 1 with each share, itself among them."""
    heads = [of.name.rpartition("[" if of.name.endswith("]") else ".")[0] for of in free]
    return {
        row: [k for k, other in enumerate(free) if other.is_share and heads[k] == heads[row]]
        for row, of in enumerate(free)
        if of.is_share
    }
