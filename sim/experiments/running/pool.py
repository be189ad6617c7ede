"""Replications over processes: handed out in order, reported as they finish.

A worker that dies (out of memory, `kill -9`) breaks a ProcessPoolExecutor for everyone. Then
the replications that were in flight are tried again one by one, each in a process of its
own, so that the one to blame is found and the others are kept; the rest goes on in a new
pool. One worker runs in this process, without a pool: no overhead, and rules that cannot be
pickled work. What a worker does is in `worker.py`.
"""

import os
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from math import inf
from multiprocessing import current_process
from typing import Final

from sim.experiments.folder.storage import ResultsError
from sim.experiments.running.processes import (
    Packed,
    discard,
    has_kept,
    packed,
    processes,
    put_away,
)
from sim.experiments.running.worker import GONE, Attempt, Work, attempt
from sim.words import known, phrase

TRIES_ALONE = 2
GIVEN_UP_IN_A_ROW = 3
MAX_WORKERS: Final = 1_024


def check_workers(wanted: int | None) -> None:
    """Refuse a number of processes that cannot be meant; None leaves it to what pays.

    Raises
    ------
    ValueError
        When there are none, or too many.
    """
    if wanted is not None and not 1 <= wanted <= MAX_WORKERS:
        raise ValueError(
            phrase(
                "workers must be from 1 to {max_workers}, not {wanted}",
                max_workers=MAX_WORKERS,
                wanted=wanted,
            )
        )


def available_workers() -> int:
    """CPUs that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def outcomes(
    work: Work, replications: Iterable[int], workers: int | None, *, side_by_side: bool = False
) -> Iterator[Attempt]:
    """Do the work of every replication and say what became of each, as they finish.

    Without a number of workers it is done here, until what is left would take processes less
    time, their start included; work that cannot travel stays here. What can go on `side_by_side`,
    because what takes long in it is no Python, has a thread for each CPU where it stays here.

    Raises
    ------
    ResultsError
        When processes keep dying whatever they are given.
    """
    if _starts_a_worker():
        os._exit(GONE)  # the parent says what its script lacks
    if workers is None:
        return _where_it_pays(work, deque(replications), available_workers(), side_by_side)
    if workers == 1:
        return (attempt(work, replication) for replication in replications)
    return _in_processes(work, deque(replications), workers)


SECONDS_TO_START: Final = 4.0
"""What starting processes takes: each imports all that it needs (measured on two loaded cores)."""
SECONDS_TO_HAND_OVER: Final = 0.2
"""What handing work to processes that are there takes: each unpacks it (as above)."""


def _where_it_pays(
    work: Work,
    waiting: deque[int],
    workers: int,
    side_by_side: bool,  # noqa: FBT001 - handed on
) -> Iterator[Attempt]:
    shortest, done = inf, 0  # the first one may have to fetch the compiled loop
    while waiting:
        began = time.perf_counter()
        found = attempt(work, waiting.popleft())
        shortest, done = min(shortest, time.perf_counter() - began), done + 1
        yield found
        left = shortest * len(waiting) if done > 1 or shortest > SECONDS_TO_START else 0.0
        several = min(workers, len(waiting))
        if _pays(left, several) and travels(work):
            yield from _in_processes(work, waiting, workers)
        elif side_by_side and done > 1 and several > 1:
            yield from _in_threads(work, waiting, several)


def _in_threads(work: Work, waiting: deque[int], workers: int) -> Iterator[Attempt]:
    threads = ThreadPoolExecutor(workers)
    in_flight: dict[Future[Attempt], int] = {}
    try:
        while waiting or in_flight:
            while waiting and len(in_flight) <= workers:
                number = waiting.popleft()
                in_flight[threads.submit(attempt, work, number)] = number
            finished, _ = wait(in_flight, return_when=FIRST_COMPLETED)
            for future in sorted(finished, key=in_flight.__getitem__):
                del in_flight[future]
                yield future.result()
    finally:
        threads.shutdown(cancel_futures=True)


def _pays(seconds: float, workers: int) -> bool:
    """Whether processes do work of some seconds sooner."""
    start = SECONDS_TO_HAND_OVER if has_kept(workers) else SECONDS_TO_START
    return workers > 1 and seconds - seconds / workers > start


def travels(work: Work) -> bool:
    """Whether a worker process can be given this work.

    A function of a notebook or script lives in `__main__`, which a worker does not have.
    """
    try:
        return not packed(work).is_of_script
    except Exception:  # noqa: BLE001 - pickle fails with any kind of exception
        return False


def _starts_a_worker() -> bool:
    """Whether this process is a worker in the act of importing the parent's script.

    It is so in a script without `if __name__ == "__main__":`, which every worker runs again.
    """
    return bool(getattr(current_process(), "_inheriting", False))


def _in_processes(work: Work, waiting: deque[int], workers: int) -> Iterator[Attempt]:
    given_up, begun, package = 0, list[int](), packed(work)
    while waiting:
        in_flight = yield from _until_a_worker_dies(package, waiting, workers, begun)
        if in_flight and package.is_of_script and not begun:
            raise ResultsError(phrase(_NO_GUARD))
        for replication in in_flight:
            is_done = yield from _alone(package, replication, begun)
            given_up = 0 if is_done else given_up + 1
            if given_up == GIVEN_UP_IN_A_ROW:
                raise ResultsError(_all_die(replication))


_NO_GUARD: Final = known(
    "the work is made of functions of this script, so every worker reads it and runs it "
    'again: put what it runs under `if __name__ == "__main__":`, or give workers=1'
)


def _all_die(replication: int) -> str:
    return phrase(
        "worker processes keep dying, last in replication {replication}: is memory short? "
        "Try --workers 1. Replications already finished are kept.",
        replication=replication,
    )


def _alone(package: Packed, replication: int, begun: list[int]) -> Generator[Attempt, None, bool]:
    """Try one replication in processes of its own; true when it came back."""
    for _ in range(TRIES_ALONE):
        lost = yield from _until_a_worker_dies(package, deque([replication]), 1, begun)
        if not lost:
            return True
    fault = phrase(
        "its process died {tries_alone} times without a word (out of memory?)",
        tries_alone=1 + TRIES_ALONE,
    )
    yield Attempt(replication, fault)
    return False


def _until_a_worker_dies(
    work: Packed, waiting: deque[int], workers: int, begun: list[int]
) -> Generator[Attempt, None, list[int]]:
    """Take replications from `waiting` until it is empty or a worker dies.

    Only as many as there are workers are in the pool at once: so it is known which were in
    flight when a worker died. Those are returned; `begun` notes those that came back.
    """
    in_flight: dict[Future[Attempt], int] = {}
    with processes(work, workers) as pool:
        package = pool.put(work.work)
        while waiting or in_flight:
            try:
                while waiting and len(in_flight) < workers:
                    in_flight[pool.submitted(package, waiting[0])] = waiting[0]
                    waiting.popleft()
            except BrokenProcessPool:
                discard(pool)
                return sorted(in_flight.values())
            finished, _ = wait(in_flight, return_when=FIRST_COMPLETED)
            whole = [future for future in finished if future.exception() is None]
            for future in sorted(whole, key=in_flight.__getitem__):
                begun.append(in_flight.pop(future))
                yield future.result()
            if len(whole) < len(finished):
                discard(pool)
                return sorted(in_flight.values())
        put_away(package)
    return []
