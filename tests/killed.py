"""A command killed at one write call after the other, and begun again.

Every trial is a folder of its own and two processes, forked from one that has imported the
project but opened nothing: the command dies by SIGKILL at one call of `sim/writing.py`, then the
same command runs to its end, and what lies in the folder must be what an uninterrupted one left.
"""

import hashlib
import os
import shutil
import signal
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from source_tree import MODULES

from sim import writing
from sim.cli import status
from sim.experiments.studies import expected_store
from sim.experiments.sweeps import store

SKIPPED = ("sim.__main__", "sim.engines.compiling")
SIMPY = ("--engine", "simpy", "--workers", "1")
RATE = "tariff.weekly_dkk.development"
RUN = ("run", "first.toml", "--replications", "2", "--out", "out", "--no-report", *SIMPY)
COMPARE = (
    *("compare", "first.toml", "second.toml", "--replications", "1", "--out", "out"),
    *("--no-report", *SIMPY),
)
EXPLAIN = ("explain", "FOLDER", "--out", "out", "--no-report", *SIMPY)
REPORT = ("report", "FOLDER")
STUDY = ("--set=run.weeks=1", '--set=run.initial="empty"', "--out", "out", *SIMPY)
STUDIES = {
    "uncertain": ("uncertain", "ranged.toml", "--samples=20", "--replications=2", *STUDY),
    "sensitivity": (
        *("sensitivity", "ranged.toml", "--samples=16", "--factors=2", "--replications=2"),
        *("--method=simulation", *STUDY),
    ),
    "worth": ("worth", "ranged.toml", "--samples=40", f"--vary={RATE}=2000,3400", *STUDY),
    "search": (
        *("search", "ranged.toml", f"--lever={RATE}=2000,3000,500", "--trials=3"),
        *("--finalists=2", "--replications=2", "--method=simulation", *STUDY),
    ),
}
COMMANDS = {"run": RUN, "compare": COMPARE, "explain": EXPLAIN, "report": REPORT, **STUDIES}
NEED_A_RUN = {"explain", "report"}


class Point(NamedTuple):
    """Where a command is killed: at which word of the watcher, a file just written cut or not."""

    word: int
    is_torn: bool = False


class Ended(NamedTuple):
    """How a process ended, and what its watcher heard."""

    code: int  # exit status; minus the signal that killed it
    heard: list[str]


def import_all():
    """Import what any command may need, so that no fork has to."""
    for name in MODULES:
        if not name.startswith(SKIPPED):
            import_module(name)


def begun(folder, texts, command):
    """A folder with the scenarios, and the run that a command needs; the command's words."""
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    words = COMMANDS[command]
    if command in NEED_A_RUN:
        assert forked(folder, RUN).code == 0
        (made,) = (folder / "out").iterdir()
        words = [f"out/{made.name}" if word == "FOLDER" else word for word in words]
    return words


def forked(folder, words, point=None):
    """Run a command in a process of its own, killed at a point if one is given."""
    heard, said = folder.parent / "heard", folder.parent / "said"
    child = os.fork()
    if child == 0:
        _run_and_leave(folder, words, point, heard, said)
    _, ended = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(ended)
    assert code in {0, -signal.SIGKILL}, said.read_text(encoding="utf-8")
    return Ended(code, heard.read_text(encoding="utf-8").splitlines())


def _run_and_leave(folder, words, point, heard, said):
    code = 70
    try:
        os.chdir(folder)
        for stream in (1, 2):
            os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
        log = os.open(heard, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        writing.watchers.append(_killer(point, log))
        expected_store.SECONDS_AT_RISK = store.SECONDS_AT_RISK = 0.0  # as many writes each time
        code = status(list(words))
    except BaseException:  # noqa: BLE001 - a child never goes on as its parent
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _killer(point, log):
    words = 0

    def watch(word, path):
        nonlocal words
        os.write(log, f"{word} {path.name}\n".encode())
        if point is not None and words == point.word:
            if point.is_torn:
                os.truncate(path, path.stat().st_size // 2)
            os.kill(os.getpid(), signal.SIGKILL)
        words += 1

    return watch


def points(heard):
    """Every point at which a command can be killed, from what an uninterrupted one told."""
    whole = [Point(place) for place in range(len(heard))]
    torn = [
        Point(n, is_torn=True) for n, word in enumerate(heard) if word.startswith("after write")
    ]
    return sorted([*whole, *torn])


def spread(found, count):
    """So many of the points, each in the middle of its part of all."""
    if count >= len(found):
        return found
    return [found[int((n + 0.5) * len(found) / count)] for n in range(count)]


def contents(folder):
    """Hash of every file below a folder, empty folders too, by name."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else ""
        for path in sorted(folder.rglob("*"))
    }


class Trials:
    """Trials of one command in a folder: the uninterrupted one first."""

    def __init__(self, place: Path, texts: dict[str, str], command: str) -> None:
        self._place = place
        self._words = begun(place / "before", texts, command)
        ended = forked(self._folder_of("whole"), self._words)
        assert ended.code == 0
        self.heard = ended.heard
        self.points = points(ended.heard)
        self.wanted = contents(place / "whole")

    def _folder_of(self, name):
        """A folder as the command finds it."""
        shutil.rmtree(self._place / name, ignore_errors=True)
        return shutil.copytree(self._place / "before", self._place / name)

    def after_a_kill(self, point):
        """What lies in the folder when a command was killed at a point and begun again."""
        folder = self._folder_of("killed")
        assert forked(folder, self._words, point).code == -signal.SIGKILL, point
        assert forked(folder, self._words).code == 0, point
        return contents(folder)
