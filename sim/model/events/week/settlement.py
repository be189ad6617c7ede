"""What the parts of a team-week need, what is given of it, and what the staff cost.

Need and delivery of a part are functions of what is known of it. Where nothing is shared a part is
gone through once, when it is booked (`booking.py`). Where staff can be short, the team means to
give less or a fixed amount is shared by days, all needs are noted first. What staff cost is known
when all parts are booked, for a temporary hour costs what the service's hours were worth; it is
shared among them then. Minutes are rounded once, and from there on only added.
"""

import math
from typing import NamedTuple

from sim.model.events.answers import (
    CERTAIN,
    SELF_DETERMINATION_RULE,
    TEMPORARY_COST_RULE,
    VISITORS_RULE,
    checked,
)
from sim.model.events.kinds import Event
from sim.model.events.lives.needs import contacts_until, has_milestones
from sim.model.events.lives.plans import step_down_delay_days
from sim.model.events.lookups import Model, period_of, terms_row
from sim.model.events.week.money import of_week, worth
from sim.model.events.week.parts import Delivered, Given, Minutes, Need, Part, part_at
from sim.model.events.week.shortage import has_short_order, shortage_shared
from sim.model.events.week.staff import buy, pay_of_week, put_to_work
from sim.model.levers import DELIVERED_SHARE
from sim.model.parameters import Ints
from sim.model.rules.outcomes import SelfDetermination, Visitors, VisitSplit
from sim.model.state import NO_ROW, State
from sim.model.terms import HOME_CARE, NURSING, SERVICES, TRAINING
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, nearest, whole_share


class Met(NamedTuple):
    """How much of a team's need is met; all 0 where nothing goes unmet and nobody need count."""

    needed: Minutes
    unmet: Minutes
    bought: int  # minutes
    utilisation: float


NOTHING_UNMET = Met((0, 0, 0), (0, 0, 0), 0, 0.0)


class TeamWeek(NamedTuple):
    """What the parts of a team-week have in common."""

    needs_first: bool  # whether needs were noted first: what a part gets hangs on all of them
    parts: int  # this and what follows: counted where needs were noted
    days: int
    minutes: int  # delivered by staff, all services; where it is 0 their cost is shared by days
    met: Met
    is_staff_paid: bool  # otherwise each part costs what it is worth at hourly prices
    budget_ore: int  # what the tariff pays the team for the week, whoever is there
    basis_ore: int  # what the team costs in the week, whoever is there
    period: int  # at its end
    self_determined_share: float  # in that period
    temporary_share: float  # of the delivered minutes
    visitors: Visitors  # in that period


# What is needed


def needed(model: Model, state: State, part: Part) -> Need:
    """Needed minutes of a part by service: the need of a week in sevenths, and the contacts."""
    home_care = _by_the_hour(state, part, HOME_CARE) + _paperwork(model, state, part)
    nursing = _by_the_hour(state, part, NURSING)
    training = _by_the_hour(state, part, TRAINING)
    if _is_reassessed(model, state, part):
        home_care += _of_milestone(model, part, HOME_CARE)
        nursing += _of_milestone(model, part, NURSING)
        training += _of_milestone(model, part, TRAINING)
    contact_minutes, visits = model.parameters.demand.contact_minutes[part.period], 0
    if contact_minutes > 0:
        visits = _home_visits(model, state, part)
        nursing += visits * contact_minutes
    return Need((home_care, nursing, training), visits)


def _by_the_hour(state: State, part: Part, service: int) -> int:
    """Minutes of a service besides contacts and milestones: its share of the week's hours."""
    share = part.days * MINUTES_PER_HOUR / DAYS_PER_WEEK
    more = max(1.0, state.teams.levers[part.team, DELIVERED_SHARE])
    return nearest(state.parts.hours[part.row, service] * share * more)


def _is_reassessed(model: Model, state: State, part: Part) -> bool:
    """Whether a milestone lies within a part's days."""
    if not has_milestones(model, part.period, part.course):
        return False
    return bool(part.first <= state.parts.milestone_day[part.row] < part.end)


