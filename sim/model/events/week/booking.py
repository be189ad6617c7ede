"""What a part comes to: money, care, presence and how the citizen fared, in whole numbers.

Each amount is rounded once, to whole øre, minutes and thousandths, and from there on only added:
on the citizen's spell and on the team's week.
"""

from typing import NamedTuple

from sim.model.events.kinds import Event
from sim.model.events.lookups import Model, period_of
from sim.model.events.week.fared import (
    continuity,
    continuity_by_shift,
    self_determined,
    visits_in,
)
from sim.model.events.week.granted import noted_by_bracket
from sim.model.events.week.money import (
    handover_day,
    hospital_cost,
    hourly_revenue,
    is_refunded,
    outside_cost,
    refund_of,
    revenue,
    worth,
)
from sim.model.events.week.parts import (
    NOTHING_BOOKED,
    Booked,
    Delivered,
    Part,
    all_minutes,
    by_time,
    delivered_minutes,
    part_at,
    stretch_of,
    together,
)
from sim.model.events.week.settlement import (
    NOTHING_PASSED,
    PlaceInNeed,
    TeamWeek,
    given_to,
    needed,
    note_worth,
    noted_need,
    passed_on,
    staff_cost,
)
from sim.model.events.week.state_refund import refunded_by_state
from sim.model.events.week.yardstick import like_booked, like_place
from sim.model.state import CUT_FOUND, NO_ROW, State
from sim.model.terms import (
    ACUTE_NURSING,
    COMPLEX_NURSING,
    DAY,
    EVENING,
    HOME_CARE,
    HOSPITAL,
    NIGHT,
    NURSING,
    OUTSIDE_CLINIC,
    OUTSIDE_HOSPITAL,
    OUTSIDE_NEEDS,
    OUTSIDE_NURSING_HOME,
    SIMPLE_NURSING,
    TEMPORARY_PLACE,
    TRAINING,
    WEEKEND,
)
from sim.model.units import DAYS_PER_WEEK, nearest, whole_share


class SoFar(NamedTuple):
    """A team-week while its parts are booked."""

    week: TeamWeek
    booked: Booked  # of the parts already gone through


