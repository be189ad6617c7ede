"""One run at a time in a results folder.

The lock is the operating system's lock on an open file, so it is gone with the process that
held it, however that ended: a stale lock cannot exist. The file's text names the process,
for the message to whoever comes second.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.experiments.folder.storage import ResultsError

LOCK = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock.

    Raises
    ------
    ResultsError
        When another live process holds it.
    """
    path = folder / LOCK
    number = _taken(path)
    try:
        os.ftruncate(number, 0)
        os.write(number, str(os.getpid()).encode())
        yield
    finally:
        # Removed before it is let go: whoever opened it meanwhile sees that it is gone.
        if os.name != "nt":
            path.unlink(missing_ok=True)
        os.close(number)


def is_locked(folder: Path) -> bool:
    """Claim that a run is at work in the folder now."""
    if not (folder / LOCK).exists():
        return False
    try:
        number = os.open(folder / LOCK, os.O_RDWR)
    except OSError:  # read-only results cannot be worked on
        return False
    try:
        return not _locks(number)
    finally:
        os.close(number)


def _taken(path: Path) -> int:
    """Open and lock the file; again if it was removed in between."""
    while True:
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _locks(number):
            holder = os.read(number, 20).decode(errors="replace").strip() or "unknown"
            os.close(number)
            message = (
                f"{path.parent}: another run is at work in this folder (process {holder}); "
                "wait for it, or end it and run the same command again"
            )
            raise ResultsError(message)
        if path.exists() and path.stat().st_ino == os.fstat(number).st_ino:
            return number
        os.close(number)


if sys.platform == "win32":  # pragma: no cover - the tests run on Linux
    import msvcrt

    def _locks(number: int) -> bool:
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locks(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
