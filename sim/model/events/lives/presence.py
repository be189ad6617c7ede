"""Who is in care on the first day, and how far into their stay they are.

The station is drawn by its share of those present, or given by the counts; `beginnings.py`
then draws how much of the spell in progress is over and how long it is.
"""

from sim.model.draws import ARRIVALS, PERSON, START, Identity, uniforms
from sim.model.events.answers import ARRIVALS_RULE, checked_count
from sim.model.events.kinds import (
    CITIZEN_PRESENT,
    CITIZEN_RELAPSED,
    NO_EVENT,
    NO_OUTCOME,
    Event,
    Happened,
    Outcome,
    whose,
)
from sim.model.events.lives.arrivals import citizen_added
from sim.model.events.lives.beginnings import InProgress, progress
from sim.model.events.lookups import Model, identity, spell_due
from sim.model.events.queues.offers import found_in_place
from sim.model.state import FOUND, State
from sim.model.terms import PRESENT
from sim.model.units import nearest, whole_days


def present_at_start(model: Model, team: int) -> int:
    """How many citizens a team has on the first day: as counted, or a Poisson number."""
    start = model.parameters.start
    expected = 0.0
    for station in range(len(start.course)):
        expected += start.present[team, station]
    if start.is_counted:
        return nearest(expected)
    place = Identity(model.parameters.inflow.team_key[team], PRESENT, 0, 0)
    number = model.rulebook.arrivals(uniforms(model.draws, place, ARRIVALS, 0)[0], expected)
    return checked_count(model.refused, ARRIVALS_RULE, number)


def first_present(model: Model, team: int, state: State) -> Event:
    """Event that brings in the first of those present, if there are any."""
    count = present_at_start(model, team)
    state.teams.present_at_start[team] = count
    if count == 0:
        return NO_EVENT
    return Event(model.parameters.calendar.first_day, CITIZEN_PRESENT, team, PRESENT, 0)


def _station(model: Model, event: Event, u: float) -> int:
    """Where the `event.number`-th of those present is found."""
    start = model.parameters.start
    stations = len(start.course)
    if start.is_counted:
        left = event.number + 0.5
    else:
        left = 0.0
        for station in range(stations):
            left += u * start.present[event.team, station]
    found = 0
    for station in range(stations):
        here = start.present[event.team, station]
        if here > 0.0:
            found = station
            if left < here:
                return station
        left -= here
    return found


def _first_event(model: Model, found: Event, state: State, station: int) -> Event:
    """What comes next for a citizen found at a station: the spell, or the relapse ahead."""
    start = model.parameters.start
    level = start.level[station]
    if start.course[station] >= 0:
        return spell_due(found, state, (station, level), FOUND)
    state.citizens.next_level[found.who] = level
    who = identity(model.parameters, state, found.who)
    away = progress(model, InProgress(who, station, 0), uniforms(model.draws, who, START, 0))
    days = max(1, whole_days(away.stay_days) - away.age)
    return Event(found.day + days, CITIZEN_RELAPSED, found.team, found.who, found.number)


def _next_present(event: Event) -> Event:
    return Event(event.day, event.kind, event.team, event.who, event.number + 1)


def citizen_present(model: Model, event: Event, state: State) -> Happened:
    """One of those in care, or about to relapse, on the first day; the next one is due."""
    start = model.parameters.start
    who = Identity(model.parameters.inflow.team_key[event.team], PRESENT, 0, event.number)
    station = _station(model, event, uniforms(model.draws, who, START, 0)[0])
    more = event.number + 1 < state.teams.present_at_start[event.team]
    following = _next_present(event) if more else NO_EVENT
    if start.course[station] >= 0 and not found_in_place(model, event, state):
        return NO_OUTCOME, following, NO_EVENT, NO_EVENT
    citizen = citizen_added(state, event.team, who, uniforms(model.draws, who, PERSON, 0))
    return (
        Outcome(CITIZEN_PRESENT, citizen, start.course[station], start.level[station], 0),
        _first_event(model, whose(event, citizen), state, station),
        following,
        NO_EVENT,
    )
