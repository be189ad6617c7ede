"""The support plan that is paid, beside the need that it was written for.

Need follows the course and the assessed level. Pay follows the plan, which is written for the
need of a citizen who comes and rewritten later: at the meeting at which a change is material and
has lasted, when a new course begins, and at once where the tariff says nothing of renegotiation.
A team may put off a plan whose hours would fall. Only a tariff by plan looks here.
"""

from typing import NamedTuple

from sim.model.events.answers import PAID_HOURS_RULE, PLAN_RATE_RULE, checked
from sim.model.events.kinds import Event
from sim.model.events.lookups import Model, expected_hours, period_of
from sim.model.levers import STEP_DOWN_DELAY, WRITTEN_SHARE
from sim.model.parameters import Parameters
from sim.model.rules.plans import AddedTerms, ChangeTerms, PlanTerms
from sim.model.state import FAR, NO_ROW, State
from sim.model.units import DAYS_PER_WEEK, nearest


def step_down_delay_days(state: State, team: int) -> int:
    """How much later than granted a team lets a rate or a plan's hours fall [days]."""
    return nearest(state.teams.levers[team, STEP_DOWN_DELAY] * DAYS_PER_WEEK)


# What a plan pays


def plan_pay(
    model: Model, state: State, citizen: int, period: int, place: tuple[int, int]
) -> float:
    """Rate of the plan that a team writes for a course and a level [øre a week]."""
    team = state.citizens.team[citizen]
    needed = expected_hours(model, state, citizen, period, place)
    written = needed * state.teams.levers[team, WRITTEN_SHARE]
    hours = model.rulebook.paid_hours(written, added_terms(model.parameters, period))
    paid = checked(model.refused, PAID_HOURS_RULE, hours)
    rate = model.rulebook.plan_rate(paid, plan_terms(model.parameters, period, team))
    return checked(model.refused, PLAN_RATE_RULE, rate)


def added_terms(parameters: Parameters, period: int) -> AddedTerms:
    """What the tariff lays on direct hours."""
    shares = parameters.tariff.added_shares
    return AddedTerms(shares[period, 0], shares[period, 1], shares[period, 2], shares[period, 3])


def plan_terms(parameters: Parameters, period: int, team: int) -> PlanTerms:
    """What the tariff pays for a plan of a team."""
    tariff = parameters.tariff
    return PlanTerms(
        DAYS_PER_WEEK * tariff.basis_ore_per_day[period, team],
        tariff.plan_hour_ore[period],
        tariff.overhead_share[period],
    )


def planned_place(state: State, spell: int, day: int) -> tuple[int, int]:
    """Course and level that the plan is written for on a day."""
    spells = state.spells
    if day >= spells.plan_day[spell]:
        return spells.course[spell], spells.assessed_level[spell]
    return spells.plan_course[spell], spells.plan_level[spell]


# When it is rewritten


def handed_on(state: State, spell: int, before: int) -> None:
    """Give a spell that begins the plan of the one before it, or a new one where there is none.

    A hospital stay holds the plan of the course that it interrupts. A need has lasted since the
    level became what it is, whenever that is seen.
    """
    spells, day = state.spells, state.spells.start_day[spell]
    spells.need_day[spell], spells.plan_day[spell], spells.due_day[spell] = day, FAR, FAR
    spells.plan_course[spell] = _interrupted_or_own(state, spell)
    spells.plan_level[spell] = spells.assessed_level[spell]
    if spells.away_course[spell] != NO_ROW:
        spells.plan_level[spell] = spells.away_level[spell]
    if before != NO_ROW:
        place = planned_place(state, before, day)
        spells.plan_course[spell], spells.plan_level[spell] = place
        is_same = spells.level[before] == spells.level[spell]
        if is_same and _interrupted_or_own(state, before) == _interrupted_or_own(state, spell):
            spells.need_day[spell] = spells.need_day[before]


def _interrupted_or_own(state: State, spell: int) -> int:
    """Course of a spell, or the one that a hospital stay interrupts."""
    away: int = state.spells.away_course[spell]
    return away if away != NO_ROW else state.spells.course[spell]


def reassessed(state: State, spell: int, day: int) -> None:
    """The assessed level becomes the true one; what the plan is written for stays as it is."""
    spells = state.spells
    place = planned_place(state, spell, day)
    spells.plan_course[spell], spells.plan_level[spell] = place
    spells.plan_day[spell] = FAR
    spells.assessed_level[spell] = spells.level[spell]


class ChangedNeed(NamedTuple):
    """A need that is no longer the plan's [hours a week]."""

    before_hours: float
    after_hours: float
    since: int  # day
    meetings_from: int  # day on which the course began
    meeting_days: int  # between meetings; 0: any day
    terms: ChangeTerms


def looked_at(model: Model, event: Event, state: State) -> None:
    """When a part opens: find the day of the week from which the plan is that of the need."""
    spells, spell, end = state.spells, event.number, event.day + DAYS_PER_WEEK
    end -= event.day % DAYS_PER_WEEK
    change = _change(model, event, state)
    if change.before_hours == change.after_hours:
        spells.plan_day[spell] = spells.due_day[spell] = event.day
        return
    falls = change.after_hours < change.before_hours
    later = step_down_delay_days(state, event.team) if falls else 0
    spells.due_day[spell] = _first_day(model, change, event.day, end)
    spells.plan_day[spell] = later + _first_day(model, change, event.day - later, end - later)


def _change(model: Model, event: Event, state: State) -> ChangedNeed:
    spells, spell, period = state.spells, event.number, period_of(model.parameters, event.day)
    plan = planned_place(state, spell, event.day)
    need = spells.course[spell], spells.assessed_level[spell]
    tariff = model.parameters.tariff
    terms, every = ChangeTerms(0.0, 0.0), 0
    if plan[0] == need[0] and not spells.is_entry[spell]:
        # A course is granted with a plan of its own; what changes later on is negotiated.
        terms = ChangeTerms(tariff.material_share[period], tariff.lasting_weeks[period])
        every = int(tariff.meeting_days[period])
    return ChangedNeed(
        expected_hours(model, state, event.who, period, plan),
        expected_hours(model, state, event.who, period, need),
        spells.need_day[spell],
        spells.clock_day[spell],
        every,
        terms,
    )


def _first_day(model: Model, change: ChangedNeed, first: int, end: int) -> int:
    """First of some days on which a change has been renegotiated; FAR without one."""
    for day in range(first, end):
        meeting = day
        if change.meeting_days > 0:
            meeting -= (day - change.meetings_from) % change.meeting_days
        lasted_weeks = (meeting - change.since) / DAYS_PER_WEEK
        if model.rulebook.is_renegotiated(
            change.before_hours, change.after_hours, lasted_weeks, change.terms
        ):
            return day
    return FAR
