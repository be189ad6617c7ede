"""The network as stations and the ways between them, from the scenario's first period.

A station is a course at a level. A hospital stay also remembers the station it interrupts: a
stay that is resumed has not ended, so its law runs over the days spent in it and the hospital
stay is a station beside it, which keeps `resume` exact in the mean. A citizen who will relapse
waits at a station of their own.
"""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

import numpy as np

from sim.model.distributions import StayTerms
from sim.model.events.lookups import stay_terms
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import Rulebook
from sim.model.terms import HELD, HOSPITAL, RESUME, SELF_RELIANT
from sim.theory.network.exits import averted_share, exit_shares, level_after
from sim.theory.network.stay_laws import LONGEST_DAYS, Law, law, mixed

AWAY = -1
"""Course of the station where a citizen who will relapse waits."""
NOWHERE = -1
"""Target of a way that leads out of care, or back to the stay that was interrupted."""


class Station(NamedTuple):
    """A course at a level, perhaps interrupting another station."""

    course: int
    level: int
    kept: int = -1


class Way(NamedTuple):
    """A way out of a station: where to, and the probability of taking it by length.

    `share` is P(this way | ended after d days) as an array [D]; `is_hazard` says whether the
    stay or a hazard ended it. `is_entry` is false where the course goes on, at a new level or,
    by a decline averted, at the same one.
    """

    target: int
    is_hazard: bool
    share: Floats
    is_entry: bool
    name: int  # destination code as in the spells table


class _Leaving(NamedTuple):
    """A station being left, the level taken along, by what and how likely by length."""

    station: Station
    level: int
    is_hazard: bool
    share: Floats


class Map(NamedTuple):
    """All stations that can be reached, their laws and ways."""

    stations: list[Station]
    laws: list[Law]
    ways: list[list[Way]]
    interruptions: list[list[tuple[int, float]]]  # hospital station and entries per stay


