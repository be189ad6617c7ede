"""Aalen-Johansen: by when which end has come, with delayed entry and censoring.

The curve begins where at least `FEWEST_AT_RISK` are at risk, and says the smallest number at risk:
with one person at risk one end would be the end of all. Source: Aalen and Johansen, Scandinavian
Journal of Statistics 1978.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FEWEST_AT_RISK: Final = 5


class Incidence(NamedTuple):
    """Cumulative incidence of each end by day."""

    days: Ints
    ends: dict[str, Floats]
    still: Floats
    """Share that goes on."""
    at_risk: Ints
    smallest: int
    begins: int
    """Day from which the curve holds."""

    def at(self, day: int) -> dict[str, float]:
        """Share of each end by a day."""
        place = int(np.searchsorted(self.days, day, side="right")) - 1
        return {end: float(of[place]) if place >= 0 else 0.0 for end, of in self.ends.items()}


def incidence(entry: Ints, exit_: Ints, end: npt.NDArray[np.str_]) -> Incidence:
    """Aalen-Johansen estimate.

    Parameters
    ----------
    entry, exit_
        Days of each stay at which it came into sight and at which it ended or was seen last.
    end
        What ended it; "" where it goes on.
    """
    days = np.unique(exit_[end != ""])
    ordered, leaving = np.sort(entry), np.sort(exit_)
    at_risk = np.searchsorted(ordered, days) - np.searchsorted(leaving, days)
    begins = _begins(at_risk)
    kinds = sorted({str(kind) for kind in end if kind != ""})
    counts = {kind: _counts(days, exit_[end == kind]) for kind in kinds}
    usable = np.arange(len(days)) >= begins
    risk = np.where(usable & (at_risk > 0), at_risk, 1)
    leaves = np.sum([np.zeros(len(days)), *counts.values()], axis=0) * usable / risk
    still: Floats = np.cumprod(1.0 - np.minimum(leaves, 1.0))
    before = np.concatenate([[1.0], still[:-1]])
    return Incidence(
        days,
        {kind: np.cumsum(before * counts[kind] * usable / risk) for kind in kinds},
        still,
        at_risk,
        int(at_risk[usable].min()) if usable.any() else 0,
        int(days[begins]) if begins < len(days) else 0,
    )


def _begins(at_risk: Ints) -> int:
    """First place at which enough are at risk; 0 where that never is."""
    enough = np.flatnonzero(at_risk >= FEWEST_AT_RISK)
    return int(enough[0]) if len(enough) else 0


def _counts(days: Ints, ended: Ints) -> Floats:
    places = np.searchsorted(days, ended)
    return np.bincount(places, minlength=len(days)).astype(float)
