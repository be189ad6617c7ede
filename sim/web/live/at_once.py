"""A few replications at once: compiled code lets other threads run, so each CPU can have one."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING

from sim.experiments.prepared.prepare import PreparedJob
from sim.experiments.running.pool import available_workers
from sim.experiments.running.replication import run_to_end

if TYPE_CHECKING:
    from sim.model.state import State


def ended_at_once(
    prepared: PreparedJob, replications: Sequence[int]
) -> Iterator[tuple[int, "State"]]:
    """The first of these, one for each CPU, and the states in which they end, as they end.

    One alone where threads gain nothing: rules that are not compiled hold Python's lock.

    Raises
    ------
    RuleError
        When a rule answers out of its range.
    """
    several = available_workers() if prepared.runs_side_by_side else 1
    first = replications[:several]
    if len(first) == 1:
        yield first[0], run_to_end(prepared.job, first[0])
        return
    with ThreadPoolExecutor(len(first)) as threads:
        numbers = {threads.submit(run_to_end, prepared.job, number): number for number in first}
        for ended in as_completed(numbers):
            yield numbers[ended], ended.result()
