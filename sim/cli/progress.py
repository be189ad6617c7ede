"""How far a run has come, on stderr: a bar on a terminal, elsewhere the final line only."""

import sys
import time
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from sim.words import number_said, phrase

_MOST_SECONDS: Final = 90
"""From here on time is told in minutes: a matter of taste."""


class ReplicationProgress:
    """Counts replications; `self(done, of)` says how many there are."""

    def __init__(self) -> None:
        self.done = 0
        self.wanted = 0
        self._began = time.monotonic()
        self._bar = _bar()
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        """Show the bar."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def __call__(self, done: int, of: int) -> None:
        """Say how many replications are done."""
        self.done, self.wanted = done, of
        if self._bar and self._task is None and done < of:
            self._task = self._bar.add_task(phrase("replications"), total=of, completed=done)
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=done)

    def say(self, words: str) -> None:
        """Say what takes time before there is anything to count."""
        print(words, file=sys.stderr, flush=True)

    def final_line(self, failed: int) -> str:
        """How many replications there are now, and in what time they were made."""
        seconds = time.monotonic() - self._began
        time_taken = (
            phrase("{seconds} s", seconds=number_said(seconds))
            if seconds < _MOST_SECONDS
            else phrase("{minutes} minutes", minutes=number_said(seconds / 60, 1))
        )
        return phrase(
            "{done} of {wanted} replications finished in {time_taken}",
            done=self.done - failed,
            wanted=self.wanted,
            time_taken=time_taken,
        )


def _bar() -> Progress | None:
    if not sys.stderr.isatty():
        return None
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn(phrase("left:")),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
