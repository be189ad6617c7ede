"""A team as an offer: who is accepted, who gets one of its places, and who waits for one.

A citizen who comes, or comes back, is accepted at once or after the team's delay, and then asks
for a place. All who ask on a day stand in the team's list with those who wait, in the order of the
rule `place_order`, and the places free that day are offered in that order; who gets none waits
until one falls free or gives up. A stay in hospital holds the place. Where no team has a limit
nothing of this is counted.
"""

from typing import Final

from sim.model.draws import QUEUE, WAIT, uniforms
from sim.model.events.answers import PLACE_ORDER_RULE, checked_amount
from sim.model.events.kinds import (
    NO_EVENT,
    NO_OUTCOME,
    NOT_HAPPENED,
    PLACE_ASKED_FOR,
    SPELL_BEGAN,
    TEAM_PLACE_OFFERED,
    WAIT_GIVEN_UP,
    Event,
    Happened,
    Outcome,
    on_day,
)
from sim.model.events.lookups import Model, asked_hazard, identity, period_of, spell_due
from sim.model.events.queues.waiting_list import joined_list, left_list
from sim.model.levers import ACCEPT_DELAY
from sim.model.state import ENTERED, NEVER, NO_ROW, State
from sim.model.terms import LONG_WAITS_DAYS
from sim.model.units import DAYS_PER_WEEK, nearest, whole_days

# Which offer it is, in `Event.number`.
_DATED: Final = 0
"""Of every team in turn, on a day from which other values hold."""
_OF_TEAM: Final = 1
"""After a dated one, which may lead to it."""


def accepted(
    model: Model, event: Event, state: State, place: tuple[int, int]
) -> tuple[Event, Event]:
    """Let a citizen who comes ask for a place, at once or when the team accepts; some give up.

    What is due for the citizen, and the offer of the team's places.
    """
    begins = spell_due(event, state, place, ENTERED)
    wait = nearest(state.teams.levers[event.team, ACCEPT_DELAY] * DAYS_PER_WEEK)
    if wait <= 0:
        return _asked(model, begins, state)
    waited = wait
    per_day = model.parameters.behaviour.given_up_per_day[period_of(model.parameters, event.day)]
    who = identity(model.parameters, state, event.who)
    gives_up_after = asked_hazard(model, uniforms(model.draws, who, WAIT, event.day)[0], per_day)
    if gives_up_after < wait:
        waited = int(gives_up_after)
    if event.day >= 0:
        here = event.team, event.day // DAYS_PER_WEEK
        state.weeks.waiting_days[here] += waited
        state.weeks.gave_up[here] += int(gives_up_after < wait)
    if gives_up_after < wait:
        return NO_EVENT, NO_EVENT
    if not model.parameters.offers.is_limited:
        return on_day(begins, event.day + wait), NO_EVENT
    asks = Event(event.day + wait, PLACE_ASKED_FOR, event.team, event.who, begins.number)
    return asks, NO_EVENT


def place_asked_for(model: Model, event: Event, state: State) -> Happened:
    """The team accepts a citizen, who asks for a place."""
    begins = Event(event.day, SPELL_BEGAN, event.team, event.who, event.number)
    citizens, who = state.citizens, event.who
    asked = Outcome(event.kind, who, citizens.next_course[who], citizens.next_level[who], 0)
    due, offer = _asked(model, begins, state)
    return asked, due, offer, NO_EVENT


def _asked(model: Model, begins: Event, state: State) -> tuple[Event, Event]:
    """What comes of asking for a place today: the citizen may give up, places are offered."""
    if not model.parameters.offers.is_limited:
        return begins, NO_EVENT
    team, day = begins.team, begins.day
    gives_up, offer = _joined(model, begins, state), NO_EVENT
    if _has_free_place(model, state, team, day):
        offer = Event(day, TEAM_PLACE_OFFERED, team, 0, _OF_TEAM)
    return gives_up, offer


def _has_free_place(model: Model, state: State, team: int, day: int) -> bool:
    """Whether a team takes one more; it moves nobody out where its places become fewer."""
    places = model.parameters.offers.places[period_of(model.parameters, day), team]
    return bool(places < 0 or state.teams.in_care[team] < places)


def has_place_left(model: Model, state: State, team: int, day: int) -> bool:
    """Whether a team has a place for one more, those who wait for one counted."""
    if not model.parameters.offers.is_limited:
        return True
    places = model.parameters.offers.places[period_of(model.parameters, day), team]
    return bool(places < 0 or state.teams.in_care[team] + state.teams.waiting[team] < places)


def place_taken(model: Model, event: Event, state: State) -> None:
    """A citizen of another team takes one of a team's places."""
    if model.parameters.offers.is_limited:
        _admitted(state, event.team, event.day, 0)


