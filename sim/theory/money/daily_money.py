"""Expected money of every day: those present, times what a day is worth to them."""

import numpy as np

from sim.model.parameters import Floats
from sim.model.units import DAYS_PER_WEEK
from sim.theory.money.ledger import DayValue, Ledger
from sim.theory.network.entries import Entries, Held, held_always


class DailyMoney:
    """Mean revenue and cost by day; days that are alike are prepared once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: dict[int, tuple[DayValue, Held, Held]] = {}

    def money(self, entries: Entries) -> tuple[Floats, Floats]:
        """Mean revenue and cost [øre] of each reported day, two arrays [T, days]."""
        if entries.is_steady:
            return self._steady(entries)
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

    def _steady(self, entries: Entries) -> tuple[Floats, Floats]:
        """The same where the same citizens are expected every day, so only days' worth differs."""
        ledger, calendar = self._ledger, self._ledger.parameters.calendar
        first_day = calendar.first_day
        days = range(entries.daily.shape[-1] + first_day)
        periods = calendar.period_of_day[-first_day : len(days) - first_day]
        # Of one date every week is like the first.
        worth = days[:DAYS_PER_WEEK] if (periods == periods[0]).all() else days
        values = [ledger.day(day) for day in worth]
        of_pay, of_cost = (
            np.array([held_always(ledger.cells, getattr(one, name), entries) for one in values])
            for name in ("revenue_ore", "cost_ore")
        )
        lumps = np.array([ledger.lump_sums(day) for day in worth])
        at = np.arange(len(days)) % len(worth)
        begun = np.einsum("tzd,dz->td", entries.begun[..., -first_day:], lumps[at])
        return of_pay[at].T + begun, of_cost[at].T

    def _held(self, day: int, days: int) -> tuple[Held, Held]:
        value = self._ledger.day(day)
        if id(value) not in self._kept:
            cells = self._ledger.cells
            pay = Held(cells, value.revenue_ore, days)
            spending = Held(cells, value.cost_ore, days)
            self._kept[id(value)] = value, pay, spending
        return self._kept[id(value)][1:]
