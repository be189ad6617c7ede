"""Work over the machines of a cluster: handed out by name, reported as its pieces finish.

A piece comes back to this process, which alone writes. Machines come and go: Dask gives the
pieces of a lost one to another. If the scheduler is lost, it is looked for again and all that has
not come back is handed out anew. What a machine does is in `task.py`.
"""

import hashlib
import logging
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sim.experiments.cluster import machines
from sim.experiments.cluster.machines import ClusterError, connected, scheduler_of
from sim.experiments.cluster.stack import otherwise_there, rulebook_hash, stack_here
from sim.experiments.cluster.task import Package, Piece, Pieces, Wanted, perform
from sim.experiments.folder.documents import canonical_json
from sim.experiments.running.worker import Attempt, in_words
from sim.extras import needs_extra
from sim.model.rulebook import Rulebook
from sim.scenario.reading import Scenario

if TYPE_CHECKING:
    from distributed import Client, Future

SECONDS_BETWEEN_LOOKS: Final = 1.0
MOST_HANDED_OUT: Final = 1_000
"""Pieces on the cluster together: results wait there until they are fetched."""

LOST_IN_A_ROW: Final = 5


class ClusterWork(NamedTuple):
    """Work for a cluster: a function with its first arguments, its rules, what determines it."""

    function: Callable[..., Any]
    rules: Rulebook
    determinants: object


def all_of(scenario: Scenario | None) -> list[object]:
    """All that a scenario says, ready for JSON: names too, which decide no replication."""
    if scenario is None:
        return []
    return [scenario.stem, scenario.resolved, all_of(scenario.starts_as)]


class _LostError(Exception):
    """The scheduler, or what was handed to it, is gone."""


def cluster_outcomes(cluster: str, work: ClusterWork, pieces: Pieces) -> Iterator[Attempt]:
    """Do every piece on a cluster and say what became of each, as they finish.

    Raises
    ------
    ClusterError
        When there is no scheduler, no worker, or one of another version.
    MissingExtraError
        When Dask is not installed.
    """
    with needs_extra("cluster", "--cluster"):
        import distributed  # noqa: F401 - asked for before anything is begun
    waiting = dict.fromkeys(pieces.numbers)
    package, wanted = _packed(work), Wanted(stack_here(), rulebook_hash(work.rules))
    stem = _stem(work, wanted)
    with _quiet(), scheduler_of(cluster) as address:
        lost = 0
        while waiting:
            with connected(address) as client:
                try:
                    for attempt in _Round(client, package, wanted, stem).outcomes(
                        list(waiting), pieces.of
                    ):
                        del waiting[attempt.replication]
                        lost = 0
                        yield attempt
                except _LostError as fault:
                    lost += 1
                    if lost == LOST_IN_A_ROW:
                        raise ClusterError(f"{address}: the scheduler keeps being lost") from fault


def _packed(work: ClusterWork) -> Package:
    """Function, arguments and rules; what a script or notebook defines travels by value."""
    import cloudpickle

    packed = cloudpickle.dumps((work.function, work.rules))
    return Package(packed, hashlib.sha256(packed).hexdigest())


def _stem(work: ClusterWork, wanted: Wanted) -> str:
    """How the keys of all pieces begin: a sum of all that determines what they give."""
    verb = getattr(work.function, "func", work.function).__qualname__
    text = canonical_json([verb, work.determinants, dict(wanted.stack), wanted.rules])
    return f"forloeb-{hashlib.sha256(text.encode()).hexdigest()[:32]}"


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask's own lines about lost machines are not for the user: ours say what to do."""
    known = [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    before = {logger: logger.level for logger in map(logging.getLogger, known)}
    for logger in before:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="distributed")
            yield
    finally:
        for logger, level in before.items():
            logger.setLevel(level)


