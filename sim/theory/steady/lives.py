"""How many citizens come, are there and leave in the steady state under levers.

The traffic equations of `network/traffic.py`, with those who give up while they wait for their
first course taken out, and what happens to citizens counted beside them.
"""

from typing import Final, NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import Rulebook
from sim.model.terms import HOSPITAL, NURSING_HOME, RESUME, SELF_RELIANT
from sim.model.units import DAYS_PER_WEEK, nearest
from sim.theory.network.exits import efforts
from sim.theory.network.levered import Levered
from sim.theory.network.stations import (
    AWAY,
    Map,
    Station,
    entries_from_outside,
    explored,
)
from sim.theory.network.traffic import entries_of_new, flows
from sim.theory.steady.acceptance import PickedByNeed, everybody, turned

YEAR_WEEKS: Final = 52
"""Weeks after leaving self-reliant that count as benefit."""
_EFFECT_DECIMALS: Final = 3


class SteadyLives(NamedTuple):
    """Citizens of teams whose staff have the same effect; rates are a day."""

    network: Map
    entries: Floats  # [T, Z] at every station
    begun: Floats  # [T, Z] of them, those that begin a course
    spells: Floats  # [T, Z] spells begun, those taken up again after hospital included
    first_level_present: Floats  # [T] sum over those present of the level they came with
    taken_in: Floats  # [T] new citizens
    waited_days: Floats  # [T] days that those who come wait, those who give up included
    gave_up: Floats  # [T]
    needed: Floats  # [T, Z] entries, each by the mean need multiplier of those who enter
    declined: Floats  # [T]
    declined_need: Floats  # [T] the same, each by their mean need multiplier


def effects(rules: Rulebook, parameters: Parameters) -> Floats:
    """Effect of each team's staff on development, to a thousandth, array [T]."""
    return np.asarray(np.round(efforts(rules, parameters)[0], _EFFECT_DECIMALS))


def network_of(scenario: Levered, effect: float) -> Map:
    """Stations that citizens reach, if a team's staff had this effect."""
    rules = scenario.rules._replace(staff_effect=lambda _overlap, _supervision, _terms: effect)
    return explored(rules, scenario.parameters, _admitted_to(scenario.parameters))


def _admitted_to(parameters: Parameters) -> list[Station]:
    """Hospital stations of those who wait because a team declined them."""
    if turned(parameters).admitted <= 0.0:
        return []
    levels = np.flatnonzero(entries_from_outside(parameters, 0).sum(axis=(0, 1)) > 0.0)
    return [Station(parameters.behaviour.hospital_course, int(level)) for level in levels]


def lives_of(scenario: Levered, network: Map, taken: PickedByNeed | None = None) -> SteadyLives:
    """Lives of the citizens of every team on a network, that of its staff's effect.

    All who come are taken in, unless it is said whom teams take.
    """
    picked = everybody(network) if taken is None else taken
    wait_days = nearest(scenario.levers.accept_delay_weeks * DAYS_PER_WEEK)
    gives_up = float(scenario.parameters.behaviour.given_up_per_day[0])
    stays = float(np.exp(-gives_up * wait_days))
    every = entries_of_new(network, scenario.parameters)
    come = every * picked.share
    of_declined, gone = turned(scenario.parameters), every - come
    later = _later(network, scenario.parameters, gone)
    thinned = _thinned(network, stays)
    levels = np.array([station.level for station in network.stations], float)
    new = stays * come + later.sum(axis=1)
    entries = _solved(thinned, new)
    first_levels = _solved(thinned, new * levels)
    due = come.sum(axis=1) + entries[:, _away(network)].sum(axis=1)
    cared = _in_care(network)
    means = np.array([law.mean_days for law in network.laws])
    return SteadyLives(
        network=network,
        entries=entries,
        begun=new + entries @ _entering(thinned),
        spells=entries * (1.0 + _resumed(network)),
        first_level_present=(first_levels * means)[:, cared].sum(axis=1),
        taken_in=new.sum(axis=1),
        waited_days=due * float(np.sum(np.exp(-gives_up * np.arange(1, wait_days + 1))))
        + gone.sum(axis=1) * of_declined.waited_days,
        gave_up=due * (1.0 - stays) + gone.sum(axis=1) * of_declined.gave_up,
        needed=entries if taken is None else _by_need(thinned, stays * come, later, picked),
        declined=gone.sum(axis=1),
        declined_need=every @ picked.declined_need,
    )


def _later(network: Map, parameters: Parameters, declined: Floats) -> Floats:
    """New citizens who come late, array [T, Z, Z]: by where they were due, by where they begin.

    `declined` are those whom teams declined, array [T, Z].
    """
    of, later = turned(parameters), np.zeros((*declined.shape, declined.shape[1]))
    for z, station in enumerate(network.stations):
        later[:, z, z] += of.late * declined[:, z]
        if of.admitted > 0.0 and station.course >= 0:
            hospital = Station(parameters.behaviour.hospital_course, station.level)
            if hospital in network.stations:
                place = network.stations.index(hospital)
                later[:, z, place] += of.admitted * declined[:, z]
    return later


