"""Spells: how they begin, what ends them and where that leads."""

from sim.model.draws import RELABEL, RELAPSE, SPELL, uniforms
from sim.model.events.answers import (
    AVERTED_RULE,
    CERTAIN,
    EFFECT_RULE,
    FOUND_RULE,
    checked,
)
from sim.model.events.kinds import (
    CITIZEN_RELAPSED,
    HAZARD_STRUCK,
    NEED_ASSESSED,
    NO_EVENT,
    NOT_HAPPENED,
    SPELL_BEGAN,
    STAY_ENDED,
    Event,
    Happened,
    Outcome,
)
from sim.model.events.lives.beginnings import Beginning, beginning
from sim.model.events.lives.choice import change_due
from sim.model.events.lives.door import comes_back
from sim.model.events.lives.exits import drawn_exit
from sim.model.events.lives.plans import handed_on
from sim.model.events.lookups import (
    Model,
    asked_stay,
    asked_unmet_ratio,
    assigned,
    audit_terms,
    identity,
    period_of,
    spell_due,
    stay_terms,
    unmet_share_of,
)
from sim.model.events.queues.clinic import bookings_lapsed
from sim.model.events.queues.nursing_home import (
    asked_with_others,
    has_limited_places,
    is_out_of_places,
    joined_queue,
    moved_in,
)
from sim.model.events.queues.offers import place_left
from sim.model.events.week.staff import effect_of_staff
from sim.model.levers import EFFORT, RELABEL_SHARE
from sim.model.rules.spells import AvertedTerms, DoseTerms
from sim.model.state import (
    CHANGED,
    CUT,
    ENTERED,
    FOUND,
    NEW_LEVEL,
    NO_ROW,
    NOT_CUT,
    RESUMED,
    State,
    new_spell,
)
from sim.model.terms import (
    DISCHARGED,
    HELD,
    HOSPITAL,
    LEVEL_CHANGE,
    LEVEL_KEPT,
    LEVEL_SET,
    LEVELS,
    NURSING_HOME,
    RESUME,
    SELF_RELIANT,
    STILL_THERE,
    WAITING,
)
from sim.model.units import DAYS_PER_WEEK, whole_days


def spell_began(model: Model, event: Event, state: State) -> Happened:
    """A spell begins; its end and its first need are due."""
    new = beginning(model, event, state)
    spell = _added(model, event, state, new)
    kind = STAY_ENDED if new.hazard == NO_ROW else HAZARD_STRUCK
    other = change_due(model, event, state, spell)
    if new.course == model.parameters.nursing_home.waiting_course:
        other = joined_queue(model, event, state, spell)
    return (
        Outcome(SPELL_BEGAN, event.who, new.course, new.level, new.drawn_days),
        Event(new.start_day + new.drawn_days, kind, event.team, event.who, spell),
        Event(event.day, NEED_ASSESSED, event.team, event.who, spell),
        other,
    )


def _added(model: Model, event: Event, state: State, new: Beginning) -> int:
    """Add a spell; the new row."""
    spells, citizens, citizen = state.spells, state.citizens, event.who
    spell = new_spell(state)
    spells.citizen[spell], spells.team[spell] = citizen, event.team
    spells.course[spell] = spells.paid_course[spell] = new.course
    spells.is_found[spell] = spells.written_minutes[spell] = 0
    _relabel(model, event, state, spell)
    spells.level[spell] = new.level
    spells.assessed_level[spell] = _assessed_level(model, state, citizen, new)
    spells.away_course[spell] = NO_ROW
    if model.parameters.network.kind[new.course] == HOSPITAL:
        spells.away_course[spell] = citizens.kept_course[citizen]
        spells.away_level[spell] = citizens.kept_assessed_level[citizen]
        spells.away_clock_days[spell] = citizens.kept_clock_days[citizen]
    spells.is_entry[spell] = int(new.how in (ENTERED, FOUND))
    spells.absence_days[spell] = new.start_day - citizens.left_day[citizen, new.course]
    spells.start_day[spell] = new.start_day
    spells.clock_day[spell] = _clock_day(state, citizen, new)
    spells.end_day[spell] = new.start_day + new.drawn_days
    spells.stay_days[spell] = new.stay_days
    spells.drawn_days[spell] = new.drawn_days
    spells.hazard[spell] = new.hazard
    if model.parameters.stays.by_exit[new.course] != 0:
        spells.planned_exit[spell] = citizens.next_exit[citizen]
    spells.exit[spell] = STILL_THERE
    if model.parameters.behaviour.may_discharge:
        spells.discharge[spell], spells.cut_share[spell] = new.discharge, new.cut_share
    if model.parameters.tariff.is_by_plan:
        handed_on(state, spell, citizens.spell[citizen])
    if citizens.spells_begun[citizen] == 0:
        citizens.first_level[citizen] = new.level
    citizens.spell[citizen] = spell
    # Another team moves no draw: what comes later is drawn as if there had been no change.
    citizens.spells_begun[citizen] += int(new.how != CHANGED)
    return spell


