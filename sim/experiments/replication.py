"""One replication of a scenario, from its arrays to its two tables.

A `Job` is all that a worker process needs; `replicated` turns a replication number into the
tables of the results folder, whose columns are made in `tables.py`.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from sim.engines.compiled_engine import CompiledEngine, Finished
from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.starting import started
from sim.experiments.tables import Columns, Names, spells_table, team_weeks_table
from sim.model.parameters import Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.state import State
from sim.scenario.reading import Scenario
from sim.scenario.teams import teams_by_key


class Job(NamedTuple):
    """Everything that replications of one scenario share."""

    parameters: Parameters
    names: Names
    team_rows: tuple[int, ...]  # row of each team of the file among the teams by key
    seed: int
    engine: str
    rules: Rulebook
    payers: Mapping[str, float] = {}
    """Share of the citizens by payer; empty where nobody asks who pays."""


class ReplicationTables(NamedTuple):
    """Two tables as columns by name; None stands for null."""

    team_weeks: Columns
    spells: Columns


ENGINES: Final[dict[str, type[CompiledEngine | SimpyEngine]]] = {
    "compiled": CompiledEngine,
    "simpy": SimpyEngine,
}
"""Engines by name; they give the same figures, and the compiled one gives them sooner."""


def job(
    scenario: Scenario,
    *,
    engine: str = "compiled",
    rules: Rulebook = STANDARD_RULES,
    start_rules: Rulebook | None = None,
) -> Job:
    """Prepare a scenario's replications; `start_rules` say who is there on the first day."""
    values = scenario.values
    rows = teams_by_key(values)
    return Job(
        parameters=started(scenario, rules, start_rules),
        names=Names(
            tuple(team.name for team in values.team),
            tuple(course.name for course in values.course),
        ),
        team_rows=tuple(rows.index(place) for place in range(len(rows))),
        seed=values.run.seed,
        engine=engine,
        rules=rules,
        payers=values.payers.share if values.payers else {},
    )


def run_to_end(job: Job, replication: int, finished: Finished | None = None) -> State:
    """The state in which a replication ends.

    `finished` is given the spells that the compiled engine does not keep in a large run; without
    it they are all in the state.
    """
    engine = ENGINES[job.engine](job.parameters, job.rules, seed=job.seed, replication=replication)
    return engine.run(finished) if isinstance(engine, CompiledEngine) else engine.run()


def replicated(job: Job, replication: int) -> ReplicationTables:
    """Run one replication to its end and tabulate it."""
    return tabulated(job, run_to_end(job, replication), replication)


def tabulated(job: Job, state: State, replication: int) -> ReplicationTables:
    """Tables of a replication that has run."""
    return ReplicationTables(
        team_weeks_table(job, state, replication), spells_table(job, state, replication)
    )
