"""The seventh day: delivery by the staff, settlement and policy review of a team."""

from sim.model.events.answers import (
    CERTAIN,
    MOST,
    POLICY_RULE,
    TRUE_UP_RULE,
    checked,
    checked_amount,
)
from sim.model.events.kinds import NO_EVENT, WEEK_ENDED, Event, Happened, Outcome, on_day
from sim.model.events.lookups import Model, period_of
from sim.model.events.queues.offers import week_of_queue
from sim.model.events.week.booking import (
    parts_booked,
    refunded,
    residents_booked,
    staff_booked,
    week_booked,
)
from sim.model.events.week.learning import learned
from sim.model.events.week.money import is_refunded
from sim.model.events.week.reserve import reserve_looked_at
from sim.model.events.week.settlement import TeamWeek, prepared
from sim.model.events.week.yardstick import ends_budget_year, yardstick_settled
from sim.model.levers import (
    ACCEPT_DELAY,
    ACCEPT_SHARE,
    CLINIC_SHARE,
    DELIVERED_SHARE,
    DEVELOPMENT_WEEKS,
    DISCHARGE_SHARE,
    EFFORT,
    RELABEL_SHARE,
    STEP_DOWN_DELAY,
    WRITTEN_SHARE,
    Levers,
)
from sim.model.parameters import Floats
from sim.model.rules.pay import BandTerms
from sim.model.rules.policy import Review
from sim.model.state import NO_ROW, State, TeamNow
from sim.model.units import DAYS_PER_WEEK, nearest


def _settled(model: Model, event: Event, state: State, week: TeamWeek) -> int:
    """Book a reported week; how many parts it has."""
    place = team, number = event.team, event.day // DAYS_PER_WEEK
    weeks, total = state.weeks, parts_booked(model, event, state, week)
    week_booked(state, place, total)
    if week.is_staff_paid:
        staff_ore = staff_booked(model, event, state, week)
        weeks.cost_ore[place] += staff_ore
        weeks.unshared_ore[place] += staff_ore if total.parts == 0 else 0
    if is_refunded(model, DAYS_PER_WEEK * number):
        refund = refunded(model, event, state)
        weeks.refund_ore[place] += refund
        weeks.revenue_ore[place] += refund
    weeks.temporary_minutes[place] += week.met.bought
    weeks.clinic_waiting[place] = state.teams.bookings[team]
    weeks.basis_ore[place] += week.basis_ore
    if total.days == 0:
        weeks.unshared_revenue_ore[place] += week.budget_ore
        weeks.revenue_ore[place] += week.budget_ore
        weeks.unshared_ore[place] += week.basis_ore
        weeks.cost_ore[place] += week.basis_ore
    return total.parts


def _review(model: Model, event: Event, state: State, citizens: int) -> None:
    """The team looks at the week and sets its levers for what begins later."""
    teams, team, week = state.teams, event.team, event.day // DAYS_PER_WEEK
    if week >= 0:
        teams.revenue_ore[team] += state.weeks.revenue_ore[team, week]
        teams.cost_ore[team] += state.weeks.cost_ore[team, week]
        _true_up(model, event, state)
    learned(model, event, state)
    _set(model, teams, team, model.rulebook.policy(_review_of(model, event, state, citizens)))


def _review_of(model: Model, event: Event, state: State, citizens: int) -> Review:
    behaviour, team = model.parameters.behaviour, event.team
    period = period_of(model.parameters, event.day)
    return Review(
        team,
        event.day // DAYS_PER_WEEK,
        citizens,
        state.teams.revenue_ore[team],
        state.teams.cost_ore[team],
        behaviour.policy[team],
        behaviour.reaction,
        _levers(behaviour.reference, team),
        _levers(behaviour.best, period * len(behaviour.policy) + team),
        _levers(behaviour.low, team),
        _levers(behaviour.high, team),
        _levers(state.teams.tried_levers, team),
    )


