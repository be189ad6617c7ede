"""Expected money of every day: those present, times what a day is worth to them."""

import numpy as np

from sim.model.parameters import Floats
from sim.theory.money.ledger import DayValue, Ledger
from sim.theory.network.entries import Entries, Held


class DailyMoney:
    """Mean revenue and cost by day; days that are alike are prepared once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: dict[int, tuple[DayValue, Held, Held]] = {}

    def money(self, entries: Entries) -> tuple[Floats, Floats]:
        """Mean revenue and cost [øre] of each reported day, two arrays [T, days]."""
        days = entries.daily.shape[-1]
        first_day = self._ledger.parameters.calendar.first_day
        reported = range(-first_day, days)
        revenue = np.zeros((len(entries.past), len(reported)))
        cost = np.zeros_like(revenue)
        for column, since in enumerate(reported):
            pay, spending = self._held(first_day + since, days)
            lump = self._ledger.lump_sums(first_day + since)
            revenue[:, column] = pay.on(since, entries) + entries.begun[..., since] @ lump
            cost[:, column] = spending.on(since, entries)
        return revenue, cost

    def _held(self, day: int, days: int) -> tuple[Held, Held]:
        value = self._ledger.day(day)
        if id(value) not in self._kept:
            cells = self._ledger.cells
            pay = Held(cells, value.revenue_ore, days)
            spending = Held(cells, value.cost_ore, days)
            self._kept[id(value)] = value, pay, spending
        return self._kept[id(value)][1:]
