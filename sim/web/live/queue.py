"""Whose turn it is: every run that is looked at, and the one thread that does them."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from sim.web.live.run import SECONDS_BETWEEN_LOOKS, SECONDS_LOOKED_AT, LiveRun

MOST_AT_ONCE: Final = 8
MOST_KEPT: Final = 48


class TooBusyError(Exception):
    """As many runs as one server does at once are being looked at."""


class LiveRuns:
    """Every run that has been looked at lately, and the thread that does them in turn."""

    def __init__(self) -> None:
        """Begin without any."""
        self._runs: OrderedDict[str, LiveRun] = OrderedDict()
        self._wanted = threading.Condition()
        self._is_over = False
        self._thread = threading.Thread(target=self._work, name="runs", daemon=True)
        self._thread.start()

    def run(self, name: str, begin: Callable[[], LiveRun]) -> LiveRun:
        """The run of a name, begun if there is none, and looked at from now on.

        Raises
        ------
        TooBusyError
            When it would be one too many.
        """
        with self._wanted:
            found = self._runs.get(name)
            if found is None or found.view.how == "failed":
                if len(self._waiting(SECONDS_BETWEEN_LOOKS)) >= MOST_AT_ONCE:
                    raise TooBusyError
                found = self._runs[name] = begin()
            self._runs.move_to_end(name)
            found.look()
            while len(self._runs) > MOST_KEPT:
                self._runs.popitem(last=False)
            self._wanted.notify()
        return found

    def found(self, name: str) -> LiveRun | None:
        """The run of a name, if there is one."""
        return self._runs.get(name)

    def all(self) -> list[LiveRun]:
        """Every run, the last one asked for last."""
        return [*self._runs.values()]

    def end(self) -> None:
        """End the thread after the step that it is at."""
        with self._wanted:
            self._is_over = True
            self._wanted.notify()
        self._thread.join(SECONDS_LOOKED_AT)

    def _waiting(self, within: float) -> list[LiveRun]:
        """Runs with something left to do, looked at within some seconds, the last asked for first.

        A lever that was moved on leaves a run behind that nobody asks for again.
        """
        runs = [run for run in reversed(self._runs.values()) if run.has_steps]
        return [run for run in runs if run.is_looked_at(within)]

    def _work(self) -> None:
        while True:
            with self._wanted:
                todo = self._next()
                while not self._is_over and todo is None:
                    self._wanted.wait(SECONDS_LOOKED_AT)
                    todo = self._next()
                if self._is_over or todo is None:
                    return
            todo()

    def _next(self) -> Callable[[], None] | None:
        """What to do next: runs without an answer first, then those with the fewest replications.

        When all are done, the days by rate of a run that was looked at lately are counted.
        """
        for run in self._runs.values():
            if not run.is_looked_at():
                run.rest()
        waiting = self._waiting(SECONDS_BETWEEN_LOOKS) or self._waiting(SECONDS_LOOKED_AT)
        if waiting:
            first = [run for run in waiting if run.view.how == "preparing"] or waiting
            return min(first, key=lambda run: run.view.done).step
        counting = [run for run in reversed(self._runs.values()) if run.has_days_to_count]
        return counting[0].count_days if counting else None
