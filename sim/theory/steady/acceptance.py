"""Whom teams take in when they pick, in the steady state.

Of those who would begin at a station a team takes everybody up to a rank of need: its
`accept_share`, or the rank at which pay covers cost if that is higher
(`sim/model/rules/acceptance.py`). So those taken in need less than the mean citizen, at every
station that they reach later on. What follows need in proportion is that of the mean citizen x
their mean multiplier; what does not (a weekly rate, paperwork, a milestone) is that of the mean
citizen. Those declined who wait come later, by way of a hospital stay or not, and need more than
the mean citizen. It is exact where need draws nobody into another course and refunds are not paid;
those whom another team takes are not among its citizens here (`economics/audit` simulates that).
"""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from sim.model.allocation import nothing_refused
from sim.model.draws import Draws
from sim.model.events.lives.acceptance import expected_week
from sim.model.events.lookups import Model
from sim.model.parameters import Floats, Parameters
from sim.model.terms import TO_WAITING
from sim.theory.network.levered import Levered
from sim.theory.network.stations import Map


class PickedByNeed(NamedTuple):
    """Those whom a team takes in, by the station at which they would begin."""

    share: Floats  # [Z] of those who come
    need: Floats  # [Z, Z] their mean need multiplier, by the station at which they are later on
    declined_need: Floats  # [Z] mean multiplier of those declined, by the station x their share
    late_need: Floats  # [Z, Z] mean multiplier of those declined, as `need`


def picks(scenario: Levered) -> bool:
    """Whether teams decline anybody."""
    return scenario.parameters.behaviour.may_decline and scenario.levers.accept_share < 1.0


def everybody(network: Map) -> PickedByNeed:
    """PickedByNeed in, all of them."""
    size = len(network.stations)
    alike = np.ones((size, size))
    return PickedByNeed(np.ones(size), alike, np.zeros(size), alike)


def taken_in(scenario: Levered, network: Map, team: int) -> PickedByNeed:
    """Whom a team takes in under its levers."""
    parameters, share = scenario.parameters, scenario.levers.accept_share
    level = np.array([station.level for station in network.stations])
    sigma = parameters.demand.multiplier_sigma[0, level]
    rank = np.array([_rank(scenario, network, z, team) for z in range(len(level))])
    rank = np.maximum(share, rank)
    need = _mean_below(rank[:, None], sigma[None, :])
    declined = 1.0 - rank * _mean_below(rank, sigma)
    above = (1.0 - rank[:, None] * need) / np.maximum(1.0 - rank, 1e-12)[:, None]
    late = np.where(rank[:, None] < 1.0, above, 1.0)
    return PickedByNeed(rank, need, np.where(rank < 1.0, declined, 0.0), late)


class Turned(NamedTuple):
    """What becomes of those who are declined and wait; nobody does where all shares are 0."""

    late: float  # share taken in when the wait is over
    admitted: float  # who go to hospital meanwhile
    gave_up: float
    waited_days: float  # mean


def turned(parameters: Parameters) -> Turned:
    """What becomes of those whom teams decline, if they wait: the first of two hazards, or none."""
    behaviour = parameters.behaviour
    if behaviour.declined_to != TO_WAITING:
        return Turned(0.0, 0.0, 0.0, 0.0)
    days = int(behaviour.wait_days[0])
    gives_up = float(behaviour.given_up_per_day[0])
    admitted = float(behaviour.admitted_per_day[0])
    both = gives_up + admitted
    late = float(np.exp(-both * days))
    of_each = (1.0 - late) / both if both > 0.0 else 0.0
    waited = float(np.sum(np.exp(-both * np.arange(1, days + 1))))
    return Turned(late, admitted * of_each, gives_up * of_each, waited)


def _mean_below(rank: Floats, sigma: Floats) -> Floats:
    """Mean of lognormals of mean 1 up to a rank: Phi(Phi^-1(rank) - sigma) / rank."""
    safe = np.maximum(rank, 1e-12)
    return np.asarray(ndtr(ndtri(safe) - sigma) / safe)


def _rank(scenario: Levered, network: Map, z: int, team: int) -> float:
    """Rank of need up to which pay covers what a citizen costs who begins at a station.

    A week costs slope x multiplier more than the part of the pay that is the same for everybody.
    """
    station, parameters = network.stations[z], scenario.parameters
    if station.course < 0:
        return 1.0
    model = Model(scenario.rules, parameters, Draws(()), nothing_refused())
    place = station.course, station.level
    _, fixed = expected_week(model, (0, team), place, 0.0, 0.0)
    cost, pay = expected_week(model, (0, team), place, 1.0, 0.0)
    slope = cost - (pay - fixed)
    if slope <= 0.0:
        return 1.0
    sigma = float(parameters.demand.multiplier_sigma[0, station.level])
    return _rank_of(fixed / slope, sigma)


def _rank_of(multiplier: float, sigma: float) -> float:
    """Share of citizens whose multiplier, a lognormal of mean 1, is at most so much."""
    if multiplier <= 0.0 or sigma == 0.0:
        return float(multiplier >= 1.0)
    return float(ndtr(np.log(multiplier) / sigma + sigma / 2.0))
