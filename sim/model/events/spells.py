"""Spells: how they begin, what ends them and where that leads."""

from sim.model.draws import RELAPSE, SPELL, uniforms
from sim.model.events.beginnings import Beginning, beginning
from sim.model.events.kinds import (
    CITIZEN_RELAPSED,
    HAZARD_STRUCK,
    NEED_ASSESSED,
    NO_EVENT,
    SPELL_BEGAN,
    STAY_ENDED,
    Event,
    Happened,
    Outcome,
)
from sim.model.events.places import Model, identity, period_of, spell_due, stay_terms
from sim.model.rules.spells import DoseTerms
from sim.model.state import ENTERED, FOUND, NEW_LEVEL, NO_ROW, RESUMED, SPELLS, State
from sim.model.terms import (
    HOSPITAL,
    LEVEL_CHANGE,
    LEVEL_KEPT,
    LEVEL_SET,
    LEVELS,
    RESUME,
    SELF_RELIANT,
    STILL_THERE,
)
from sim.model.units import DAYS_PER_WEEK, whole_days


def spell_began(model: Model, event: Event, state: State) -> Happened:
    """A spell begins; its end and its first need are due."""
    new = beginning(model, event, state)
    spell = _added(event, state, new)
    kind = STAY_ENDED if new.hazard == NO_ROW else HAZARD_STRUCK
    return (
        Outcome(SPELL_BEGAN, event.who, new.course, new.level, new.drawn_days),
        Event(new.start_day + new.drawn_days, kind, event.team, event.who, spell),
        Event(event.day, NEED_ASSESSED, event.team, event.who, spell),
    )


def _added(event: Event, state: State, new: Beginning) -> int:
    """Add a spell; the new row."""
    spells, citizens, citizen = state.spells, state.citizens, event.who
    spell = int(state.rows[SPELLS])
    state.rows[SPELLS] = spell + 1
    spells.citizen[spell] = citizen
    spells.course[spell] = spells.paid_course[spell] = new.course
    spells.level[spell] = new.level
    spells.is_entry[spell] = int(new.how in (ENTERED, FOUND))
    spells.absence_days[spell] = new.start_day - citizens.left_day[citizen, new.course]
    spells.start_day[spell] = new.start_day
    spells.clock_day[spell] = _clock_day(state, citizen, new)
    spells.end_day[spell] = new.start_day + new.drawn_days
    spells.stay_days[spell] = new.stay_days
    spells.drawn_days[spell] = new.drawn_days
    spells.hazard[spell] = new.hazard
    spells.exit[spell] = STILL_THERE
    citizens.spell[citizen] = spell
    citizens.spells_begun[citizen] += 1
    return spell


def _clock_day(state: State, citizen: int, new: Beginning) -> int:
    """Day on which the course as granted began: a new level or a return does not reset it."""
    day = new.start_day
    if new.how == NEW_LEVEL:
        day = state.spells.clock_day[state.citizens.spell[citizen]]
    if new.how == RESUMED:
        day -= state.citizens.kept_clock_days[citizen]
    return day


def hazard_struck(model: Model, event: Event, state: State) -> Happened:
    """A hazard ends the spell before its stay does."""
    spells, spell = state.spells, event.number
    course = spells.course[spell]
    to = model.parameters.network.hazard_to[course, spells.hazard[spell]]
    if to >= 0 and model.parameters.network.kind[to] == HOSPITAL:
        _keep(state, event)
    return _leads(model, event, state, (to, spells.level[spell]))


def _keep(state: State, event: Event) -> None:
    """Remember the stay that a hospital stay interrupts."""
    citizens, spells, spell = state.citizens, state.spells, event.number
    gone = event.day - spells.start_day[spell]
    citizens.kept_course[event.who] = spells.course[spell]
    citizens.kept_level[event.who] = spells.level[spell]
    citizens.kept_days[event.who] = max(0.0, spells.stay_days[spell] - gone)
    citizens.kept_clock_days[event.who] = event.day - spells.clock_day[spell]


def dosed_probability(model: Model, event: Event, state: State) -> float:
    """Chance that a development course that ends today has made the citizen self-reliant."""
    network, spells = model.parameters.network, state.spells
    course = spells.course[event.number]
    period = period_of(model.parameters, event.day)
    dose = DoseTerms(
        network.dose_p_max[period, course, spells.level[event.number]],
        network.dose_tau_weeks[period, course],
        network.dose_gamma[period, course],
    )
    weeks = (event.day - spells.clock_day[event.number]) / DAYS_PER_WEEK
    return model.rulebook.effect(weeks, state.teams.effort[event.team], dose)


