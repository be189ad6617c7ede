"""The nursing clinic: bookings, a queue in days, slots, and home visits for those left over.

All teams share one clinic. A contact is booked on the day on which it is due, gets a slot in
the order of the rule `clinic_order`, and becomes a home visit after the longest wait. It lapses
where the citizen has left care before, or is in hospital when its turn comes: need that is met
nowhere, and counted.
"""

from sim.model.draws import LOTS, uniforms
from sim.model.events.answers import CLINIC_ORDER_RULE, checked_amount
from sim.model.events.kinds import (
    CLINIC_CLOSED,
    CONTACT_BOOKED,
    NO_EVENT,
    NOT_HAPPENED,
    Event,
    Happened,
    Outcome,
    on_day,
)
from sim.model.events.lookups import Model, identity, period_of
from sim.model.events.queues.heap import joined, without_first
from sim.model.state import BOOKED, NO_ROW, State
from sim.model.terms import HOSPITAL, STILL_THERE
from sim.model.units import DAYS_PER_WEEK


def first_clinic_day(model: Model) -> Event:
    """The clinic's first day, if there is a clinic."""
    if not model.parameters.clinic.is_open:
        return NO_EVENT
    return Event(model.parameters.calendar.first_day, CLINIC_CLOSED, 0, 0, 0)


def first_booking(event: Event, state: State, part: int) -> Event:
    """The week's next contact that is to be booked, from the day of the event on."""
    for weekday in range(event.day % DAYS_PER_WEEK, DAYS_PER_WEEK):
        if state.parts.booked[part, weekday] > 0:
            day = event.day - event.day % DAYS_PER_WEEK + weekday
            return Event(day, CONTACT_BOOKED, event.team, event.who, event.number)
    return NO_EVENT


def contact_booked(model: Model, event: Event, state: State) -> Happened:
    """A contact that is due today joins the clinic's queue."""
    spells, spell, citizen = state.spells, event.number, event.who
    if spells.exit[spell] != STILL_THERE:
        return NOT_HAPPENED
    part = spells.part[spell]
    state.parts.booked[part, event.day % DAYS_PER_WEEK] -= 1
    u = uniforms(model.draws, identity(model.parameters, state, citizen), LOTS, event.day)
    order = checked_amount(
        model.refused,
        CLINIC_ORDER_RULE,
        model.rulebook.clinic_order(event.day, spells.level[spell], u[0]),
    )
    booked = int(state.rows[BOOKED])
    state.rows[BOOKED] = joined(state.clinic, booked, order, citizen, event.day)
    state.citizens.bookings[citizen] += 1
    state.teams.bookings[event.team] += 1
    if event.day >= 0:
        state.weeks.nursing_contacts[event.team, event.day // DAYS_PER_WEEK] += 1
    outcome = Outcome(CONTACT_BOOKED, citizen, spells.course[spell], spells.level[spell], 0)
    return outcome, first_booking(event, state, part), NO_EVENT, NO_EVENT


def bookings_lapsed(state: State, citizen: int, day: int) -> None:
    """A citizen leaves care: the bookings that wait for a slot lapse."""
    state.citizens.gone_day[citizen] = day
    _lapsed(state, citizen, day, int(state.citizens.bookings[citizen]))


def _lapsed(state: State, citizen: int, day: int, contacts: int) -> None:
    team = state.citizens.team[citizen]
    state.citizens.bookings[citizen] -= contacts
    state.teams.bookings[team] -= contacts
    if day >= 0:
        state.weeks.clinic_lapsed[team, day // DAYS_PER_WEEK] += contacts


def _has_lapsed(state: State, row: int) -> bool:
    """Whether a booking was made before the citizen left care, and is counted as lapsed."""
    queue = state.clinic
    return bool(queue.since[row] < state.citizens.gone_day[queue.citizen[row]])


def _part_to_see(model: Model, event: Event, state: State, row: int) -> int:
    """The part of a citizen whose booking's turn has come; NO_ROW where it lapses instead."""
    citizen = state.clinic.citizen[row]
    if _has_lapsed(state, row):
        return NO_ROW
    part = _part_in_care(model, state, citizen)
    if part == NO_ROW:
        _lapsed(state, citizen, event.day, 1)
        return NO_ROW
    state.citizens.bookings[citizen] -= 1
    state.teams.bookings[state.citizens.team[citizen]] -= 1
    return part


def _part_in_care(model: Model, state: State, citizen: int) -> int:
    """The current part of a citizen who can be seen; NO_ROW who has left or is in hospital."""
    spell = state.citizens.spell[citizen]
    if spell == NO_ROW or state.spells.exit[spell] != STILL_THERE:
        return NO_ROW
    if model.parameters.network.kind[state.spells.course[spell]] == HOSPITAL:
        return NO_ROW
    part: int = state.spells.part[spell]
    return part


def clinic_closed(model: Model, event: Event, state: State) -> Happened:
    """The clinic's day is over: who got a slot, and who has waited too long."""
    clinic, period = model.parameters.clinic, period_of(model.parameters, event.day)
    slots = clinic.slots[period, event.day % DAYS_PER_WEEK]
    given = 0
    while state.rows[BOOKED] > 0 and (slots < 0 or given < slots):
        given += _served(model, event, state)
    _give_up_waiting(model, event, state)
    outcome = Outcome(CLINIC_CLOSED, NO_ROW, NO_ROW, NO_ROW, given)
    return outcome, on_day(event, event.day + 1), NO_EVENT, NO_EVENT


def _served(model: Model, event: Event, state: State) -> int:
    """Give the next slot; 0 where the citizen no longer needs it."""
    citizen, since = state.clinic.citizen[0], state.clinic.since[0]
    part = _part_to_see(model, event, state, 0)
    state.rows[BOOKED] = without_first(state.clinic, int(state.rows[BOOKED]))
    if part == NO_ROW:
        return 0
    clinic, period = model.parameters.clinic, period_of(model.parameters, event.day)
    parts, weeks = state.parts, state.weeks
    parts.clinic_visits[part] += 1
    parts.clinic_ore[part] += clinic.ore_per_contact[period]
    if event.day >= 0:
        team, week = state.citizens.team[citizen], event.day // DAYS_PER_WEEK
        waited = event.day - since
        weeks.clinic_wait_days[team, week] += waited
        weeks.longest_wait_days[team, week] = max(weeks.longest_wait_days[team, week], waited)
    return 1


def _give_up_waiting(model: Model, event: Event, state: State) -> None:
    """Contacts that have waited as long as they may are given at home today."""
    queue, size, kept = state.clinic, int(state.rows[BOOKED]), 0
    longest = model.parameters.clinic.longest_wait_days[period_of(model.parameters, event.day)]
    for row in range(size):
        citizen, since = queue.citizen[row], queue.since[row]
        if event.day - since < longest:
            kept = joined(queue, kept, queue.order[row], citizen, since)
            continue
        part = _part_to_see(model, event, state, row)
        if part != NO_ROW:
            state.parts.turned_home[part] += 1
    state.rows[BOOKED] = kept
