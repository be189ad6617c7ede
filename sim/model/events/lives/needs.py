"""What a citizen needs this week, from the day of entry or the week's first day.

Home care and training are hours a week, used in sevenths; nursing can be contacts, each on its
day. Unmet need of the team last week may bring a citizen to hospital this week.
"""

from typing import NamedTuple

from sim.model.draws import CONTACTS, NEED, uniforms
from sim.model.events.answers import (
    CONTACTS_RULE,
    NEED_RULE,
    WEEKLY_FACTOR_RULE,
    checked,
    checked_count,
)
from sim.model.events.kinds import (
    HAZARD_STRUCK,
    NEED_ASSESSED,
    NO_EVENT,
    NOT_HAPPENED,
    Event,
    Happened,
    Outcome,
    on_day,
)
from sim.model.events.lives.brackets import graded
from sim.model.events.lives.hazards import ADMISSIONS, Exposed, hazard_per_day, which_hazard
from sim.model.events.lives.plans import looked_at, reassessed
from sim.model.events.lookups import (
    Model,
    asked_hazard,
    asked_unmet_ratio,
    identity,
    multiplier_of,
    period_of,
    unmet_share_of,
)
from sim.model.events.queues.clinic import first_booking
from sim.model.levers import CLINIC_SHARE, EFFORT
from sim.model.state import NEVER, NO_ROW, PARTS, PARTS_MONDAY, State
from sim.model.terms import DEVELOPMENT, HOME_CARE, NURSING, STILL_THERE, TRAINING
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, nearest, whole_days

Hours = tuple[float, float, float]
"""Hours a week by service, in the order of `terms.SERVICES`."""


class WeekTerms(NamedTuple):
    """What the need of a week hangs on, besides chance."""

    hours: Hours  # mean hours a week
    person: float  # need multiplier
    sigma: float  # of the weekly factor
    profile: float  # share of the mean in this week of the course, times the team's effort


class WeeklyNeed(NamedTuple):
    """Need of a citizen in a week."""

    hours: Hours
    person: float  # need multiplier x weekly factor
    minutes: int  # all services


def assessed(model: Model, terms: WeekTerms, u: float) -> WeeklyNeed:
    """Need of a week, whose weekly factor stands at `u`."""
    drawn = model.rulebook.weekly_factor(u, terms.sigma)
    week = checked(model.refused, WEEKLY_FACTOR_RULE, drawn)
    home_care = _needed_hours(model, terms, HOME_CARE, week)
    nursing = _needed_hours(model, terms, NURSING, week)
    training = _needed_hours(model, terms, TRAINING, week)
    minutes = nearest((home_care + nursing + training) * MINUTES_PER_HOUR)
    return WeeklyNeed((home_care, nursing, training), terms.person * week, minutes)


def _needed_hours(model: Model, terms: WeekTerms, service: int, week: float) -> float:
    needed = model.rulebook.need(terms.hours[service], terms.person, week, terms.profile)
    return checked(model.refused, NEED_RULE, needed)


def need_assessed(model: Model, event: Event, state: State) -> Happened:
    """The need of the week, by service; the next one is due on Monday."""
    spells, spell = state.spells, event.number
    if spells.exit[spell] != STILL_THERE:
        return NOT_HAPPENED
    period, course, milestone = period_of(model.parameters, event.day), spells.course[spell], NEVER
    if has_milestones(model, period, course):
        milestone = _milestone_day(model, event, state)
        if milestone != NEVER:
            reassessed(state, spell, event.day)
    if model.parameters.brackets.is_on:
        graded(model, event, state)
    level, tariff = spells.assessed_level[spell], model.parameters.tariff
    if tariff.is_by_plan and tariff.is_per_person[period, course]:
        looked_at(model, event, state)
    who = identity(model.parameters, state, event.who)
    u = uniforms(model.draws, who, NEED, event.day)
    need = assessed(model, _week_terms(model, event, state), u[0])
    part = _new_part(model, event, state, need)
    if has_milestones(model, period, course):
        state.parts.milestone_day[part] = milestone
    return (
        Outcome(NEED_ASSESSED, event.who, course, level, need.minutes),
        on_day(event, _monday_after(event.day)),
        _contacts(model, event, state, u[1]),
        _pressed(model, event, state, u),
    )