def _exit(model: Model, event: Event, state: State, u: float) -> int:
    """Which exit a stay that ends today takes."""
    network, spell = model.parameters.network, event.number
    course, level = state.spells.course[spell], state.spells.level[spell]
    stated = network.exit_probability
    period = period_of(model.parameters, event.day)
    dosed = network.dose_exit[course]
    p_dosed = dosed_probability(model, event, state) if dosed >= 0 else 0.0
    below = 0.0
    last = 0
    for k in range(network.exit_to.shape[1]):
        share = stated[period, course, level, k]
        if k == dosed:
            share = p_dosed
        elif dosed >= 0:
            share = model.rulebook.dosed_share(share, stated[period, course, level, dosed], p_dosed)
        below += share
        if share > 0.0:
            last = k
        if u < below:
            return k
    return last


def stay_ended(model: Model, event: Event, state: State) -> Happened:
    """The stay is over: an exit is drawn."""
    network, spells, spell = model.parameters.network, state.spells, event.number
    course, level = spells.course[spell], spells.level[spell]
    number = state.citizens.spells_begun[event.who] - 1
    u = uniforms(model.draws, identity(model.parameters, state, event.who), SPELL, number)
    k = _exit(model, event, state, u[1])
    how, stated = network.exit_level_how[course, k], network.exit_level[course, k]
    if how == LEVEL_SET:
        level = stated
    elif how != LEVEL_KEPT:
        level = min(LEVELS - 1, max(0, level + stated))
    return _leads(model, event, state, (network.exit_to[course, k], level))


def _leads(model: Model, event: Event, state: State, way: tuple[int, int]) -> Happened:
    """Follow the way out of the spell that ends today: a destination and a level."""
    to, level = way
    spells, citizen, spell = state.spells, event.who, event.number
    course = spells.course[spell]
    spells.end_day[spell] = event.day
    spells.exit[spell] = LEVEL_CHANGE if to == course else to
    outcome = Outcome(event.kind, citizen, course, spells.level[spell], spells.exit[spell])
    if to == course:
        return outcome, spell_due(event, state, way, NEW_LEVEL), NO_EVENT
    state.citizens.left_day[citizen, course] = event.day
    if to == RESUME:
        return outcome, _resumes(model, event, state, level), NO_EVENT
    if model.parameters.network.kind[course] == HOSPITAL:
        state.citizens.kept_course[citizen] = NO_ROW
    if to >= 0:
        return outcome, spell_due(event, state, way, ENTERED), NO_EVENT
    state.citizens.spell[citizen] = NO_ROW
    if to == SELF_RELIANT:
        return outcome, _relapse(model, event, state, level), NO_EVENT
    return outcome, NO_EVENT, NO_EVENT


def _resumes(model: Model, event: Event, state: State, level: int) -> Event:
    """Back to the stay left behind; where there is none, the course the scenario names."""
    citizens = state.citizens
    kept = citizens.kept_course[event.who]
    if kept == NO_ROW:
        return spell_due(event, state, (model.parameters.network.resume_to, level), ENTERED)
    citizens.kept_course[event.who] = NO_ROW
    return spell_due(event, state, (kept, citizens.kept_level[event.who]), RESUMED)


def _relapse(model: Model, event: Event, state: State, level: int) -> Event:
    """The return of a citizen who left self-reliant, if there is to be one."""
    network = model.parameters.network
    if network.relapse_to < 0:
        return NO_EVENT
    number = state.citizens.spells_begun[event.who]
    u = uniforms(model.draws, identity(model.parameters, state, event.who), RELAPSE, number)
    period = period_of(model.parameters, event.day)
    if u[0] >= network.relapse_probability[period, level]:
        return NO_EVENT
    terms = stay_terms(model.parameters, period, len(network.kind), level)
    delay = whole_days(model.rulebook.stay(u[1], terms, model.parameters.stays.quantiles))
    state.citizens.next_level[event.who] = level
    return Event(event.day + delay, CITIZEN_RELAPSED, event.team, event.who, 0)


def citizen_relapsed(model: Model, event: Event, state: State) -> Happened:
    """A citizen who was self-reliant needs help again."""
    place = model.parameters.network.relapse_to, state.citizens.next_level[event.who]
    begins = spell_due(event, state, place, ENTERED)
    return Outcome(CITIZEN_RELAPSED, event.who, *place, 0), begins, NO_EVENT