def _relabel(model: Model, event: Event, state: State, spell: int) -> None:
    """Report a citizen in a dearer course, if the team does so; an audit may find it."""
    share, course = state.teams.levers[event.team, RELABEL_SHARE], state.spells.course[spell]
    dearer = model.parameters.behaviour.dearer_course[course]
    if share <= 0.0 or dearer < 0:
        return
    # The same citizens at every share, and some more at a larger one.
    u = uniforms(model.draws, identity(model.parameters, state, event.who), RELABEL, course)
    if u[0] >= share:
        return
    if u[1] < _found_probability(model, event, share):
        state.spells.is_found[spell] = 1
    else:
        state.spells.paid_course[spell] = dearer


def _found_probability(model: Model, event: Event, share: float) -> float:
    """Chance that a spell reported in a dearer course is found, where a share is."""
    terms = audit_terms(model.parameters, period_of(model.parameters, event.day))
    return checked(model.refused, FOUND_RULE, model.rulebook.found(share, terms), CERTAIN)


def _clock_day(state: State, citizen: int, new: Beginning) -> int:
    """Day on which the course as granted began: a new level or a return does not reset it.

    A hospital stay stops the clock, so it puts that day off by its own length.
    """
    day = new.start_day
    if new.how in (NEW_LEVEL, CHANGED):
        day = state.spells.clock_day[state.citizens.spell[citizen]]
    if new.how == RESUMED:
        day -= state.citizens.kept_clock_days[citizen]
    return day


def _assessed_level(model: Model, state: State, citizen: int, new: Beginning) -> int:
    """Level that need and pay follow: with milestones, the old one until the next of them."""
    if new.how == CHANGED:
        return int(state.spells.assessed_level[state.citizens.spell[citizen]])
    period = period_of(model.parameters, max(new.start_day, model.parameters.calendar.first_day))
    if new.how == NEW_LEVEL and model.parameters.assessment.milestone_days[period, new.course] > 0:
        before: int = state.spells.assessed_level[state.citizens.spell[citizen]]
        return before
    return new.level


def hazard_struck(model: Model, event: Event, state: State) -> Happened:
    """A hazard ends the spell before its stay does."""
    spells, spell = state.spells, event.number
    if spells.exit[spell] != STILL_THERE:
        return NOT_HAPPENED
    course = spells.course[spell]
    to = model.parameters.network.hazard_to[course, spells.hazard[spell]]
    if to >= 0 and model.parameters.network.kind[to] == HOSPITAL:
        _keep(model, state, event)
    return _leads(model, event, state, (to, spells.level[spell]))