def _week_terms(model: Model, event: Event, state: State) -> WeekTerms:
    demand, spell = model.parameters.demand, event.number
    period, course = period_of(model.parameters, event.day), state.spells.course[spell]
    level = state.spells.assessed_level[spell]
    sigma = demand.multiplier_sigma[period, level]
    hours = (
        demand.hours[period, course, level, HOME_CARE],
        demand.hours[period, course, level, NURSING],
        demand.hours[period, course, level, TRAINING],
    )
    return WeekTerms(
        hours,
        multiplier_of(model, state, event.who, sigma),
        demand.factor_sigma[period, course, level],
        _profile(model, event, state),
    )


def _profile(model: Model, event: Event, state: State) -> float:
    """Share of the mean need in this week of the course, times the team's effort."""
    demand, course = model.parameters.demand, state.spells.course[event.number]
    week = (event.day - state.spells.clock_day[event.number]) // DAYS_PER_WEEK
    week = min(week, demand.profile.shape[2] - 1)
    share: float = demand.profile[period_of(model.parameters, event.day), course, week]
    if model.parameters.network.kind[course] == DEVELOPMENT:
        share *= state.teams.levers[event.team, EFFORT]
    return share


def has_milestones(model: Model, period: int, course: int) -> bool:
    """Whether citizens in a course are reassessed at milestones, and not all the time."""
    return bool(model.parameters.assessment.milestone_days[period, course] >= 1.0)


