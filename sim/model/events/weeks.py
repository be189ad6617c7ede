"""The seventh day: delivery by the staff, settlement and policy review of a team."""

from sim.model.events.booking import booked, residents_booked
from sim.model.events.kinds import NO_EVENT, WEEK_ENDED, Event, Happened, Outcome, on_day
from sim.model.events.places import Model
from sim.model.events.settlement import TeamWeek, prepared
from sim.model.rules.policy import Review
from sim.model.state import NO_ROW, State
from sim.model.terms import SERVICES, TIMES
from sim.model.units import DAYS_PER_WEEK


def _settle(model: Model, event: Event, state: State, week: TeamWeek) -> None:
    """Book every part of a reported week and what the team bought or could not share."""
    weeks, team, number = state.weeks, event.team, event.day // DAYS_PER_WEEK
    part = state.teams.first_part[team]
    while part != NO_ROW:
        booked(model, event, state, part, week)
        part = state.parts.next[part]
    if week.parts == 0:
        weeks.unshared_ore[team, number] += week.staff_ore
        weeks.cost_ore[team, number] += week.staff_ore
    _care_booked(state, team, number)


def _care_booked(state: State, team: int, number: int) -> None:
    """What the team as a whole delivered, bought and left unmet."""
    weeks, now = state.weeks, state.settlement
    for service in range(len(SERVICES)):
        unmet = now.unmet_minutes[service]
        weeks.minutes[team, number, service] += now.needed_minutes[service] - unmet
        weeks.unmet_minutes[team, number] += unmet
        weeks.temporary_minutes[team, number] += now.bought_minutes[service]
    for time in range(len(TIMES)):
        weeks.time_minutes[team, number, time] += now.time_minutes[time]


def _review(model: Model, event: Event, state: State, citizens: int) -> None:
    """The team looks at the week and sets its levers for what begins later."""
    teams, team, week = state.teams, event.team, event.day // DAYS_PER_WEEK
    if week >= 0:
        teams.revenue_ore[team] += state.weeks.revenue_ore[team, week]
        teams.cost_ore[team] += state.weeks.cost_ore[team, week]
    review = Review(team, week, citizens, teams.revenue_ore[team], teams.cost_ore[team])
    levers = model.rulebook.policy(review)
    teams.development_weeks[team] = levers.development_weeks
    teams.effort[team] = levers.effort


def week_ended(model: Model, event: Event, state: State) -> Happened:
    """Settle every part of the week, leavers' included, then review."""
    week = prepared(model, event, state)
    if event.day >= 0:
        _settle(model, event, state, week)
    residents_booked(model, event, state)
    state.teams.first_part[event.team] = NO_ROW
    _review(model, event, state, week.parts)
    return (
        Outcome(WEEK_ENDED, NO_ROW, NO_ROW, NO_ROW, week.parts),
        on_day(event, event.day + DAYS_PER_WEEK),
        NO_EVENT,
        NO_EVENT,
    )
