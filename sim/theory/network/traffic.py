"""Traffic equations: how often each station is entered, and how many are in it.

Without congestion the network is one of infinite servers: in a stationary state the numbers at
the stations are independent Poisson with mean entries x mean stay.
"""

from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.theory.network.stations import Map, entries_from_outside


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
                ends = length.by_hazard if way.is_hazard else length.by_stay
                flow[here, way.target] += float(np.sum(ends * way.share))
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