def _of_milestone(model: Model, part: Part, service: int) -> int:
    """Minutes of a service that a reassessment takes."""
    hours = model.parameters.assessment.milestone_hours[part.period, service]
    return nearest(hours * MINUTES_PER_HOUR)


def _paperwork(model: Model, state: State, part: Part) -> int:
    """Minutes that re-labelling and putting off a fall in pay take of the team's home care."""
    behaviour, spells, hours = model.parameters.behaviour, state.spells, 0.0
    relabelled = behaviour.relabel_hours[part.period]
    if relabelled > 0.0 and spells.paid_course[part.spell] != part.course:
        hours += relabelled * part.days
    delay = step_down_delay_days(state, part.team)
    if delay > 0 and behaviour.delay_hours[part.period] > 0.0:
        row = terms_row(model.parameters, part.period, part.team)
        after = model.parameters.tariff.step_down_after_days[row, part.course]
        granted_until = spells.clock_day[part.spell] + after
        falls = granted_until + delay
        if model.parameters.tariff.is_by_plan:
            granted_until = float(spells.due_day[part.spell])
            falls = float(spells.plan_day[part.spell])
        put_off = min(part.end, falls) - max(part.first, granted_until)
        hours += behaviour.delay_hours[part.period] * max(0.0, put_off)
    return nearest(hours * MINUTES_PER_HOUR / DAYS_PER_WEEK)


def _home_visits(model: Model, state: State, part: Part) -> int:
    """Nursing contacts of a part that are due at home."""
    turned_home: int = state.parts.turned_home[part.row]
    return turned_home + contacts_until(model, state, part.row, part.end)


# What is given


class Passed(NamedTuple):
    """What the parts of a team-week already gone through need and are given."""

    minutes: Minutes  # needed
    unmet: Minutes
    home_visits: int  # due
    visits_given: int


NOTHING_PASSED = Passed((0, 0, 0), (0, 0, 0), 0, 0)


class PlaceInNeed(NamedTuple):
    """Where a part stands in its team's need: what those before it come to, and those up to it."""

    before: Passed
    upto: Passed


def passed_on(passed: Passed, need: Need, met: Met) -> Passed:
    """The same with one more part.

    What goes unmet is shared in proportion to need, in whole minutes and visits that add up.
    """
    minutes, due = _added(passed.minutes, need.minutes), passed.home_visits + need.home_visits
    unmet = (
        _unmet_of(HOME_CARE, minutes, met),
        _unmet_of(NURSING, minutes, met),
        _unmet_of(TRAINING, minutes, met),
    )
    return Passed(minutes, unmet, due, _visits_given(due, met))


def _unmet_of(service: int, minutes: Minutes, met: Met) -> int:
    """How much of the first `minutes` that are needed goes unmet in a service."""
    unmet = met.unmet[service]
    return 0 if unmet == 0 else whole_share(unmet, minutes[service], met.needed[service])


def _visits_given(due: int, met: Met) -> int:
    """How many of the first nursing contacts due at home are given, where nursing goes unmet."""
    every, unmet = met.needed[NURSING], met.unmet[NURSING]
    return due if unmet == 0 else whole_share(every - unmet, due, every)


def delivered(need: Need, place: PlaceInNeed) -> Delivered:
    """What a part gets of its need in proportion to it."""
    before, upto = place
    home_care = upto.unmet[HOME_CARE] - before.unmet[HOME_CARE]
    nursing = upto.unmet[NURSING] - before.unmet[NURSING]
    training = upto.unmet[TRAINING] - before.unmet[TRAINING]
    minutes = (
        need.minutes[HOME_CARE] - home_care,
        need.minutes[NURSING] - nursing,
        need.minutes[TRAINING] - training,
    )
    visits = upto.visits_given - before.visits_given
    unmet = home_care + nursing + training
    return Delivered(minutes, unmet, visits, need.home_visits - visits)


