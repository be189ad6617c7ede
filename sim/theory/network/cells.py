"""Cells of the twin: a station and the days already spent in it.

Every station's ages stand one after the other in arrays [M]. `money/ledger.py` says what a day in a
cell is worth.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from sim.model.parameters import Floats, Ints
from sim.theory.network.descendants import pauses
from sim.theory.network.stations import Map

Bools = npt.NDArray[np.bool_]


class Cells(NamedTuple):
    """The cells and how a citizen moves between them from one day to the next."""

    station: Ints  # [M]
    age_days: Ints  # [M]
    is_lumped: Bools  # [M] the age is a least one: old stays taken together
    first: Ints  # [Z] cell of a station's first day
    presence: Floats  # [M] mean days spent at this age: P(still there), and all days of old ones
    onward: csr_array  # [M, M] probability of each cell tomorrow
    entering: csr_array  # [M, Z] probability of beginning a course tomorrow, by station
    pauses: list[Floats | None]  # by station, as `descendants.pauses` says them


def cells_of(network: Map, already_days: Ints | None = None, *, with_moves: bool = True) -> Cells:
    """Cells of a map of stations, and where given the age at which each station is entered.

    Means need no moves; without them `onward` and `entering` are empty.
    """
    sizes = np.array([len(law.by_stay) for law in network.laws])
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    station = np.repeat(np.arange(len(sizes)), sizes)
    age = np.arange(sizes.sum()) - first[station]
    lumped = np.zeros_like(sizes) if already_days is None else already_days
    age += lumped[station]
    presence = np.concatenate([law.presence for law in network.laws])
    onward, entering = _moves(network, first, presence) if with_moves else _NO_MOVES
    is_lumped = (lumped > 0)[station]
    is_lumped[first + sizes - 1] |= np.array([law.old.days.size > 0 for law in network.laws])
    return Cells(station, age, is_lumped, first, presence, onward, entering, pauses(network))


def _moves(network: Map, first: Ints, presence: Floats) -> tuple[csr_array, csr_array]:
    """Transition matrices: stay one day older, or leave by one of the ways.

    Old stays taken together leave as often as others grow old: the number of both is the same.
    """
    size = len(presence)
    here, there, chance = [np.arange(0)], [np.arange(0)], [np.zeros(0)]
    begins_here, begins_at, begins = [np.arange(0)], [np.arange(0)], [np.zeros(0)]
    for z, (law, ways) in enumerate(zip(network.laws, network.ways, strict=True)):
        cells = first[z] + np.arange(len(law.by_stay))
        alive, days = law.survival, presence[cells]
        here += [cells[:-1], cells[-1:]]
        there += [cells[1:], cells[-1:]]
        chance += [alive[1:] / alive[:-1], 1.0 - alive[-1:] / days[-1:]]
        for way in ways:
            if way.target < 0:
                continue
            leaves = (law.by_hazard if way.is_hazard else law.by_stay) * way.share / days
            here.append(cells)
            there.append(np.full(len(cells), first[way.target]))
            chance.append(leaves)
            if way.is_entry:
                begins_here.append(cells)
                begins_at.append(np.full(len(cells), way.target))
                begins.append(leaves)
    onward = _matrix(chance, here, there, (size, size))
    return onward, _matrix(begins, begins_here, begins_at, (size, len(first)))


_NO_MOVES: Final = csr_array((0, 0)), csr_array((0, 0))


def _matrix(
    chances: list[Floats], rows: list[Ints], columns: list[Ints], shape: tuple[int, int]
) -> csr_array:
    places = np.concatenate(rows), np.concatenate(columns)
    return csr_array((np.concatenate(chances), places), shape=shape)