def _keep(model: Model, state: State, event: Event) -> None:
    """Remember the stay that a hospital stay interrupts."""
    citizens, spells, spell = state.citizens, state.spells, event.number
    gone = event.day - spells.start_day[spell]
    citizens.kept_course[event.who] = spells.course[spell]
    citizens.kept_level[event.who] = spells.level[spell]
    citizens.kept_assessed_level[event.who] = spells.assessed_level[spell]
    citizens.kept_days[event.who] = max(0.0, spells.stay_days[spell] - gone)
    citizens.kept_clock_days[event.who] = event.day - spells.clock_day[spell]
    if model.parameters.stays.by_exit[spells.course[spell]] != 0:
        citizens.kept_exit[event.who] = spells.planned_exit[spell]
    if model.parameters.behaviour.may_discharge:
        # Who was found has paid for it once.
        citizens.kept_discharge[event.who] = CUT if spells.discharge[spell] == CUT else NOT_CUT
        citizens.kept_cut_share[event.who] = spells.cut_share[spell]


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
    effort = state.teams.levers[event.team, EFFORT] * effect_of_staff(model, event.team, period)
    return checked(model.refused, EFFECT_RULE, model.rulebook.effect(weeks, effort, dose), CERTAIN)


def _exit(model: Model, event: Event, state: State, u: float) -> int:
    """Which exit a stay that ends today takes."""
    spells, spell = state.spells, event.number
    course = spells.course[spell]
    if model.parameters.stays.by_exit[course] != 0:
        planned: int = spells.planned_exit[spell]
        return planned
    dosed = model.parameters.network.dose_exit[course]
    p_dosed = dosed_probability(model, event, state) if dosed >= 0 else 0.0
    place = period_of(model.parameters, event.day), course, spells.level[spell]
    return drawn_exit(model, place, p_dosed, u)


def stay_ended(model: Model, event: Event, state: State) -> Happened:
    """The stay is over: an exit is drawn."""
    network, spells, spell = model.parameters.network, state.spells, event.number
    if spells.exit[spell] != STILL_THERE:
        return NOT_HAPPENED
    course, level = spells.course[spell], spells.level[spell]
    if model.parameters.behaviour.may_discharge and spells.discharge[spell] == CUT:
        return _leads(model, event, state, (DISCHARGED, level))
    number = state.citizens.spells_begun[event.who] - 1
    u = uniforms(model.draws, identity(model.parameters, state, event.who), SPELL, number)
    k = _exit(model, event, state, u[1])
    how, stated = network.exit_level_how[course, k], network.exit_level[course, k]
    if how == LEVEL_SET:
        level = stated
    elif how != LEVEL_KEPT:
        level = min(LEVELS - 1, max(0, level + stated))
    to = network.exit_to[course, k]
    if to == course and level > spells.level[spell] and _is_averted(model, event, state, u[3]):
        to, level = HELD, spells.level[spell]
    return _leads(model, event, state, (to, level))


def _is_averted(model: Model, event: Event, state: State, u: float) -> bool:
    """Whether everyday rehabilitation averts the decline in which a stay would end."""
    network, spell = model.parameters.network, event.number
    place = (
        period_of(model.parameters, event.day),
        state.spells.course[spell],
        state.spells.level[spell],
    )
    terms = AvertedTerms(network.averted_most[place], network.rehabilitation_tau_hours[place[:2]])
    share = model.rulebook.averted(network.rehabilitation_hours[place], terms)
    return u < checked(model.refused, AVERTED_RULE, share, CERTAIN)


def _leads(model: Model, event: Event, state: State, way: tuple[int, int]) -> Happened:
    """Follow the way out of the spell that ends today: a destination and a level."""
    spells, citizen, spell, level = state.spells, event.who, event.number, way[1]
    course = spells.course[spell]
    to = assigned(model, state, citizen, event.day, way)
    if to == NURSING_HOME and _has_to_ask(model, event, state):
        if not is_out_of_places(model, event, state):
            return asked_with_others(model, event, state, level)
        to = model.parameters.nursing_home.waiting_course
    spells.end_day[spell] = event.day
    spells.exit[spell] = LEVEL_CHANGE if to == course else to
    if to == course and way[0] != course and level == spells.level[spell]:
        spells.exit[spell] = HELD
    outcome = Outcome(event.kind, citizen, course, spells.level[spell], spells.exit[spell])
    if to in (course, HELD):
        return outcome, spell_due(event, state, (course, level), NEW_LEVEL), NO_EVENT, NO_EVENT
    state.citizens.left_day[citizen, course] = event.day
    if to == RESUME:
        return outcome, _resumes(model, event, state, level), NO_EVENT, NO_EVENT
    if model.parameters.network.kind[course] == HOSPITAL:
        state.citizens.kept_course[citizen] = NO_ROW
    if to >= 0:
        return outcome, spell_due(event, state, (to, level), ENTERED), NO_EVENT, NO_EVENT
    state.citizens.next_level[citizen] = level
    return _leaves_care(model, event, state, outcome)


