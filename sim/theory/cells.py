"""Cells of the twin: a station and the days already spent in it, and what a day there is worth.

Every station's ages stand one after the other in arrays [M]. A day in a cell brings revenue and
costs money on average; what a week's chance adds to the variance is kept beside it.
"""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from sim.model.events.places import rate_terms
from sim.model.parameters import Floats, Ints, Parameters
from sim.model.rulebook import Rulebook
from sim.model.units import DAYS_PER_WEEK
from sim.theory.stations import Map


class Cells(NamedTuple):
    """The cells and how a citizen moves between them from one day to the next."""

    station: Ints  # [M]
    age_days: Ints  # [M]
    first: Ints  # [Z] cell of a station's first day
    survival: Floats  # [M] P(still there at this age)
    onward: csr_array  # [M, M] probability of each cell tomorrow
    entering: csr_array  # [M, Z] probability of beginning a course tomorrow, by station


def cells_of(network: Map, already_days: Ints | None = None) -> Cells:
    """Cells of a map of stations, and where given the age at which each station is entered."""
    sizes = np.array([len(law.by_stay) for law in network.laws])
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    station = np.repeat(np.arange(len(sizes)), sizes)
    age = np.arange(sizes.sum()) - first[station]
    if already_days is not None:
        age += already_days[station]
    survival = np.concatenate([law.survival for law in network.laws])
    onward, entering = _moves(network, first, survival)
    return Cells(station, age, first, survival, onward, entering)


def _moves(network: Map, first: Ints, survival: Floats) -> tuple[csr_array, csr_array]:
    """Transition matrices: stay one day older, or leave by one of the ways."""
    size = len(survival)
    here, there, chance = [np.arange(0)], [np.arange(0)], [np.zeros(0)]
    begins_here, begins_at, begins = [np.arange(0)], [np.arange(0)], [np.zeros(0)]
    for z, (law, ways) in enumerate(zip(network.laws, network.ways, strict=True)):
        cells = first[z] + np.arange(len(law.by_stay))
        alive = survival[cells]
        here.append(cells[:-1])
        there.append(cells[1:])
        chance.append(alive[1:] / alive[:-1])
        for way in ways:
            if way.target < 0:
                continue
            leaves = (law.by_hazard if way.is_hazard else law.by_stay) * way.share / alive
            here.append(cells)
            there.append(np.full(len(cells), first[way.target]))
            chance.append(leaves)
            if way.is_entry:
                begins_here.append(cells)
                begins_at.append(np.full(len(cells), way.target))
                begins.append(leaves)
    onward = _matrix(chance, here, there, (size, size))
    return onward, _matrix(begins, begins_here, begins_at, (size, len(first)))


def _matrix(
    chances: list[Floats], rows: list[Ints], columns: list[Ints], shape: tuple[int, int]
) -> csr_array:
    places = np.concatenate(rows), np.concatenate(columns)
    return csr_array((np.concatenate(chances), places), shape=shape)


class DayValue(NamedTuple):
    """What one day in each cell is worth, by the calendar day it is."""

    revenue_ore: Floats  # [M]
    cost_ore: Floats  # [M] mean, at multiplier 1
    noise: Floats  # [M] what this day adds to the variance, at multiplier 1


