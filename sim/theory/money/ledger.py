"""What a day in each cell of the twin is worth: pay, cost and their chance.

A day's deviation is a fixed part, a part in proportion to the need multiplier that a citizen
keeps for life, and two kinds of chance: the weekly factor, which a part's days share, and the
number of nursing contacts, which is each day's own. A part's second and third moment of chance
are given to its days by what each adds to them.
"""

from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Ints, Parameters
from sim.model.rulebook import Rulebook
from sim.model.terms import NURSING
from sim.model.units import DAYS_PER_WEEK
from sim.theory.money.care import care_of
from sim.theory.money.pay import Pay, PayTerms, pay_of
from sim.theory.network.cells import Cells
from sim.theory.network.dates import periods_alike
from sim.theory.network.stations import Map


class DayValue(NamedTuple):
    """What one day in each cell is worth, by the calendar day it is; money in øre."""

    revenue_ore: Floats  # [M] mean
    cost_ore: Floats  # [M] mean
    by_need_ore: Floats  # [M] cost less pay in proportion to the multiplier, at 1
    noise: Floats  # [M] what this day's share of a weekly factor adds to the variance, at 1
    scatter: Floats  # [M] what this day's contacts add to it
    noise_cube: Floats  # [M] what the factor adds to the third central moment of cost less pay
    noise_scatter: Floats  # [M] what both together add to it: a factor also makes contacts
    scatter_cube: Floats  # [M] what the contacts add to it

    @property
    def fixed_ore(self) -> Floats:
        """Deviation that does not hang on the multiplier, array [M]."""
        result: Floats = self.revenue_ore - self.cost_ore + self.by_need_ore
        return result


class _Chance(NamedTuple):
    """Chance of one day's care, as `DayValue` has it."""

    noise: Floats
    scatter: Floats
    noise_cube: Floats
    noise_scatter: Floats
    scatter_cube: Floats


class _Care(NamedTuple):
    """Care on one day in every cell at multiplier 1: its mean cost and pay, and its chance."""

    cost_ore: Floats
    paid_ore: Floats  # by the hour
    chance: _Chance