def _leaves_care(model: Model, event: Event, state: State, outcome: Outcome) -> Happened:
    """The citizen leaves the teams' care, by the way that the outcome tells."""
    citizen, to = event.who, outcome.value
    state.citizens.spell[citizen] = state.citizens.granted_course[citizen] = NO_ROW
    bookings_lapsed(state, citizen, event.day)
    offer = place_left(model, event, state)
    if to == DISCHARGED and event.day >= 0:
        state.weeks.discharged[event.team, event.day // DAYS_PER_WEEK] += 1
    if to in (SELF_RELIANT, DISCHARGED):
        level = int(state.citizens.next_level[citizen])
        return outcome, _relapse(model, event, state, level), offer, NO_EVENT
    if to == NURSING_HOME:
        return outcome, moved_in(model, event, state), offer, NO_EVENT
    return outcome, offer, NO_EVENT, NO_EVENT


def _has_to_ask(model: Model, event: Event, state: State) -> bool:
    """Whether a citizen who is granted a place in a nursing home has to ask for it.

    Those who have waited as long as they may get a place elsewhere.
    """
    waits = model.parameters.network.kind[state.spells.course[event.number]] == WAITING
    return not waits and has_limited_places(model, event.day)


def place_denied(model: Model, event: Event, state: State) -> Happened:
    """A citizen who was granted a place today, and got none, begins to wait for it."""
    if state.spells.exit[event.number] != STILL_THERE:
        return NOT_HAPPENED
    way = model.parameters.nursing_home.waiting_course, int(state.citizens.next_level[event.who])
    return _leads(model, event, state, way)


def _resumes(model: Model, event: Event, state: State, level: int) -> Event:
    """Back to the stay left behind; where there is none, the course the scenario names."""
    citizens = state.citizens
    kept = citizens.kept_course[event.who]
    if kept == NO_ROW:
        to = assigned(
            model, state, event.who, event.day, (model.parameters.network.resume_to, level)
        )
        return spell_due(event, state, (to, level), ENTERED)
    citizens.kept_course[event.who] = NO_ROW
    return spell_due(event, state, (kept, citizens.kept_level[event.who]), RESUMED)


def _relapse(model: Model, event: Event, state: State, level: int) -> Event:
    """The return of a citizen who left self-reliant or too early, if there is to be one."""
    network = model.parameters.network
    if network.relapse_to < 0:
        return NO_EVENT
    number = state.citizens.spells_begun[event.who]
    u = uniforms(model.draws, identity(model.parameters, state, event.who), RELAPSE, number)
    period = period_of(model.parameters, event.day)
    chance = network.relapse_probability[period, level]
    raised = model.parameters.staff.relapses_raised[period]
    unmet = max(unmet_share_of(model, state, event.who), state.spells.cut_share[event.number])
    if u[0] >= chance * asked_unmet_ratio(model, unmet, raised):
        return NO_EVENT
    terms = stay_terms(model.parameters, period, len(network.kind), level)
    delay = whole_days(asked_stay(model, terms, u[1]))
    state.citizens.next_level[event.who] = level
    return Event(event.day + delay, CITIZEN_RELAPSED, event.team, event.who, 0)


def citizen_relapsed(model: Model, event: Event, state: State) -> Happened:
    """A citizen who left care needs help again."""
    level = state.citizens.next_level[event.who]
    due = model.parameters.network.relapse_to, level
    to = assigned(model, state, event.who, event.day, due)
    begins, offer = comes_back(model, event, state, (to, level))
    return Outcome(CITIZEN_RELAPSED, event.who, to, level, 0), begins, offer, NO_EVENT
