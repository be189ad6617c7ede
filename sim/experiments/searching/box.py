"""Where settings fail: a box of the numbers that are not known, in which failures are dense.

The patient way (PRIM, Friedman and Fisher 1999, Statistics and Computing 9, 123-143) without its
pasting: from the whole space the tenth that leaves the most failures within is cut off, from
either end of any number, as long as it helps and a tenth of the samples is left; an end without
which failures are as dense is then given back. Own code: the library that has it (EMA Workbench)
brings a stack several times the size of ours.
"""

from typing import Any, Final, NamedTuple

import numpy as np

from sim.model.parameters import Floats

_PEELED: Final = 0.1
_LEAST_SHARE: Final = 0.1
_LEAST_GAIN: Final = 0.02
"""In density, below which a number's end is no news."""


class Box(NamedTuple):
    """Ends of each number's place [numbers, 2], and what is inside."""

    ends: Floats
    coverage: float
    """Share of all failures that lie inside."""
    density: float
    """Share of what lies inside that fails."""


def failing_box(places: Floats, fails: Floats) -> Box | None:
    """Box in which samples [samples, numbers] in 0-1 fail most; None where none or all do."""
    share = float(fails.mean())
    if not 0.0 < share < 1.0:
        return None
    width = places.shape[1]
    ends = np.tile([0.0, 1.0], (width, 1))
    inside: Any = np.ones(len(places), bool)
    while True:
        cut = _best_cut(places, fails, inside)
        if cut is None:
            break
        number, side, at = cut
        ends[number, side] = at
        inside &= places[:, number] >= at if side == 0 else places[:, number] <= at
    inside = _without_what_does_not_matter(ends, places, fails, inside)
    return Box(ends, float(fails[inside].sum() / fails.sum()), float(fails[inside].mean()))


def _best_cut(places: Floats, fails: Floats, inside: Floats) -> tuple[int, int, float] | None:
    """The number, end and place of the cut after which failures are densest."""
    now = float(fails[inside].mean())
    best, found = now, None
    for number in range(places.shape[1]):
        column = places[inside, number]
        for side, at in enumerate(np.quantile(column, [_PEELED, 1 - _PEELED]).tolist()):
            left = inside & (places[:, number] >= at if side == 0 else places[:, number] <= at)
            if left.mean() >= _LEAST_SHARE and fails[left].mean() > best:
                best, found = float(fails[left].mean()), (number, side, at)
    return found


def _without_what_does_not_matter(ends: Floats, places: Floats, fails: Floats, inside: Any) -> Any:  # noqa: ANN401 - truth values
    """Give back ends that make failures no denser, one by one; which samples are inside."""
    for number, side in np.ndindex(ends.shape):
        wider = ends.copy()
        wider[number, side] = side
        within = ((places >= wider[:, 0]) & (places <= wider[:, 1])).all(axis=1)
        if fails[within].mean() > fails[inside].mean() - _LEAST_GAIN:
            ends[number, side], inside = side, within
    return inside