def _levers(table: Floats, row: int) -> Levers:
    """Levers of a row of a table whose last axis they are."""
    return Levers(
        table[row, DEVELOPMENT_WEEKS],
        table[row, EFFORT],
        table[row, DELIVERED_SHARE],
        table[row, CLINIC_SHARE],
        table[row, RELABEL_SHARE],
        table[row, STEP_DOWN_DELAY],
        table[row, ACCEPT_DELAY],
        table[row, WRITTEN_SHARE],
        table[row, ACCEPT_SHARE],
        table[row, DISCHARGE_SHARE],
    )


def _set(model: Model, teams: TeamNow, team: int, levers: Levers) -> None:
    """Set a team's levers."""
    _set_one(model, teams, (team, DEVELOPMENT_WEEKS), levers.development_weeks, MOST)
    _set_one(model, teams, (team, EFFORT), levers.effort, MOST)
    _set_one(model, teams, (team, DELIVERED_SHARE), levers.delivered_share, MOST)
    _set_one(model, teams, (team, RELABEL_SHARE), levers.relabel_share, CERTAIN)
    _set_one(model, teams, (team, STEP_DOWN_DELAY), levers.step_down_delay_weeks, MOST)
    _set_one(model, teams, (team, ACCEPT_DELAY), levers.accept_delay_weeks, MOST)
    _set_one(model, teams, (team, WRITTEN_SHARE), levers.written_share, MOST)
    _set_one(model, teams, (team, ACCEPT_SHARE), levers.accept_share, CERTAIN)
    _set_one(model, teams, (team, DISCHARGE_SHARE), levers.discharge_share, CERTAIN)
    # Below 0 it leaves the scenario's share.
    share = checked_amount(model.refused, POLICY_RULE, levers.clinic_share)
    if share > 0.0:
        share = checked(model.refused, POLICY_RULE, share, CERTAIN)
    teams.levers[team, CLINIC_SHARE] = share


def _set_one(
    model: Model, teams: TeamNow, place: tuple[int, int], value: float, most: float
) -> None:
    teams.levers[place] = checked(model.refused, POLICY_RULE, value, most)


def _true_up(model: Model, event: Event, state: State) -> None:
    """At the end of a budget year, even out what lies beyond the band of its revenue so far."""
    tariff, teams, team = model.parameters.tariff, state.teams, event.team
    week = event.day // DAYS_PER_WEEK
    if not ends_budget_year(model, week + 1, tariff.true_up_weeks):
        return
    period = period_of(model.parameters, event.day)
    band = BandTerms(tariff.band_share[period], tariff.trued_up_share[period])
    revenue = teams.revenue_ore[team] - teams.trued_up_revenue_ore[team]
    cost = teams.cost_ore[team] - teams.trued_up_cost_ore[team]
    evened = model.rulebook.true_up(revenue, cost, band)
    paid = nearest(checked_amount(model.refused, TRUE_UP_RULE, evened))
    weeks = state.weeks
    weeks.true_up_ore[team, week] += paid
    weeks.unshared_revenue_ore[team, week] += paid
    weeks.revenue_ore[team, week] += paid
    teams.revenue_ore[team] += paid
    teams.trued_up_revenue_ore[team] = teams.revenue_ore[team]
    teams.trued_up_cost_ore[team] = teams.cost_ore[team]


def week_ended(model: Model, event: Event, state: State) -> Happened:
    """Settle every part of the week, leavers' included, then review."""
    week = prepared(model, event, state)
    parts = _settled(model, event, state, week) if event.day >= 0 else week.parts
    residents_booked(model, event, state)
    week_of_queue(model, event, state)
    state.teams.first_part[event.team] = NO_ROW
    _review(model, event, state, parts)
    yardstick_settled(model, event, state)
    reserve_looked_at(model, event, state)
    return (
        Outcome(WEEK_ENDED, NO_ROW, NO_ROW, NO_ROW, parts),
        on_day(event, event.day + DAYS_PER_WEEK),
        NO_EVENT,
        NO_EVENT,
    )
