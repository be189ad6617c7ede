"""Which factors an answer hangs on: elementary effects first, then Sobol' indices with intervals.

Both take their points from one Sobol' sequence. The effects are Morris's on a radial design: from
each of some points every factor is moved by itself (Campolongo, Saltelli and Cariboni 2011). The
indices are SciPy's, by Saltelli's estimators of 2010; a group of factors is moved together and
gets its indices from the same call. Intervals come from resampling points. Nothing here may see a
value that is no number: SciPy would turn every index to 0 without a word.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from scipy.stats import qmc, sobol_indices

from sim.experiments.documents.studying import Points
from sim.experiments.studies.sampling import seed_of
from sim.model.parameters import Floats

RESAMPLES: Final = 500
_EDGE: Final = 1e-6
"""No place is nearer to an end of its law than this."""
_APART: Final = 4
"""Rows between a point and the one towards which it is moved, so that no step is short."""
_WITHIN: Final = (0.025, 0.975)


class SobolDesign(NamedTuple):
    """Places of points [points, factors]: two samples, and the first with some columns swapped."""

    first: Floats
    second: Floats
    moved: list[Floats]

    @property
    def every(self) -> Floats:
        """All points below each other."""
        return np.concatenate([self.first, self.second, *self.moved])


class SobolIndices(NamedTuple):
    """First-order and total index of each column or group, and their intervals."""

    first: list[Points]
    total: list[Points]
    shares: list[Points]
    """Of each group its mean of both, over the sum of those of all groups."""


def sobol_design(
    seed: int, keys: Sequence[str], groups: Sequence[Sequence[int]], points: int
) -> SobolDesign:
    """Points at which each group of columns is moved from one sample to another.

    More points keep those that are there.

    Raises
    ------
    ValueError
        When the number of points is no power of 2.
    """
    columns = len(keys)
    sequence = qmc.Sobol(2 * columns, rng=np.random.default_rng(seed_of("sobol", seed, *keys)))
    both = np.clip(sequence.random_base2((points - 1).bit_length()), _EDGE, 1 - _EDGE)
    first, second = both[:, :columns], both[:, columns:]
    return SobolDesign(first, second, [_swapped(first, second, group) for group in groups])


def _swapped(first: Floats, second: Floats, group: Sequence[int]) -> Floats:
    moved = first.copy()
    moved[:, group] = second[:, group]
    return moved


def effects_design(seed: int, keys: Sequence[str], points: int) -> SobolDesign:
    """Points, and each of them with one column moved at a time."""
    columns = len(keys)
    sequence = qmc.Sobol(2 * columns, rng=np.random.default_rng(seed_of("effects", seed, *keys)))
    rows = sequence.random_base2((points + _APART - 1).bit_length())
    both = np.clip(rows, _EDGE, 1 - _EDGE)
    first, second = both[:points, :columns], both[_APART : points + _APART, columns:]
    moved = [_swapped(first, second, [column]) for column in range(columns)]
    return SobolDesign(first, second, moved)


def elementary_effects(design: SobolDesign, at_first: Floats, at_moved: Floats) -> Floats:
    """Mean absolute effect [columns] of a factor along its whole law, in the figure's unit.

    `at_first` [points] and `at_moved` [columns, points] are the figure's values.
    """
    steps = (design.second - design.first).T
    return np.asarray(np.abs((at_moved - at_first) / steps).mean(axis=1))


def indices_of(at_first: Floats, at_second: Floats, at_moved: Floats, groups: int) -> SobolIndices:
    """Indices of figure values [points] and, with a group moved, [groups, points].

    The last `groups` of them are the groups whose shares add up to 1. Where values do not vary
    every index is 0.
    """
    count = len(at_first)
    chance = np.random.default_rng(seed_of("indices", count))
    drawn = np.concatenate([np.arange(count)[None], chance.integers(0, count, (RESAMPLES, count))])
    together = max(1, _AT_A_TIME // (count * len(at_moved)))
    parts = [drawn[n : n + together] for n in range(0, len(drawn), together)]
    found = np.concatenate([_indices(at_first[at], at_second[at], at_moved[:, at]) for at in parts])
    middle = np.clip(found[:, :, len(at_moved) - groups :].mean(axis=1), 0.0, None)
    whole = middle.sum(axis=1, keepdims=True)
    shares = np.divide(middle, whole, out=np.zeros_like(middle), where=whole > 0)
    return SobolIndices(*(_intervals(part) for part in (found[:, 0], found[:, 1], shares)))


_AT_A_TIME: Final = 4_000_000
"""Values that are looked at together, so that many points take no more memory than few."""


def _indices(at_first: Floats, at_second: Floats, at_moved: Floats) -> Floats:
    """First-order and total indices [resamples, 2, columns] of values [resamples, points]."""
    values = {"f_A": at_first, "f_B": at_second, "f_AB": at_moved}
    found = sobol_indices(func=values, n=at_first.shape[1])
    shape = (len(at_first), len(at_moved))
    both = found.first_order.reshape(shape), found.total_order.reshape(shape)
    return np.stack(both, axis=1)


def _intervals(found: Floats) -> list[Points]:
    """Of the estimate and the resampled ones [1 + resamples, columns]."""
    low, high = np.quantile(found[1:], _WITHIN, axis=0)
    return [
        {"mean": float(mean), "low": float(one), "high": float(other)}
        for mean, one, other in zip(found[0], low, high, strict=True)
    ]
