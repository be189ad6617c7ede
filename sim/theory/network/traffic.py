"""Traffic equations: how often each station is entered, and how many are in it.

Without congestion the network is one of infinite servers: in a stationary state the numbers at
the stations are independent Poisson with mean entries x mean stay.
"""

from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.terms import RESUME
from sim.theory.network.stations import Map, Way, entries_from_outside
from sim.theory.network.stay_laws import Law


class Traffic(NamedTuple):
    """Stationary flow by team and station."""

    entries_per_day: Floats  # [T, Z]
    present: Floats  # [T, Z] expected citizens


def flows(network: Map) -> Floats:
    """Expected entries at each station that one entry leads to directly, array [Z, Z]."""
    size = len(network.stations)
    flow = np.zeros((size, size))
    for here, (length, ways) in enumerate(zip(network.laws, network.ways, strict=True)):
        for way in ways:
            if way.target >= 0:
                flow[here, way.target] += _taken(length, way)
        for hospital, entries in network.interruptions[here]:
            flow[here, hospital] += entries
    return flow


def entries_of_new(network: Map, parameters: Parameters, period: int = 0) -> Floats:
    """New citizens a day by team and station, array [T, Z]."""
    shares = entries_from_outside(parameters, period)
    entries = np.zeros((shares.shape[0], len(network.stations)))
    for z, station in enumerate(network.stations):
        if station.course >= 0 and station.kept < 0:
            entries[:, z] = shares[:, station.course, station.level]
    return entries


def stationary(network: Map, parameters: Parameters) -> Traffic:
    """Solve entries = new + entries x flows; present = entries x mean stay."""
    flow = flows(network)
    new = entries_of_new(network, parameters)
    entries = np.asarray(np.linalg.solve(np.eye(len(flow)) - flow.T, new.T).T, np.float64)
    means = np.array([length.mean_days for length in network.laws])
    return Traffic(entries, entries * means)


class SpellDays(NamedTuple):
    """Mean length of the spells at each station [days], arrays [Z].

    A stay that is resumed after hospital is several spells: the first, and one a return.
    """

    first: Floats
    resumed: Floats  # 0 where nobody returns


def spell_days(network: Map) -> SpellDays:
    """Mean lengths of first and of resumed spells.

    Until an interruption that will be resumed, r a day, the first spell goes on with the
    probability exp(-r (a + 1/2)) at an age of a whole days, as lengths are rounded to whole
    days, at least one. What is left of the mean stay is shared by its r x mean stay returns.
    """
    first = np.array([law.mean_days for law in network.laws])
    resumed = np.zeros_like(first)
    for z, law in enumerate(network.laws):
        returns = sum(
            entries * resumed_share(network, hospital)
            for hospital, entries in network.interruptions[z]
        )
        if returns <= 0.0:
            continue
        survival = law.survival
        ages = np.arange(1, len(survival))
        goes_on = np.exp(-returns / law.mean_days * (ages + 0.5))
        first[z] = 1.0 + float(survival[1:] @ goes_on)
        resumed[z] = (law.mean_days - first[z]) / returns
    return SpellDays(first, resumed)


def resumed_share(network: Map, hospital: int) -> float:
    """Share of the stays at a hospital station after which the interrupted stay is resumed."""
    law, ways = network.laws[hospital], network.ways[hospital]
    return sum(_taken(law, way) for way in ways if way.name == RESUME)


def course_days(network: Map) -> Floats:
    """Mean days in its course from a station on until the course is left, array [Z].

    A course goes on at other levels; a stay goes on after a hospital stay that is resumed, whose
    days are not of the course. So the days at each station, and those of where its course goes on.
    """
    size = len(network.stations)
    goes_on = np.zeros((size, size))
    for here, (law, ways) in enumerate(zip(network.laws, network.ways, strict=True)):
        for way in ways:
            if way.target >= 0 and not way.is_entry:
                goes_on[here, way.target] += _taken(law, way)
    means = np.array([law.mean_days for law in network.laws])
    return np.asarray(np.linalg.solve(np.eye(size) - goes_on, means), np.float64)


def _taken(law: Law, way: Way) -> float:
    """Probability that a way is the one by which a station is left."""
    return float(np.sum((law.by_hazard if way.is_hazard else law.by_stay) * way.share))
