"""Where a cluster is: the address of its scheduler, or `local:N` for N workers of this machine."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from sim.experiments.folder.storage import ResultsError
from sim.extras import needs_extra

if TYPE_CHECKING:
    from distributed import Client

LOCAL: Final = "local:"
MOST_LOCAL: Final = 1_024
PATIENCE_SECONDS: Final = 25.0
"""How long a scheduler, or a worker, may be away before the call ends and says so."""

_EACH_TRY_SECONDS: Final = 3.0
_LEAVING_SECONDS: Final = 10.0


class ClusterError(ResultsError):
    """A cluster cannot be used; what is finished is kept."""


def check_cluster(cluster: str | None) -> None:
    """Refuse a text that does not say where a cluster is; None means that there is none.

    Raises
    ------
    ValueError
        When it is neither an address nor `local:N`.
    """
    if cluster is None:
        return
    number = cluster.removeprefix(LOCAL)
    if cluster.startswith(LOCAL):
        if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= MOST_LOCAL):
            raise ValueError(f"--cluster {cluster}: write local:N, with N from 1 to {MOST_LOCAL}")
    elif ":" not in cluster:
        raise ValueError(
            f"--cluster {cluster}: write a scheduler's address, as tcp://10.0.0.5:8786, or local:N"
        )


_held: dict[str, ExitStack] = {}
"""Clusters that a block uses again and again, and what ends them."""
_addresses: dict[str, str] = {}
"""Of those of them that have been started."""


@contextmanager
def held(cluster: str | None) -> Iterator[None]:
    """Let every call within this block use the same cluster; it starts when it is first used."""
    if cluster is None or cluster in _held:
        yield
        return
    with ExitStack() as ending:
        _held[cluster] = ending
        try:
            yield
        finally:
            del _held[cluster]
            _addresses.pop(cluster, None)


@contextmanager
def scheduler_of(cluster: str) -> Iterator[str]:
    """Address of the scheduler; one of our own is there as long as this block, or `held`."""
    ending = _held.get(cluster)
    if ending is None:
        with _started(cluster) as address:
            yield address
        return
    if cluster not in _addresses:
        _addresses[cluster] = ending.enter_context(_started(cluster))
    yield _addresses[cluster]


@contextmanager
def _started(cluster: str) -> Iterator[str]:
    """The scheduler, begun where it is to be one of our own."""
    if not cluster.startswith(LOCAL):
        yield cluster
        return
    with needs_extra("cluster", "--cluster"):
        from distributed import LocalCluster
    with LocalCluster(
        n_workers=0, threads_per_worker=1, dashboard_address=None, silence_logs=_ONLY_FAULTS
    ) as here:
        address = str(here.scheduler_address)
        command = [*_WORKERS, address, "--nworkers", cluster.removeprefix(LOCAL)]
        workers = subprocess.Popen(  # noqa: S603 - our own Python and a checked number
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            yield address
        finally:
            _end(workers)


_ONLY_FAULTS: Final = 50
_WORKERS: Final = (
    *(sys.executable, "-m", "distributed.cli.dask_worker"),
    *("--nthreads", "1", "--no-dashboard", "--death-timeout", "30"),
)
"""A command, not processes of `multiprocessing`: those would run the user's script again."""


def _end(workers: "subprocess.Popen[bytes]") -> None:
    workers.terminate()
    try:
        workers.wait(_LEAVING_SECONDS)
    except subprocess.TimeoutExpired:
        workers.kill()
        workers.wait()


@contextmanager
def connected(address: str) -> Iterator["Client"]:
    """A client of the scheduler, which may be started a little later.

    Raises
    ------
    ClusterError
        When no scheduler answers.
    """
    with needs_extra("cluster", "--cluster"):
        from distributed import Client
    until = time.monotonic() + PATIENCE_SECONDS
    client = None
    while client is None:
        try:
            client = Client(address, timeout=_EACH_TRY_SECONDS, set_as_default=False)
        except (OSError, ValueError) as fault:
            if isinstance(fault, ValueError) or time.monotonic() > until:
                raise ClusterError(_no_scheduler(address)) from fault
    try:
        yield client
    finally:
        with suppress(Exception):  # a scheduler that is gone cannot be told
            client.close(timeout=_EACH_TRY_SECONDS)


def _no_scheduler(address: str) -> str:
    return (
        f"{address}: no scheduler answers there; start one (`dask scheduler`) and run the same "
        "again: what is kept in a folder is not run twice"
    )
