"""Value of information from samples: perfect, of some parameters, and of new records.

With the mean benefit of each option given some parameters, knowing them first is worth the mean of
the best option's minus the best option's mean. The estimate leans upwards where samples are few:
a parameter that does nothing says by how much, and is told beside the others.

Where a figure is simulated there is chance in it, and the distance of a figure from 0 is larger for
that: benefits are made of what the parameters let expect (`freed_of_chance`), and redrawn with
it.
"""

from collections.abc import Sequence
from itertools import repeat
from typing import Final, NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from sim.experiments.documents.studying import Points
from sim.experiments.studies.regression import regressed
from sim.experiments.studies.sampling import seed_of
from sim.experiments.studies.variance import mean_interval
from sim.model.parameters import Floats

REDRAWS: Final = 300
_WITHIN: Final = (0.025, 0.975)
_EDGE: Final = 1e-9


def value_of_knowing(benefits: Floats) -> float:
    """Mean of the best minus the best mean of benefits [rows, options], never below 0."""
    return max(float(benefits.max(axis=1).mean() - benefits.mean(axis=0).max()), 0.0)


class Redrawn(NamedTuple):
    """What is expected at each sample [rows, options], and what that could as well have been."""

    expected: Floats
    again: Floats  # [redraws, rows, options]


def freed_of_chance(places: Floats, figures: Floats) -> Redrawn:
    """Figures [rows, options] freed of the chance of their runs, by a regression on all places."""
    law = regressed(places, figures)
    chance = np.random.default_rng(seed_of("expected", len(figures)))
    terms = law.terms(places)
    again = np.stack([terms @ law.redrawn(chance) for _ in range(REDRAWS)])
    return Redrawn(law.at(places), again)


def mean_benefits(benefits: Floats, again: Floats | None = None) -> list[Points]:
    """Mean benefit of each option, with a 95 % interval; `again` as in `perfect_information`."""
    if again is None:
        return [mean_interval(one) for one in benefits.T]
    count = len(benefits)
    chance = np.random.default_rng(seed_of("benefit", count))
    found = np.array([one[chance.integers(0, count, count)].mean(axis=0) for one in again])
    low, high = np.quantile(found, _WITHIN, axis=0) - found.mean(axis=0)
    means = benefits.mean(axis=0)
    return [
        {"mean": float(mean), "low": float(mean + down), "high": float(mean + up)}
        for mean, down, up in zip(means, low, high, strict=True)
    ]


def perfect_information(benefits: Floats, again: Floats | None = None) -> Points:
    """Value of knowing all, from the benefits themselves, with a 95 % interval by resampling.

    `again` [redraws, rows, options] are benefits that could as well be, where these are estimates.
    """
    count = len(benefits)
    chance = np.random.default_rng(seed_of("perfect", count))
    found = [
        value_of_knowing(one[chance.integers(0, count, count)])
        for one in (repeat(benefits, REDRAWS) if again is None else again)
    ]
    return _points(value_of_knowing(benefits), found)


def partial_information(
    places: Floats, benefits: Floats, share: float = 1.0, again: Floats | None = None
) -> Points:
    """Value of knowing the parameters at places [rows, parameters], with a 95 % interval.

    `share` of 1 is knowing them; less is new records that take away this share of their variance,
    so that their means move less: by its root, on the scale on which a law is normal. `again` as in
    `perfect_information`.
    """
    law = regressed(places, benefits)
    seen = places if share >= 1.0 else _drawn_in(places, share)
    count = len(benefits)
    chance = np.random.default_rng(seed_of("partial", count))
    terms = law.terms(seen)
    found = []
    for n in range(REDRAWS):
        coefficients = law.redrawn(chance)
        if again is not None:
            coefficients = coefficients + law.refitted(again[n] - benefits)
        rows = chance.integers(0, count, count)
        found.append(value_of_knowing((terms @ coefficients)[rows]))
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