class _Explorer:
    """Walks the network from where citizens enter and notes what it finds."""

    def __init__(self, rulebook: Rulebook, parameters: Parameters) -> None:
        self.rulebook = rulebook
        self.parameters = parameters
        # No day of the run may need to tell an age apart that is taken together with others.
        calendar = parameters.calendar
        self._followed_days = LONGEST_DAYS + calendar.end_day - calendar.first_day
        self.places: dict[Station, int] = {}
        self.found: list[Station] = []

    def place(self, station: Station) -> int:
        """Number of a station, found now if it was not before."""
        if station not in self.places:
            self.places[station] = len(self.found)
            self.found.append(station)
        return self.places[station]

    def map(self) -> Map:
        """Every station that can be reached from those placed so far."""
        laws: list[Law] = []
        ways: list[list[Way]] = []
        interruptions: list[list[tuple[int, float]]] = []
        while len(laws) < len(self.found):
            number = len(laws)
            length = self._law(self.found[number])
            laws.append(length)
            ways.append(self._ways(self.found[number], length))
            interruptions.append(self._interruptions(number, length))
        return Map(self.found, laws, ways, interruptions)

    # Laws

    def _law(self, station: Station) -> Law:
        if not lengths_hang_on_exits(self.parameters, station):
            return self._of(terms_of(self.parameters, station), station)
        shares = self.parameters.network.exit_probability[0, station.course, station.level]
        return mixed(self._by_exit(station), shares.tolist())

    def _by_exit(self, station: Station) -> list[Law]:
        """Law of the stays that lead to each exit."""
        return [self._of(terms, station) for terms in terms_by_exit(self.parameters, station)]

    def _of(self, terms: StayTerms, station: Station) -> Law:
        quantiles = self.parameters.stays.quantiles
        return law(terms, self._ending_per_day(station), quantiles, self._followed_days)

    def _hazards(self, station: Station) -> list[tuple[int, float]]:
        """Destination and hazard [per day] of every hazard of a station."""
        network = self.parameters.network
        if station.course == AWAY:
            return []
        return [
            (int(to), float(network.hazard_per_day[0, station.course, station.level, h]))
            for h, to in enumerate(network.hazard_to[station.course])
            if network.hazard_per_day[0, station.course, station.level, h] > 0
        ]

    def _interrupts(self, to: int) -> bool:
        return to >= 0 and self.parameters.network.kind[to] == HOSPITAL

    def _ending_per_day(self, station: Station) -> float:
        """Hazards that end a stay for good [per day]: an interruption ends it if not resumed."""
        return sum(
            per_day * (1.0 - self._resumed(to, station.level) if self._interrupts(to) else 1.0)
            for to, per_day in self._hazards(station)
        )

    def _resumed(self, hospital: int, level: int) -> float:
        """Chance that a hospital stay ends with the interrupted stay being resumed."""
        station = Station(hospital, level, 0)
        length = self._law(station)
        ways = self._stay_ways(station, len(length.by_stay))
        return sum(float(np.sum(length.by_stay * way.share)) for way in ways if way.name == RESUME)

    # Ways

    def _ways(self, station: Station, length: Law) -> list[Way]:
        days = len(length.by_stay)
        if station.course == AWAY:
            target = self.place(Station(self.parameters.network.relapse_to, station.level))
            back = self.found[target].course
            return [Way(target, is_hazard=False, share=np.ones(days), is_entry=True, name=back)]
        return [*self._stay_ways(station, days), *self._hazard_ways(station, days)]

    def _hazard_ways(self, station: Station, days: int) -> list[Way]:
        total = self._ending_per_day(station)
        ways: list[Way] = []
        for to, per_day in self._hazards(station):
            if not self._interrupts(to):
                share = np.full(days, per_day / total)
                leaving = _Leaving(station, station.level, is_hazard=True, share=share)
                ways += self._towards(to, leaving)
        return ways

    def _stay_ways(self, station: Station, days: int) -> list[Way]:
        ways: list[Way] = []
        for k, share in enumerate(self._exit_shares(station, days)):
            if share.any():
                for to, lands_at, part in self._leads_to(station, k):
                    leaving = _Leaving(station, lands_at, is_hazard=False, share=share * part)
                    ways += self._towards(to, leaving)
        return ways

    def _exit_shares(self, station: Station, days: int) -> list[Floats]:
        """P(exit | the stay ends after d days), an array [D] an exit."""
        place = station.course, station.level
        if not lengths_hang_on_exits(self.parameters, station):
            return exit_shares(self.rulebook, self.parameters, place, days)
        stated = self.parameters.network.exit_probability[(0, *place)].tolist()
        laws = self._by_exit(station)
        whole = mixed(laws, stated).by_stay
        return [
            share * _reaching(of.by_stay, days) / np.where(whole > 0.0, whole, 1.0)
            for share, of in zip(stated, laws, strict=True)
        ]

    def _leads_to(self, station: Station, k: int) -> list[tuple[int, int, float]]:
        """Destinations and levels of an exit, with probabilities: a decline may be averted."""
        course, level = station.course, station.level
        to = int(self.parameters.network.exit_to[course, k])
        new_level = level_after(self.parameters, course, level, k)
        declines = to == course and new_level > level
        averted = averted_share(self.rulebook, self.parameters, course, level) if declines else 0.0
        ends = [(to, new_level, 1.0 - averted), (HELD, level, averted)]
        return [end for end in ends if end[-1] > 0.0]

    def _towards(self, to: int, leaving: _Leaving) -> list[Way]:
        """Ways to a destination: one, or two where only some will relapse."""
        network, share = self.parameters.network, leaving.share
        out = Way(NOWHERE, leaving.is_hazard, share, is_entry=False, name=to)
        if to == RESUME and leaving.station.kept < 0:
            to = network.resume_to
        course = leaving.station.course if to == HELD else to
        if course >= 0:
            target = self.place(Station(course, leaving.level))
            is_entry = course != leaving.station.course
            return [out._replace(target=target, is_entry=is_entry, name=to)]
        if to == SELF_RELIANT and network.relapse_to >= 0:
            back = float(network.relapse_probability[0, leaving.level])
            away = self.place(Station(AWAY, leaving.level))
            return [
                out._replace(target=away, share=share * back),
                out._replace(share=share * (1.0 - back)),
            ]
        return [out]

    def _interruptions(self, number: int, length: Law) -> list[tuple[int, float]]:
        station = self.found[number]
        return [
            (self.place(Station(to, station.level, number)), per_day * length.mean_days)
            for to, per_day in self._hazards(station)
            if self._interrupts(to)
        ]