def given_to(model: Model, state: State, part: Part, need: Need, place: PlaceInNeed) -> Delivered:
    """What a part gets: what is left of what it goes short of, or its share of what all get."""
    if not has_short_order(model):
        return delivered(need, place)
    short = state.parts.short_minutes
    unmet = short[part.row, HOME_CARE], short[part.row, NURSING], short[part.row, TRAINING]
    minutes = (
        need.minutes[HOME_CARE] - unmet[HOME_CARE],
        need.minutes[NURSING] - unmet[NURSING],
        need.minutes[TRAINING] - unmet[TRAINING],
    )
    visits = need.home_visits
    if visits > 0:
        visits = whole_share(visits, minutes[NURSING], need.minutes[NURSING])
    all_unmet = unmet[HOME_CARE] + unmet[NURSING] + unmet[TRAINING]
    return Delivered(minutes, all_unmet, visits, need.home_visits - visits)


# The team-week


def self_determined_share(model: Model, period: int, utilisation: float) -> float:
    """Share of the delivered minutes that stand where the citizen put them; 0: not computed."""
    terms = model.parameters.encounters
    if terms.idle_share[period] == 0.0:
        return 0.0
    curve = SelfDetermination(
        terms.idle_share[period], terms.full_share[period], terms.exponent[period]
    )
    share = model.rulebook.self_determination(utilisation, curve)
    return checked(model.refused, SELF_DETERMINATION_RULE, share, CERTAIN)


def visitors_of(model: Model, period: int, team: int, temporary_share: float) -> Visitors:
    """Who makes the visits of a team's citizens."""
    persons = model.parameters.encounters.persons[period, team]
    return visitors_among(model, period, persons, temporary_share)


def visitors_among(model: Model, period: int, persons: float, temporary_share: float) -> Visitors:
    """Who makes visits that so many persons share."""
    share = model.parameters.encounters.contact_person_share[period]
    by = model.rulebook.visitors(VisitSplit(persons, share, temporary_share))
    for probability in (by.contact_person, by.colleague, by.temporary_share):
        checked(model.refused, VISITORS_RULE, probability, CERTAIN)
    for other in (by.colleagues, -by.log_without_contact_person, -by.log_without_colleague):
        checked(model.refused, VISITORS_RULE, other, math.inf)
    return by


def prepared(model: Model, event: Event, state: State) -> TeamWeek:
    """What has to be known of the whole team before its parts are booked."""
    is_limited, period = model.parameters.staff.is_limited, period_of(model.parameters, event.day)
    budget_ore = nearest(of_week(model, event, model.parameters.tariff.budget_ore))
    basis_ore = nearest(of_week(model, event, model.parameters.offers.basis_ore))
    gives_less = state.teams.levers[event.team, DELIVERED_SHARE] < 1.0
    is_shared = is_limited or gives_less or budget_ore != 0 or basis_ore != 0
    is_shared = is_shared or has_short_order(model)
    needs_first = is_shared or event.day < 0
    parts = days = minutes = 0
    state.teams.unmet_share[event.team] = 0.0
    met, temporary_share = NOTHING_UNMET, 0.0
    if needs_first:
        _cleared(state)
        parts, days = _noted(model, event, state)
    if is_limited or gives_less:
        met = _met(model, event, state)
    if has_short_order(model):
        shortage_shared(model, event, state)
    if is_limited:
        minutes = _minutes_given(met)
        temporary_share = met.bought / minutes if minutes > 0 else 0.0
    return TeamWeek(
        needs_first,
        parts,
        days,
        minutes,
        met,
        is_limited,
        budget_ore,
        basis_ore,
        period,
        self_determined_share(model, period, met.utilisation),
        temporary_share,
        visitors_of(model, period, event.team, temporary_share),
    )


def _cleared(state: State) -> None:
    now = state.settlement
    for service in range(len(SERVICES)):
        now.unmet_minutes[service] = now.bought_minutes[service] = 0
        now.worth_ore[service] = 0.0


