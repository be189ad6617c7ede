"""Bühlmann-Straub: how far a small team's mean is drawn to that of all.

mean_i (shrunk) = Z_i mean_i + (1 - Z_i) mean, Z_i = w_i / (w_i + v / a), where v is the variance
within a team between periods and a that between teams; a below 0 counts as 0, "no difference seen".
Source: Bühlmann and Gisler, A Course in Credibility Theory, 2005, chapter 4, with their unbiased
estimators.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Credibility(NamedTuple):
    """Teams' means before and after."""

    own: Floats
    shrunk: Floats
    weight: Floats
    """Z: what a team's own mean counts for."""
    mean: float
    within: float
    between: float
    """0 where no difference is seen."""


def buhlmann_straub(values: Floats, weights: Floats) -> Credibility:
    """Shrink teams' means.

    Parameters
    ----------
    values, weights
        By team and period [teams, periods]; a weight of 0 is a period without anybody.

    Raises
    ------
    ValueError
        With fewer than two teams or periods: nothing then tells chance from difference.
    """
    teams, periods = values.shape
    if min(teams, periods) < 2:  # noqa: PLR2004 - two are the fewest that can differ
        raise ValueError("needs two teams and two periods: one mean a team tells no difference")
    own_weight = weights.sum(axis=1)
    own = (weights * values).sum(axis=1) / own_weight
    degrees = float((weights > 0).sum() - teams)
    within = float((weights * (values - own[:, None]) ** 2).sum()) / degrees
    total = float(own_weight.sum())
    overall = float(own_weight @ own) / total
    spread = float(own_weight @ (own - overall) ** 2) - (teams - 1) * within
    between = max(0.0, spread / (total - float((own_weight**2).sum()) / total))
    z = own_weight / (own_weight + within / between) if between > 0 else np.zeros(teams)
    mean = float(z @ own / z.sum()) if between > 0 else overall
    return Credibility(own, z * own + (1.0 - z) * mean, z, mean, within, between)
