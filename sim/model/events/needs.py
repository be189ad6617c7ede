"""What a citizen needs this week, from the day of entry or the week's first day."""

from sim.model.draws import NEED, uniforms
from sim.model.events.kinds import (
    NEED_ASSESSED,
    NO_EVENT,
    NOT_HAPPENED,
    Event,
    Happened,
    Outcome,
)
from sim.model.events.places import Model, identity, period_of
from sim.model.state import PARTS, PARTS_WEEK, State
from sim.model.terms import DEVELOPMENT, SERVICES, STILL_THERE
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, nearest


def _new_part(event: Event, state: State) -> int:
    """Add this week's part of a spell to its team; the new row."""
    rows, parts = state.rows, state.parts
    week = event.day // DAYS_PER_WEEK
    if rows[PARTS_WEEK] != week:
        rows[PARTS_WEEK] = week
        rows[PARTS] = 0
    part = int(rows[PARTS])
    rows[PARTS] = part + 1
    parts.spell[part] = event.number
    parts.day[part] = event.day
    parts.next[part] = state.teams.first_part[event.team]
    state.teams.first_part[event.team] = part
    return part


def _profile(model: Model, event: Event, state: State) -> float:
    """Share of the mean need in this week of the course, times the team's effort."""
    demand, course = model.parameters.demand, state.spells.course[event.number]
    week = (event.day - state.spells.clock_day[event.number]) // DAYS_PER_WEEK
    week = min(week, demand.profile.shape[2] - 1)
    share: float = demand.profile[period_of(model.parameters, event.day), course, week]
    if model.parameters.network.kind[course] == DEVELOPMENT:
        share *= state.teams.effort[event.team]
    return share


def need_assessed(model: Model, event: Event, state: State) -> Happened:
    """The need of the week, by service; the next one is due on Monday."""
    spells, spell, demand = state.spells, event.number, model.parameters.demand
    if spells.exit[spell] != STILL_THERE:
        return NOT_HAPPENED
    course, level = spells.course[spell], spells.level[spell]
    period = period_of(model.parameters, event.day)
    u = uniforms(model.draws, identity(model.parameters, state, event.who), NEED, event.day)
    rank = state.citizens.rank[event.who]
    person = model.rulebook.multiplier(rank, demand.multiplier_sigma[period, level])
    week = model.rulebook.weekly_factor(u[0], demand.factor_sigma[period, course, level])
    profile = _profile(model, event, state)
    part = _new_part(event, state)
    total = 0.0
    for service in range(len(SERVICES)):
        mean = demand.hours[period, course, level, service]
        hours = model.rulebook.need(mean, person, week, profile)
        state.parts.hours[part, service] = hours
        total += hours
    monday = event.day + DAYS_PER_WEEK - event.day % DAYS_PER_WEEK
    minutes = nearest(total * MINUTES_PER_HOUR)
    return (
        Outcome(NEED_ASSESSED, event.who, course, level, minutes),
        event._replace(day=monday),
        NO_EVENT,
    )
