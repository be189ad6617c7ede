"""The yardstick: some teams' pay is settled at what other teams' care actually cost on average.

Every part of a reported week is noted by team, course and level: its days, its cost and its pay
without penalties. Once in a budget year, on its last day and on the last of the run, each team that
is paid by the yardstick gets the price of its days (rule `yardstick`) less what it has been paid
for them, or pays it back. With `like_citizens` each course and level has its own average; without,
all of them have one. Days for which no team of the yardstick had any day have no price, and the pay
for them stands. Days in hospital count for nobody. What belongs to no citizen (budgets and staff of
weeks with nobody, penalties) is not settled.

It is booked after the week's last review, so a team that reacts to money sees it a week later.
"""

from typing import Final

from sim.model.events.answers import YARDSTICK_RULE, checked
from sim.model.events.kinds import Event
from sim.model.events.lookups import Model, period_of
from sim.model.events.week.parts import Booked, Part
from sim.model.parameters import Ints
from sim.model.state import State
from sim.model.terms import HOSPITAL, LEVELS
from sim.model.units import DAYS_PER_WEEK, nearest

_EVERY: Final = -1
"""In the place of a level or a course: all of them."""


def ends_budget_year(model: Model, weeks: int, every: int) -> bool:
    """Whether a budget year is settled after these weeks: a full one, or the run's last."""
    return every > 0 and (weeks % every == 0 or weeks == model.parameters.calendar.weeks)


def like_place(state: State, spell: int) -> tuple[int, int, int]:
    """Where a spell is noted: team, course and the level that need and pay follow."""
    spells = state.spells
    return spells.team[spell], spells.course[spell], spells.assessed_level[spell]


def like_booked(state: State, part: Part, one: Booked) -> None:
    """Note what a part comes to, but for its share of what staff cost."""
    place = part.team, part.course, part.level
    state.teams.like_days[place] += part.days
    state.teams.like_cost_ore[place] += one.cost_ore
    state.teams.like_paid_ore[place] += one.revenue_ore + one.penalty_ore


def yardstick_settled(model: Model, event: Event, state: State) -> None:
    """Settle the yardstick at the end of a budget year, after the last team's week."""
    yardstick, week = model.parameters.yardstick, event.day // DAYS_PER_WEEK
    teams = len(model.parameters.inflow.team_key)
    if event.team + 1 < teams or event.day < 0:
        return
    if not ends_budget_year(model, week + 1, yardstick.every_weeks):
        return
    for team in range(teams):
        if yardstick.paid[team] == 1:
            _paid(state, (team, week), _due(model, event, state, team))
    for team in range(teams):
        _forgotten(model, state, team)


def _due(model: Model, event: Event, state: State, team: int) -> int:
    """What a team is to get, below 0 to pay [øre]; rounded once for each price."""
    if not model.parameters.yardstick.like_citizens:
        return _of(model, event, state, (team, _EVERY, _EVERY))
    total = 0
    for course in range(len(model.parameters.network.kind)):
        for level in range(LEVELS):
            total += _of(model, event, state, (team, course, level))
    return total


def _of(model: Model, event: Event, state: State, place: tuple[int, int, int]) -> int:
    """The price of a team's days less what has been paid for them, in a course at a level."""
    yardstick, (team, course, level) = model.parameters.yardstick, place
    days = cost = 0
    for other in range(len(model.parameters.inflow.team_key)):
        if yardstick.of[other] == 1:
            days += _sum(model, state.teams.like_days, (other, course, level))
            cost += _sum(model, state.teams.like_cost_ore, (other, course, level))
    own_days = _sum(model, state.teams.like_days, place)
    if days == 0 or own_days == 0:
        return 0
    share = yardstick.overhead_share[period_of(model.parameters, event.day), team]
    price = model.rulebook.yardstick(cost, days, own_days, share)
    price_ore = nearest(checked(model.refused, YARDSTICK_RULE, price))
    return price_ore - _sum(model, state.teams.like_paid_ore, place)


def _sum(model: Model, table: Ints, place: tuple[int, int, int]) -> int:
    """What was noted of a team in a course at a level, or in all but hospital."""
    team, one, level = place
    if one != _EVERY:
        is_away = model.parameters.network.kind[one] == HOSPITAL
        return 0 if is_away else int(table[team, one, level])
    total = 0
    for course in range(len(model.parameters.network.kind)):
        if model.parameters.network.kind[course] != HOSPITAL:
            for at in range(LEVELS):
                total += int(table[team, course, at])
    return total


def _paid(state: State, place: tuple[int, int], ore: int) -> None:
    """Book what a team gets, at its place (team, week)."""
    weeks = state.weeks
    weeks.yardstick_ore[place] += ore
    weeks.unshared_revenue_ore[place] += ore
    weeks.revenue_ore[place] += ore
    state.teams.revenue_ore[place[0]] += ore


def _forgotten(model: Model, state: State, team: int) -> None:
    """Begin to note anew."""
    for course in range(len(model.parameters.network.kind)):
        for level in range(LEVELS):
            state.teams.like_days[team, course, level] = 0
            state.teams.like_cost_ore[team, course, level] = 0
            state.teams.like_paid_ore[team, course, level] = 0
