"""Value of information from samples: perfect, of some parameters, and of new records.

With the mean benefit of each option given some parameters, knowing them first is worth the mean of
the best option's minus the best option's mean. The estimate leans upwards where samples are few:
a parameter that does nothing says by how much, and is told beside the others.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.special import ndtr, ndtri

from sim.experiments.documents.studying import Points
from sim.experiments.studies.regression import regressed
from sim.experiments.studies.sampling import seed_of
from sim.model.parameters import Floats

REDRAWS: Final = 300
_WITHIN: Final = (0.025, 0.975)
_EDGE: Final = 1e-9


def value_of_knowing(benefits: Floats) -> float:
    """Mean of the best minus the best mean of benefits [rows, options], never below 0."""
    return max(float(benefits.max(axis=1).mean() - benefits.mean(axis=0).max()), 0.0)


def perfect_information(benefits: Floats) -> Points:
    """Value of knowing all, from the benefits themselves, with a 95 % interval by resampling."""
    count = len(benefits)
    chance = np.random.default_rng(seed_of("perfect", count))
    found = [value_of_knowing(benefits[chance.integers(0, count, count)]) for _ in range(REDRAWS)]
    return _points(value_of_knowing(benefits), found)


def partial_information(places: Floats, benefits: Floats, share: float = 1.0) -> Points:
    """Value of knowing the parameters at places [rows, parameters], with a 95 % interval.

    `share` of 1 is knowing them; less is new records that take away this share of their variance,
    so that their means move less: by its root, on the scale on which a law is normal.
    """
    law = regressed(places, benefits)
    seen = places if share >= 1.0 else _drawn_in(places, share)
    count = len(benefits)
    chance = np.random.default_rng(seed_of("partial", count))
    terms = law.terms(seen)
    found = [
        value_of_knowing((terms @ law.redrawn(chance))[chance.integers(0, count, count)])
        for _ in range(REDRAWS)
    ]
    return _points(value_of_knowing(law.at(seen)), found)


def _drawn_in(places: Floats, share: float) -> Floats:
    drawn: Floats = ndtr(np.sqrt(share) * ndtri(np.clip(places, _EDGE, 1 - _EDGE)))
    return drawn


def _points(mean: float, redrawn: Sequence[float]) -> Points:
    """The estimate with an interval as wide as redrawing makes it, both ends at 0 or above.

    Redrawn values lean upwards as the estimate does, so their spread is taken, not their place.
    """
    low, high = np.quantile(redrawn, _WITHIN) - np.mean(redrawn)
    return {"mean": mean, "low": max(mean + float(low), 0.0), "high": max(mean + float(high), mean)}
