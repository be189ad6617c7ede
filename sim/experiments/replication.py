"""One replication of a scenario, from its arrays to its two tables.

A `Job` is all that a worker process needs; `replicated` turns a replication number into the
tables of the results folder. What the tables' columns mean is in design, section 4.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.engines.simpy_engine import SimpyEngine
from sim.model.parameters import Floats, Ints, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.state import SPELLS, State
from sim.model.terms import (
    LEVEL_CHANGE,
    LEVEL_CHANGE_NAME,
    PRESENT,
    RESUME,
    RESUME_NAME,
    SERVICES,
    SOURCES,
    STILL_THERE,
    out_name,
)
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK
from sim.scenario.parameters import by_level, parameters_of
from sim.scenario.reading import Scenario
from sim.scenario.schema import Values
from sim.scenario.teams import teams_by_key
from sim.theory.stationary_start import counted_start, stationary_start

Column = Sequence[object] | Floats | Ints


class Names(NamedTuple):
    """What the planner calls things, in the order of the file."""

    teams: tuple[str, ...]
    courses: tuple[str, ...]

    def destination(self, code: int) -> str:
        """Name of where a spell led: a course, a way out, a level change or a return."""
        if code == LEVEL_CHANGE:
            return LEVEL_CHANGE_NAME
        if code == RESUME:
            return RESUME_NAME
        return self.courses[code] if code >= 0 else out_name(code)


class Job(NamedTuple):
    """Everything that replications of one scenario share."""

    parameters: Parameters
    names: Names
    team_rows: tuple[int, ...]  # row of each team of the file among the teams by key
    seed: int
    engine: str
    rules: Rulebook


class ReplicationTables(NamedTuple):
    """Two tables as columns by name; None stands for null."""

    team_weeks: dict[str, Column]
    spells: dict[str, Column]


def started(scenario: Scenario, rules: Rulebook = STANDARD_RULES) -> Parameters:
    """Arrays of a scenario with those present on its first day."""
    parameters = parameters_of(scenario)
    initial = scenario.values.run.initial
    if initial == "empty":
        return parameters
    if initial == "stationary":
        return parameters._replace(start=stationary_start(parameters, rules))
    counts = _counts(scenario.values)
    return parameters._replace(start=counted_start(parameters, counts, rules))


def _counts(values: Values) -> dict[tuple[int, int], Floats]:
    """Today's counts by team (by key) and course."""
    initial = values.run.initial
    names = [values.team[row].name for row in teams_by_key(values)]
    courses = [course.name for course in values.course]
    if not isinstance(initial, dict):
        return {}
    return {
        (names.index(team), courses.index(course)): (
            by_level(count) if isinstance(count, list) else np.asarray(float(count))
        )
        for team, table in initial.items()
        for course, count in table.items()
    }


def job(scenario: Scenario, *, engine: str = "auto", rules: Rulebook = STANDARD_RULES) -> Job:
    """Prepare a scenario's replications."""
    values = scenario.values
    rows = teams_by_key(values)
    return Job(
        parameters=started(scenario, rules),
        names=Names(
            tuple(team.name for team in values.team),
            tuple(course.name for course in values.course),
        ),
        team_rows=tuple(rows.index(place) for place in range(len(rows))),
        seed=values.run.seed,
        engine=engine,
        rules=rules,
    )


def replicated(job: Job, replication: int) -> ReplicationTables:
    """Run one replication to its end and tabulate it."""
    engine = SimpyEngine(job.parameters, job.rules, seed=job.seed, replication=replication)
    return tabulated(job, engine.run(), replication)


def tabulated(job: Job, state: State, replication: int) -> ReplicationTables:
    """Tables of a replication that has run."""
    return ReplicationTables(_team_weeks(job, state, replication), _spells(job, state, replication))


def _team_weeks(job: Job, state: State, replication: int) -> dict[str, Column]:
    """One row a team and week, teams in the order of the file."""
    rows = np.array(job.team_rows)
    weeks = job.parameters.calendar.weeks
    size = len(rows) * weeks
    days = state.weeks.days[rows].reshape(size, -1) / DAYS_PER_WEEK
    hours = state.weeks.minutes[rows].reshape(size, -1) / MINUTES_PER_HOUR
    revenue, cost = state.weeks.revenue_ore[rows].ravel(), state.weeks.cost_ore[rows].ravel()
    citizens = state.weeks.days[rows].sum(axis=-1).ravel() / DAYS_PER_WEEK
    return {
        "replication": np.full(size, replication),
        "team": [name for name in job.names.teams for _ in range(weeks)],
        "week": np.tile(np.arange(weeks), len(rows)),
        "citizens": citizens,
        **{f"{name}_citizens": days[:, c] for c, name in enumerate(job.names.courses)},
        **{f"{name}_hours": hours[:, s] for s, name in enumerate(SERVICES)},
        "clinic_visits": np.zeros(size, np.int64),
        "home_visits": [None] * size,
        "unmet_hours": np.zeros(size),
        "temporary_hours": np.zeros(size),
        "revenue_dkk": revenue / ORE_PER_DKK,
        "cost_dkk": cost / ORE_PER_DKK,
        "deviation_dkk": (revenue - cost) / ORE_PER_DKK,
    }


def _spells(job: Job, state: State, replication: int) -> dict[str, Column]:
    """One row a spell that was open on a reported day, in the order in which they began."""
    spells = state.spells
    begun = np.arange(int(state.rows[SPELLS]))
    is_open = spells.exit[begun] == STILL_THERE
    kept = begun[(is_open | (spells.end_day[begun] > 0)) & (spells.start_day[begun] < _end(job))]
    citizens = spells.citizen[kept]
    team_of_key = {row: job.names.teams[place] for place, row in enumerate(job.team_rows)}
    teams = [team_of_key[int(row)] for row in state.citizens.team[citizens]]
    return {
        "replication": np.full(len(kept), replication),
        "citizen": [
            _citizen_name(state, int(citizen), team)
            for citizen, team in zip(citizens, teams, strict=True)
        ],
        "team": teams,
        "course": [job.names.courses[course] for course in spells.course[kept]],
        "level": spells.level[kept],
        "start_day": spells.start_day[kept],
        "end_day": [
            None if code == STILL_THERE else int(day)
            for code, day in zip(spells.exit[kept], spells.end_day[kept], strict=True)
        ],
        "exit": [
            None if code == STILL_THERE else job.names.destination(int(code))
            for code in spells.exit[kept]
        ],
        "revenue_dkk": spells.revenue_ore[kept] / ORE_PER_DKK,
        "cost_dkk": spells.cost_ore[kept] / ORE_PER_DKK,
        "drawn_days": spells.drawn_days[kept],
        "entry": [bool(flag) for flag in spells.is_entry[kept]],
    }


def _end(job: Job) -> int:
    return DAYS_PER_WEEK * job.parameters.calendar.weeks


def _citizen_name(state: State, citizen: int, team: str) -> str:
    """Who a citizen is in every scenario: team, source and ordinal."""
    citizens = state.citizens
    source, number = int(citizens.source[citizen]), int(citizens.number[citizen])
    ordinal = str(number) if source == PRESENT else f"{int(citizens.day[citizen])}.{number}"
    return f"{team}/{SOURCES[source]}/{ordinal}"