def _by_need(network: Map, new: Floats, later: Floats, taken: PickedByNeed) -> Floats:
    """Entries, each by the mean need multiplier of those who entered at their first station."""
    flow = flows(network)
    leads = np.linalg.inv(np.eye(len(flow)) - flow)
    late = np.einsum("tzy,yx,zx->tx", later, leads, taken.late_need)
    return np.asarray(new @ (leads * taken.need) + late)


def _away(network: Map) -> list[int]:
    return [z for z, station in enumerate(network.stations) if station.course == AWAY]


def _in_care(network: Map) -> list[int]:
    return [z for z, station in enumerate(network.stations) if station.course >= 0]


def _solved(network: Map, new: Floats) -> Floats:
    """Entries = new + entries x flows, array [T, Z]."""
    flow = flows(network)
    return np.asarray(np.linalg.solve(np.eye(len(flow)) - flow.T, new.T).T, np.float64)


def _thinned(network: Map, stays: float) -> Map:
    """A map in which only some of those who relapse are there when they are accepted."""
    away = _away(network)
    ways = [
        [way._replace(share=stays * way.share) for way in ways] if z in away else ways
        for z, ways in enumerate(network.ways)
    ]
    return network._replace(ways=ways)


def _entering(network: Map) -> Floats:
    """Expected courses that an entry at a station leads to directly, array [Z, Z]."""
    goes_on = [[way for way in ways if way.is_entry] for ways in network.ways]
    return flows(network._replace(ways=goes_on))


def _resumed(network: Map) -> Floats:
    """How often a stay is taken up again after hospital, array [Z]."""
    back = leaving(network, RESUME)
    return np.array(
        [sum(count * back[hospital] for hospital, count in each) for each in network.interruptions]
    )


def leaving(network: Map, name: int) -> Floats:
    """Probability that a stay ends with a destination, array [Z]."""
    return np.array(
        [
            sum(
                float(np.sum((law.by_hazard if way.is_hazard else law.by_stay) * way.share))
                for way in ways
                if way.name == name
            )
            for law, ways in zip(network.laws, network.ways, strict=True)
        ]
    )


# What happens to citizens


def present(lives: SteadyLives) -> Floats:
    """Citizens at each station, those who have left not among them, array [T, Z]."""
    means = np.array([law.mean_days for law in lives.network.laws])
    here = np.array([station.course >= 0 for station in lives.network.stations])
    return np.asarray(lives.entries * means * here)


def completions(lives: SteadyLives) -> Floats:
    """Citizens who leave self-reliant a week, array [T]."""
    result: Floats = DAYS_PER_WEEK * lives.entries @ leaving(lives.network, SELF_RELIANT)
    return result


def self_reliant_weeks(lives: SteadyLives) -> Floats:
    """Weeks that those who leave in a week spend self-reliant within a year, array [T]."""
    year_days = YEAR_WEEKS * DAYS_PER_WEEK
    laws, weeks = lives.network.laws, np.zeros(len(lives.network.laws))
    for z, (law, ways) in enumerate(zip(laws, lives.network.ways, strict=True)):
        for way in ways:
            if way.name == SELF_RELIANT:
                ends = float(np.sum((law.by_hazard if way.is_hazard else law.by_stay) * way.share))
                relapses = way.target >= 0
                days = laws[way.target].survival[:year_days].sum() if relapses else year_days
                weeks[z] += ends * float(days) / DAYS_PER_WEEK
    result: Floats = DAYS_PER_WEEK * lives.entries @ weeks
    return result


def level_weeks(lives: SteadyLives) -> Floats:
    """Levels better than at first, summed over those present, array [T]."""
    levels = np.array([station.level for station in lives.network.stations], float)
    return np.asarray(lives.first_level_present - present(lives) @ levels)


def admissions(lives: SteadyLives, parameters: Parameters) -> Floats:
    """Admissions a week, array [T]."""
    hospital = [_kind(parameters, station.course) == HOSPITAL for station in lives.network.stations]
    return np.asarray(DAYS_PER_WEEK * lives.begun @ np.array(hospital, float))


def relapses(lives: SteadyLives) -> Floats:
    """Citizens a week who need help again after they were self-reliant, array [T]."""
    return np.asarray(DAYS_PER_WEEK * lives.entries[:, _away(lives.network)].sum(axis=1))


def into_nursing_homes(lives: SteadyLives) -> Floats:
    """Citizens who move into a nursing home a week, array [T]."""
    result: Floats = DAYS_PER_WEEK * lives.entries @ leaving(lives.network, NURSING_HOME)
    return result


def _kind(parameters: Parameters, course: int) -> int:
    return int(parameters.network.kind[course]) if course >= 0 else -1
