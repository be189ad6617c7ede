"""One replication of a scenario, from its arrays to its two tables.

A `Job` is all that a worker process needs; `replicated` turns a replication number into the
tables of the results folder, whose columns are made in `tables.py`.
"""

from typing import Final, NamedTuple

import numpy as np

from sim.engines.compiled_engine import CompiledEngine
from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.tables import Columns, Names, spells_table, team_weeks_table
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.state import State
from sim.scenario.parameters import by_level, parameters_of
from sim.scenario.reading import Scenario
from sim.scenario.schema import Values
from sim.scenario.teams import teams_by_key
from sim.theory.stationary_start import counted_start, stationary_start


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

    team_weeks: Columns
    spells: Columns


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


ENGINES: Final[dict[str, type[CompiledEngine | SimpyEngine]]] = {
    "compiled": CompiledEngine,
    "simpy": SimpyEngine,
}
"""Engines by name; they give the same figures, and the compiled one gives them sooner."""


def job(scenario: Scenario, *, engine: str = "compiled", rules: Rulebook = STANDARD_RULES) -> Job:
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
    engine = ENGINES[job.engine](job.parameters, job.rules, seed=job.seed, replication=replication)
    return tabulated(job, engine.run(), replication)


def tabulated(job: Job, state: State, replication: int) -> ReplicationTables:
    """Tables of a replication that has run."""
    return ReplicationTables(
        team_weeks_table(job, state, replication), spells_table(job, state, replication)
    )
