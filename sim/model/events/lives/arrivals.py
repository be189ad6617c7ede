"""Who comes: new citizens of each source, in the order of their ordinals."""

from sim.model.draws import ARRIVALS, PERSON, Identity, uniforms
from sim.model.events.answers import ARRIVALS_RULE, checked_count
from sim.model.events.kinds import CITIZEN_ARRIVED, NO_EVENT, Event, Happened, Outcome
from sim.model.events.lives.choice import chosen_at_first
from sim.model.events.lives.door import at_the_door
from sim.model.events.lookups import Model, assigned, period_of
from sim.model.state import CITIZENS, NEVER, NO_ROW, NO_SIGMA, State
from sim.model.terms import LEVELS
from sim.model.units import DAYS_PER_WEEK


def citizen_added(
    state: State, team: int, who: Identity, u: tuple[float, float, float, float]
) -> int:
    """Add a citizen with the uniforms of their person; the new row."""
    citizens = state.citizens
    citizen = int(state.rows[CITIZENS])
    state.rows[CITIZENS] = citizen + 1
    citizens.team[citizen] = citizens.home[citizen] = team
    citizens.source[citizen] = who.source
    citizens.day[citizen] = who.day
    citizens.number[citizen] = who.number
    citizens.rank[citizen] = u[0]
    citizens.reach[citizen] = u[1]
    citizens.multiplier_sigma[citizen] = NO_SIGMA
    citizens.spell[citizen] = NO_ROW
    citizens.kept_course[citizen] = citizens.granted_course[citizen] = NO_ROW
    citizens.asked_day[citizen] = citizens.gone_day[citizen] = NEVER
    citizens.bookings[citizen] = 0
    citizens.needed_minutes[citizen] = citizens.short_minutes[citizen] = 0
    for course in range(citizens.left_day.shape[1]):
        citizens.left_day[citizen, course] = NEVER
    return citizen


def _arrivals_on(model: Model, event: Event, day: int) -> int:
    """How many of a source (`event.who`) reach a team on a day."""
    inflow = model.parameters.inflow
    mean = inflow.per_day[period_of(model.parameters, day), event.team, event.who]
    if mean <= 0.0:
        return 0
    place = Identity(inflow.team_key[event.team], event.who, 0, 0)
    number = model.rulebook.arrivals(uniforms(model.draws, place, ARRIVALS, day)[0], mean)
    return checked_count(model.refused, ARRIVALS_RULE, number)


def first_arrival(model: Model, event: Event, day: int) -> Event:
    """First arrival of `event.who` at `event.team` on or after a day, if the run sees one."""
    while day < DAYS_PER_WEEK * model.parameters.calendar.weeks:
        if _arrivals_on(model, event, day) > 0:
            return Event(day, CITIZEN_ARRIVED, event.team, event.who, 0)
        day += 1
    return NO_EVENT


def _next_arrival(model: Model, event: Event) -> Event:
    """The next citizen of the same source: today if there are more, or on a later day."""
    if event.number + 1 < _arrivals_on(model, event, event.day):
        return Event(event.day, event.kind, event.team, event.who, event.number + 1)
    return first_arrival(model, event, event.day + 1)


def _first_course(model: Model, event: Event, u: float) -> int:
    """Course in which a new citizen starts."""
    bounds = model.parameters.inflow.course_bounds
    period = period_of(model.parameters, event.day)
    course, last = 0, len(model.parameters.network.kind) - 1
    while course < last and u >= bounds[period, event.team, event.who, course]:
        course += 1
    return course


def _first_level(model: Model, event: Event, u: float) -> int:
    """Functional level of a new citizen."""
    bounds = model.parameters.inflow.level_bounds
    period = period_of(model.parameters, event.day)
    level = 0
    while level < LEVELS - 1 and u >= bounds[period, event.who, level]:
        level += 1
    return level


def _at_team(event: Event, state: State, citizen: int, team: int) -> Event:
    """The coming of a citizen, who is with a team from now on."""
    state.citizens.team[citizen] = team
    return Event(event.day, event.kind, team, citizen, 0)


def citizen_arrived(model: Model, event: Event, state: State) -> Happened:
    """A new citizen reaches the team and is assessed; the next one of the source is due."""
    key = model.parameters.inflow.team_key[event.team]
    who = Identity(key, event.who, event.day, event.number)
    u = uniforms(model.draws, who, PERSON, 0)
    citizen = citizen_added(state, event.team, who, u)
    level = _first_level(model, event, u[3])
    due = _first_course(model, event, u[2]), level
    place = assigned(model, state, citizen, event.day, due), level
    comes = _at_team(event, state, citizen, chosen_at_first(model, state, who, event.team))
    begins, offer = at_the_door(model, comes, state, place)
    arrived = Outcome(CITIZEN_ARRIVED, citizen, place[0], level, 0)
    return arrived, begins, _next_arrival(model, event), offer
