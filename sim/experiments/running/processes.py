"""Worker processes: started once, kept for the session, ended with it.

A pool serves one call after another as long as the session looks to it as it did when its workers
began: same folder, environment and places of modules. Work that holds functions of anybody else's
modules, which may be edited meanwhile, gets a pool of its own for one call. A call that is left
early ends the workers, so nothing of it runs on. `pool.py` hands out the work, `worker.py` is
what a worker does.
"""

import atexit
import io
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from sim.experiments.running.worker import Attempt, Work, begin, replicate
from sim.writing import remove_file, write_bytes

_SCRIPT: Final = "__main__"
_STABLE: Final = sys.stdlib_module_names | {"sim", "numpy"}
"""Modules whose functions stay as they are while a session lasts."""


class Packed(NamedTuple):
    """Work as bytes, and the modules whose functions and classes it needs."""

    work: bytes
    modules: frozenset[str]

    @property
    def is_of_script(self) -> bool:
        """Claim that it needs something of the user's script or notebook."""
        return _SCRIPT in self.modules

    @property
    def is_stable(self) -> bool:
        """Claim that what it needs cannot be edited meanwhile."""
        return self.modules <= _STABLE


def packed(work: Work) -> Packed:
    """Pack work for other processes; whatever keeps it from travelling is raised by pickle."""
    into = io.BytesIO()
    packer = _Packer(into)
    packer.dump(work)
    return Packed(into.getvalue(), frozenset(packer.modules))


class _Packer(pickle.Pickler):
    """A pickler that notes which modules must be there."""

    def __init__(self, into: io.BytesIO) -> None:
        super().__init__(into, pickle.HIGHEST_PROTOCOL)
        self.modules: set[str] = set()

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 - whatever is pickled
        """Note the module; pickle it as ever."""
        of = value if isinstance(value, type) else type(value)
        self.modules.add(str(getattr(value, "__module__", None) or of.__module__).split(".")[0])
        return NotImplemented


class Processes:
    """A pool of worker processes; they leave at once when it is closed, or this process dies.

    They hold one end of a pipe and this process the other. The work lies in a file: handed over
    as an argument it would go through a pipe, and with more than a pipe holds this process would
    wait for ever for a worker that died before it read. The last to go removes the file.
    """

    def __init__(self, workers: int, *, is_of_script: bool = False) -> None:
        spawn = get_context("spawn")
        self.workers = workers
        self.circumstances = _circumstances()
        self._is_of_script = is_of_script
        self._folder = TemporaryDirectory(prefix="forloeb-")
        self._packages = 0
        self._workers_end, self._our_end = spawn.Pipe(duplex=False)
        given = Path(self._folder.name), self._workers_end
        self._pool = ProcessPoolExecutor(workers, spawn, initializer=begin, initargs=given)

    def put(self, work: bytes) -> Path:
        """Lay down work where workers find it."""
        self._packages += 1
        path = Path(self._folder.name) / f"{self._packages}"
        write_bytes(work, path)
        return path

    def submitted(self, package: Path, replication: int) -> Future[Attempt]:
        """Hand out one replication, deaf to Ctrl-C meanwhile.

        A new worker inherits the deafness, so Ctrl-C in its first moments prints no traceback.

        Raises
        ------
        BrokenProcessPool
            When a worker has died.
        """
        with _deaf_to_ctrl_c(), nullcontext() if self._is_of_script else _without_script():
            return self._pool.submit(replicate, package, replication)

    def close(self) -> None:
        """End the workers, whatever they do."""
        self._our_end.close()
        self._pool.shutdown(cancel_futures=True)
        self._workers_end.close()
        self._folder.cleanup()


def _circumstances() -> tuple[Any, ...]:
    """What a worker takes over when it begins."""
    try:
        here = str(Path.cwd())
    except OSError:  # the folder has been removed
        here = ""
    return os.getpid(), here, tuple(sys.path), dict(os.environ)


_kept: list[Processes] = []
"""The pool of this session, if there is one."""


def has_kept(workers: int) -> bool:
    """Claim that so many processes need not be started."""
    return any(_serves(pool, workers) for pool in _kept)


def _serves(pool: Processes, workers: int) -> bool:
    return pool.workers >= workers and pool.circumstances == _circumstances()


@contextmanager
def processes(work: Packed, workers: int) -> Iterator[Processes]:
    """Processes for some work: the session's, unless the work may change under the same names.

    Those of a block that is left early are ended.
    """
    is_kept = work.is_stable
    pool = _session(workers) if is_kept else Processes(workers, is_of_script=work.is_of_script)
    try:
        yield pool
    except BaseException:
        is_kept = False
        raise
    finally:
        if not is_kept:
            discard(pool)


def _session(workers: int) -> Processes:
    for pool in _kept:
        if not _serves(pool, workers):
            discard(pool)
    if not _kept:
        _kept.append(Processes(workers))
    return _kept[0]


def discard(pool: Processes) -> None:
    """Close a pool, and keep it no longer."""
    if pool in _kept:
        _kept.remove(pool)
    if pool.circumstances[0] == os.getpid():  # after a fork they are somebody else's
        pool.close()


@atexit.register
def end_session() -> None:
    """End the kept processes, if there are any."""
    for pool in _kept:
        discard(pool)


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


@contextmanager
def _without_script() -> Iterator[None]:
    """Let a new worker not run the user's script again, as it does to find what is in it.

    So a script needs no `if __name__ == "__main__":`. Work that travels holds nothing of it.
    """
    script = sys.modules["__main__"]
    kept = {name: vars(script)[name] for name in _WHERE_FROM if name in vars(script)}
    for name in kept:
        delattr(script, name)
    script.__spec__ = None
    try:
        yield
    finally:
        for name, value in kept.items():
            setattr(script, name, value)


_WHERE_FROM: Final = ("__spec__", "__file__")
"""By which `multiprocessing` finds the script of its parent."""


def put_away(package: Path) -> None:
    """Remove work that is done."""
    remove_file(package)
