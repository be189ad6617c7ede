"""The days of a run, who comes to which team, and who chooses which."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from sim.model.parameters import Calendar, Choice, Inflow
from sim.model.state import FAR
from sim.model.terms import LEVELS, SOURCES
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.arrays.periods import each, entries
from sim.scenario.arrays.teams import key_number, teams_by_key
from sim.scenario.schema import Intake, TeamTable
from sim.scenario.schema.quantities import FIT
from sim.scenario.schema.scenario import Values


def calendar(values: Values, dates: Sequence[dt.date]) -> Calendar:
    """Days of the run, and the period that each lies in."""
    first_day = -DAYS_PER_WEEK * values.run.warm_up_weeks
    days = np.arange(first_day, DAYS_PER_WEEK * values.run.weeks + 1)
    begins = [(date - dates[0]).days for date in dates[1:]]
    periods = np.searchsorted(begins, days, side="right").astype(np.int64)
    ends = np.array([*begins, FAR], np.int64)
    return Calendar(first_day, values.run.weeks, periods, ends)


def inflow(periods: Sequence[Values]) -> Inflow:
    """Who comes, to which team, and where they begin."""
    teams = periods[0].team
    return Inflow(
        team_key=np.array([key_number(teams[row]) for row in teams_by_key(periods[0])], np.uint64),
        per_day=each(periods, _per_day),
        course_bounds=np.cumsum(each(periods, _first_courses), axis=-1),
        level_bounds=np.cumsum(each(periods, _first_levels), axis=-1),
    )


def _per_day(values: Values) -> list[list[float]]:
    return [_by_source(values.team[row]) for row in teams_by_key(values)]


def _by_source(team: TeamTable) -> list[float]:
    """Citizens a day from each source; a bare number counts as first contacts."""
    given = team.inflow_per_week
    weekly = given if isinstance(given, dict) else {"first_contact": given}
    numbers = {source: of for source, of in weekly.items() if of != FIT}
    if len(numbers) < len(weekly):
        raise ValueError(f"the inflow of {team.name} is to be fitted before anything runs")
    return [numbers.get(source, 0.0) / DAYS_PER_WEEK for source in SOURCES]


def _first_courses(values: Values) -> list[list[list[float]]]:
    names = [course.name for course in values.course]
    return [
        [_intake(values.team[row].intake or values.intake, source, names) for source in SOURCES]
        for row in teams_by_key(values)
    ]


def _intake(intake: Intake, source: str, names: Sequence[str]) -> list[float]:
    """Probability of each first course for a source: its own table, else the common one."""
    own = intake.get(source)
    table = own if isinstance(own, dict) else intake
    shares = [table.get(name, 0.0) for name in names]
    return [share if isinstance(share, float) else 0.0 for share in shares]


def _first_levels(values: Values) -> list[Sequence[float]]:
    given = values.citizen.start_level
    if not isinstance(given, dict):
        return [given] * len(SOURCES)
    nowhere = [1.0] + [0.0] * (LEVELS - 1)
    return [given.get(source, nowhere) for source in SOURCES]  # type: ignore[call-overload]


def choice(periods: Sequence[Values]) -> Choice:
    """Shares by team, by rising key; without a choice they are 0."""
    first = periods[0]
    names = [first.team[row].name for row in teams_by_key(first)]
    return Choice(
        is_free=first.choice is not None,
        share=each(periods, lambda v: entries(v.choice.at_intake if v.choice else None, names)),
        change_per_day=each(
            periods, lambda v: v.choice.change_per_week / DAYS_PER_WEEK if v.choice else 0.0
        ),
    )
