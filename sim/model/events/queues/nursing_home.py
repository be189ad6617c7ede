"""The nursing home: places, residents, and the queue of those who wait for a place.

A citizen of any team who is granted a place on a day on which one is free asks for it, together
with all who wait already: who gets it is the rule `place_order`'s to say, once everybody who
stands in line that day is known. Who gets none waits in the course of kind `waiting`. A longest
wait ends before the day's places are offered, with a place elsewhere. A resident stays until
death and is then no longer the payer's expense.
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
    NO_OUTCOME,
    NOT_HAPPENED,
    PLACE_DENIED,
    PLACE_OFFERED,
    RESIDENT_LEFT,
    Event,
    Happened,
    Outcome,
)
from sim.model.events.lookups import Model, identity, period_of
from sim.model.events.queues.clinic import bookings_lapsed
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


def has_limited_places(model: Model, day: int) -> bool:
    """Whether a place has to be asked for on a day; otherwise everybody gets one at once."""
    home = model.parameters.nursing_home
    return home.is_modelled and home.places[period_of(model.parameters, day)] >= 0


def _free_places(model: Model, day: int, state: State) -> int:
    places: int = model.parameters.nursing_home.places[period_of(model.parameters, day)]
    return places - int(state.rows[PLACES_TAKEN])


def is_out_of_places(model: Model, event: Event, state: State) -> bool:
    """Whether nobody can get a place today: no more fall free, for residents leave first."""
    return has_limited_places(model, event.day) and _free_places(model, event.day, state) <= 0


def asked_with_others(model: Model, event: Event, state: State, level: int) -> Happened:
    """A citizen who is granted a place stands in line with all others; then places are offered.

    The spell ends with the offer, or with the denial that follows it on the same day.
    """
    citizen, day = event.who, event.day
    state.citizens.asked_day[citizen], state.citizens.next_level[citizen] = day, level
    _stands_in_line(model, state, citizen, day, level)
    offer = Event(day, PLACE_OFFERED, 0, 0, 0)
    return NO_OUTCOME, offer, Event(day, PLACE_DENIED, event.team, citizen, event.number), NO_EVENT


def _stands_in_line(model: Model, state: State, citizen: int, since: int, level: int) -> None:
    """Put a citizen in line by the rule's order."""
    order = _order(model, state, citizen, since, level)
    waiting = int(state.rows[WAITING_FOR_PLACE])
    state.rows[WAITING_FOR_PLACE] = joined(state.nursing_home, waiting, order, citizen, since)


def _order(model: Model, state: State, citizen: int, since: int, level: int) -> float:
    u = uniforms(model.draws, identity(model.parameters, state, citizen), LOTS, since)
    order = model.rulebook.place_order(since, level, u[1])
    return checked_amount(model.refused, PLACE_ORDER_RULE, order)


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
    """A citizen begins to wait; an offer for tomorrow where a place is free already.

    Who was denied a place today stands in line already. Who comes back from hospital waits as if
    the days away had not been.
    """
    citizen = event.who
    if not has_limited_places(model, event.day) or state.citizens.asked_day[citizen] == event.day:
        return NO_EVENT
    since, level = int(state.spells.clock_day[spell]), int(state.spells.level[spell])
    _stands_in_line(model, state, citizen, since, level)
    if _free_places(model, event.day, state) > 0:
        return Event(event.day + 1, PLACE_OFFERED, 0, 0, 0)
    return NO_EVENT


def moved_in(model: Model, event: Event, state: State) -> Event:
    """A citizen moves into a nursing home today; the day on which the place falls free again.

    Where places are limited only an offer leads to one of them; all others are elsewhere.
    """
    home, team = model.parameters.nursing_home, event.team
    if not home.is_modelled:
        return NO_EVENT
    state.teams.residents_more[team, event.day % DAYS_PER_WEEK] += 1
    how = _BY_PLACE
    if has_limited_places(model, event.day) and event.kind != PLACE_OFFERED:
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


def _is_in_line(model: Model, event: Event, state: State) -> bool:
    """Whether the first of the queue is still in line, and there by this row.

    Not who has left or is in hospital, and not by the row of a wait that a hospital stay or a
    new level has overtaken: another row stands for those.
    """
    citizen, spells = state.nursing_home.citizen[0], state.spells
    spell = state.citizens.spell[citizen]
    if spell == NO_ROW or spells.exit[spell] != STILL_THERE:
        return False
    if spells.course[spell] != model.parameters.nursing_home.waiting_course:
        return bool(state.citizens.asked_day[citizen] == event.day)
    since, level = int(spells.clock_day[spell]), int(spells.level[spell])
    return bool(state.nursing_home.order[0] == _order(model, state, citizen, since, level))


def _forget_gone(model: Model, event: Event, state: State) -> None:
    """Take those who no longer wait from the head of the queue."""
    while state.rows[WAITING_FOR_PLACE] > 0 and not _is_in_line(model, event, state):
        waiting = without_first(state.nursing_home, int(state.rows[WAITING_FOR_PLACE]))
        state.rows[WAITING_FOR_PLACE] = waiting


def place_offered(model: Model, event: Event, state: State) -> Happened:
    """The first in line moves in, if a place is free; the next offer is due."""
    _forget_gone(model, event, state)
    if state.rows[WAITING_FOR_PLACE] == 0 or _free_places(model, event.day, state) <= 0:
        return NOT_HAPPENED
    citizen = state.nursing_home.citizen[0]
    waiting = without_first(state.nursing_home, int(state.rows[WAITING_FOR_PLACE]))
    state.rows[WAITING_FOR_PLACE] = waiting
    return _leaves_queue(model, event, state, citizen)


def _leaves_queue(model: Model, event: Event, state: State, citizen: int) -> Happened:
    """The spell of a citizen ends with a place."""
    spells, spell = state.spells, state.citizens.spell[citizen]
    spells.end_day[spell] = event.day
    spells.exit[spell] = NURSING_HOME
    state.citizens.left_day[citizen, spells.course[spell]] = event.day
    state.citizens.spell[citizen] = NO_ROW
    bookings_lapsed(state, citizen, event.day)
    moves = Event(event.day, event.kind, state.citizens.team[citizen], citizen, spell)
    outcome = Outcome(
        PLACE_OFFERED, citizen, spells.course[spell], spells.level[spell], NURSING_HOME
    )
    return outcome, moved_in(model, moves, state), event, place_left(model, moves, state)