class Ledger:
    """Value of a day in each cell, kept for days that are alike."""

    has_chance = True
    """Whether chance is asked for; what a day costs and pays on average is told sooner alone."""

    def __init__(
        self, rulebook: Rulebook, parameters: Parameters, network: Map, cells: Cells
    ) -> None:
        self.rulebook = rulebook
        self.parameters = parameters
        self.network = network
        self.cells = cells
        self._alike = periods_alike(parameters)
        self._care = care_of(parameters)
        self._places = [(station.course, station.level) for station in network.stations]
        courses, levels = (np.array(one) for one in zip(*self._places, strict=True))
        self._course, self._level = courses[cells.station], levels[cells.station]
        self._pay: dict[int, Pay] = {}
        self._kept: dict[tuple[int, ...], DayValue] = {}

    def reaching(self, parameters: Parameters) -> "Ledger":
        """The ledger of citizens who reach the clinic otherwise: they are paid for alike."""
        other = Ledger(self.rulebook, parameters, self.network, self.cells)
        other._pay = self._pay
        return other

    def period(self, day: int) -> int:
        """Dated period of a day, or the first like it; days before the run lie in the first."""
        calendar = self.parameters.calendar
        return int(self._alike[calendar.period_of_day[max(0, day - calendar.first_day)]])

    def last_rate_change(self) -> int:
        """Age [days] from which no weekly rate changes any more."""
        changes = [0]
        for period in range(len(self.parameters.tariff.weekly_ore)):
            for rates in self._paid(period):
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
        """Revenue, cost and chance of a day in every cell; nothing before day 0."""
        if day < 0:
            none = np.zeros(len(self.cells.station))
            return DayValue(*[none] * len(DayValue._fields))
        since_monday = day % DAYS_PER_WEEK
        periods = tuple(self.period(day - back) for back in range(since_monday + 1))
        key = since_monday, *periods
        if key not in self._kept:
            self._kept[key] = self._day(since_monday, periods)
        return self._kept[key]

    def _day(self, since_monday: int, periods: tuple[int, ...]) -> DayValue:
        care, milestones = self._cared(since_monday, periods), self._milestones(periods[0])
        pay = Pay(*(weekly / DAYS_PER_WEEK for weekly in self._paid(periods[0])))
        return DayValue(
            revenue_ore=pay.fixed_ore + pay.personal_ore + care.paid_ore + milestones.paid_ore,
            cost_ore=care.cost_ore + milestones.cost_ore,
            by_need_ore=care.cost_ore - care.paid_ore - pay.personal_ore,
            **care.chance._asdict(),
        )

    def _cared(self, since_monday: int, periods: tuple[int, ...]) -> _Care:
        """Care on a day of a part; `periods` are those of this day and the ones before it."""
        if not self.has_chance and len(set(periods)) == 1:
            return self._cared_in_one_period(since_monday, periods[0])
        since_need = np.minimum(self.cells.age_days, since_monday)
        need_period = np.array(periods)[since_need]
        week = (self.cells.age_days - since_need) // DAYS_PER_WEEK
        hours = self._hours(need_period, week) / DAYS_PER_WEEK
        prices = self._care.ore_per_hour[list(periods)]
        pays = self._care.paid_ore_per_hour[list(periods)]
        cost = np.sum(hours * prices[0, self._level], axis=1)
        paid = np.sum(hours * pays[0, self._level], axis=1)
        if not self.has_chance:
            return _Care(cost, paid, _no_chance(cost))
        net = prices - pays
        spent = np.sum(hours * _days_before(net)[since_need, self._level], axis=1)
        contacts = hours[:, NURSING] * self._care.contacts_per_hour[need_period]
        squares = self._care.contact_square[list(periods)]
        scattered = contacts * _days_before(squares)[since_need, self._level]
        scatter = contacts * squares[0, self._level]
        spread = np.expm1(self._by_cell(self.parameters.demand.factor_sigma, need_period) ** 2)
        chance = _Chance(
            **_of_factor(spread, (spent, spent + cost - paid), (scattered, scattered + scatter)),
            scatter=scatter,
            scatter_cube=contacts * self._care.contact_cube[periods[0], self._level],
        )
        return _Care(cost, paid, chance)

    def _cared_in_one_period(self, since_monday: int, period: int) -> _Care:
        """The mean alone: of each station what a day costs, times the profile of its week."""
        courses, levels = (np.array(one) for one in zip(*self._places, strict=True))
        demand, care = self.parameters.demand, self._care
        hours = demand.hours[period, courses, levels] * (courses >= 0)[:, None] / DAYS_PER_WEEK
        cost = np.einsum("zs,zs->z", hours, care.ore_per_hour[period, levels])
        paid = np.einsum("zs,zs->z", hours, care.paid_ore_per_hour[period, levels])
        station, age = self.cells.station, self.cells.age_days
        if demand.profile.shape[2] == 1:
            profile = demand.profile[period, courses, 0][station]
        else:
            week = (age - np.minimum(age, since_monday)) // DAYS_PER_WEEK
            profile = self._profile(np.full_like(week, period), week)
        return _Care(cost[station] * profile, paid[station] * profile, _no_chance(profile))

    def _milestones(self, period: int) -> _Care:
        """The milestones held on a day, without chance; evenly spread where ages are lumped."""
        if not self.parameters.assessment.milestone_days[period].any():
            none = np.zeros(len(self.cells.station))
            return _Care(none, none, _no_chance(none))
        every = self.parameters.assessment.milestone_days[period, self._course]
        every, age = every * (self._course >= 0), self.cells.age_days
        on_the_day = (age > 0) & (every > 0) & (age % np.maximum(every, 1.0) < 1.0)
        share = np.divide(1.0, every, out=np.zeros_like(every), where=every > 0)
        held = np.where(self.cells.is_lumped, share, on_the_day)
        cost = held * self._care.milestone_ore[period, self._level]
        paid = held * self._care.milestone_paid_ore[period, self._level]
        return _Care(cost, paid, _no_chance(cost))

    def _by_cell(self, table: Floats, period: Ints) -> Floats:
        """Entries [P, C, L, ...] of a table for every cell; nothing where nobody is cared for."""
        value = table[period, self._course, self._level]
        result: Floats = value * (self._course >= 0).reshape(-1, *[1] * (value.ndim - 1))
        return result

    def _hours(self, need_period: Ints, week: Ints) -> Floats:
        """Mean hours a week at multiplier 1, array [M, S]."""
        demand = self.parameters.demand
        hours = self._by_cell(demand.hours, need_period)
        result: Floats = hours * self._profile(need_period, week)[:, None]
        return result

    def _profile(self, need_period: Ints, week: Ints) -> Floats:
        """What a week of the course needs, against its mean, array [M]."""
        profile = self.parameters.demand.profile
        found: Floats = profile[need_period, self._course, np.minimum(week, profile.shape[2] - 1)]
        return found

    def _paid(self, period: int) -> Pay:
        """Pay for a week in every cell."""
        if period not in self._pay:
            payer = PayTerms(self.rulebook, self.parameters, self._care, self.network)
            self._pay[period] = pay_of(payer, self.cells, period)
        return self._pay[period]


def _no_chance(of: Floats) -> _Chance:
    return _Chance(*[np.zeros(len(of))] * len(_Chance._fields))


def _days_before(amounts: Floats) -> Floats:
    """Sums over the days of a part before today, the number of them first; 0 for none."""
    return np.concatenate([np.zeros_like(amounts[:1]), np.cumsum(amounts[1:], axis=0)])


def _of_factor(
    variance: Floats, net: tuple[Floats, Floats], scatter: tuple[Floats, Floats]
) -> dict[str, Floats]:
    """What a day adds to a part's chance by the weekly factor, which holds for the whole part.

    `net` is what the part has cost less what it was paid by the hour, at a factor of 1, before
    the day and after it; `scatter` the variance of its contacts. A lognormal factor of mean 1
    and variance v has the third central moment v**2 (v + 3); and as many contacts come as it
    says, so it moves their variance along with the mean, 3 v net x scatter.
    """
    before, after = net
    return {
        "noise": variance * (after**2 - before**2),
        "noise_cube": variance**2 * (variance + 3.0) * (after**3 - before**3),
        "noise_scatter": 3.0 * variance * (after * scatter[1] - before * scatter[0]),
    }
