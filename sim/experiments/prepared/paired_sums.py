"""A few replications beside many of another scenario: money as far as pairs tell it.

The same citizens live under both, so the difference of a pair has little chance in it. A
replication that only the other scenario has is taken for that one and the mean difference of the
pairs: far closer than the few alone, and replaced by the replication itself when it has run.
"""

from typing import NamedTuple

import numpy as np

from sim.experiments.summary.care_sums import CareSums
from sim.experiments.summary.sums import MoneySums, Sums
from sim.model.parameters import Ints


class Replications(NamedTuple):
    """Sums of some replications, and their weekly deviation [replications, teams, weeks; øre]."""

    sums: Sums
    weekly_ore: Ints

    @property
    def numbers(self) -> list[int]:
        """Which they are."""
        return [int(number) for number in self.sums.replications]


def filled_by_pairs(own: Replications, other: Replications) -> Replications:
    """Own replications with the money of those that only the other scenario has.

    Money is what teams earn and spend and what is borne outside the rate, since figures add the
    two. All else is that of the own replications.
    """
    pairs = [number for number in own.numbers if number in other.numbers]
    missing = [number for number in other.numbers if number not in own.numbers]
    if not pairs or not missing:
        return own
    every = sorted({*own.numbers, *missing})
    rows = _Rows(own.numbers, other.numbers, pairs, every)
    money = MoneySums(
        *(rows.filled(*both) for both in zip(own.sums.money, other.sums.money, strict=True))
    )
    care = _with_outside(own.sums.care, other.sums.care, rows)
    weekly = rows.filled(own.weekly_ore, other.weekly_ore)
    return Replications(own.sums._replace(money=money, care=care), weekly)


class _Rows(NamedTuple):
    """Which replications stand in which row."""

    own: list[int]
    other: list[int]
    pairs: list[int]
    every: list[int]

    def filled(self, own: Ints, other: Ints) -> Ints:
        """Whole amounts of every replication, [replications, …]."""
        theirs = other[[self.other.index(number) for number in self.pairs]]
        mine = own[[self.own.index(number) for number in self.pairs]]
        difference = np.round((mine - theirs).mean(axis=0)).astype(np.int64)
        rows = [
            own[self.own.index(number)]
            if number in self.own
            else other[self.other.index(number)] + difference
            for number in self.every
        ]
        return np.array(rows)

    def filled_each(self, own: dict[str, Ints], other: dict[str, Ints]) -> dict[str, Ints]:
        """The same by name."""
        return {name: self.filled(amounts, other[name]) for name, amounts in own.items()}


def _with_outside(own: CareSums, other: CareSums, rows: _Rows) -> CareSums:
    """Own care with the money outside the rate of every replication."""
    charged = rows.filled(own.clinic.charged_for_slots_ore, other.clinic.charged_for_slots_ore)
    return own._replace(
        clinic=own.clinic._replace(charged_for_slots_ore=charged),
        outside_ore=rows.filled_each(own.outside_ore, other.outside_ore),
        borne_ore=rows.filled_each(own.borne_ore, other.borne_ore),
    )
