"""The spell that begins: drawn anew, taken up again, or found in progress on the first day."""

from typing import Final, NamedTuple

from sim.model.draws import SPELL, START, Identity, uniforms
from sim.model.events.kinds import Event
from sim.model.events.lives.discharges import StayGiven, stay_given
from sim.model.events.lives.exits import drawn_exit, exit_of_age
from sim.model.events.lives.hazards import ALL, Exposed, hazard_per_day, which_hazard
from sim.model.events.lookups import (
    Model,
    asked_hazard,
    asked_stay,
    identity,
    period_of,
    stay_terms,
)
from sim.model.levers import DEVELOPMENT_WEEKS
from sim.model.state import CHANGED, CUT, FOUND, NO_ROW, NOT_CUT, RESUMED, State
from sim.model.terms import DEVELOPMENT
from sim.model.units import DAYS_PER_WEEK, unseen_days, whole_days


class Beginning(NamedTuple):
    """A spell that begins, or one found in progress at the start of the run."""

    course: int
    level: int
    how: int  # ENTERED, NEW_LEVEL, RESUMED, FOUND or CHANGED
    start_day: int
    stay_days: float
    drawn_days: int
    hazard: int
    discharge: int  # NOT_CUT, CUT or CUT_FOUND
    cut_share: float


def _exit_planned(model: Model, event: Event, state: State, u: float) -> None:
    """Note the exit that the spell that begins will take, where its length hangs on that."""
    citizens = state.citizens
    course, level = citizens.next_course[event.who], citizens.next_level[event.who]
    if model.parameters.stays.by_exit[course] == 0:
        return
    if citizens.next_how[event.who] == RESUMED:
        citizens.next_exit[event.who] = citizens.kept_exit[event.who]
        return
    place = period_of(model.parameters, event.day), course, level
    citizens.next_exit[event.who] = drawn_exit(model, place, 0.0, u)


def _stay_days(model: Model, event: Event, state: State, u: float) -> float:
    """Stay of the spell that begins [days]: what is left of it, or a new one."""
    citizens = state.citizens
    if citizens.next_how[event.who] == RESUMED:
        left: float = citizens.kept_days[event.who]
        return left
    course, level = citizens.next_course[event.who], citizens.next_level[event.who]
    period = period_of(model.parameters, event.day)
    row = course
    if model.parameters.stays.by_exit[course] != 0:
        row = model.parameters.stays.row_of_exit[course, citizens.next_exit[event.who]]
    days = asked_stay(model, stay_terms(model.parameters, period, row, level), u)
    aim_weeks = state.teams.levers[event.team, DEVELOPMENT_WEEKS]
    if aim_weeks > 0.0 and model.parameters.network.kind[course] == DEVELOPMENT:
        days *= DAYS_PER_WEEK * aim_weeks / model.parameters.stays.mean_days[period, course, level]
    return days


def _drawn(model: Model, event: Event, state: State) -> Beginning:
    """A new spell: its stay and hazards are drawn, the first of them ends it."""
    citizens = state.citizens
    course, level = citizens.next_course[event.who], citizens.next_level[event.who]
    u = uniforms(model.draws, identity(model.parameters, state, event.who), SPELL, event.number)
    _exit_planned(model, event, state, u[1])
    given = _given(model, event, state, u[0])
    stay = given.stay_days
    period = period_of(model.parameters, event.day)
    exposed = Exposed(period, course, level, ALL)
    strikes = asked_hazard(model, u[2], hazard_per_day(model.parameters, exposed))
    hazard = NO_ROW
    if strikes < stay:
        hazard = which_hazard(model.parameters, exposed, u[3])
    drawn = whole_days(min(stay, strikes))
    how = citizens.next_how[event.who]
    return Beginning(
        course, level, how, event.day, stay, drawn, hazard, given.discharge, given.cut_share
    )


def _given(model: Model, event: Event, state: State, u: float) -> StayGiven:
    """How much the team gives of the stay that begins; one taken up again is as it was."""
    citizens, stay = state.citizens, _stay_days(model, event, state, u)
    if citizens.next_how[event.who] == RESUMED:
        return StayGiven(
            citizens.kept_discharge[event.who], citizens.kept_cut_share[event.who], stay
        )
    place = citizens.next_course[event.who], citizens.next_level[event.who]
    return stay_given(model, event, state, place, stay)


class Progress(NamedTuple):
    """A stay found in progress: how much of it is over, and how long it is in all [days]."""

    age: int
    stay_days: float
    planned_exit: int  # where its length hangs on the exit; else NO_ROW


def _entry_of_age(model: Model, station: int, u: float) -> int:
    """Entry of the start's tables for the age of a spell found in progress at a station."""
    start = model.parameters.start
    low: int = start.offset[station]
    high: int = start.offset[station + 1] - 1
    while low < high:
        middle = (low + high) // 2
        if u < start.age_bounds[middle]:
            high = middle
        else:
            low = middle + 1
    return low