def _admitted(state: State, team: int, day: int, waited: int) -> None:
    """Note that a place is taken, and how many days the citizen waited."""
    state.teams.in_care[team] += 1
    if day >= 0:
        state.weeks.admitted[team, day // DAYS_PER_WEEK] += 1
        state.weeks.waited_days[team, day // DAYS_PER_WEEK] += waited
        for place in range(len(LONG_WAITS_DAYS)):
            if waited > LONG_WAITS_DAYS[place]:
                state.weeks.waited_longer[team, day // DAYS_PER_WEEK, place] += 1


def _joined(model: Model, begins: Event, state: State) -> Event:
    """A citizen begins to wait; the day on which the wait is given up, if it is in the run."""
    citizen, team, day = begins.who, begins.team, begins.day
    u = uniforms(model.draws, identity(model.parameters, state, citizen), QUEUE, day)
    _queue_counted(state, team, day)
    order = checked_amount(
        model.refused,
        PLACE_ORDER_RULE,
        model.rulebook.place_order(day, state.citizens.next_level[citizen], u[0]),
    )
    row = joined_list(state, team, citizen, order)
    state.waiting.since[row], state.waiting.gives_up_day[row] = day, NEVER
    per_day = model.parameters.offers.given_up_per_day[period_of(model.parameters, day)]
    gives_up_after = asked_hazard(model, u[1], per_day)
    if gives_up_after >= model.parameters.calendar.weeks * DAYS_PER_WEEK - day:
        return NO_EVENT
    gives_up_day = day + whole_days(gives_up_after)
    state.waiting.gives_up_day[row] = gives_up_day
    return Event(gives_up_day, WAIT_GIVEN_UP, team, citizen, row)


def wait_given_up(_model: Model, event: Event, state: State) -> Happened:
    """A citizen who still waits finds something else."""
    waiting, row = state.waiting, event.number
    if waiting.citizen[row] != event.who or waiting.gives_up_day[row] != event.day:
        return NOT_HAPPENED
    if event.day >= 0:
        state.weeks.gave_up[event.team, event.day // DAYS_PER_WEEK] += 1
    return _leaves_list(event, state, row), NO_EVENT, NO_EVENT, NO_EVENT


def _leaves_list(event: Event, state: State, row: int) -> Outcome:
    """The wait in a row of the list ends today."""
    citizens, citizen = state.citizens, state.waiting.citizen[row]
    waited = event.day - state.waiting.since[row]
    _queue_counted(state, event.team, event.day)
    left_list(state, event.team, row)
    course, level = citizens.next_course[citizen], citizens.next_level[citizen]
    return Outcome(event.kind, citizen, course, level, waited)


def team_place_offered(model: Model, event: Event, state: State) -> Happened:
    """The first of those who wait gets a place, if one is free; the next offer is due."""
    team, day, other = event.team, event.day, NO_EVENT
    if event.number == _DATED and team + 1 < len(model.parameters.inflow.team_key):
        other = Event(day, event.kind, team + 1, 0, _DATED)
    row = int(state.teams.first_waiting[team])
    if row == NO_ROW or not _has_free_place(model, state, team, day):
        return NO_OUTCOME, other, NO_EVENT, NO_EVENT
    outcome = _leaves_list(event, state, row)
    _admitted(state, team, day, outcome.value)
    number = state.citizens.spells_begun[outcome.citizen]
    begins = Event(day, SPELL_BEGAN, team, outcome.citizen, number)
    # Who asked today and waits for nothing has no row of the log for it.
    told = outcome if outcome.value > 0 else NO_OUTCOME
    return told, begins, Event(day, event.kind, team, 0, _OF_TEAM), other


def place_left(model: Model, event: Event, state: State) -> Event:
    """A citizen leaves the team's care; the offer of the place to those who wait."""
    if not model.parameters.offers.is_limited:
        return NO_EVENT
    state.teams.in_care[event.team] -= 1
    if state.teams.waiting[event.team] == 0:
        return NO_EVENT
    return Event(event.day, TEAM_PLACE_OFFERED, event.team, 0, _OF_TEAM)


def dated_team_offers(model: Model, day: int) -> Event:
    """Offer of the places that may open on a day from which other values hold."""
    if period_of(model.parameters, day) == period_of(model.parameters, day - 1):
        return NO_EVENT
    return Event(day, TEAM_PLACE_OFFERED, 0, 0, _DATED)


def found_in_place(model: Model, event: Event, state: State) -> bool:
    """Whether one of those present on the first day has a place, which is then taken."""
    most = model.parameters.start.at_most[event.team]
    if 0 <= most <= state.teams.in_care[event.team]:
        return False
    state.teams.in_care[event.team] += 1
    return True


def _queue_counted(state: State, team: int, day: int) -> None:
    """Count the days of those who wait, up to a day of the same week or its end."""
    teams, since = state.teams, state.teams.queue_day[team]
    if since >= 0:
        days = teams.waiting[team] * (day - since)
        state.weeks.queue_days[team, since // DAYS_PER_WEEK] += days
    teams.queue_day[team] = day


def week_of_queue(model: Model, event: Event, state: State) -> None:
    """Close the week's count of those who wait."""
    if model.parameters.offers.is_limited:
        _queue_counted(state, event.team, event.day + 1)
