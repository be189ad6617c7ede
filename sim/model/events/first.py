"""The first events: an engine begins with them.

They are numbered, so that compiled code can ask for one after the other; the numbers say nothing
of the order in which they happen.
"""

from collections.abc import Iterator

from sim.model.draws import Draws
from sim.model.events.kinds import CITIZEN_ARRIVED, NOTHING, WEEK_ENDED, Event
from sim.model.events.lives.arrivals import first_arrival
from sim.model.events.lives.presence import first_present
from sim.model.events.lookups import Model
from sim.model.events.queues.clinic import first_clinic_day
from sim.model.events.queues.nursing_home import dated_offer, death_of_resident
from sim.model.events.queues.offers import dated_team_offers
from sim.model.parameters import Parameters
from sim.model.rulebook import Rulebook
from sim.model.state import State
from sim.model.terms import PRESENT
from sim.model.units import DAYS_PER_WEEK


def _events_a_team(parameters: Parameters) -> int:
    """One for each source, those present among them, and one for the end of the week."""
    sources: int = parameters.inflow.per_day.shape[2]
    return sources + 1


def first_event_count(parameters: Parameters) -> int:
    """How many events may be due at first."""
    teams = len(parameters.inflow.team_key)
    residents = parameters.nursing_home.occupied if parameters.nursing_home.is_modelled else 0
    dated = _days_with_one_before(parameters) * (2 if parameters.offers.is_limited else 1)
    return teams * _events_a_team(parameters) + 1 + residents + dated


def _days_with_one_before(parameters: Parameters) -> int:
    """Days on which other values may hold than on the day before."""
    calendar = parameters.calendar
    return max(0, DAYS_PER_WEEK * calendar.weeks - calendar.first_day - 1)


def first_event(
    rulebook: Rulebook, parameters: Parameters, number: int, state: State, draws: Draws
) -> Event:
    """The `number`-th of the first events, or none."""
    model = Model(rulebook, parameters, draws, state.refused)
    of_teams = len(parameters.inflow.team_key) * _events_a_team(parameters)
    if number < of_teams:
        return _of_team(model, number, state)
    if number == of_teams:
        return first_clinic_day(model)
    residents = parameters.nursing_home.occupied if parameters.nursing_home.is_modelled else 0
    place = number - of_teams - 1
    if place < residents:
        return death_of_resident(model, place)
    days, first_day = _days_with_one_before(parameters), parameters.calendar.first_day
    place -= residents
    if place < days:
        return dated_offer(model, first_day + 1 + place)
    return dated_team_offers(model, first_day + 1 + place - days)


def _of_team(model: Model, number: int, state: State) -> Event:
    """First event of a team: those present, the first arrival of a source, the first week's end."""
    each, first_day = _events_a_team(model.parameters), model.parameters.calendar.first_day
    team, which = number // each, number % each
    if which == PRESENT:
        return first_present(model, team, state)
    if which == each - 1:
        return Event(first_day + DAYS_PER_WEEK - 1, WEEK_ENDED, team, 0, 0)
    # Those who enter on the first day are among those found on it.
    first_entry = first_day + (1 if len(model.parameters.start.course) > 0 else 0)
    return first_arrival(model, Event(first_day, CITIZEN_ARRIVED, team, which, 0), first_entry)


def first_events(
    rulebook: Rulebook, parameters: Parameters, state: State, draws: Draws
) -> Iterator[Event]:
    """All events that are due before anything has happened."""
    for number in range(first_event_count(parameters)):
        event = first_event(rulebook, parameters, number, state, draws)
        if event.kind != NOTHING:
            yield event