def _reaching(by_day: Floats, days: int) -> Floats:
    """The same, of so many days."""
    return np.pad(by_day, (0, days - len(by_day)))


def lengths_hang_on_exits(parameters: Parameters, station: Station) -> bool:
    """Whether lengths at a station hang on the exit."""
    return station.course != AWAY and bool(parameters.stays.by_exit[station.course])


def terms_by_exit(parameters: Parameters, station: Station) -> list[StayTerms]:
    """Stay distribution at a station for each exit."""
    rows = parameters.stays.row_of_exit[station.course].tolist()
    return [stay_terms(parameters, 0, row, station.level) for row in rows]


def terms_of(parameters: Parameters, station: Station) -> StayTerms:
    """Stay distribution at a station."""
    row = len(parameters.network.kind) if station.course == AWAY else station.course
    return stay_terms(parameters, 0, row, station.level)


def explored(rulebook: Rulebook, parameters: Parameters, also: Iterable[Station] = ()) -> Map:
    """Stations that citizens can reach from the intake of any team, from `also`, or at the start.

    A start that is already filled keeps the numbers of its stations.
    """
    explorer = _Explorer(rulebook, parameters)
    start = parameters.start
    for course, level, kept in zip(start.course, start.level, start.kept_station, strict=True):
        explorer.place(Station(int(course), int(level), int(kept)))
    for course, level in np.argwhere(entries_from_outside(parameters).sum(axis=0) > 0):
        explorer.place(Station(int(course), int(level)))
    for station in also:
        explorer.place(station)
    return _in_order(explorer.map())


def _in_order(found: Map) -> Map:
    """Same map with the stations in an order that no team's intake decides.

    Who is found where on the first day is drawn along this order, so it must not depend on
    which station another team's citizens reach first.
    """
    places = station_names(found)
    order = sorted(range(len(places)), key=lambda z: places[z])
    number = {z: n for n, z in enumerate(order)} | {NOWHERE: NOWHERE}
    return Map(
        [station._replace(kept=number[station.kept]) for station in _taken(found.stations, order)],
        _taken(found.laws, order),
        [
            [way._replace(target=number[way.target]) for way in ways]
            for ways in _taken(found.ways, order)
        ],
        [
            [(number[hospital], entries) for hospital, entries in each]
            for each in _taken(found.interruptions, order)
        ],
    )


def station_names(network: Map) -> list[tuple[int, ...]]:
    """What tells a station from another, without its number."""

    def name(station: Station) -> tuple[int, ...]:
        kept = network.stations[station.kept] if station.kept >= 0 else Station(NOWHERE, NOWHERE)
        return station.course, station.level, kept.course, kept.level

    return [name(station) for station in network.stations]


_Item = TypeVar("_Item")


def _taken(items: list[_Item], order: list[int]) -> list[_Item]:
    return [items[z] for z in order]


def entries_from_outside(parameters: Parameters, period: int | None = None) -> Floats:
    """New citizens a day by team, first course and first level, array [T, C, L].

    In one period, or without one the sum over all, which says what can be reached.
    """
    inflow = parameters.inflow
    if period is None:
        periods = range(len(inflow.per_day))
        return np.asarray(sum(entries_from_outside(parameters, p) for p in periods))
    courses = np.diff(inflow.course_bounds[period], axis=-1, prepend=0.0)
    levels = np.diff(inflow.level_bounds[period], axis=-1, prepend=0.0)
    per_day = inflow.per_day[period]
    result: Floats = np.einsum("tg,tgc,gl->tcl", per_day, courses, levels)
    if parameters.choice.is_free:
        # Poisson inflows put together and chosen from are Poisson inflows again.
        result = np.einsum("t,cl->tcl", parameters.choice.share[period], result.sum(axis=0))
    return result
