"""What teams gain by putting off that the hours of support plans fall, in the steady state.

A citizen who comes to a station with a plan of more hours keeps it there for some days, and
takes it along when leaving before. So entries are counted by station and plan, by the traffic
equations of those pairs. It is the mean of the simulation where `why_not` is silent.
"""

from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.terms import HOSPITAL
from sim.model.units import DAYS_PER_WEEK, nearest
from sim.theory.money.rates_by_age import PaidAt, WeeklyRates
from sim.theory.network.levered import Levered
from sim.theory.network.stations import AWAY, Map, Station, Way
from sim.theory.network.traffic import flows
from sim.theory.steady.lives import SteadyLives
from sim.words import known


def why_not(parameters: Parameters, network: Map) -> list[str]:
    """Why the gain is not exact, in words; nothing where it is."""
    sigma = np.unique(parameters.demand.multiplier_sigma[0, [s.level for s in network.stations]])
    whys = {
        known("plans that are put off across a hospital stay"): any(
            _is_hospital(parameters, station) for station in network.stations
        ),
        known("plans that are put off where citizens differ more at one level"): len(sigma) > 1,
        known("staff hours that putting off takes"): bool(
            (parameters.behaviour.delay_hours > 0).any()
        ),
    }
    return [why for why, applies in whys.items() if applies]


def put_off_pay(scenario: Levered, lives: SteadyLives, rates: WeeklyRates) -> Floats:
    """What plans that fall too late pay more than the need [øre a day], array [T]."""
    delay = nearest(scenario.levers.step_down_delay_weeks * DAYS_PER_WEEK)
    if delay <= 0 or not scenario.parameters.tariff.is_by_plan:
        return np.zeros(len(lives.entries))
    weekly = _weekly_rates(scenario, lives.network, rates)
    paid = [_is_paid(scenario.parameters, station) for station in lives.network.stations]
    pairs = _pairs([z for z, is_paid in enumerate(paid) if is_paid], weekly)
    flow = _flows(lives.network, delay)
    days = np.array([(weekly[plan] - weekly[z]) * flow.held_days[z] for plan, z in pairs])
    return np.asarray(_entries(lives, pairs, flow) @ days / DAYS_PER_WEEK)


def _weekly_rates(scenario: Levered, network: Map, rates: WeeklyRates) -> list[float]:
    """Rate of the mean citizen's plan at each station; 0 out of the teams' care."""
    written = scenario.levers.written_share
    return [
        float(rates.of_course(PaidAt(station.course, station, 0, written), 1)[0])
        if _is_paid(scenario.parameters, station)
        else 0.0
        for station in network.stations
    ]


def _is_hospital(parameters: Parameters, station: Station) -> bool:
    return station.course != AWAY and parameters.network.kind[station.course] == HOSPITAL


def _is_paid(parameters: Parameters, station: Station) -> bool:
    """Whether a plan is paid at a station."""
    return station.course != AWAY and not _is_hospital(parameters, station)


def _pairs(paid: list[int], weekly: list[float]) -> list[tuple[int, int]]:
    """Plan and station of everybody: the station's own, or one that pays more."""
    return [(plan, z) for z in paid for plan in paid if plan == z or weekly[plan] > weekly[z]]


class _Flows(NamedTuple):
    """What one entry at a station leads to; spells at one level and course are one."""

    early: Floats  # [Z, Z] entries elsewhere within the delay
    late: Floats  # [Z, Z] and after it
    held_days: Floats  # [Z] days there within the delay


def _flows(network: Map, delay: int) -> _Flows:
    size = len(network.stations)
    early, late, held = np.zeros((size, size)), np.zeros((size, size)), np.zeros(size)
    for z, (law, ways) in enumerate(zip(network.laws, network.ways, strict=True)):
        ends = [(law.by_hazard if way.is_hazard else law.by_stay) * way.share for way in ways]
        again = np.zeros(len(law.by_stay))
        for way, by_day in zip(ways, ends, strict=True):
            again += by_day * _is_same(way, z)
        begun = _begun(again, delay)
        held[z] = np.convolve(begun, law.survival[:delay])[:delay].sum()
        for way, by_day in zip(ways, ends, strict=True):
            if way.target >= 0 and not _is_same(way, z):
                soon = np.convolve(begun, by_day[:delay])[: delay - 1].sum()
                early[z, way.target] += soon
                late[z, way.target] += by_day.sum() / (1.0 - again.sum()) - soon
    return _Flows(early, late, held)


def _is_same(way: Way, z: int) -> bool:
    """Whether a way leads to one more spell of the same course and level."""
    return way.target == z and not way.is_entry


def _begun(again: Floats, days: int) -> Floats:
    """Spells begun on each day since the first one, array [days]: a renewal equation."""
    begun = np.zeros(days)
    begun[0] = 1.0
    for day in range(1, days):
        lengths = again[:day]
        begun[day] = lengths @ begun[day - len(lengths) : day][::-1]
    return begun


def _entries(lives: SteadyLives, pairs: list[tuple[int, int]], flow: _Flows) -> Floats:
    """Entries a day by plan and station, array [T, pairs]."""
    place = {pair: number for number, pair in enumerate(pairs)}
    moves, cared = np.zeros((len(pairs), len(pairs))), [z for plan, z in pairs if plan == z]
    for (plan, z), row in place.items():
        for to in cared:
            for held, share in ((plan, flow.early[z, to]), (z, flow.late[z, to])):
                moves[row, place.get((held, to), place[to, to])] += share
    new = np.zeros((len(lives.entries), len(pairs)))
    came = lives.entries[:, cared] @ flows(lives.network)[cared]
    for z in cared:
        new[:, place[z, z]] = lives.entries[:, z] - came[:, z]
    return np.asarray(np.linalg.solve(np.eye(len(pairs)) - moves.T, new.T).T)
