"""Expected settlements of the yardstick: the ratio of expected costs and days, by team and week.

The model (`sim/model/events/week/yardstick.py`) settles at the ratio of what cost and days have
come to; its mean is near the ratio of their means, nearer with more citizens in the yardstick.
A team's fixed budget and basis cost are shared by days, as the model shares them.
"""

from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import Rulebook
from sim.model.terms import HOSPITAL
from sim.model.units import DAYS_PER_WEEK
from sim.theory.money.by_terms import of_own_terms
from sim.theory.money.ledger import Ledger
from sim.theory.network.cells import Cells, cells_of
from sim.theory.network.entries import Entries, Held
from sim.theory.network.stations import Map


class _Sums(NamedTuple):
    """Expected sums of every team by station and reported week, arrays [T, Z, weeks]; øre."""

    days: Floats
    cost: Floats
    paid: Floats


def expected_yardstick(
    rules: Rulebook, parameters: Parameters, network: Map, entries: Entries
) -> Floats:
    """What each team gets in each reported week [øre], below 0 where it pays, array [T, weeks]."""
    yardstick, weeks = parameters.yardstick, parameters.calendar.weeks
    settled = np.zeros((len(yardstick.paid), weeks))
    every = yardstick.every_weeks
    if every == 0:
        return settled
    sums = of_own_terms(parameters, lambda same: _solved(rules, same, network, entries))
    sums = _of_alike(_with_fixed(sums, parameters), parameters, network)
    for first in range(0, weeks, every):
        year = slice(first, first + every)
        last = min(first + every, weeks) - 1
        settled[:, last] = _settled(rules, parameters, _Sums(*(one[..., year] for one in sums)))
    return settled


def _settled(rules: Rulebook, parameters: Parameters, year: _Sums) -> Floats:
    """What each team gets for a budget year, array [T]."""
    yardstick, calendar = parameters.yardstick, parameters.calendar
    days, cost, paid = (one.sum(axis=-1) for one in year)
    of = yardstick.of == 1
    found = np.zeros(len(days))
    period = int(calendar.period_of_day[-1])
    for team in np.flatnonzero(yardstick.paid):
        share = float(yardstick.overhead_share[period, team])
        for z in np.flatnonzero((days[of].sum(axis=0) > 0) & (days[team] > 0)):
            theirs = float(cost[of, z].sum()), float(days[of, z].sum())
            found[team] += rules.yardstick(*theirs, float(days[team, z]), share) - paid[team, z]
    return found


def _of_alike(sums: _Sums, parameters: Parameters, network: Map) -> _Sums:
    """Sums by what has one price: a course at a level, or all of them; none of hospital."""
    kinds = parameters.network.kind
    places = [
        (station.course, station.level) if parameters.yardstick.like_citizens else (0, 0)
        for station in network.stations
    ]
    in_care = [s.course >= 0 and kinds[s.course] != HOSPITAL for s in network.stations]
    alike = sorted({place for place, is_in in zip(places, in_care, strict=True) if is_in})
    belongs = np.array(
        [
            [is_in and place == one for one in alike]
            for place, is_in in zip(places, in_care, strict=True)
        ],
        float,
    )
    return _Sums(*(np.einsum("tzw,za->taw", one, belongs) for one in sums))


def _with_fixed(sums: _Sums, parameters: Parameters) -> _Sums:
    """The same with each team's budget and basis cost, shared by days."""
    share = sums.days / np.maximum(sums.days.sum(axis=1, keepdims=True), 1e-12)
    calendar = parameters.calendar
    mondays = DAYS_PER_WEEK * np.arange(calendar.weeks) - calendar.first_day
    period = calendar.period_of_day[mondays]
    budget, basis = parameters.tariff.budget_ore[period].T, parameters.offers.basis_ore[period].T
    return sums._replace(
        cost=sums.cost + share * basis[:, None], paid=sums.paid + share * budget[:, None]
    )


def _solved(rules: Rulebook, parameters: Parameters, network: Map, entries: Entries) -> _Sums:
    """Sums of teams of the same terms."""
    ledger = Ledger(rules, parameters, network, cells_of(network, with_moves=False))
    ledger.has_chance = False
    calendar = parameters.calendar
    shape = len(entries.past), len(network.stations), DAYS_PER_WEEK * calendar.weeks
    sums = _Sums(*(np.zeros(shape) for _ in _Sums._fields))
    held = _HeldByStation(ledger.cells, entries)
    ones = np.ones(len(ledger.cells.station))
    for day in range(shape[-1]):
        value, since = ledger.day(day), day - calendar.first_day
        sums.days[..., day] = held.on(since, ones)
        sums.cost[..., day] = held.on(since, value.cost_ore)
        sums.paid[..., day] = held.on(since, value.revenue_ore)
        sums.paid[..., day] += entries.begun[..., since] * ledger.lump_sums(day)
    by_week = (*shape[:2], calendar.weeks, DAYS_PER_WEEK)
    return _Sums(*(one.reshape(by_week).sum(axis=-1) for one in sums))


class _HeldByStation:
    """Sums of a value [M] over those present, by team and station."""

    def __init__(self, cells: Cells, entries: Entries) -> None:
        self._cells = cells
        self._entries = entries
        self._kept: dict[int, tuple[Floats, Held | Floats]] = {}

    def on(self, since: int, value: Floats) -> Floats:
        """Sums on a day since the first, array [T, Z]."""
        if id(value) not in self._kept:
            self._kept[id(value)] = value, self._held(value)
        held = self._kept[id(value)][1]
        if isinstance(held, Held):
            return held.by_station(since, self._entries)
        return held

    def _held(self, value: Floats) -> Held | Floats:
        entries = self._entries
        if not entries.is_steady:
            return Held(self._cells, value, entries.daily.shape[-1])
        stays = np.add.reduceat(self._cells.presence * value, self._cells.first)
        return np.asarray(entries.past * stays)
