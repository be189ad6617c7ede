"""Which team a citizen chooses, on coming and later on: free choice of supplier.

All who come choose by the same shares; whose choice has no place chooses again among the teams that
have one, and waits where none has; a team that has merged has the places of the one that it
joined. From then on a citizen chooses anew at a steady hazard, by the
same shares, and so may stay. Who changes does so on a Monday: the spell goes on with the other
team, at the same course, level and clock, and with the end that was drawn for it. Which team a
citizen is with moves no draw, for the draws are addressed by the team whose inflow brought them.
"""

from typing import Final, NamedTuple

from sim.model.draws import CHANGE, CHOICE, Identity, uniforms
from sim.model.events.kinds import (
    NO_EVENT,
    NO_OUTCOME,
    NOT_HAPPENED,
    TEAM_CHANGED,
    Event,
    Happened,
    Outcome,
)
from sim.model.events.lives.acceptance import is_declined, team_joined
from sim.model.events.lookups import Model, asked_hazard, identity, period_of, spell_due
from sim.model.events.queues.clinic import bookings_lapsed
from sim.model.events.queues.offers import has_place_left, place_left, place_taken
from sim.model.levers import ACCEPT_SHARE
from sim.model.state import CHANGED, NO_ROW, State
from sim.model.terms import CHANGED_TEAM, HOSPITAL, STILL_THERE, WAITING
from sim.model.units import DAYS_PER_WEEK, whole_days

_NONE: Final = -1
_ALL_OF_THEM: Final = 1.0


# Which teams can be chosen.
_ANY: Final = 0
_WITH_PLACE: Final = 1
_TAKING_ALL: Final = 2  # of those with a place


class _Asked(NamedTuple):
    """What a citizen chooses among."""

    day: int
    own: int  # team whose place the citizen holds; _NONE without one
    among: int


def chosen_at_first(model: Model, state: State, who: Identity, home: int) -> int:
    """Team that a citizen who comes chooses; without a choice the one whose inflow it is."""
    if not model.parameters.choice.is_free:
        return home
    u = uniforms(model.draws, who, CHOICE, who.day)
    return _chosen(model, state, (who.day, _NONE), (u[0], u[1]))


def taken_elsewhere(model: Model, state: State, who: Identity) -> int:
    """Another team for a citizen whom one declines: one that takes everybody, or NO_ROW."""
    if not model.parameters.choice.is_free:
        return NO_ROW
    u = uniforms(model.draws, who, CHOICE, who.day)[2]
    return _among(model, state, _Asked(who.day, _NONE, _TAKING_ALL), u)


def _chosen(model: Model, state: State, where: tuple[int, int], u: tuple[float, float]) -> int:
    """Team by the shares, and where it has no place another one by theirs.

    `where` is the day and the team whose place the citizen holds. Where none has a place, the
    citizen waits for the first choice.
    """
    day, own = where
    first = _among(model, state, _Asked(day, own, _ANY), u[0])
    if first == own or has_place_left(model, state, team_joined(state, first), day):
        return first
    other = _among(model, state, _Asked(day, own, _WITH_PLACE), u[1])
    return first if other == NO_ROW else other


def _among(model: Model, state: State, asked: _Asked, u: float) -> int:
    """One of the teams by their shares; NO_ROW if there is none."""
    teams = len(model.parameters.inflow.team_key)
    total, found = 0.0, NO_ROW
    for team in range(teams):
        total += _share(model, state, asked, team)
    left = u * total
    for team in range(teams):
        share = _share(model, state, asked, team)
        if share > 0.0:
            found = team
            if left < share:
                return team
        left -= share
    return found


def _share(model: Model, state: State, asked: _Asked, team: int) -> float:
    """Share of those who choose a team; 0 if it cannot be chosen."""
    is_open = asked.among == _ANY or team == asked.own
    if not is_open and not has_place_left(model, state, team_joined(state, team), asked.day):
        return 0.0
    if asked.among == _TAKING_ALL and not _takes_everybody(state, team):
        return 0.0
    share: float = model.parameters.choice.share[period_of(model.parameters, asked.day), team]
    return share


def _takes_everybody(state: State, team: int) -> bool:
    """Whether a team declines nobody: it is its own, open, and picks none."""
    if state.teams.is_closed[team] or state.teams.joined[team] != team:
        return False
    return bool(state.teams.levers[team, ACCEPT_SHARE] >= _ALL_OF_THEM)


def change_due(model: Model, event: Event, state: State, spell: int) -> Event:
    """When the citizen of a spell chooses anew: on the Monday after, if the spell goes on."""
    choice, spells = model.parameters.choice, state.spells
    if not choice.is_free:
        return NO_EVENT
    per_day = choice.change_per_day[period_of(model.parameters, event.day)]
    kind = model.parameters.network.kind[spells.course[spell]]
    if per_day <= 0.0 or kind in (HOSPITAL, WAITING):
        return NO_EVENT
    who = identity(model.parameters, state, event.who)
    after = asked_hazard(model, uniforms(model.draws, who, CHANGE, event.day)[0], per_day)
    end_day = spells.start_day[spell] + spells.drawn_days[spell]
    if after >= end_day - event.day:
        return NO_EVENT
    day = event.day + whole_days(after)
    day += (DAYS_PER_WEEK - day % DAYS_PER_WEEK) % DAYS_PER_WEEK
    return Event(day, TEAM_CHANGED, event.team, event.who, spell) if day < end_day else NO_EVENT


def team_changed(model: Model, event: Event, state: State) -> Happened:
    """A citizen chooses anew, and the spell goes on with the team chosen."""
    spells, citizen, spell = state.spells, event.who, event.number
    if spells.exit[spell] != STILL_THERE:
        return NOT_HAPPENED
    who = identity(model.parameters, state, citizen)
    u = uniforms(model.draws, who, CHANGE, event.day)
    to = _chosen(model, state, (event.day, event.team), (u[1], u[2]))
    to = to if to == event.team else team_joined(state, to)
    place = int(spells.course[spell]), int(spells.level[spell])
    goes = Event(event.day, event.kind, to, citizen, spell)
    has_place = to == event.team or has_place_left(model, state, to, event.day)
    if to == event.team or not has_place or is_declined(model, goes, state, place):
        return NO_OUTCOME, change_due(model, event, state, spell), NO_EVENT, NO_EVENT
    spells.end_day[spell], spells.exit[spell] = event.day, CHANGED_TEAM
    bookings_lapsed(state, citizen, event.day)
    offer = place_left(model, event, state)
    place_taken(model, goes, state)
    if event.day >= 0:
        state.weeks.changed[event.team, event.day // DAYS_PER_WEEK] += 1
    state.citizens.team[citizen] = to
    outcome = Outcome(event.kind, citizen, place[0], place[1], CHANGED_TEAM)
    return outcome, spell_due(goes, state, place, CHANGED), offer, NO_EVENT
