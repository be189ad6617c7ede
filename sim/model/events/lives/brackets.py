"""Courses granted by minutes a week: who is graded when, and into which of them.

Need follows the course that a citizen is in and the assessed level; pay follows the course that
was granted at the last assessment. One is held when a citizen comes into a course with a bracket,
and then again on the first day, that a week's need opens on, after so many weeks. In hospital
nobody is graded.
"""

from sim.model.events.answers import WRITTEN_MINUTES_RULE, checked
from sim.model.events.kinds import Event
from sim.model.events.lookups import Model, expected_hours, period_of
from sim.model.levers import WRITTEN_SHARE
from sim.model.state import NO_ROW, State
from sim.model.terms import HOSPITAL
from sim.model.units import MINUTES_PER_HOUR, nearest


def graded(model: Model, event: Event, state: State) -> None:
    """When the need of a week opens: assess, where it is due, and pay what was granted."""
    spells, citizens, spell, citizen = state.spells, state.citizens, event.number, event.who
    place = spells.course[spell], spells.assessed_level[spell]
    is_away = model.parameters.network.kind[place[0]] == HOSPITAL
    if is_away and spells.away_course[spell] != NO_ROW:
        place = spells.away_course[spell], spells.away_level[spell]
    if model.parameters.brackets.number[place[0]] == NO_ROW:
        if not is_away:
            citizens.granted_course[citizen] = NO_ROW
        return
    is_new = citizens.granted_course[citizen] == NO_ROW
    if is_new or (not is_away and event.day >= citizens.graded_again_day[citizen]):
        _assess(model, event, state, place)
    if is_away:
        spells.away_course[spell] = citizens.granted_course[citizen]
        return
    spells.paid_course[spell] = citizens.granted_course[citizen]
    spells.written_minutes[spell] = citizens.written_minutes[citizen]


def _assess(model: Model, event: Event, state: State, place: tuple[int, int]) -> None:
    """Grant the citizen the course whose bracket holds the minutes that are written down."""
    brackets, citizens, citizen = model.parameters.brackets, state.citizens, event.who
    period, share, number = period_of(model.parameters, event.day), 1.0, 0
    if brackets.is_by_team:
        share = state.teams.levers[event.team, WRITTEN_SHARE]
    minutes = MINUTES_PER_HOUR * expected_hours(model, state, citizen, period, place)
    for higher in range(1, len(brackets.course)):
        if model.rulebook.is_granted(minutes, share, brackets.from_minutes[period, higher]):
            number = higher
    edge = brackets.from_minutes[period, number]
    written = model.rulebook.written_minutes(minutes, share, edge)
    citizens.written_minutes[citizen] = nearest(
        checked(model.refused, WRITTEN_MINUTES_RULE, written)
    )
    citizens.graded_again_day[citizen] = _again(model, event, state)
    citizens.granted_course[citizen] = brackets.course[number]


def _again(model: Model, event: Event, state: State) -> int:
    """Day from which the citizen is graded anew.

    Of those found in care at the start, by the days that they have been in the course.
    """
    every: int = model.parameters.brackets.every_days
    if every == 0 or state.citizens.granted_course[event.who] != NO_ROW:
        return event.day + every
    in_course: int = event.day - state.spells.clock_day[event.number]
    return event.day + every - in_course % every
