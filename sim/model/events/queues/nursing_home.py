"""The nursing home: places, residents, and the queue of those who wait for a place.

A citizen of any team who is granted a place moves in when one is free and nobody waits; the
others wait in the course of kind `waiting`. A resident stays until death and is then no longer
the payer's expense.
"""

from typing import Final

from sim.model.draws import LOTS, RESIDENT, Identity, uniforms
from sim.model.events.answers import (
    HAZARD_RULE,
    LONGEST,
    PLACE_ORDER_RULE,
    checked,
    checked_amount,
)
from sim.model.events.kinds import (
    NO_EVENT,
    NOT_HAPPENED,
    PLACE_OFFERED,
    RESIDENT_LEFT,
    Event,
    Happened,
    Outcome,
)
from sim.model.events.lookups import Model, identity, period_of
from sim.model.events.queues.heap import joined, without_first
from sim.model.events.queues.offers import place_left
from sim.model.state import NO_ROW, PLACES_TAKEN, WAITING_FOR_PLACE, State
from sim.model.terms import NURSING_HOME, PRESENT, STILL_THERE
from sim.model.units import DAYS_PER_WEEK, whole_days

# How a resident came in, in `Event.number`.
_BEFORE: Final = 0
"""In the nursing home when the run began: no team's citizen."""
_BY_PLACE: Final = 1
_ELSEWHERE: Final = 2
"""In a place of another municipality, after the longest wait."""


def _is_limited(model: Model, day: int) -> bool:
    home = model.parameters.nursing_home
    return home.is_modelled and home.places[period_of(model.parameters, day)] >= 0


def _free_places(model: Model, day: int, state: State) -> int:
    places: int = model.parameters.nursing_home.places[period_of(model.parameters, day)]
    return places - int(state.rows[PLACES_TAKEN])


def has_place(model: Model, event: Event, state: State) -> bool:
    """Whether a citizen who is granted a place today moves in today."""
    if not _is_limited(model, event.day):
        return True
    _forget_gone(model, state)
    return state.rows[WAITING_FOR_PLACE] == 0 and _free_places(model, event.day, state) > 0


def death_of_resident(model: Model, number: int) -> Event:
    """Death of one of those who live in the nursing home on the first day."""
    first_day = model.parameters.calendar.first_day
    days = _stay_days(model, Identity(0, PRESENT, 0, number), first_day)
    return Event(first_day + days, RESIDENT_LEFT, 0, number, _BEFORE)


def dated_offer(model: Model, day: int) -> Event:
    """Offer of the places that may open on a day from which other values hold."""
    if not model.parameters.nursing_home.is_modelled:
        return NO_EVENT
    if period_of(model.parameters, day) == period_of(model.parameters, day - 1):
        return NO_EVENT
    return Event(day, PLACE_OFFERED, 0, 0, 0)


def _stay_days(model: Model, who: Identity, day: int) -> int:
    """How long a resident who moves in on a day stays [days]."""
    mean = model.parameters.nursing_home.mean_stay_days[period_of(model.parameters, day)]
    u = uniforms(model.draws, who, RESIDENT, day)
    days = model.rulebook.hazard(u[0], 1.0 / mean)
    return whole_days(checked(model.refused, HAZARD_RULE, days, LONGEST))


def joined_queue(model: Model, event: Event, state: State, spell: int) -> Event:
    """A citizen begins to wait; an offer for tomorrow where a place is free already."""
    if not _is_limited(model, event.day):
        return NO_EVENT
    since = state.spells.clock_day[spell]
    u = uniforms(model.draws, identity(model.parameters, state, event.who), LOTS, since)
    order = checked_amount(
        model.refused,
        PLACE_ORDER_RULE,
        model.rulebook.place_order(since, state.spells.level[spell], u[1]),
    )
    waiting = int(state.rows[WAITING_FOR_PLACE])
    queue = state.nursing_home
    state.rows[WAITING_FOR_PLACE] = joined(queue, waiting, order, event.who, since)
    if _free_places(model, event.day, state) > 0:
        return Event(event.day + 1, PLACE_OFFERED, 0, 0, 0)
    return NO_EVENT


def moved_in(model: Model, event: Event, state: State) -> Event:
    """A citizen moves into a nursing home today; the day on which the place falls free again."""
    home, team = model.parameters.nursing_home, event.team
    if not home.is_modelled:
        return NO_EVENT
    state.teams.residents_more[team, event.day % DAYS_PER_WEEK] += 1
    how = _BY_PLACE
    if _is_limited(model, event.day) and _free_places(model, event.day, state) <= 0:
        how = _ELSEWHERE
    else:
        state.rows[PLACES_TAKEN] += 1
    days = _stay_days(model, identity(model.parameters, state, event.who), event.day)
    return Event(event.day + days, RESIDENT_LEFT, team, event.who, how)


def resident_left(_model: Model, event: Event, state: State) -> Happened:
    """A resident has died; the place is offered to those who wait."""
    citizen = NO_ROW
    if event.number != _BEFORE:
        citizen = event.who
        state.teams.residents_more[event.team, event.day % DAYS_PER_WEEK] -= 1
    offer = NO_EVENT
    if event.number != _ELSEWHERE:
        state.rows[PLACES_TAKEN] -= 1
        offer = Event(event.day, PLACE_OFFERED, 0, 0, 0)
    return Outcome(RESIDENT_LEFT, citizen, NO_ROW, NO_ROW, 0), offer, NO_EVENT, NO_EVENT


def _still_waits(model: Model, state: State, citizen: int) -> bool:
    spell = state.citizens.spell[citizen]
    if spell == NO_ROW or state.spells.exit[spell] != STILL_THERE:
        return False
    return bool(state.spells.course[spell] == model.parameters.nursing_home.waiting_course)


def _forget_gone(model: Model, state: State) -> None:
    """Take those who no longer wait from the head of the queue."""
    queue = state.nursing_home
    while state.rows[WAITING_FOR_PLACE] > 0 and not _still_waits(model, state, queue.citizen[0]):
        waiting = without_first(queue, int(state.rows[WAITING_FOR_PLACE]))
        state.rows[WAITING_FOR_PLACE] = waiting


def place_offered(model: Model, event: Event, state: State) -> Happened:
    """The first of those who wait moves in, if a place is free; the next offer is due."""
    _forget_gone(model, state)
    if state.rows[WAITING_FOR_PLACE] == 0 or _free_places(model, event.day, state) <= 0:
        return NOT_HAPPENED
    citizen = state.nursing_home.citizen[0]
    waiting = without_first(state.nursing_home, int(state.rows[WAITING_FOR_PLACE]))
    state.rows[WAITING_FOR_PLACE] = waiting
    return _leaves_queue(model, event, state, citizen)


def _leaves_queue(model: Model, event: Event, state: State, citizen: int) -> Happened:
    """The wait of a citizen ends with a place."""
    spells, spell = state.spells, state.citizens.spell[citizen]
    spells.end_day[spell] = event.day
    spells.exit[spell] = NURSING_HOME
    state.citizens.left_day[citizen, spells.course[spell]] = event.day
    state.citizens.spell[citizen] = NO_ROW
    moves = Event(event.day, event.kind, state.citizens.team[citizen], citizen, spell)
    outcome = Outcome(
        PLACE_OFFERED, citizen, spells.course[spell], spells.level[spell], NURSING_HOME
    )
    return outcome, moved_in(model, moves, state), event, place_left(model, moves, state)
