"""One replication of a scenario, from its arrays to its two tables.

`replicated` turns a replication number into the tables of the results folder, whose columns are
made in `tables/tables.py`.
"""

from typing import Final, NamedTuple

from sim.engines.compiled_engine import CompiledEngine, Finished
from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.tables.columns import Columns
from sim.experiments.tables.job import Job
from sim.experiments.tables.tables import spells_table, team_weeks_table
from sim.model.log import LogRow
from sim.model.state import State


class ReplicationTables(NamedTuple):
    """Two tables as columns by name; None stands for null."""

    team_weeks: Columns
    spells: Columns


ENGINES: Final[dict[str, type[CompiledEngine | SimpyEngine]]] = {
    "compiled": CompiledEngine,
    "simpy": SimpyEngine,
}
"""Engines by name; they give the same figures, and the compiled one gives them sooner."""


def logged_to_end(job: Job, replication: int) -> tuple[State, list[LogRow]]:
    """The state in which a replication ends, and everything that happened."""
    engine = ENGINES[job.engine](
        job.parameters, job.rules, seed=job.seed, replication=replication, keep_log=True
    )
    return engine.run(), engine.log or []


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
