"""Replications over processes: handed out in order, reported as they finish.

A worker that dies (out of memory, `kill -9`) breaks a ProcessPoolExecutor for everyone. Then
the replications that were in flight are tried again one by one, each in a process of its
own, so that the one to blame is found and the others are kept; the rest goes on in a new
pool. One worker runs in this process, without a pool: no overhead, and rules that cannot be
pickled work. What a worker does is in `worker.py`.
"""

import os
import pickle
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import current_process, get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.experiments.folder.storage import ResultsError
from sim.experiments.running.worker import Attempt, Work, attempt, begin, replicate
from sim.writing import write_bytes

TRIES_ALONE = 2
GIVEN_UP_IN_A_ROW = 3


def available_workers() -> int:
    """CPUs that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def outcomes(work: Work, replications: Iterable[int], workers: int) -> Iterator[Attempt]:
    """Do the work of every replication and say what became of each, as they finish.

    Raises
    ------
    ResultsError
        When processes keep dying whatever they are given.
    """
    if workers == 1:
        return (attempt(work, replication) for replication in replications)
    return _in_processes(work, deque(replications), workers)


def travels(work: Work) -> bool:
    """Whether a worker process can be given this work.

    A function of a notebook or script lives in `__main__`, which a worker does not have.
    """
    try:
        return b"__main__" not in pickle.dumps(work)
    except Exception:  # noqa: BLE001 - pickle fails with any kind of exception
        return False


def starts_a_worker() -> bool:
    """Whether this process is a worker in the act of importing the parent's script.

    It is so in a script without `if __name__ == "__main__":`, which every worker runs again.
    """
    return bool(getattr(current_process(), "_inheriting", False))


def _in_processes(work: Work, waiting: deque[int], workers: int) -> Iterator[Attempt]:
    given_up = 0
    with _packed(work) as package:
        while waiting:
            in_flight = yield from _until_a_worker_dies(package, waiting, workers)
            for replication in in_flight:
                is_done = yield from _alone(package, replication)
                given_up = 0 if is_done else given_up + 1
                if given_up == GIVEN_UP_IN_A_ROW:
                    raise ResultsError(_all_die(replication))


@contextmanager
def _packed(work: Work) -> Iterator[Path]:
    """The work in a file that every worker reads.

    Handed over as an argument it would go through a pipe, and with more than a pipe holds the
    parent would wait for ever for a worker that died before it read.
    """
    with TemporaryDirectory(prefix="forloeb-") as folder:
        package = Path(folder) / "work"
        write_bytes(pickle.dumps(work), package)
        yield package


def _all_die(replication: int) -> str:
    return (
        f"worker processes keep dying, last in replication {replication}: is memory short, or "
        'does your script lack `if __name__ == "__main__":`? Try --workers 1. '
        "Replications already finished are kept."
    )


def _alone(package: Path, replication: int) -> Generator[Attempt, None, bool]:
    """Try one replication in processes of its own; true when it came back."""
    for _ in range(TRIES_ALONE):
        lost = yield from _until_a_worker_dies(package, deque([replication]), 1)
        if not lost:
            return True
    fault = f"its process died {1 + TRIES_ALONE} times without a word (out of memory?)"
    yield Attempt(replication, fault)
    return False


def _until_a_worker_dies(
    package: Path, waiting: deque[int], workers: int
) -> Generator[Attempt, None, list[int]]:
    """Take replications from `waiting` until it is empty or a worker dies.

    Only as many as there are workers are in the pool at once: so it is known which were in
    flight when a worker died. Those are returned.
    """
    in_flight: dict[Future[Attempt], int] = {}
    with _processes(package, min(workers, len(waiting))) as pool:
        while waiting or in_flight:
            try:
                while waiting and len(in_flight) < workers:
                    in_flight[_submitted(pool, waiting[0])] = waiting[0]
                    waiting.popleft()
            except BrokenProcessPool:
                return sorted(in_flight.values())
            finished, _ = wait(in_flight, return_when=FIRST_COMPLETED)
            whole = [future for future in finished if future.exception() is None]
            for future in sorted(whole, key=in_flight.__getitem__):
                del in_flight[future]
                yield future.result()
            if len(whole) < len(finished):
                return sorted(in_flight.values())
    return []


@contextmanager
def _processes(package: Path, workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose workers leave at once when this block is left early.

    They hold one end of a pipe and this process the other: closing it, or dying, ends them.
    """
    spawn = get_context("spawn")
    workers_end, our_end = spawn.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, spawn, initializer=begin, initargs=(package, workers_end))
    try:
        yield pool
        pool.shutdown()
    finally:
        our_end.close()
        pool.shutdown(cancel_futures=True)
        workers_end.close()


def _submitted(pool: ProcessPoolExecutor, replication: int) -> Future[Attempt]:
    """Hand out one replication, deaf to Ctrl-C meanwhile.

    A new worker inherits the deafness, so Ctrl-C in its first moments prints no traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(replicate, replication)
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(replicate, replication)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
