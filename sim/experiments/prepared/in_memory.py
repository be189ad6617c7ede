"""What a worker is given to do where nothing is written: one replication, brought back."""

from typing import NamedTuple

from sim.experiments.prepared.state_sums import Ended, sums_of_state
from sim.experiments.running.replication import ReplicationTables, run_to_end, tabulated
from sim.experiments.summary.scenario_facts import ScenarioFacts
from sim.experiments.summary.sums import Sums
from sim.experiments.tables.job import Job


class Replicated(NamedTuple):
    """A replication in memory."""

    sums: Sums
    tables: ReplicationTables


def replicate_in_memory(wanted: Job, facts: ScenarioFacts, replication: int) -> Replicated:
    """Run one replication, add it up and tabulate it."""
    state = run_to_end(wanted, replication)
    return Replicated(
        sums_of_state(wanted, facts, Ended(replication, state)),
        tabulated(wanted, state, replication),
    )
