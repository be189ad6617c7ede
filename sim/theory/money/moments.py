"""Mean and second moment of what one citizen brings to a team's deviation, exactly.

Citizens are independent and come by Poisson processes, so the variance of a team's sum is the
sum of second moments over citizens (Campbell's theorem). The second moment is found backwards
in time, day by day: it holds the weekly chance, the need multiplier that a citizen keeps, and
every change of course within the span, so weeks that are parts need no approximation. For a
span of one full week without changes it is the design's sigma**2 + tau**2 + (r - mu)**2.

Source: design, section 6; Campbell's theorem, Kingman 1993, "Poisson Processes", section 3.2.
"""

from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats
from sim.theory.money.ledger import Ledger
from sim.theory.network.cells import Cells


class Worth(NamedTuple):
    """Moments of what a citizen brings from a moment on; money in øre."""

    fixed: Floats  # mean deviation that does not hang on the need multiplier
    by_need: Floats  # [.., V] what multipliers of mean 1 take from it, by variation group
    square: Floats  # second moment of the deviation

    @property
    def deviation(self) -> Floats:
        """Mean deviation."""
        result: Floats = self.fixed - self.by_need.sum(axis=-1)
        return result


class Span(NamedTuple):
    """Worth of a span of days, of those there on its first day and of those who come."""

    first_day: int
    there: Worth  # [M]
    coming: list[Worth]  # [Z] for each day of the span


class Variation(NamedTuple):
    """Need multipliers: which levels share one, and how they vary together."""

    group: Floats  # [M, V] 1 in the column of the cell's group
    own: Floats  # [M, V] E[own multiplier x multiplier of a group]
    own_square: Floats  # [M] E[own multiplier squared]


def variation(ledger: Ledger) -> Variation:
    """Groups of levels with the same spread; E[m_i m_j] = exp(sigma_i sigma_j)."""
    level = np.array([station.level for station in ledger.network.stations])
    sigma = ledger.parameters.demand.multiplier_sigma[0, level]
    spreads, group_of_station = np.unique(sigma, return_inverse=True)
    group = np.eye(len(spreads))[group_of_station][ledger.cells.station]
    own = np.exp(np.outer(spreads, spreads))[group_of_station][ledger.cells.station]
    own_square = np.exp(sigma**2)[ledger.cells.station]
    return Variation(group, own, own_square)


def span(ledger: Ledger, first_day: int, days: int) -> Span:
    """Worth of the days from `first_day` on, found backwards from the last."""
    cells = ledger.cells
    spread = variation(ledger)
    none = np.zeros(len(cells.station))
    ahead = Worth(none, np.zeros_like(spread.group), none)
    coming: list[Worth] = []
    for day in range(first_day + days - 1, first_day - 1, -1):
        lump = ledger.lump_sums(day + 1) if day + 1 < first_day + days else none[:0]
        ahead = _one_day(ledger, day, ahead, spread, lump)
        coming.append(_begun(ahead, cells, ledger.lump_sums(day)))
    return Span(first_day, ahead, coming[::-1])


def _tomorrow(cells: Cells, ahead: Worth, lump: Floats) -> Worth:
    """Expected worth from tomorrow on, with the lump sums of courses that begin then."""
    stacked = np.column_stack([ahead.fixed, ahead.square, ahead.by_need])
    moved = cells.onward @ stacked
    fixed, square, by_need = moved[:, 0], moved[:, 1], moved[:, 2:]
    if lump.any():
        worth = ahead.deviation[cells.first]
        fixed = fixed + cells.entering @ lump
        square = square + cells.entering @ (2.0 * lump * worth + lump**2)
    return Worth(fixed, by_need, square)


def _one_day(ledger: Ledger, day: int, ahead: Worth, spread: Variation, lump: Floats) -> Worth:
    """Worth from `day` on, given the worth from tomorrow on."""
    value = ledger.day(day)
    later = _tomorrow(ledger.cells, ahead, lump)
    fixed, by_need = value.fixed_ore, value.by_need_ore
    here = fixed**2 - 2.0 * fixed * by_need + spread.own_square * by_need**2
    with_later = fixed * later.deviation - by_need * (
        later.fixed - np.einsum("mv,mv->m", spread.own, later.by_need)
    )
    # Contacts are as many as the multiplier says on average, so their chance has its mean, 1.
    chance = spread.own_square * value.noise + value.scatter
    square = here + 2.0 * with_later + later.square + chance
    return Worth(later.fixed + fixed, later.by_need + spread.group * by_need[:, None], square)


def _begun(worth: Worth, cells: Cells, lump: Floats) -> Worth:
    """Worth of a citizen who begins a course at each station, array [Z]."""
    fixed, by_need = worth.fixed[cells.first], worth.by_need[cells.first]
    square = worth.square[cells.first] + 2.0 * lump * worth.deviation[cells.first] + lump**2
    return Worth(fixed + lump, by_need, square)
