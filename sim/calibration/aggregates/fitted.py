"""The numbers that meet the tables as nearly as their errors ask, and how far each is still open.

Least squares of what the twin says against what the tables say, each over its error, with every
factor held to 1 by the error it had beforehand. The curvature says how surely each is then known:
a number whose error the tables have not halved is left open by them, and stays assumed with its
range. Source: Tarantola, Inverse Problem Theory, 2005, chapter 3 (Gaussian errors).
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np

from sim.calibration.aggregates.free import Free, moved
from sim.calibration.aggregates.targets import Target
from sim.calibration.aggregates.twin import FirstPlaces, Solved, predicted, solved
from sim.experiments.prepared.prepare import PreparedJob
from sim.model.parameters import Floats

_STEP: Final = 1e-4
_FARTHEST: Final = 6.0
"""Errors beforehand that a factor may lie from 1."""
_HALVED: Final = 0.5


class FreeFound(NamedTuple):
    """A group's factor, its error now, and whether the tables say it."""

    free: Free
    factor: float
    error: float
    is_said: bool


class Met(NamedTuple):
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
) -> Met:
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

    def figures(at: Floats) -> Floats:
        factors = np.exp(at).tolist()
        found: Solved = solved(base, moved(free, factors))
        return predicted(found, targets, first(factors))

    def gaps(at: Floats) -> Floats:
        return np.concatenate([(figures(at) - said) / errors, at / before])

    found = least_squares(
        gaps,
        np.zeros(len(free)),
        bounds=(-_FARTHEST * before, _FARTHEST * before),
        diff_step=_STEP,
        xtol=1e-6,
        ftol=1e-8,
    )
    after = np.sqrt(np.diag(np.linalg.inv(found.jac.T @ found.jac)))
    return Met(
        [
            FreeFound(of, float(np.exp(x)), float(error), bool(error < _HALVED * prior))
            for of, x, error, prior in zip(free, found.x, after, before, strict=True)
        ],
        figures(found.x),
    )
