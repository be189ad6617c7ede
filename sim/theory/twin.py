"""The closed-form twin: what an uncongested scenario brings on average and by chance.

`twin` gives the exact expectation of the simulation, week by week, and the standard deviation of
a team's deviation in a week and over the whole run. `limits.py` says where a scenario
goes beyond it. Read `stations.py`, `traffic.py` and `moments.py` for the parts.
"""

from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.units import DAYS_PER_WEEK
from sim.theory.cells import Cells, Ledger, cells_of
from sim.theory.entries import Entries, entries_of, present_by_cell
from sim.theory.limits import leaves_out
from sim.theory.moments import Span, span
from sim.theory.stations import Map, explored


class Moments(NamedTuple):
    """Mean revenue and cost, and sd of the deviation, of a span of days [øre]."""

    revenue: Floats  # [T]
    cost: Floats  # [T]
    sd: Floats  # [T]

    @property
    def deviation(self) -> Floats:
        """Mean deviation, array [T]."""
        result: Floats = self.revenue - self.cost
        return result


class Twin(NamedTuple):
    """Exact answer of the uncongested model; teams by rising key."""

    leaves_out: list[str]
    network: Map
    cells: Cells
    entries: Entries
    total: Moments
    weekly: list[Moments]


def twin(parameters: Parameters, rules: Rulebook = STANDARD_RULES) -> Twin:
    """Solve a scenario whose `start` is filled (`stationary_start`, `counted_start`, empty)."""
    network = explored(rules, parameters)
    cells = cells_of(network)
    ledger = Ledger(rules, parameters, network, cells)
    entries = entries_of(network, parameters)
    solver = _Solver(ledger, entries)
    weeks = parameters.calendar.weeks
    return Twin(
        leaves_out(network, parameters),
        network,
        cells,
        entries,
        solver.moments(0, DAYS_PER_WEEK * weeks),
        [solver.moments(DAYS_PER_WEEK * week, DAYS_PER_WEEK) for week in range(weeks)],
    )


class _Solver:
    """Moments of spans of one scenario, alike spans solved once."""

    def __init__(self, ledger: Ledger, entries: Entries) -> None:
        self.ledger = ledger
        self.entries = entries
        self._kept: dict[tuple[int, ...], Span] = {}

    def _span(self, first_day: int, days: int) -> Span:
        periods = tuple(self.ledger.period(first_day + day) for day in range(days))
        if periods not in self._kept:
            self._kept[periods] = span(self.ledger, first_day, days)
        return self._kept[periods]

    def moments(self, first_day: int, days: int) -> Moments:
        """Moments of the days from `first_day`: those there, and those who come."""
        worth = self._span(first_day, days)
        since = first_day - self.ledger.parameters.calendar.first_day
        there = present_by_cell(self.ledger.cells, self.entries, since)
        came = self.entries.unforeseen[:, :, since : since + days].copy()
        # Who enters on the span's first day is in the cells of that day already,
        # but those cells do not hold the lump sum of a course that begins.
        first = self.entries.begun[..., since]
        came[..., 0] = 0.0
        lump = self.ledger.lump_sums(first_day)
        revenue = there @ worth.there.revenue + first @ lump
        cost = there @ worth.there.cost.sum(axis=-1)
        begun = worth.there.deviation[self.ledger.cells.first]
        variance = there @ worth.there.square + first @ (2.0 * lump * begun + lump**2)
        for day, coming in enumerate(worth.coming):
            revenue = revenue + came[..., day] @ coming.revenue
            cost = cost + came[..., day] @ coming.cost.sum(axis=-1)
            variance = variance + came[..., day] @ coming.square
        return Moments(revenue, cost, np.sqrt(self._less_certain(variance, worth, first_day)))

    def _less_certain(self, variance: Floats, worth: Span, first_day: int) -> Floats:
        """Take off what exact counts spare: the number of those present does not vary."""
        start, calendar = self.ledger.parameters.start, self.ledger.parameters.calendar
        if not start.is_counted or first_day != calendar.first_day or not len(start.course):
            return variance
        cells = self.ledger.cells
        mean = np.add.reduceat(cells.survival * worth.there.deviation, cells.first)
        mean = mean / np.add.reduceat(cells.survival, cells.first)
        result: Floats = np.maximum(0.0, variance - start.present @ mean**2)
        return result
