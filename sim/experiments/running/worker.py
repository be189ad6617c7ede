"""What happens inside a worker process, and the one attempt at a replication.

A worker ignores Ctrl-C (the parent decides what that means) and leaves at once when the
parent is gone, so that nothing is left running after a kill. Faults come back as text: an
exception object that cannot be unpickled would take the whole pool down. `pool.py` starts
the workers and hands out the replications.
"""

import atexit
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from sim.engines.rule_error import RuleError
from sim.experiments.folder.storage import ResultsError
from sim.writing import remove_folder

Work = Callable[[int], Any]
"""Does one replication; what it gives is brought back."""

SECONDS_BETWEEN_LOOKS = 1.0
GONE = 3


class Attempt(NamedTuple):
    """What became of one replication."""

    replication: int
    fault: str | None = None  # None when it finished
    unwritable: bool = False  # the fault is the folder's, so no other replication would fare better
    is_of_rules: bool = False  # a rule answered out of its range: nothing that it gives is sound
    found: Any = None  # what the work gave

    def stop_if_it_ends_all(self) -> None:
        """Stop where no other replication would fare better.

        Raises
        ------
        ResultsError
            When the folder cannot be written.
        RuleError
            When a rule answered out of its range.
        """
        if self.unwritable:
            raise ResultsError(self.fault)
        if self.is_of_rules:
            raise RuleError(self.fault)


_unpacked: dict[Path, Work] = {}
"""The work that this worker did last, by where it lies."""


def begin(packages: Path, parent_alive: Connection) -> None:
    """Start of a worker: `packages` is the folder in which work is laid down.

    None is read here, because a fault in a pool's initialiser breaks the pool, while a fault in a
    replication is reported in words.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    given = parent_alive, os.getppid(), packages
    threading.Thread(target=_leave_with, args=given, daemon=True).start()
    # Taking the interpreter apart under a watching thread makes DuckDB list "leaks" on stderr.
    atexit.register(_leave)


def replicate(package: Path, replication: int) -> Attempt:
    """One replication of a package's work in a worker."""
    try:
        if package not in _unpacked:
            _unpacked.clear()
            _unpacked[package] = pickle.loads(package.read_bytes())  # noqa: S301 - pickled by our own parent
    except Exception as fault:  # noqa: BLE001 - any fault is reported, none may break the pool
        return Attempt(replication, in_words(fault))
    return attempt(_unpacked[package], replication)


def attempt(work: Work, replication: int) -> Attempt:
    """Do the work of one replication; a fault is recorded and the others go on."""
    try:
        found = work(replication)
    except ResultsError as fault:
        return Attempt(replication, str(fault), unwritable=True)
    except RuleError as fault:
        return Attempt(replication, str(fault), is_of_rules=True)
    except Exception as fault:  # noqa: BLE001 - see the docstring
        return Attempt(replication, in_words(fault))
    return Attempt(replication, found=found)


def piecewise(function: Callable[..., Any], piece: Callable[[int], Any], number: int) -> Any:  # noqa: ANN401 - whatever the function gives
    """Do the piece of a number; every piece has arguments of its own."""
    return function(*piece(number).arguments)


def in_words(fault: BaseException) -> str:
    """An exception on one line, with the place it comes from."""
    where = ""
    trace = fault.__traceback__
    while trace is not None:
        where = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})"
        trace = trace.tb_next
    text = " ".join(str(fault).split())
    return f"{type(fault).__name__}: {text}{where}" if text else f"{type(fault).__name__}{where}"


def _leave() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _leave_with(parent_alive: Connection, parent: int, packages: Path) -> None:
    """End this process as soon as the parent closes its end of the pipe, or is gone.

    A parent that was killed left its packages; the worker removes them.
    """
    try:
        while not parent_alive.poll(SECONDS_BETWEEN_LOOKS):
            if os.getppid() != parent:
                break
    finally:
        with suppress(OSError):
            remove_folder(packages)
        os._exit(GONE)
