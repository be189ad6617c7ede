"""How many citizens enter, leave and are at each station, day by day.

From a stationary start nothing changes; from empty, or from today's counts, the entries solve
the renewal equations of the network: stays convolved along the exits. Either way the past before
the first day is written as a constant inflow that leaves just those present who are there.
"""

from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.units import DAYS_PER_WEEK
from sim.theory.cells import Cells
from sim.theory.stations import Map, Way
from sim.theory.traffic import entries_of_new


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


class _Kernel(NamedTuple):
    """P(on this way after d days), entry d - 1, and what kind of entry it makes."""

    source: int
    way: Way
    chance: Floats
    later: Floats  # P(on this way after more than d days), entry d
    is_same_citizen: bool

    @classmethod
    def of(cls, source: int, way: Way, chance: Floats, *, is_same_citizen: bool) -> "_Kernel":
        """Kernel with the sums of what is still to come."""
        later = np.cumsum(chance[::-1])[::-1]
        return cls(source, way, chance, later, is_same_citizen)


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

    Interruptions of a stay bring unforeseen entries: the twin takes the hospital stay for
    another citizen's, since the interrupted stay goes on.
    """
    daily, unforeseen, begun = new.copy(), new.copy(), new.copy()
    if past.any():
        daily[..., 0] = begun[..., 0] = past
    kernels = _kernels(network)
    flows = [Flow(k.source, k.way, np.zeros((len(new), new.shape[-1]))) for k in kernels]
    for day in range(1, new.shape[-1]):
        for kernel, flow in zip(kernels, flows, strict=True):
            passing = _passing(kernel, daily[:, kernel.source], past[:, kernel.source], day)
            flow.daily[:, day] = passing
            if kernel.way.target < 0:
                continue
            daily[:, kernel.way.target, day] += passing
            if not kernel.is_same_citizen:
                unforeseen[:, kernel.way.target, day] += passing
            if kernel.way.is_entry:
                begun[:, kernel.way.target, day] += passing
    return Entries(past, daily, unforeseen, begun, flows)


def _passing(kernel: _Kernel, entered: Floats, past: Floats, day: int) -> Floats:
    """Citizens on a way on a day, from those who entered its station before, array [T]."""
    recent = kernel.chance[:day]
    passing = entered[:, day - len(recent) : day] @ recent[::-1]
    if day < len(kernel.chance):
        passing = passing + past * kernel.later[day]
    return np.asarray(passing)


def _kernels(network: Map) -> list[_Kernel]:
    kernels: list[_Kernel] = []
    for source, (law, ways) in enumerate(zip(network.laws, network.ways, strict=True)):
        for way in ways:
            ends = law.by_hazard if way.is_hazard else law.by_stay
            kernels.append(_Kernel.of(source, way, ends * way.share, is_same_citizen=True))
        for hospital, per_stay in network.interruptions[source]:
            chance = law.survival * per_stay / law.mean_days
            course = network.stations[hospital].course
            way = Way(hospital, is_hazard=True, share=chance, is_entry=True, name=course)
            kernels.append(_Kernel.of(source, way, chance, is_same_citizen=False))
    return kernels


def present_by_day(network: Map, entries: Entries) -> Floats:
    """Expected citizens at each station on each day, array [T, Z, days]."""
    days = entries.daily.shape[-1]
    present = np.zeros_like(entries.daily)
    for z, law in enumerate(network.laws):
        survival = law.survival
        older = np.append(np.cumsum(survival[::-1])[::-1], 0.0)
        for day in range(days):
            recent = survival[: day + 1]
            among = entries.daily[:, z, day + 1 - len(recent) : day + 1] @ recent[::-1]
            present[:, z, day] = among + entries.past[:, z] * older[min(day + 1, len(survival))]
    return present


def held(cells: Cells, entries: Entries, values: Floats, day: int) -> Floats:
    """Sum of a value [M] over those present on a day since the first, array [T]."""
    total = np.zeros(len(entries.past))
    for z, worth in enumerate(np.split(cells.survival * values, cells.first[1:])):
        recent = worth[: day + 1]
        among = entries.daily[:, z, day + 1 - len(recent) : day + 1] @ recent[::-1]
        total += among + entries.past[:, z] * worth[day + 1 :].sum()
    return total
