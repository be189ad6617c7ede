"""What a citizen needs this week, from the day of entry or the week's first day.

Home care and training are hours a week, used in sevenths; nursing can be contacts, each on its
day. Unmet need of the team last week may bring a citizen to hospital this week.
"""

import math
from typing import NamedTuple

from sim.model.draws import CONTACTS, NEED, Draws, Identity, uniforms
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
    asked_unmet_ratio,
    hazard_within,
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
        on_day(event, state.rows[PARTS_MONDAY]),
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
    parts.contacts[part] = parts.home_contacts[part] = 0
    if parts.hours[part, NURSING] == 0.0:
        return NO_EVENT
    share = (state.rows[PARTS_MONDAY] - event.day) / DAYS_PER_WEEK
    mean = parts.hours[part, NURSING] * MINUTES_PER_HOUR / minutes * share
    parts.hours[part, NURSING] = 0.0
    number = checked_count(model.refused, CONTACTS_RULE, model.rulebook.contacts(u, mean))
    parts.contacts[part] = parts.home_contacts[part] = number
    parts.booked_share[part] = _booked_share(model, event, state)
    return _booked(model, event, state, part) if parts.booked_share[part] > 0.0 else NO_EVENT


def _booked(model: Model, event: Event, state: State, part: int) -> Event:
    """Note which contacts are to be booked, each on its day; the first of them."""
    parts, who = state.parts, identity(model.parameters, state, event.who)
    for weekday in range(DAYS_PER_WEEK):
        parts.booked[part, weekday] = 0
    for number in range(parts.contacts[part]):
        weekday, lot = contact_at(model.draws, who, event.day, number)
        if lot < parts.booked_share[part]:
            parts.booked[part, weekday] += 1
            parts.home_contacts[part] -= 1
    is_any_booked = parts.home_contacts[part] < parts.contacts[part]
    return first_booking(event, state, part) if is_any_booked else NO_EVENT


def contact_at(source: Draws, who: Identity, day: int, number: int) -> tuple[int, float]:
    """Weekday of a contact, any that is left from the day on, and its lot: below a share is booked.

    Drawn when it is asked for: nobody need know the days of a whole week's contacts at home.
    """
    u = uniforms(source, who, CONTACTS, (day << 16) | number // 2)
    at, lot = (u[0], u[1]) if number % 2 == 0 else (u[2], u[3])
    first = day % DAYS_PER_WEEK
    return first + int(at * (DAYS_PER_WEEK - first)), lot


def contacts_until(model: Model, state: State, part: int, end: int) -> int:
    """Contacts of a part that are due at home before a day of its week, or the Monday after."""
    parts, due, day = state.parts, 0, state.parts.day[part]
    if end == state.rows[PARTS_MONDAY]:
        whole: int = parts.home_contacts[part]
        return whole
    who = identity(model.parameters, state, state.spells.citizen[parts.spell[part]])
    after = day % DAYS_PER_WEEK + end - day
    for number in range(parts.contacts[part]):
        weekday, lot = contact_at(model.draws, who, day, number)
        if weekday < after and lot >= parts.booked_share[part]:
            due += 1
    return due


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
    per_day = more * hazard_per_day(model.parameters, exposed)
    strikes = hazard_within(model, u[2], per_day, state.rows[PARTS_MONDAY] - event.day)
    if strikes == math.inf or _is_over(event, state, strikes):
        return NO_EVENT
    day = min(event.day + whole_days(strikes), int(spells.end_day[spell]))
    spells.end_day[spell] = day
    spells.hazard[spell] = which_hazard(model.parameters, exposed, u[3])
    return Event(day, HAZARD_STRUCK, event.team, event.who, spell)
