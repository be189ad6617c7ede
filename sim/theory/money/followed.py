"""Cells that a span has to follow on each of its days, in pieces that fit a processor's cache.

A week is asked of every cell. Over a long span most cells are out of reach: who came on its first
day is as old as the span by now, and old stays taken together are all of one age. The worth of
a cell is the same in any piece, so a piece may hold more than is asked for.
"""

from typing import Final, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from sim.model.parameters import Ints
from sim.theory.network.cells import Bools, Cells

_PIECE: Final = 1_024
"""Cells of a piece: a few arrays of them by need take less than a megabyte."""


class CellPiece(NamedTuple):
    """Cells that stand together in a span's order, and the ways out of them."""

    at: slice  # in the span's order
    cells: Ints  # their numbers in the ledger
    onward: csr_array  # probability of each cell tomorrow, in the span's order
    entering: csr_array  # probability of beginning a course tomorrow, by station


class Followed(NamedTuple):
    """Cells of a span in an order of its own."""

    order: Ints  # [M] cells
    first: Ints  # [Z] place of each station's first day in that order
    pieces: list[list[CellPiece]]  # for each day of the span


def every_cell(cells: Cells, days: int) -> Followed:
    """All cells on all days."""
    order = np.arange(len(cells.station))
    return Followed(order, cells.first, [_pieces(cells, order, 0, len(order))] * days)


def cells_in_reach(cells: Cells, settled_days: int, is_old: Bools, days: int) -> Followed:
    """Cells that somebody younger than `settled_days` on the first day can be in, day by day.

    Those where `is_old` are entered on the first day alone, all at the age `settled_days`.
    """
    order = np.lexsort((cells.age_days, is_old))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    of_span = cells._replace(onward=_renumbered(cells.onward, order, rank))
    of_span = of_span._replace(entering=cells.entering[order])
    young = int(np.count_nonzero(~is_old))
    ages = cells.age_days[order]
    all_young = _pieces(of_span, order, 0, young)
    reached = []
    for day in range(days):
        oldest = settled_days + day
        low, high = (young + np.searchsorted(ages[young:], oldest, side) for side in _SIDES)
        same_age = [_piece(of_span, order, int(low), int(high))] if high > low else []
        reached.append([*(p for p in all_young if ages[p.at.start] <= oldest), *same_age])
    return Followed(order, rank[cells.first], reached)


_SIDES: Final = ("left", "right")


def _renumbered(onward: csr_array, order: Ints, rank: Ints) -> csr_array:
    """Ways in another order of cells; each row is added up in the order in which it was."""
    rows = onward[order]
    return csr_array((rows.data, rank[rows.indices], rows.indptr), shape=rows.shape)


def _pieces(cells: Cells, order: Ints, low: int, high: int) -> list[CellPiece]:
    starts = range(low, high, _PIECE)
    return [_piece(cells, order, start, min(high, start + _PIECE)) for start in starts]


def _piece(cells: Cells, order: Ints, low: int, high: int) -> CellPiece:
    at = slice(low, high)
    return CellPiece(at, order[at], cells.onward[at], cells.entering[at])