def _milestone_day(model: Model, event: Event, state: State) -> int:
    """Day of this week on which the citizen is reassessed; NEVER without one."""
    spell, period = event.number, period_of(model.parameters, event.day)
    course, clock = state.spells.course[spell], state.spells.clock_day[spell]
    every = int(model.parameters.assessment.milestone_days[period, course])
    number = max(1, -(-(event.day - clock) // every))
    day = int(clock + number * every)
    return day if day < _monday_after(event.day) else NEVER


def _monday_after(day: int) -> int:
    return day + DAYS_PER_WEEK - day % DAYS_PER_WEEK


def _new_part(model: Model, event: Event, state: State, need: WeeklyNeed) -> int:
    """Add this week's part of a spell to its team; the new row."""
    rows, parts, spell = state.rows, state.parts, event.number
    monday = _monday_after(event.day)
    if rows[PARTS_MONDAY] != monday:
        rows[PARTS_MONDAY] = monday
        rows[PARTS] = 0
    part = int(rows[PARTS])
    rows[PARTS] = part + 1
    parts.spell[part] = spell
    parts.day[part] = event.day
    parts.next[part] = state.teams.first_part[event.team]
    parts.hours[part, HOME_CARE] = need.hours[HOME_CARE]
    parts.hours[part, NURSING] = need.hours[NURSING]
    parts.hours[part, TRAINING] = need.hours[TRAINING]
    parts.person[part] = need.person
    if model.parameters.clinic.is_open:
        parts.clinic_visits[part] = parts.turned_home[part] = 0
        parts.clinic_ore[part] = 0.0
    state.teams.first_part[event.team] = part
    state.spells.part[spell] = part
    return part


# Nursing as contacts


def _contacts(model: Model, event: Event, state: State, u: float) -> Event:
    """Turn the week's nursing into contacts; the first of those to be booked at the clinic."""
    parts, part = state.parts, state.spells.part[event.number]
    minutes = model.parameters.demand.contact_minutes[period_of(model.parameters, event.day)]
    if minutes == 0:
        return NO_EVENT
    for weekday in range(DAYS_PER_WEEK):
        parts.home_contacts[part, weekday] = parts.booked[part, weekday] = 0
    if parts.hours[part, NURSING] == 0.0:
        return NO_EVENT
    first = event.day % DAYS_PER_WEEK
    share = (DAYS_PER_WEEK - first) / DAYS_PER_WEEK
    mean = parts.hours[part, NURSING] * MINUTES_PER_HOUR / minutes * share
    parts.hours[part, NURSING] = 0.0
    number = checked_count(model.refused, CONTACTS_RULE, model.rulebook.contacts(u, mean))
    contact, is_any_booked = 0, False
    who = identity(model.parameters, state, event.who)
    booked_share = _booked_share(model, event, state)
    while contact < number:
        a, first_lot, b, second_lot = uniforms(
            model.draws, who, CONTACTS, (event.day << 16) | contact // 2
        )
        is_any_booked |= _noted(state, part, _weekday(event.day, a), first_lot < booked_share)
        if contact + 1 < number:
            is_any_booked |= _noted(state, part, _weekday(event.day, b), second_lot < booked_share)
        contact += 2
    return first_booking(event, state, part) if is_any_booked else NO_EVENT


def _weekday(day: int, u: float) -> int:
    """Weekday of a contact: any of the days that are left of the week."""
    first = day % DAYS_PER_WEEK
    return first + int(u * (DAYS_PER_WEEK - first))


def _noted(state: State, part: int, weekday: int, is_booked: bool) -> bool:  # noqa: FBT001 - what it notes
    """Note a contact on its day; whether it is to be booked."""
    if is_booked:
        state.parts.booked[part, weekday] += 1
    else:
        state.parts.home_contacts[part, weekday] += 1
    return is_booked


def _booked_share(model: Model, event: Event, state: State) -> float:
    """Share of the citizen's contacts that the team books at the clinic."""
    clinic, period = model.parameters.clinic, period_of(model.parameters, event.day)
    if not clinic.is_open:
        return 0.0
    reachable = clinic.reachable[period, state.spells.level[event.number]]
    share: float = state.teams.levers[event.team, CLINIC_SHARE]
    if share < 0.0:
        share = clinic.share[period]
    return share if state.citizens.reach[event.who] < reachable else 0.0


# Unmet need


def _is_over(event: Event, state: State, strikes: float) -> bool:
    """Whether the spell ends before an admission that is some days ahead.

    Before both are rounded to days: on the day of both the earlier one counts, or a spell would
    lose half a day's admissions.
    """
    spells, spell = state.spells, event.number
    if spells.hazard[spell] != NO_ROW:
        return bool(event.day + whole_days(strikes) >= spells.end_day[spell])
    return bool(event.day + strikes >= spells.start_day[spell] + spells.stay_days[spell])


def _pressed(
    model: Model, event: Event, state: State, u: tuple[float, float, float, float]
) -> Event:
    """Admission that unmet need brings about this week, if it comes before the planned end."""
    spells, spell = state.spells, event.number
    period = period_of(model.parameters, event.day)
    unmet = unmet_share_of(model, state, event.who)
    raised = model.parameters.staff.admissions_raised
    if unmet == 0.0 or raised[period] == 0.0:
        return NO_EVENT
    more = asked_unmet_ratio(model, unmet, raised[period]) - 1.0
    exposed = Exposed(period, spells.course[spell], spells.level[spell], ADMISSIONS)
    strikes = asked_hazard(model, u[2], more * hazard_per_day(model.parameters, exposed))
    if strikes >= _monday_after(event.day) - event.day or _is_over(event, state, strikes):
        return NO_EVENT
    day = min(event.day + whole_days(strikes), int(spells.end_day[spell]))
    spells.end_day[spell] = day
    spells.hazard[spell] = which_hazard(model.parameters, exposed, u[3])
    return Event(day, HAZARD_STRUCK, event.team, event.who, spell)