class _Round:
    """Pieces handed to one scheduler, until all are back or it is lost."""

    def __init__(self, client: "Client", package: Package, wanted: Wanted, stem: str) -> None:
        self._client, self._package, self._wanted, self._stem = client, package, wanted, stem
        self._finished: SimpleQueue[Future[Attempt]] = SimpleQueue()
        self._out: dict[str, tuple[Piece, Future[Attempt]]] = {}
        self._seen = time.monotonic()

    def outcomes(self, waiting: Sequence[int], piece: Callable[[int], Piece]) -> Iterator[Attempt]:
        """What became of each piece."""
        while not self._workers():
            time.sleep(SECONDS_BETWEEN_LOOKS / 4)
        self._check_versions()
        packed = self._told(self._scattered)
        left = deque(waiting)
        while left or self._out:
            while left and len(self._out) < MOST_HANDED_OUT:
                self._hand_out(piece(left.popleft()), packed)
            try:
                future = self._finished.get(timeout=SECONDS_BETWEEN_LOOKS)
            except Empty:
                self._workers()
            else:
                attempt = self._fetched(future)
                if attempt:
                    yield attempt

    def _told(self, ask: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is asked
        """Ask the scheduler."""
        if self._client.status != "running":
            raise _LostError
        try:
            return ask()
        except (
            OSError,
            RuntimeError,
            CancelledError,
        ) as fault:  # no answer, or the client has closed
            raise _LostError from fault

    def _workers(self) -> Sequence[str]:
        """Addresses of the workers; none for too long is said."""
        found = list(self._told(self._client.nthreads))
        if found:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > machines.PATIENCE_SECONDS:
            raise ClusterError(
                "no workers left on the cluster; start some (`dask worker ADDRESS`) and run the "
                "same again: what is kept in a folder is not run twice"
            )
        return found

    def _check_versions(self) -> None:
        found = self._told(partial(self._client.run, stack_here, on_error="return"))
        for worker, stack in found.items():
            if isinstance(stack, BaseException):
                other = f"cannot load this Forløb: {in_words(stack)}"
            else:
                other = otherwise_there(self._wanted.stack, stack)
            if other:
                raise ClusterError(
                    f"worker {worker} has another version: {other}; "
                    "install the same on all machines"
                )

    def _scattered(self) -> Any:  # noqa: ANN401 - a future, which has no type
        """The package, on every worker there is now; others fetch it from those."""
        key = f"forloeb-work-{self._package.digest}"
        return self._client.scatter({key: self._package.work}, broadcast=True)[key]

    def _hand_out(self, piece: Piece, packed: Any) -> None:  # noqa: ANN401 - a future
        key = f"{self._stem}-{piece.name}"
        given = packed, self._package.digest, self._wanted, piece
        future = self._told(partial(self._client.submit, perform, *given, key=key, pure=False))
        self._await(piece, future)

    def _await(self, piece: Piece, future: "Future[Attempt]") -> None:
        self._out[str(future.key)] = piece, future
        future.add_done_callback(self._finished.put)

    def _fetched(self, future: "Future[Attempt]") -> Attempt | None:
        """What became of a piece; nothing where its worker was lost meanwhile: it is done again."""
        piece, _ = self._out.pop(str(future.key))
        if future.status not in _BACK:
            raise _LostError
        try:
            of = future.result(timeout=machines.PATIENCE_SECONDS)
        except TimeoutError:
            self._workers()
            self._await(piece, future)
            return None
        except (OSError, RuntimeError, CancelledError) as fault:
            raise _LostError from fault
        except Exception as fault:  # noqa: BLE001 - whatever came back is reported
            return Attempt(piece.number, _fault(fault))
        # The number is this call's: a piece of the same name may have another elsewhere.
        return of._replace(replication=piece.number)


_BACK: Final = ("finished", "error")


def _fault(fault: Exception) -> str:
    from distributed import KilledWorker

    if isinstance(fault, KilledWorker):
        return "its worker died again and again without a word (out of memory?)"
    return in_words(fault)
