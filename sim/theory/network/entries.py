"""How many citizens enter, leave and are at each station, day by day.

From a stationary start nothing changes; from empty, or from today's counts, the entries solve
the renewal equations of the network: stays convolved along the exits. Either way the past before
the first day is written as a constant inflow that leaves just those present who are there.
"""

from typing import Final, NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.units import DAYS_PER_WEEK
from sim.theory.network.cells import Cells
from sim.theory.network.descendants import Descendants, descendants_of, pauses
from sim.theory.network.stations import Map, Way
from sim.theory.network.traffic import entries_of_new


class Flow(NamedTuple):
    """Citizens on one way out of a station, array [T, days since the first]."""

    source: int
    way: Way
    daily: Floats


class Entries(NamedTuple):
    """Expected entries, by team, station and day since the first."""

    past: Floats  # [T, Z] a day, up to and including the first day
    daily: Floats  # [T, Z, days]
    unforeseen: Floats  # [T, Z, days] those of them that no earlier citizen accounts for
    begun: Floats  # [T, Z, days] those of them that begin a course
    flows: list[Flow]

    @property
    def is_steady(self) -> bool:
        """Claim that as many enter on every day as ever did before the first."""
        return bool((self.daily == self.past[..., None]).all())


class _Kernel(NamedTuple):
    """How entries at a station come out on a way, and what kind of entry they make."""

    source: int
    way: Way
    chance: Descendants
    is_same_citizen: bool


def entries_of(network: Map, parameters: Parameters) -> Entries:
    """Entries from the first day to the end of the run."""
    new = _new_by_day(network, parameters)
    past = np.zeros(new.shape[:2])
    if len(parameters.start.course):
        past = parameters.start.present / [law.mean_days for law in network.laws]
        # Those who enter on the first day are among those present on it.
        new[..., 0] = 0.0
    return _renewed(network, past, new)


def cohorts_of(network: Map, days: int) -> Entries:
    """Entries that one citizen present at each station leads to; cohorts in place of teams."""
    means = np.array([law.mean_days for law in network.laws])
    nobody_new = np.zeros((len(means), len(means), days))
    return _renewed(network, np.diag(1.0 / means), nobody_new)


def _new_by_day(network: Map, parameters: Parameters) -> Floats:
    """New citizens by team, station and day, array [T, Z, days]."""
    calendar = parameters.calendar
    days = DAYS_PER_WEEK * calendar.weeks - calendar.first_day
    periods = calendar.period_of_day[:days]
    by_period = [
        entries_of_new(network, parameters, period) for period in range(int(periods.max()) + 1)
    ]
    return np.stack([by_period[period] for period in periods], axis=-1)


def _renewed(network: Map, past: Floats, new: Floats) -> Entries:
    """Solve e(t) = new(t) + sum over ways of e(t - d) P(way after d days).

    Interruptions of a stay bring unforeseen entries: for the variance the twin takes the
    hospital stay for another citizen's.
    """
    daily, unforeseen, begun = new.copy(), new.copy(), new.copy()
    if past.any():
        daily[..., 0] = begun[..., 0] = past
    kernels = _kernels(network, new.shape[-1])
    flows = [Flow(k.source, k.way, np.zeros((len(new), new.shape[-1]))) for k in kernels]
    for day in range(1, new.shape[-1]):
        for kernel, flow in zip(kernels, flows, strict=True):
            passing = kernel.chance.on(day, daily[:, kernel.source], past[:, kernel.source])
            flow.daily[:, day] = passing
            if kernel.way.target < 0:
                continue
            daily[:, kernel.way.target, day] += passing
            if not kernel.is_same_citizen:
                unforeseen[:, kernel.way.target, day] += passing
            if kernel.way.is_entry:
                begun[:, kernel.way.target, day] += passing
        if day == 1 and _goes_on(past, new, daily):
            daily[..., 1:] = past[..., None]
            for table in (unforeseen, begun, *(flow.daily for flow in flows)):
                table[..., 1:] = table[..., 1:2]
            break
    return Entries(past, daily, unforeseen, begun, flows)


def _goes_on(past: Floats, new: Floats, daily: Floats) -> bool:
    """Claim that every day is like the first of them, which the days before it have led to.

    Where as many as ever enter on a day, and no more and no fewer come from outside on the next
    ones, as many enter on those as well.
    """
    is_alike = bool((new[..., 1:] == new[..., 1:2]).all())
    return is_alike and bool(np.allclose(daily[..., 1], past, rtol=_ALIKE, atol=0.0))


_ALIKE: Final = 1e-12
"""Relative difference that rounding leaves."""


def _kernels(network: Map, days: int) -> list[_Kernel]:
    """Ways out of every station, and into the hospital stays that interrupt it."""
    kernels: list[_Kernel] = []
    pause_of = pauses(network)
    for source, (law, ways) in enumerate(zip(network.laws, network.ways, strict=True)):
        for way in ways:
            ends = (law.by_hazard if way.is_hazard else law.by_stay) * way.share
            chance = descendants_of(np.append(0.0, ends), pause_of[source], days)
            kernels.append(_Kernel(source, way, chance, is_same_citizen=True))
        for hospital, per_stay in network.interruptions[source]:
            strikes = law.presence * per_stay / law.mean_days
            course = network.stations[hospital].course
            way = Way(hospital, is_hazard=True, share=strikes, is_entry=True, name=course)
            chance = descendants_of(np.append(0.0, strikes), pause_of[source], days)
            kernels.append(_Kernel(source, way, chance, is_same_citizen=False))
    return kernels


def present_by_day(network: Map, entries: Entries) -> Floats:
    """Expected citizens at each station on each day, array [T, Z, days]."""
    days = entries.daily.shape[-1]
    present = np.zeros_like(entries.daily)
    if entries.is_steady:
        present += (entries.past * [law.presence.sum() for law in network.laws])[..., None]
        return present
    for z, (law, pause) in enumerate(zip(network.laws, pauses(network), strict=True)):
        still = descendants_of(law.presence, pause, days)
        for day in range(days):
            present[:, z, day] = still.on(day, entries.daily[:, z], entries.past[:, z])
    return present


def held_always(cells: Cells, value: Floats, entries: Entries) -> Floats:
    """Sum of a value [M] over those present on a day, where every day is alike, array [T]."""
    by_station = np.add.reduceat(cells.presence * value, cells.first)
    return np.asarray(entries.past @ by_station)


class Held:
    """Sums of a value [M] over those present."""

    def __init__(self, cells: Cells, value: Floats, days: int) -> None:
        by_station = np.split(cells.presence * value, cells.first[1:])
        self._echoes = [
            descendants_of(worth, pause, days)
            for worth, pause in zip(by_station, cells.pauses, strict=True)
        ]

    def on(self, day: int, entries: Entries) -> Floats:
        """Sum on a day since the first, array [T]."""
        total = np.zeros(len(entries.past))
        for z, held in enumerate(self._echoes):
            total += held.on(day, entries.daily[:, z], entries.past[:, z])
        return total

    def by_station(self, day: int, entries: Entries) -> Floats:
        """The same by station, array [T, Z]."""
        return np.stack(
            [
                held.on(day, entries.daily[:, z], entries.past[:, z])
                for z, held in enumerate(self._echoes)
            ],
            axis=-1,
        )
