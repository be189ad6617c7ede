"""Runs that somebody looks at, in the background, one replication at a time.

A run goes on while a page asks for it and rests when nobody does. Its first replications are kept
in memory, so that a lever that is only passed leaves nothing on the disk; a run that is looked at
for longer goes into a results folder like any other, and what a stop leaves is finished by
whoever asks for it next. Nothing here knows of requests or pages.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sim.engines.rule_error import RuleError
from sim.experiments.documents.summary import Summary
from sim.experiments.folder.storage import ResultsError
from sim.experiments.prepared.figures import Figures
from sim.experiments.prepared.prepare import PreparedJob
from sim.experiments.prepared.state_sums import Ended, sums_of_state, sums_together
from sim.experiments.running.replication import run_to_end
from sim.experiments.running.stepwise import StepwiseRun
from sim.experiments.running.worker import in_words
from sim.experiments.summary.sums import Sums

if TYPE_CHECKING:
    from sim.model.state import State

SECONDS_LOOKED_AT: Final = 6.0
"""A page asks again within this; a run for which no page asks rests."""

SECONDS_BEFORE_WRITTEN: Final = 1.0
"""A run that is looked at for as long is written."""

FIRST: Final = 4
"""Replications that a first answer rests on, and that memory keeps of a run not written yet."""

_MOMENT: Final = 0.05

MOST_AT_ONCE: Final = 8
MOST_KEPT: Final = 48

How = Literal["preparing", "provisional", "complete", "failed"]


class RunView(NamedTuple):
    """What is known of a run at a moment."""

    how: How
    summary: Summary | None
    done: int
    wanted: int
    folder: Path | None = None
    fault: str = ""  # of the run, or of its folder while the numbers are kept in memory

    @property
    def is_final(self) -> bool:
        """Whether nothing more will come: it failed, or all is there and written if it can be."""
        is_kept = self.folder is not None or bool(self.fault)
        return self.how == "failed" or (self.how == "complete" and is_kept)


class TooBusyError(Exception):
    """As many runs as one server does at once are being looked at."""


class LiveRun:
    """One scenario on its way to the replications that it asks for."""

    def __init__(self, prepare: Callable[[], PreparedJob], wanted: int, out: Path) -> None:
        """Begin with nothing done; `prepare` may take long and is called in the background."""
        self._prepare, self._out = prepare, out
        self._wanted = wanted
        self._prepared: PreparedJob | None = None
        self._written: StepwiseRun | None = None
        self._held: frozenset[int] = frozenset()
        self._sums: dict[int, Sums] = {}
        self._states: dict[int, State] = {}
        self._changed = threading.Condition()
        self._known = RunView("preparing", None, 0, wanted)
        self.began = self.looked_at = time.monotonic()

    @property
    def known(self) -> RunView:
        """What is known now."""
        return self._known

    @property
    def prepared(self) -> PreparedJob | None:
        """The prepared job, once it is."""
        return self._prepared

    @property
    def sums(self) -> dict[int, Sums]:
        """Sums of the replications in memory, by number."""
        return dict(self._sums)

    def look(self) -> None:
        """Say that somebody looks at this run."""
        now = time.monotonic()
        if now - self.looked_at > SECONDS_LOOKED_AT:
            self.began = now
        self.looked_at = now

    def is_looked_at(self) -> bool:
        """Whether a page has asked lately."""
        return time.monotonic() - self.looked_at <= SECONDS_LOOKED_AT

    def await_answer(self, seconds: float, *, final: bool = False) -> RunView:
        """What is known, as soon as there is an answer, the last one if asked, or time is up."""
        until = time.monotonic() + seconds
        with self._changed:
            while not (self._known.is_final if final else self._known.how != "preparing"):
                left = until - time.monotonic()
                if left <= 0:
                    break
                self._changed.wait(left)
        return self._known

    def step(self) -> None:
        """Do the next thing; whatever goes wrong is known afterwards."""
        try:
            self._step()
        except (RuleError, ResultsError) as fault:
            self._tell(self._known._replace(how="failed", fault=str(fault)))
        except Exception as fault:  # noqa: BLE001 - any fault is said on the page, none ends the server
            self._tell(self._known._replace(how="failed", fault=in_words(fault)))

    def _step(self) -> None:
        prepared = self._prepared
        if prepared is None:
            self._begin(self._prepare())
            return
        new = [r for r in range(self._wanted) if r not in self._sums and r not in self._held]
        if new:
            self._replicate(prepared, new[0])
        if self._written is not None and (self._is_settled() or self._held):
            self._write(prepared, is_last=len(new) <= 1)
        elif not new:
            time.sleep(_MOMENT)

    def _begin(self, prepared: PreparedJob) -> None:
        written = StepwiseRun(prepared, self._out)
        self._prepared, self._written = prepared, written
        if written.folder.exists():
            self._in_folder(self._look_into)
        if self._held.issuperset(range(self._wanted)):
            self._in_folder(self._finish)

    def _look_into(self, written: StepwiseRun) -> None:
        self._held = written.held()

    def _replicate(self, prepared: PreparedJob, replication: int) -> None:
        state = run_to_end(prepared.job, replication)
        ended = Ended(replication, state)
        self._sums[replication] = sums_of_state(prepared.job, prepared.facts, ended)
        self._states[replication] = state
        known = len(self._sums)
        if known >= min(FIRST, self._wanted - len(self._held)):
            self._tell(self._of_memory(prepared))

    def _of_memory(self, prepared: PreparedJob) -> RunView:
        """What the replications in memory come to."""
        every = sums_together([self._sums[number] for number in sorted(self._sums)])
        facts = prepared.facts._replace(results=self._folder_text())
        done = len(self._held.union(self._sums))
        is_all = len(self._sums) >= self._wanted
        return self._known._replace(
            how="complete" if is_all else "provisional",
            summary=Figures(facts, every).summary,
            done=done,
        )

    def _folder_text(self) -> str:
        return "" if self._written is None else self._written.folder.as_posix()

    def _is_settled(self) -> bool:
        return time.monotonic() - self.began > SECONDS_BEFORE_WRITTEN

    def _write(self, prepared: PreparedJob, *, is_last: bool) -> None:
        """Put what is only in memory into the folder, and finish it when all is there."""

        def put(written: StepwiseRun) -> None:
            for number in sorted(self._states):
                written.put(number, self._states.pop(number))
                self._held |= {number}

        self._in_folder(put)
        unwritten = [r for r in range(self._wanted) if r not in self._held]
        if is_last and unwritten:  # its state was dropped while nobody looked
            self._states[unwritten[0]] = run_to_end(prepared.job, unwritten[0])
        elif is_last:
            self._in_folder(self._finish)

    def _finish(self, written: StepwiseRun) -> None:
        summary = written.finish()
        self._tell(
            RunView("complete", summary, summary["replications"], self._wanted, written.folder)
        )

    def rest(self) -> None:
        """Drop what takes memory and can be made again."""
        self._states.clear()

    def _in_folder(self, do: Callable[[StepwiseRun], None]) -> None:
        """Do something in the folder; a folder that cannot be used is said once and left alone."""
        if self._written is None:
            return
        try:
            do(self._written)
        except ResultsError as fault:
            self._written, self._held = None, frozenset()
            self._tell(self._known._replace(fault=str(fault)))

    def _tell(self, known: RunView) -> None:
        with self._changed:
            self._known = known
            self._changed.notify_all()


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
            if found is None or found.known.how == "failed":
                if len(self._waiting()) >= MOST_AT_ONCE:
                    raise TooBusyError
                found = self._runs[name] = begin()
            self._runs.move_to_end(name)
            found.look()
            while len(self._runs) > MOST_KEPT:
                self._runs.popitem(last=False)
            self._wanted.notify()
        return found

    def end(self) -> None:
        """End the thread after the step that it is at."""
        with self._wanted:
            self._is_over = True
            self._wanted.notify()
        self._thread.join(SECONDS_LOOKED_AT)

    def _waiting(self) -> list[LiveRun]:
        """Runs that have something left to do and are looked at, the last one asked for first."""
        runs = [run for run in reversed(self._runs.values()) if not run.known.is_final]
        return [run for run in runs if run.is_looked_at()]

    def _work(self) -> None:
        while True:
            with self._wanted:
                while not self._is_over and not self._waiting():
                    self._wanted.wait(SECONDS_LOOKED_AT)
                if self._is_over:
                    return
                waiting = self._waiting()
                for run in self._runs.values():
                    if not run.is_looked_at():
                        run.rest()
                first = [run for run in waiting if run.known.how == "preparing"] or waiting
                next_one = min(first, key=lambda run: run.known.done)
            next_one.step()
