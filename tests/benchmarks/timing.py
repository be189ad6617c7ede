"""A contestant and its worker: a process of its own that is asked for one run after the other.

What goes over the pipe is said in `peers/serving.py`; who is asked when, in `contest.py`.
"""

import json
import os
import subprocess
from threading import Timer
from typing import NamedTuple

RUN_LIMIT = 120.0
"""How long one run may take [s]."""

START_LIMIT = 600.0
"""How long a worker may take to import and to compile [s]."""


class Contestant(NamedTuple):
    """Who takes part."""

    name: str
    command: tuple[str, ...]


class Job(NamedTuple):
    """A run to do, as `peers/serving.py` reads it."""

    scale: float
    weeks: int
    seed: int = 1


class Answer(NamedTuple):
    """What a worker says of a job."""

    seconds: float
    peak_mib: float
    citizen_weeks: float
    cost: float
    revenue: float


class Fault(Exception):  # noqa: N818 - it states what a contestant said
    """A contestant cannot start, or cannot do a job; its own words."""


class Worker:
    """The process of one contestant."""

    def __init__(self, contestant: Contestant) -> None:
        """Start it and wait until it is warm.

        Raises
        ------
        Fault
            When it cannot start.
        """
        self.process = subprocess.Popen(
            contestant.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "STARSIM_INSTALL_FONTS": "0"},
        )
        try:
            self._answer(START_LIMIT)
        except Fault:
            self.close()
            raise

    def do(self, job: Job, limit: float = RUN_LIMIT) -> Answer:
        """Do a job.

        Raises
        ------
        Fault
            When it fails or takes too long; in the latter case the process is ended.
        """
        try:
            print(*job, file=self.process.stdin, flush=True)
        except OSError as fault:
            raise Fault("ended before") from fault
        return Answer(**self._answer(limit))

    def _answer(self, limit: float) -> dict:
        timer = Timer(limit, self.process.kill)
        timer.start()
        line = self.process.stdout.readline()
        too_late = timer.finished.is_set()
        timer.cancel()
        if not line:
            raise Fault(f"took more than {limit:.0f} s" if too_late else "died without a word")
        answer = json.loads(line)
        if "fault" in answer:
            raise Fault(answer["fault"])
        return answer

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.communicate()
