"""One run at a time in a results folder.

The lock is the operating system's lock on an open file, so it is gone with the process that
held it, however that ended: a stale lock cannot exist. The file's text names the process,
for the message to whoever comes second. A place without locks, as some network shares are, is
refused by name: two runs at once would lose what each other wrote.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sim.experiments.folder.documents import is_plain_file
from sim.experiments.folder.storage import ResultsError, writing_to
from sim.words import phrase
from sim.writing import link_in_the_way, remove_file, told

LOCK = ".lock"

_MODE: Final = 0o644
_OWN_NAME: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Follows no link, and waits for nobody at a pipe; Windows has neither."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock.

    Raises
    ------
    ResultsError
        When another live process holds it, or the place has no locks.
    """
    path = folder / LOCK
    with writing_to(folder):
        number = _taken(path)
    try:
        with writing_to(folder), told("lock", path):
            os.ftruncate(number, 0)
            os.write(number, str(os.getpid()).encode())
        yield
    finally:
        # Removed before it is let go: whoever opened it meanwhile sees that it is gone.
        if os.name != "nt":
            remove_file(path)
        os.close(number)


def is_locked(folder: Path) -> bool:
    """Whether a run is at work in the folder now."""
    try:
        number = _opened(folder / LOCK, os.O_RDWR)
    except OSError:  # absent, no lock of ours, or read-only results, which cannot be worked on
        return False
    try:
        return not _locks(number)
    except OSError:  # without locks there are no runs
        return False
    finally:
        os.close(number)


def strange_lock(folder: Path) -> str | None:
    """What stands in the lock's place and is no plain file: its path; nothing where all is well."""
    path = folder / LOCK
    return str(path) if os.path.lexists(path) and not is_plain_file(path) else None


def _taken(path: Path) -> int:
    """Open and lock the file; again if it was removed in between."""
    while True:
        number = _opened(path, os.O_RDWR | os.O_CREAT)
        if not _is_free(path, number):
            holder = os.read(number, 20).decode(errors="replace").strip() or "unknown"
            os.close(number)
            raise ResultsError(
                phrase(
                    "{parent}: another run is at work in this folder (process {holder}); wait for "
                    "it, or end it and run the same command again",
                    parent=path.parent,
                    holder=holder,
                )
            )
        if path.exists() and path.stat().st_ino == os.fstat(number).st_ino:
            return number
        os.close(number)


def _is_free(path: Path, number: int) -> bool:
    try:
        return _locks(number)
    except OSError as fault:
        os.close(number)
        raise ResultsError(
            phrase(
                "{parent}: this place has no locks ({strerror}), as some network shares have none, "
                "and two runs at once would spoil each other's files; name a folder on a disk of "
                "this machine with --out",
                parent=path.parent,
                strerror=fault.strerror,
            )
        ) from fault


def _opened(path: Path, flags: int) -> int:
    """The file itself, and of no other name: what is written to it is written nowhere else."""
    if path.is_symlink():
        raise link_in_the_way(path)
    number = os.open(path, flags | _OWN_NAME, _MODE)
    found = os.fstat(number)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
        os.close(number)
        raise OSError(errno.EINVAL, phrase("is no lock of a run"), str(path))
    return number


if sys.platform == "win32":  # pragma: no cover - the tests run on Linux
    import msvcrt

    def _locks(number: int) -> bool:
        """Take the lock unless another has it; a fault where there are none."""
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError as fault:
            if fault.errno in {errno.EACCES, errno.EDEADLK}:
                return False
            raise
        return True

else:
    import fcntl

    def _locks(number: int) -> bool:
        """Take the lock unless another has it; a fault where there are none."""
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
