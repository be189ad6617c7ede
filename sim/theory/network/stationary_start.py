"""Who is in care on the first day, from the stationary law or from today's counts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from sim.model.parameters import Floats, Ints, Parameters, Start
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.terms import SOURCES
from sim.model.units import nearest, unseen_days
from sim.theory.network.exits import efforts
from sim.theory.network.stations import (
    Map,
    Station,
    explored,
    lengths_hang_on_exits,
    station_names,
    terms_by_exit,
    terms_of,
)
from sim.theory.network.stay_laws import TAIL, Law, stay_survival
from sim.theory.network.traffic import stationary

FIRST_CONTACT = SOURCES.index("first_contact")
_EFFECT_DECIMALS = 3

_AT_ONCE: Final = 4_096
"""Ages that are worked out together."""


class SolvedNetwork(NamedTuple):
    """What of a stationary state hangs on everything but how many come."""

    network: Map
    alike: list[tuple[Ints, Map]]  # teams with the same effect of their staff, and their ways


def solved_network(rules: Rulebook, parameters: Parameters, network: Map) -> SolvedNetwork:
    """The ways of each team, by its own staff's effect.

    The effect on development is taken to a thousandth, so that teams alike are solved once.
    """
    own = np.round(efforts(rules, parameters)[0], _EFFECT_DECIMALS)
    alike = [
        (np.flatnonzero(own == effect), explored(_with_effect(rules, float(effect)), parameters))
        for effect in np.unique(own)
    ]
    return SolvedNetwork(network, alike)


def stationary_start(parameters: Parameters, rules: Rulebook = STANDARD_RULES) -> Start:
    """Start from the stationary state of the scenario's first period.

    Age and stay of a spell in progress are drawn jointly: the age by the share of spells that
    reach it, the stay by its law beyond that age.
    """
    network = explored(rules, parameters)
    return _start(
        parameters, network, present_in_the_long_run(rules, parameters, network), is_counted=False
    )


def present_with(solved: SolvedNetwork, parameters: Parameters) -> Floats:
    """Expected citizens by team and station, array [T, Z], where so many come as now."""
    place = {name: z for z, name in enumerate(station_names(solved.network))}
    teams = len(parameters.inflow.team_key)
    expected = np.zeros((teams, len(place)))
    for some, alike in solved.alike:
        columns = [place[name] for name in station_names(alike)]
        expected[some[:, np.newaxis], columns] = stationary(alike, parameters).present[some]
    return expected


def present_in_the_long_run(rules: Rulebook, parameters: Parameters, network: Map) -> Floats:
    """Expected citizens by team and station, array [T, Z], each with its own staff's effect."""
    return present_with(solved_network(rules, parameters, network), parameters)


def _with_effect(rules: Rulebook, effect: float) -> Rulebook:
    return rules._replace(staff_effect=lambda _overlap, _supervision, _terms: effect)


def counted_start(
    parameters: Parameters,
    counts: Mapping[tuple[int, int], Floats],
    uncounted: Iterable[int] = (),
    rules: Rulebook = STANDARD_RULES,
) -> Start:
    """Start from counts by (team, course), array [L] a level or one number for all levels.

    One number is shared between the levels as in the stationary state, by largest remainder.
    `uncounted` teams begin in their stationary state, in whole citizens.
    """
    network = explored(rules, parameters, _counted_stations(parameters, counts))
    expected = present_in_the_long_run(rules, parameters, network)
    present = np.zeros_like(expected)
    for team in uncounted:
        present[team] = _shared(nearest(float(expected[team].sum())), expected[team])
    for (team, course), given in counts.items():
        rows = [z for z, station in enumerate(network.stations) if station.course == course]
        if not given.ndim:
            present[team, rows] = _shared(int(given), expected[team, rows])
            continue
        for z in rows:
            if network.stations[z].kept < 0:
                present[team, z] = given[network.stations[z].level]
    return _start(parameters, network, present, is_counted=True)


def _counted_stations(
    parameters: Parameters, counts: Mapping[tuple[int, int], Floats]
) -> list[Station]:
    """Stations that have a count; without levels, those at which first contacts begin."""
    begins = np.diff(parameters.inflow.level_bounds[0, FIRST_CONTACT], prepend=0.0)
    return [
        Station(course, level)
        for (_, course), given in counts.items()
        for level, share in enumerate(given if given.ndim else begins)
        if share > 0
    ]