class Ledger:
    """Value of a day in each cell, kept for days that are alike."""

    def __init__(
        self, rulebook: Rulebook, parameters: Parameters, network: Map, cells: Cells
    ) -> None:
        self.rulebook = rulebook
        self.parameters = parameters
        self.network = network
        self.cells = cells
        self._revenue: dict[int, Floats] = {}
        self._kept: dict[tuple[int, ...], DayValue] = {}

    def period(self, day: int) -> int:
        """Dated period of a day; days before the run lie in the first."""
        calendar = self.parameters.calendar
        return int(calendar.period_of_day[max(0, day - calendar.first_day)])

    def last_rate_change(self) -> int:
        """Age [days] from which no weekly rate changes any more."""
        changes = [0]
        for period in range(len(self.parameters.tariff.weekly_ore)):
            rates = self._rates(period)
            within = (self.cells.age_days > 0) & (np.diff(rates, prepend=rates[:1]) != 0)
            changes.append(int(np.max(self.cells.age_days[within], initial=0)))
        return max(changes)

    def lump_sums(self, day: int) -> Floats:
        """Lump sum for a course that begins on a day, array [Z]; not before day 0."""
        if day < 0:
            return np.zeros(len(self.network.stations))
        period = self.period(day)
        return np.array(
            [
                self.parameters.tariff.lump_sum_ore[period, station.course, station.level]
                if station.course >= 0
                else 0.0
                for station in self.network.stations
            ]
        )

    def day(self, day: int) -> DayValue:
        """Revenue, mean cost and noise of a day in every cell; nothing before day 0."""
        if day < 0:
            none = np.zeros(len(self.cells.station))
            return DayValue(none, none, none)
        since_monday = day % DAYS_PER_WEEK
        periods = tuple(self.period(day - back) for back in range(since_monday + 1))
        key = since_monday, *periods
        if key not in self._kept:
            self._kept[key] = self._day(since_monday, periods)
        return self._kept[key]

    def _day(self, since_monday: int, periods: tuple[int, ...]) -> DayValue:
        since_need = np.minimum(self.cells.age_days, since_monday)
        need_period = np.array(periods)[since_need]
        week = (self.cells.age_days - since_need) // DAYS_PER_WEEK
        hours = self._hours(need_period, week) / DAYS_PER_WEEK
        prices = self.parameters.price_ore_per_hour[list(periods)]
        cost = hours @ prices[0]
        # The weekly factor holds for the whole part: its variance grows with the square of
        # what the part has cost so far.
        before = np.concatenate([np.zeros_like(prices[:1]), np.cumsum(prices[1:], axis=0)])
        spent = np.sum(hours * before[since_need], axis=1)
        sigma = self._by_cell(self.parameters.demand.factor_sigma, need_period)
        noise = np.expm1(sigma**2) * ((spent + cost) ** 2 - spent**2)
        return DayValue(self._rates(periods[0]) / DAYS_PER_WEEK, cost, noise)

    def _by_cell(self, table: Floats, period: Ints) -> Floats:
        """Entries [P, C, L, ...] of a table for every cell; nothing where nobody is cared for."""
        course = np.array([station.course for station in self.network.stations])
        level = np.array([station.level for station in self.network.stations])
        value = table[period, course[self.cells.station], level[self.cells.station]]
        cared_for = (course >= 0)[self.cells.station]
        result: Floats = value * cared_for.reshape(-1, *[1] * (value.ndim - 1))
        return result

    def _hours(self, need_period: Ints, week: Ints) -> Floats:
        """Mean hours a week at multiplier 1, array [M, S]."""
        demand = self.parameters.demand
        hours = self._by_cell(demand.hours, need_period)
        course = np.array([station.course for station in self.network.stations])
        week = np.minimum(week, demand.profile.shape[2] - 1)
        profile = demand.profile[need_period, course[self.cells.station], week]
        result: Floats = hours * profile[:, None]
        return result

    def _rates(self, period: int) -> Floats:
        """Weekly rate in every cell [øre], array [M]."""
        if period not in self._revenue:
            ages = np.split(self.cells.age_days, self.cells.first[1:])
            rates = [self._station_rates(period, z, days) for z, days in enumerate(ages)]
            self._revenue[period] = np.concatenate(rates)
        return self._revenue[period]

    def _station_rates(self, period: int, z: int, ages: Ints) -> Floats:
        station = self.network.stations[z]
        if station.course < 0:
            return np.zeros(len(ages))
        terms = rate_terms(self.parameters, period, station.course, station.level)
        return np.array([self.rulebook.weekly_rate(age, terms) for age in ages.tolist()])