def _noted(model: Model, event: Event, state: State) -> tuple[int, int]:
    """Note what each part needs and what all of them do; how many they are, and their days."""
    total, parts, days = NOTHING_PASSED.minutes, 0, 0
    row = state.teams.first_part[event.team]
    while row != NO_ROW:
        part = part_at(model, state, row, event.day + 1)
        need = needed(model, state, part)
        _write(state.parts.minutes, row, need.minutes)
        state.parts.home_visits[row] = need.home_visits
        total, parts, days = _added(total, need.minutes), parts + 1, days + part.days
        row = state.parts.next[row]
    for service in range(len(SERVICES)):
        state.settlement.needed_minutes[service] = total[service]
    return parts, days


def _write(table: Ints, row: int, minutes: Minutes) -> None:
    """Write minutes by service into a row of a table."""
    table[row, HOME_CARE] = minutes[HOME_CARE]
    table[row, NURSING] = minutes[NURSING]
    table[row, TRAINING] = minutes[TRAINING]


def _added(one: Minutes, other: Minutes) -> Minutes:
    """Minutes of two by service."""
    return (
        one[HOME_CARE] + other[HOME_CARE],
        one[NURSING] + other[NURSING],
        one[TRAINING] + other[TRAINING],
    )


def noted_need(state: State, part: Part) -> Need:
    """What a part needs, as it was noted."""
    return Need(_minutes(state, part.row), state.parts.home_visits[part.row])


def _minutes(state: State, row: int) -> Minutes:
    minutes = state.parts.minutes
    return minutes[row, HOME_CARE], minutes[row, NURSING], minutes[row, TRAINING]


def _met(model: Model, event: Event, state: State) -> Met:
    """Meet as much of the need as the team means to and can."""
    now, delivered_share = state.settlement, state.teams.levers[event.team, DELIVERED_SHARE]
    is_limited = model.parameters.staff.is_limited
    for service in range(len(SERVICES)):
        meant = min(1.0, delivered_share) * now.needed_minutes[service]
        now.unmet_minutes[service] = now.needed_minutes[service] - nearest(meant)
        now.short_minutes[service] = float(nearest(meant))
    utilisation = put_to_work(model, event, now) if is_limited else 0.0
    needed_minutes = unmet = bought = 0
    for service in range(len(SERVICES)):
        if is_limited:
            buy(model, event, now, service)
        needed_minutes += now.needed_minutes[service]
        unmet += now.unmet_minutes[service]
        bought += now.bought_minutes[service]
    share = unmet / needed_minutes if needed_minutes > 0 else 0.0
    state.teams.unmet_share[event.team] = share
    return Met(_by_service(now.needed_minutes), _by_service(now.unmet_minutes), bought, utilisation)


def _by_service(minutes: Ints) -> Minutes:
    return minutes[HOME_CARE], minutes[NURSING], minutes[TRAINING]


def _minutes_given(met: Met) -> int:
    """Minutes of all services that a team gives."""
    needed_minutes, unmet = met.needed, met.unmet
    given = needed_minutes[HOME_CARE] + needed_minutes[NURSING] + needed_minutes[TRAINING]
    return given - unmet[HOME_CARE] - unmet[NURSING] - unmet[TRAINING]


def note_worth(model: Model, state: State, part: Part, service: int, given: Given) -> None:
    """Note what a part is given of a service is worth, if some of the service was bought."""
    now = state.settlement
    if now.bought_minutes[service] > 0:
        now.worth_ore[service] += worth(model, part, service, given)


def staff_cost(model: Model, event: Event, state: State) -> int:
    """What staff, supervision and temporary hours cost in the week [øre].

    A temporary hour costs the premium times what the service's hours were worth this week.
    """
    now, cost = state.settlement, pay_of_week(model, event)
    premium = model.parameters.staff.temporary_premium[period_of(model.parameters, event.day)]
    for service in range(len(SERVICES)):
        given = now.needed_minutes[service] - now.unmet_minutes[service]
        if now.bought_minutes[service] > 0:
            value = now.worth_ore[service] * now.bought_minutes[service] / given
            temporary = model.rulebook.temporary_cost(value, premium)
            cost += checked(model.refused, TEMPORARY_COST_RULE, temporary)
    return nearest(cost)
