"""Where work is done: in this process, over processes of this machine, or over a cluster.

This is the one place that chooses. Whoever has work says it in pieces that depend on nothing but
their arguments (`SharedWork`); `pool.py` and `cluster/outcomes.py` hand them out. The answers are
the same wherever they were found.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, NamedTuple

from sim.experiments.cluster.machines import check_cluster, held
from sim.experiments.cluster.outcomes import ClusterWork, cluster_outcomes
from sim.experiments.cluster.task import Piece, Pieces
from sim.experiments.running import pool
from sim.experiments.running.pool import check_workers
from sim.experiments.running.worker import Attempt, piecewise
from sim.model.rulebook import Rulebook


class Machines(NamedTuple):
    """Who is to do some work: processes of this machine, or the workers of a cluster."""

    workers: int | None = None
    """Processes; None: none until what is left would take them less time."""
    cluster: str | None = None
    """Address of a Dask scheduler, or `local:N`; None: this machine."""

    def check(self) -> None:
        """Refuse what cannot be meant.

        Raises
        ------
        ValueError
            When it is no number of processes, or does not say where a cluster is.
        """
        check_workers(self.workers)
        check_cluster(self.cluster)

    def held(self) -> AbstractContextManager[None]:
        """A block in which all work goes to the same cluster, `local:N` begun once."""
        return held(self.cluster)


class SharedWork(NamedTuple):
    """A function that can be called anywhere, its rules, and all else that determines answers."""

    function: Callable[..., Any]
    """Takes a piece's arguments; one that goes to other processes has a name, or is a `partial`."""
    rules: Rulebook
    determinants: object
    """Ready for JSON: a cluster may remember an answer by these and the name of its piece."""
    side_by_side: bool = False
    """Claim that pieces may be done by threads of one process, and that they gain by it."""


def replications_of(numbers: Iterable[int]) -> Pieces:
    """One piece for each replication; the function takes its number."""
    return Pieces(list(numbers), _replication)


def _replication(number: int) -> Piece:
    return Piece(number, str(number), (number,))


def shared_out(work: SharedWork, pieces: Pieces, machines: Machines) -> Iterator[Attempt]:
    """Do every piece and say what became of each, as they finish.

    Raises
    ------
    ResultsError
        When processes keep dying, or the cluster cannot be used.
    MissingExtraError
        When a cluster is asked for and Dask is not installed.
    """
    many = len(pieces.numbers)
    if not many:
        return iter(())
    if machines.cluster is not None:
        return cluster_outcomes(machines.cluster, _for_cluster(work), pieces)
    workers = None if machines.workers is None else min(machines.workers, many)
    here = partial(piecewise, work.function, pieces.of)
    return pool.outcomes(here, pieces.numbers, workers, side_by_side=work.side_by_side)


def _for_cluster(work: SharedWork) -> ClusterWork:
    return ClusterWork(work.function, work.rules, work.determinants)
