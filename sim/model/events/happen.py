"""`happen`: one event in, what happened and at most three events out.

This is the whole model as an engine sees it. An engine keeps the events that are due, gives
them back in their order (day, kind, team, who, number), and holds no `if` about care, money or
courses. Ten lines are an engine:

>>> def run(rules, parameters, state, luck):
...     due = list(first_events(rules, parameters, state, luck))
...     heapq.heapify(due)
...     while due and due[0].day < parameters.calendar.end_day:
...         outcome, *follow = happen(rules, parameters, heapq.heappop(due), state, luck)
...         for event in follow:
...             if event.kind != NOTHING:
...                 heapq.heappush(due, event)

It needs a checked scenario as arrays, an empty state with room for all who come, and draws; the
sums are then in the state, and they are those of the other engines:

>>> import heapq, sim
>>> from sim.model.allocation import empty_state
>>> from sim.model.draws import draws
>>> from sim.model.events.first import first_events
>>> from sim.model.events.kinds import NOTHING
>>> from sim.model.parameters import viewed
>>> scenario = sim.load_scenario("scenarios/three_courses.toml", ["run.weeks=2"])
>>> parameters, rules = sim.started(scenario, sim.STANDARD_RULES), sim.STANDARD_RULES
>>> state = empty_state(parameters, rows=10_000)
>>> run(rules, viewed(parameters), viewed(state), draws(seed=1, replication=0))
>>> simpys = sim.SimpyEngine(parameters, rules, seed=1, replication=0).run()
>>> bool((state.weeks.cost_ore == simpys.weeks.cost_ore).all())
True

Order of a day (design, section 5):

1. dated values that start today: looked up by day, so they hold for all that follows
2. places that fall free in the nursing home; ends of spells, the hazards first, with them the
   longest waits; places there offered to all who wait or were granted one today; who was granted
   one and gets none begins to wait; who goes on with another team; who gives up waiting for one
3. arrivals and needs assessment: who is found, who comes, who returns, who asks for a place; the
   teams' own places offered to all who wait or asked today; spells that begin
4. need of the week, on its first day or the day of entry
5. clinic: bookings, then the day's slots, then those who have waited too long
6. on the seventh day delivery by the staff, settlement with leavers' part weeks, policy review
"""

from sim.model.draws import Draws
from sim.model.events.kinds import (
    CITIZEN_ARRIVED,
    CITIZEN_PRESENT,
    CITIZEN_RELAPSED,
    CLINIC_CLOSED,
    CONTACT_BOOKED,
    HAZARD_STRUCK,
    NEED_ASSESSED,
    PLACE_ASKED_FOR,
    PLACE_DENIED,
    RESIDENT_LEFT,
    SPELL_BEGAN,
    STAY_ENDED,
    TEAM_CHANGED,
    TEAM_PLACE_OFFERED,
    WAIT_GIVEN_UP,
    WEEK_ENDED,
    Event,
    Happened,
)
from sim.model.events.lives.arrivals import citizen_arrived
from sim.model.events.lives.choice import team_changed
from sim.model.events.lives.needs import need_assessed
from sim.model.events.lives.presence import citizen_present
from sim.model.events.lives.spells import (
    citizen_relapsed,
    hazard_struck,
    place_denied,
    spell_began,
    stay_ended,
)
from sim.model.events.lookups import Model
from sim.model.events.queues.clinic import clinic_closed, contact_booked
from sim.model.events.queues.nursing_home import place_offered, resident_left
from sim.model.events.queues.offers import place_asked_for, team_place_offered, wait_given_up
from sim.model.events.week.weeks import week_ended
from sim.model.parameters import Parameters
from sim.model.rulebook import Rulebook
from sim.model.state import State


def happen(  # noqa: PLR0911 - one return a kind of event
    rulebook: Rulebook, parameters: Parameters, event: Event, state: State, draws: Draws
) -> Happened:
    """Let one event happen: ask the rules, change the state, say what follows."""
    model = Model(rulebook, parameters, draws, state.refused)
    if event.kind == NEED_ASSESSED:
        return need_assessed(model, event, state)
    if event.kind == SPELL_BEGAN:
        return spell_began(model, event, state)
    if event.kind == STAY_ENDED:
        return stay_ended(model, event, state)
    if event.kind == HAZARD_STRUCK:
        return hazard_struck(model, event, state)
    if event.kind == CITIZEN_ARRIVED:
        return citizen_arrived(model, event, state)
    if event.kind == CITIZEN_PRESENT:
        return citizen_present(model, event, state)
    if event.kind == WEEK_ENDED:
        return week_ended(model, event, state)
    if event.kind == CITIZEN_RELAPSED:
        return citizen_relapsed(model, event, state)
    return _where_places_are_few(model, event, state)


def _where_places_are_few(  # noqa: PLR0911 - one return a kind of event
    model: Model, event: Event, state: State
) -> Happened:
    """Events of what the teams share, the clinic and the nursing home, and of their own places."""
    if event.kind == CONTACT_BOOKED:
        return contact_booked(model, event, state)
    if event.kind == CLINIC_CLOSED:
        return clinic_closed(model, event, state)
    if event.kind == RESIDENT_LEFT:
        return resident_left(model, event, state)
    if event.kind == TEAM_PLACE_OFFERED:
        return team_place_offered(model, event, state)
    if event.kind == WAIT_GIVEN_UP:
        return wait_given_up(model, event, state)
    if event.kind == PLACE_ASKED_FOR:
        return place_asked_for(model, event, state)
    if event.kind == PLACE_DENIED:
        return place_denied(model, event, state)
    if event.kind == TEAM_CHANGED:
        return team_changed(model, event, state)
    return place_offered(model, event, state)