def parts_booked(model: Model, event: Event, state: State, week: TeamWeek) -> Booked:
    """Book every part of a team-week on its spell; what all of them come to."""
    total, before = NOTHING_BOOKED, NOTHING_PASSED
    has_refund = is_refunded(model, event.day - DAYS_PER_WEEK + 1)
    handover = handover_day(model, event.day - DAYS_PER_WEEK + 1)
    row = state.teams.first_part[event.team]
    while row != NO_ROW:
        part = part_at(model, state, row, event.day + 1)
        need = noted_need(state, part) if week.needs_first else needed(model, state, part)
        upto = passed_on(before, need, week.met)
        given = given_to(model, state, part, need, PlaceInNeed(before, upto))
        one = booked(model, state, part, given, SoFar(week, total))
        _on_spell(state, part, one)
        state.weeks.days[event.team, event.day // DAYS_PER_WEEK, part.course] += part.days
        practical = model.parameters.demand.practical_share[part.period, part.level]
        if practical > 0.0:
            minutes = nearest(practical * one.home_care_minutes)
            state.weeks.practical_minutes[event.team, event.day // DAYS_PER_WEEK] += minutes
        if model.parameters.brackets.is_on:
            noted_by_bracket(model, state, part, one, (event.team, event.day // DAYS_PER_WEEK))
        if part.end > handover:
            _handed_over(model, event, state, _from_day(model, part, handover))
        if has_refund:
            state.parts.cost_ore[row] = one.cost_ore
            state.citizens.week_cost_ore[part.citizen] += one.cost_ore
        if model.parameters.yardstick.every_weeks > 0:
            like_booked(state, part, one)
        if model.parameters.state_refund.is_on:
            place = event.team, event.day // DAYS_PER_WEEK
            state.weeks.state_refund_ore[place] += refunded_by_state(model, state, part, one)
        total, before, row = together(total, one), upto, state.parts.next[row]
    return total


def booked(model: Model, state: State, part: Part, given: Delivered, so_far: SoFar) -> Booked:
    """What a part comes to, but for its share of what staff cost; that hangs on all parts."""
    week = so_far.week
    home_care = by_time(model, part, HOME_CARE, given.minutes[HOME_CARE])
    nursing = by_time(model, part, NURSING, given.minutes[NURSING])
    training = by_time(model, part, TRAINING, given.minutes[TRAINING])
    own = 0.0
    if week.is_staff_paid:
        note_worth(model, state, part, HOME_CARE, home_care)
        note_worth(model, state, part, NURSING, nursing)
        note_worth(model, state, part, TRAINING, training)
        state.parts.delivered_minutes[part.row] = all_minutes(given)
    else:
        own += worth(model, part, HOME_CARE, home_care) + worth(model, part, NURSING, nursing)
        own += worth(model, part, TRAINING, training)
    charged, clinic_outside = _clinic_cost(model, state, part)
    cost = nearest(own + charged) + _by_days(part, so_far, week.basis_ore)
    penalty = _penalty(model, state, part)
    by_course = revenue(model, state, part)
    paid = nearest(by_course + hourly_revenue(model, part, given)) - penalty
    visits = visits_in(model, state, part, given)
    if model.parameters.encounters.by_shift:
        fared = continuity_by_shift(model, part, (given, home_care, nursing), week)
    else:
        fared = continuity(model, part, given, week)
    return Booked(
        1,
        part.days,
        paid + _by_days(part, so_far, week.budget_ore),
        cost,
        nearest(charged),
        penalty,
        nearest(outside_cost(model, state, part, NIGHT)),
        nearest(outside_cost(model, state, part, SIMPLE_NURSING)),
        nearest(outside_cost(model, state, part, COMPLEX_NURSING)),
        nearest(outside_cost(model, state, part, ACUTE_NURSING)),
        nearest(outside_cost(model, state, part, TEMPORARY_PLACE)),
        _hospital_ore(model, part),
        nearest(clinic_outside),
        given.minutes[HOME_CARE],
        given.minutes[NURSING],
        given.minutes[TRAINING],
        given.unmet_minutes,
        home_care.evening + nursing.evening + training.evening,
        home_care.weekend + nursing.weekend + training.weekend,
        visits.at_home,
        visits.at_clinic,
        visits.turned_home,
        visits.unmet,
        self_determined(model, part, given, week),
        fared.visited_days,
        fared.helpers,
        fared.continuity,
    )


# Money


def _by_days(part: Part, so_far: SoFar, ore: int) -> int:
    """A part's share of what is the whole team's [øre], by days: adds up to it exactly."""
    if ore == 0:
        return 0
    before, days = so_far.booked.days, so_far.week.days
    return ore * (before + part.days) // days - ore * before // days


def _penalty(model: Model, state: State, part: Part) -> int:
    """What an audit takes off, once, for what a team did to a spell [øre]."""
    spells, behaviour, penalty = state.spells, model.parameters.behaviour, 0
    if part.first != spells.start_day[part.spell]:
        return 0
    if spells.is_found[part.spell]:
        penalty += nearest(behaviour.penalty_ore[part.period])
    if behaviour.may_discharge and spells.discharge[part.spell] == CUT_FOUND:
        penalty += nearest(behaviour.discharge_penalty_ore[part.period])
    return penalty


def _clinic_cost(model: Model, state: State, part: Part) -> tuple[float, float]:
    """What visits at the clinic cost [øre]: the team, and the payer beside the rate.

    Where the payer bears the slots, used or not, visits cost nothing more.
    """
    clinic = model.parameters.clinic
    if not clinic.is_open:
        return 0.0, 0.0
    cost = state.parts.clinic_ore[part.row]
    if clinic.is_charged_to_team[part.period]:
        return cost, 0.0
    return 0.0, cost if clinic.ore_per_slot[part.period] == 0.0 else 0.0


def _from_day(model: Model, part: Part, day: int) -> Part:
    """What is left of a part from a day on; what holds on its first day holds for it."""
    first = max(part.first, day)
    return Part(
        part.row,
        part.spell,
        part.citizen,
        first,
        part.end,
        part.end - first,
        part.period,
        part.course,
        part.level,
        part.team,
        stretch_of(model.parameters, period_of(model.parameters, first), part.end),
    )


def _handed_over(model: Model, event: Event, state: State, part: Part) -> None:
    """Note what of a part's cost outside the rate is borne by those who bear it from now on."""
    later, team, week = state.weeks.outside_later_ore, event.team, event.day // DAYS_PER_WEEK
    for need in range(len(OUTSIDE_NEEDS)):
        later[team, week, need] += nearest(outside_cost(model, state, part, need))
    later[team, week, OUTSIDE_HOSPITAL] += _hospital_ore(model, part)


def _hospital_ore(model: Model, part: Part) -> int:
    if model.parameters.network.kind[part.course] != HOSPITAL:
        return 0
    return nearest(hospital_cost(model, part))


def refunded(model: Model, event: Event, state: State) -> int:
    """Refund what citizens cost above the limit, once all parts of their week are booked [øre].

    Each part gets a share by cost of its citizen's refund: they add up to it.
    """
    citizens, monday, total_ore = state.citizens, event.day - DAYS_PER_WEEK + 1, 0
    row = state.teams.first_part[event.team]
    while row != NO_ROW:
        spell = state.parts.spell[row]
        citizen = state.spells.citizen[spell]
        total, before = citizens.week_cost_ore[citizen], citizens.passed_cost_ore[citizen]
        if total != 0:
            upto = before + state.parts.cost_ore[row]
            whole = nearest(refund_of(model, total, monday))
            ore = nearest(whole * (upto / total)) - nearest(whole * (before / total))
            state.spells.revenue_ore[spell] += ore
            if model.parameters.yardstick.every_weeks > 0:
                state.teams.like_paid_ore[like_place(state, spell)] += ore
            total_ore += ore
            # Who comes again next week begins with nothing.
            citizens.passed_cost_ore[citizen] = upto if upto < total else 0
            if upto == total:
                citizens.week_cost_ore[citizen] = 0
        row = state.parts.next[row]
    return total_ore


def residents_booked(model: Model, event: Event, state: State) -> None:
    """Days of the team's citizens in a nursing home, at the payer's price of each day."""
    teams, team, prices = state.teams, event.team, model.parameters.prices
    residents, monday, cost = teams.residents[team], event.day - DAYS_PER_WEEK + 1, 0.0
    handover, later = handover_day(model, monday), 0.0
    for weekday in range(DAYS_PER_WEEK):
        residents += teams.residents_more[team, weekday]
        teams.residents_more[team, weekday] = 0
        price = prices.nursing_home_ore_per_day[period_of(model.parameters, monday + weekday)]
        cost += residents * price
        later += residents * price if monday + weekday >= handover else 0.0
    teams.residents[team] = residents
    if event.day >= 0:
        place = team, event.day // DAYS_PER_WEEK, OUTSIDE_NURSING_HOME
        state.weeks.outside_ore[place] += nearest(cost)
        state.weeks.outside_later_ore[place] += nearest(later)


def staff_booked(model: Model, event: Event, state: State, week: TeamWeek) -> int:
    """Book on each part its share of what the staff cost [øre]; the shares add up to it.

    By delivered minutes, or by days where nothing was delivered.
    """
    ore, passed, passed_ore = staff_cost(model, event, state), 0, 0
    has_refund = is_refunded(model, event.day - DAYS_PER_WEEK + 1)
    total = week.minutes if week.minutes > 0 else week.days
    row = state.teams.first_part[event.team]
    while row != NO_ROW:
        passed += _staff_share(state, row, event.day + 1, week)
        upto_ore = whole_share(ore, passed, total)
        share_ore, spell = upto_ore - passed_ore, state.parts.spell[row]
        state.spells.cost_ore[spell] += share_ore
        if model.parameters.yardstick.every_weeks > 0:
            state.teams.like_cost_ore[like_place(state, spell)] += share_ore
        if has_refund:
            state.parts.cost_ore[row] += share_ore
            state.citizens.week_cost_ore[state.spells.citizen[spell]] += share_ore
        passed_ore, row = upto_ore, state.parts.next[row]
    return ore


def _staff_share(state: State, row: int, after: int, week: TeamWeek) -> int:
    """What a part has of the delivered minutes, or of the days up to the day `after` the last."""
    if week.minutes > 0:
        return int(state.parts.delivered_minutes[row])
    return int(min(state.spells.end_day[state.parts.spell[row]], after) - state.parts.day[row])


# Where it is written


def _on_spell(state: State, part: Part, one: Booked) -> None:
    """Write what a part comes to on its spell, and how much better than at first it was spent."""
    spells, spell = state.spells, part.spell
    gained_levels = state.citizens.first_level[part.citizen] - spells.level[spell]
    spells.revenue_ore[spell] += one.revenue_ore
    spells.cost_ore[spell] += one.cost_ore
    spells.outside_ore[spell] += (
        one.night_ore
        + one.simple_nursing_ore
        + one.complex_nursing_ore
        + one.acute_nursing_ore
        + one.temporary_place_ore
        + one.hospital_ore
        + one.clinic_ore
    )
    spells.delivered_minutes[spell] += delivered_minutes(one)
    spells.unmet_minutes[spell] += one.unmet_minutes
    spells.self_determined_minutes[spell] += one.self_determined_minutes
    spells.clinic_visits[spell] += one.clinic_visits
    spells.home_visits[spell] += one.home_visits
    spells.days[spell] += one.days
    spells.gained_level_days[spell] += gained_levels * one.days
    spells.visited_days[spell] += one.visited_days
    spells.helpers[spell] += one.helpers
    spells.continuity[spell] += one.continuity


def week_booked(state: State, place: tuple[int, int], total: Booked) -> None:
    """Write what the parts of a week come to at its place (team, week)."""
    weeks, (team, week) = state.weeks, place
    weeks.minutes[team, week, HOME_CARE] += total.home_care_minutes
    weeks.minutes[team, week, NURSING] += total.nursing_minutes
    weeks.minutes[team, week, TRAINING] += total.training_minutes
    weeks.unmet_minutes[place] += total.unmet_minutes
    by_day = delivered_minutes(total) - total.evening_minutes - total.weekend_minutes
    weeks.time_minutes[team, week, DAY] += by_day
    weeks.time_minutes[team, week, EVENING] += total.evening_minutes
    weeks.time_minutes[team, week, WEEKEND] += total.weekend_minutes
    weeks.self_determined_minutes[place] += total.self_determined_minutes
    weeks.visited_days[place] += total.visited_days
    weeks.helpers[place] += total.helpers
    weeks.continuity[place] += total.continuity
    weeks.home_visits[place] += total.home_visits
    weeks.clinic_visits[place] += total.clinic_visits
    weeks.clinic_turned_home[place] += total.turned_home
    weeks.unmet_visits[place] += total.unmet_visits
    due_at_home = total.home_visits + total.unmet_visits - total.turned_home
    weeks.nursing_contacts[place] += due_at_home
    weeks.clinic_charged_ore[place] += total.clinic_charged_ore
    weeks.penalty_ore[place] += total.penalty_ore
    weeks.outside_ore[team, week, NIGHT] += total.night_ore
    weeks.outside_ore[team, week, SIMPLE_NURSING] += total.simple_nursing_ore
    weeks.outside_ore[team, week, COMPLEX_NURSING] += total.complex_nursing_ore
    weeks.outside_ore[team, week, ACUTE_NURSING] += total.acute_nursing_ore
    weeks.outside_ore[team, week, TEMPORARY_PLACE] += total.temporary_place_ore
    weeks.outside_ore[team, week, OUTSIDE_HOSPITAL] += total.hospital_ore
    weeks.outside_ore[team, week, OUTSIDE_CLINIC] += total.clinic_ore
    weeks.revenue_ore[place] += total.revenue_ore
    weeks.cost_ore[place] += total.cost_ore