_EXITS: Final = 2
"""Index from which the exits of stays in progress are drawn at `START`."""


class InProgress(NamedTuple):
    """Somebody found at a station: in the stay itself (0), or in one that interrupts it (1)."""

    who: Identity
    station: int
    stay: int


def progress(model: Model, found: InProgress, u: tuple[float, float, float, float]) -> Progress:
    """How far a citizen found at a station is (`u[1]`) and how long the stay is (`u[2]`).

    An age, and then a stay that is at least as long: the stationary law of both, jointly. The
    hazards have no memory and are drawn from there on. Where the length hangs on the exit, that
    comes in between, by the age.
    """
    start, parameters, station = model.parameters.start, model.parameters, found.station
    entry = _entry_of_age(model, station, u[1])
    below, planned_exit = start.stay_below[entry], NO_ROW
    course = start.course[station]
    row = course if course >= 0 else len(parameters.network.kind)
    if course >= 0 and parameters.stays.by_exit[course] != 0:
        which = uniforms(model.draws, found.who, START, _EXITS + found.stay)[0]
        planned_exit = exit_of_age(model, entry, which)
        below = start.exit_below[entry, planned_exit]
        row = parameters.stays.row_of_exit[course, planned_exit]
    terms = stay_terms(parameters, 0, row, start.level[station])
    at = below + u[2] * (1.0 - below)
    return Progress(int(start.age_days[entry]), asked_stay(model, terms, at), planned_exit)


def _found(model: Model, event: Event, state: State) -> Beginning:
    """The spell in which a citizen is found on the first day."""
    start, parameters = model.parameters.start, model.parameters
    station = state.citizens.next_course[event.who]
    who = identity(parameters, state, event.who)
    _keep_interrupted(model, event, state)
    u = uniforms(model.draws, who, START, 0)
    done = progress(model, InProgress(who, station, 0), u)
    course, level = start.course[station], start.level[station]
    exposed = Exposed(0, course, level, ALL)
    per_day = hazard_per_day(parameters, exposed)
    strikes = unseen_days(done.age) + asked_hazard(model, u[3], per_day)
    hazard = NO_ROW
    if strikes < done.stay_days:
        which = uniforms(model.draws, who, SPELL, 0)[3]
        hazard = which_hazard(parameters, exposed, which)
    drawn = max(done.age + 1, whole_days(min(done.stay_days, strikes)))
    began = event.day - done.age
    if parameters.stays.by_exit[course] != 0:
        state.citizens.next_exit[event.who] = done.planned_exit
    return Beginning(course, level, FOUND, began, done.stay_days, drawn, hazard, NOT_CUT, 0.0)


def _keep_interrupted(model: Model, event: Event, state: State) -> None:
    """Give a citizen found in hospital the stay that it interrupts."""
    start, citizens = model.parameters.start, state.citizens
    kept = start.kept_station[citizens.next_course[event.who]]
    if kept < 0:
        return
    who = identity(model.parameters, state, event.who)
    done = progress(model, InProgress(who, kept, 1), uniforms(model.draws, who, START, 1))
    citizens.kept_course[event.who] = start.course[kept]
    citizens.kept_level[event.who] = start.level[kept]
    citizens.kept_assessed_level[event.who] = start.level[kept]
    citizens.kept_days[event.who] = max(0.0, done.stay_days - done.age)
    citizens.kept_clock_days[event.who] = done.age
    if model.parameters.stays.by_exit[start.course[kept]] != 0:
        citizens.kept_exit[event.who] = done.planned_exit
    citizens.kept_discharge[event.who], citizens.kept_cut_share[event.who] = NOT_CUT, 0.0


def _gone_on(model: Model, event: Event, state: State) -> Beginning:
    """What is left of a spell that goes on with another team; nothing of it is drawn anew."""
    spells, old = state.spells, state.citizens.spell[event.who]
    if model.parameters.stays.by_exit[spells.course[old]] != 0:
        state.citizens.next_exit[event.who] = spells.planned_exit[old]
    gone = event.day - spells.start_day[old]
    return Beginning(
        spells.course[old],
        spells.level[old],
        CHANGED,
        event.day,
        spells.stay_days[old] - gone,
        spells.drawn_days[old] - gone,
        spells.hazard[old],
        CUT if spells.discharge[old] == CUT else NOT_CUT,
        spells.cut_share[old],
    )


def beginning(model: Model, event: Event, state: State) -> Beginning:
    """The spell that `event.who` begins today, by how the citizen comes to it."""
    if state.citizens.next_how[event.who] == CHANGED:
        return _gone_on(model, event, state)
    if state.citizens.next_how[event.who] == FOUND:
        return _found(model, event, state)
    return _drawn(model, event, state)
