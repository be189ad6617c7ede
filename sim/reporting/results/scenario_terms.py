"""What the scenario says that figures need beside the results: capacity, slots, prices, weights.

Read from the scenario that `run.json` keeps. Where this version cannot read it, for it is of
another version or was put together by hand, there are no terms, and the figures do without.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from sim.experiments.summary.scenario_facts import facts_of
from sim.model.events.lookups import mean_price
from sim.model.events.week.staff import profession_terms
from sim.model.parameters import Floats, Ints, Parameters
from sim.model.rules.cost import cost
from sim.model.rules.staff import capacity
from sim.model.terms import GOALS, LEVELS, NURSING, PROFESSIONS
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.reading import Scenario


class Contacts(NamedTuple):
    """A nursing contact at home and at the clinic; arrays are [weeks]."""

    home_minutes: Floats
    home_dkk: Floats  # at hourly prices
    clinic_dkk: Floats
    slots: Floats  # open in the week; NaN without a limit
    slot_dkk: Floats
    is_charged_to_team: bool  # on the first day


class ScenarioTerms(NamedTuple):
    """What a scenario says, by week or team in the order of the file."""

    capacity_hours: Floats | None  # [teams] a week, mean over the reported weeks
    contacts: Contacts | None
    weights: Mapping[str, Mapping[str, float]]  # of the goals, by kind of course
    budget_year_weeks: int  # after which a deficit band is settled; 0 without one
    is_refunded: bool  # whether cost above a limit is
    yardstick_weeks: int = 0  # after which the yardstick is settled; 0 without one
    causes: tuple[str, ...] = ()  # at work, other than price, case mix and chance
    budgets_dkk: tuple[float, ...] = ()  # of the teams, less basis cost, over the reported weeks
    attended_hours: Floats | None = None  # [teams] a week, of which capacity is the user-facing


def scenario_terms(scenario: Scenario) -> ScenarioTerms:
    """Terms of the scenario that a results folder was made from."""
    parameters = parameters_of(scenario)
    facts = facts_of(scenario, "", "")
    hours = _staff_hours(scenario, parameters)
    return ScenarioTerms(
        None if hours is None else hours[0],
        _contacts(parameters),
        {goal.kind: dict(zip(GOALS, goal.weights, strict=True)) for goal in facts.goals},
        parameters.tariff.true_up_weeks,
        bool((parameters.tariff.refunded_share > 0).any()),
        parameters.yardstick.every_weeks,
        facts.causes,
        tuple(budget / ORE_PER_DKK for budget in facts.budgets_ore),
        None if hours is None else hours[1],
    )


def course_names_of_kind(run: Mapping[str, Any], kind: str) -> list[str]:
    """Names of the courses of a kind, from `run.json`."""
    return [course["name"] for course in _courses(run) if course.get("kind") == kind]


def has_exit_to(run: Mapping[str, Any], way_out: str) -> bool:
    """Whether some course can end in a way out, from `run.json`."""
    ends = (end.get("to") for course in _courses(run) for end in course.get("exits", []))
    return way_out in ends


def _courses(run: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    courses: list[Mapping[str, Any]] = run.get("resolved", {}).get("course", [])
    return courses


def _period_of_week(parameters: Parameters) -> Ints:
    """Period of the first day of each reported week."""
    calendar = parameters.calendar
    first_days = DAYS_PER_WEEK * np.arange(calendar.weeks)
    periods: Ints = calendar.period_of_day[first_days - calendar.first_day]
    return periods


def _staff_hours(scenario: Scenario, parameters: Parameters) -> Floats | None:
    """Hours a week of each team's own staff, the user-facing and all attended [2, teams]."""
    if not parameters.staff.is_limited:
        return None
    rows, periods = teams_by_key(scenario.values), _period_of_week(parameters)
    hours = np.zeros((2, len(rows)))
    for row, place in enumerate(rows):
        weekly = {p: _team_hours(parameters, int(p), row) for p in np.unique(periods)}
        hours[:, place] = np.mean([weekly[p] for p in periods], axis=0)
    return hours


def _team_hours(parameters: Parameters, period: int, team: int) -> tuple[float, float]:
    terms = [profession_terms(parameters, period, team, j) for j in range(len(PROFESSIONS))]
    attended = (one._replace(user_facing=1.0) for one in terms)
    facing, every = (sum(capacity(one) for one in of) for of in (terms, attended))
    return facing / MINUTES_PER_HOUR, every / MINUTES_PER_HOUR


def _contacts(parameters: Parameters) -> Contacts | None:
    clinic = parameters.clinic
    if not clinic.is_open:
        return None
    periods = _period_of_week(parameters)
    minutes = parameters.demand.contact_minutes[periods].astype(float)
    slots = clinic.slots[periods].astype(float)
    return Contacts(
        home_minutes=minutes,
        home_dkk=np.array(
            [_home_dkk(parameters, int(p), m) for p, m in zip(periods, minutes, strict=True)]
        ),
        clinic_dkk=clinic.ore_per_contact[periods] / ORE_PER_DKK,
        slots=np.where((slots < 0).any(axis=1), np.nan, slots.sum(axis=1)),
        slot_dkk=clinic.ore_per_slot[periods] / ORE_PER_DKK,
        is_charged_to_team=bool(clinic.is_charged_to_team[periods[0]]),
    )


def _home_dkk(parameters: Parameters, period: int, minutes: float) -> float:
    """A contact at home at the hourly price of nursing [DKK].

    Levels weigh alike, and so do the prices of teams that differ (assumption).
    """
    teams = np.unique(parameters.terms.of_team, return_index=True)[1].tolist()
    prices = [
        mean_price(parameters, period, level, NURSING, team)
        for level in range(LEVELS)
        for team in teams
    ]
    return cost(minutes, float(np.mean(prices))) / ORE_PER_DKK