def _shared(count: int, weights: Floats) -> Floats:
    """Whole numbers that add up to `count`, as near as can be in proportion to `weights`."""
    total = weights.sum()
    weights = weights if total > 0 else np.ones(len(weights))
    exact = count * weights / weights.sum()
    whole: Floats = np.floor(exact)
    for z in np.argsort(whole - exact, kind="stable")[: count - int(whole.sum())]:
        whole[z] += 1
    return whole


def _start(parameters: Parameters, network: Map, present: Floats, *, is_counted: bool) -> Start:
    ages = [_ages(law) for law in network.laws]
    below = [
        _stay_below(parameters, station, age.days)
        for station, age in zip(network.stations, ages, strict=True)
    ]
    return Start(
        present=present,
        is_counted=is_counted,
        at_most=np.asarray(parameters.offers.places[0]),
        course=np.array([station.course for station in network.stations], np.int64),
        level=np.array([station.level for station in network.stations], np.int64),
        kept_station=np.array([station.kept for station in network.stations], np.int64),
        offset=np.cumsum([0, *(len(age.days) for age in ages)]),
        age_days=np.concatenate([age.days for age in ages]),
        age_bounds=np.concatenate([np.cumsum(age.spent) / age.spent.sum() for age in ages]),
        stay_below=np.concatenate(below),
        **exits_by_age(
            parameters,
            [
                (station, _unseen(age.days))
                for station, age in zip(network.stations, ages, strict=True)
            ],
        )._asdict(),
    )


class ExitsByAge(NamedTuple):
    """What `Start` holds of the exits, arrays [ages, K]; no rows where no length hangs on one."""

    exit_bounds: Floats
    exit_below: Floats


def exits_by_age(parameters: Parameters, found: Sequence[tuple[Station, Floats]]) -> ExitsByAge:
    """To which exit a stay found in progress leads, by station and days over, ages in a row.

    P(exit | age) goes by its share times the stays to it that go on at that age. Where none does,
    a whole stay is drawn, as in `starting.shared_start`.
    """
    most = parameters.network.exit_to.shape[1]
    if not parameters.stays.by_exit.any():
        return ExitsByAge(np.zeros((0, most)), np.zeros((0, most)))
    bounds, below = [np.zeros((0, most))], [np.zeros((0, most))]
    for station, days in found:
        if not lengths_hang_on_exits(parameters, station):
            bounds.append(np.zeros((len(days), most)))
            below.append(np.zeros((len(days), most)))
            continue
        quantiles, laws = parameters.stays.quantiles, terms_by_exit(parameters, station)
        left = np.stack([stay_survival(days, terms, quantiles) for terms in laws], axis=-1)
        left = np.where(left > TAIL, left, 0.0)
        shares = parameters.network.exit_probability[0, station.course, station.level]
        weights = np.where((shares * left).any(axis=-1, keepdims=True), shares * left, shares)
        total = np.cumsum(weights, axis=-1)
        bounds.append(total / total[:, -1:])
        below.append(np.where(left > 0.0, 1.0 - left, 0.0))
    return ExitsByAge(np.concatenate(bounds), np.concatenate(below))


class _Ages(NamedTuple):
    """Ages at which a stay in progress may be found, and the mean days that it spends there."""

    days: Ints
    spent: Floats


def _ages(law: Law) -> _Ages:
    """Every age of a law that is followed day by day, and those beyond in steps."""
    followed = np.arange(len(law.by_stay))
    return _Ages(
        np.concatenate([followed, law.old.age_days]),
        np.concatenate([law.survival, law.old.days]),
    )


def _stay_below(parameters: Parameters, station: Station, age_days: Ints) -> Floats:
    """P(the stay would have ended before each age), array [ages]."""
    terms = terms_of(parameters, station)
    return 1.0 - stay_survival(_unseen(age_days), terms, parameters.stays.quantiles)


def _unseen(age_days: Ints) -> Floats:
    ages = int(age_days.max(initial=-1)) + 1
    if ages > len(_UNSEEN[0]):
        every = -(-ages // _AT_ONCE) * _AT_ONCE
        _UNSEEN[0] = np.fromiter(map(unseen_days, range(every)), np.float64, every)
    return _UNSEEN[0][age_days]


_UNSEEN: Final = [np.zeros(0)]
"""`unseen_days` of whole ages from 0 on, as far as any was asked for."""
