"""What a worker is given to do where nothing is written: one replication, brought back."""

from typing import NamedTuple

from sim.experiments.prepared.state_sums import Ended, sums_of_state
from sim.experiments.running.replication import (
    ReplicationTables,
    logged_to_end,
    run_to_end,
    tabulated,
)
from sim.experiments.summary.scenario_facts import ScenarioFacts
from sim.experiments.summary.sums import Sums
from sim.experiments.tables.job import Job
from sim.model.log import LogRow


class Replicated(NamedTuple):
    """A replication in memory."""

    sums: Sums
    tables: ReplicationTables
    log: list[LogRow] | None


def replicate_in_memory(
    wanted: Job,
    facts: ScenarioFacts,
    keep_log: bool,  # noqa: FBT001 - bound before it travels
    replication: int,
) -> Replicated:
    """Run one replication, add it up and tabulate it; keep what happened, if asked."""
    log = None
    if keep_log:
        state, log = logged_to_end(wanted, replication)
    else:
        state = run_to_end(wanted, replication)
    return Replicated(
        sums_of_state(wanted, facts, Ended(replication, state)),
        tabulated(wanted, state, replication),
        log,
    )


def sums_of_replication(job: Job, facts: ScenarioFacts, replication: int) -> Sums:
    """Run one replication and add it up: what a worker does."""
    return sums_of_state(job, facts, Ended(replication, run_to_end(job, replication)))
