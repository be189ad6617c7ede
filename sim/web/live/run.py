"""A run that somebody looks at, in the background, one replication at a time.

A run goes on while a page asks for it and rests when nobody does. Its first replications are kept
in memory, so that a lever that is only passed leaves nothing on the disk; a run that is looked at
for longer goes into a results folder like any other, and what a stop leaves is finished by
whoever asks for it next. Nothing here knows of requests or pages.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from sim.engines.rule_error import RuleError
from sim.experiments.folder.storage import ResultsError
from sim.experiments.prepared.figures import Figures
from sim.experiments.prepared.paired_sums import Replications, filled_by_pairs
from sim.experiments.prepared.prepare import PreparedJob
from sim.experiments.prepared.state_sums import Ended, sums_of_state, sums_together
from sim.experiments.repaid.paid_days import PAID_DAYS, paid_days_table
from sim.experiments.repaid.rates import only_pay_hangs_on_rates
from sim.experiments.running.replication import run_to_end
from sim.experiments.running.stepwise import StepwiseRun
from sim.experiments.running.worker import in_words
from sim.experiments.tables.tables import weeks_by_team
from sim.reporting.results.chance import Chance
from sim.web.live.at_once import ended_at_once
from sim.web.live.days import RunDays
from sim.web.live.view import How, RunView
from sim.web.screens import chance_of, screen_in_memory

if TYPE_CHECKING:
    from sim.model.state import State

SECONDS_LOOKED_AT: Final = 6.0
"""A page asks again within this; a run for which no page asks rests."""

SECONDS_BETWEEN_LOOKS: Final = 1.5
"""A page with JavaScript asks again within this; a lever that it has passed is not asked for."""

SECONDS_BEFORE_WRITTEN: Final = 1.0
"""A run that is asked for again after as long is written; a lever that is only passed is not."""

FIRST: Final = 4
"""Replications that a first answer rests on."""

SECONDS_TO_A_FIRST_ANSWER: Final = 0.35
"""Beside another run fewer will do after this: pairs have little chance in them."""

_MOMENT: Final = 0.05


def _expected(chance: Chance) -> float:
    return sum(mean for mean, _, _ in (chance.by_team or {}).values())


def _as_one(parts: list[Replications]) -> Replications:
    return Replications(
        sums_together([part.sums for part in parts]),
        np.concatenate([part.weekly_ore for part in parts]),
    )


class LiveRun:
    """One scenario on its way to the replications that it asks for.

    `beside` is the run of the scenario that it was changed from: the same citizens under both.
    """

    def __init__(
        self,
        prepare: Callable[[], PreparedJob],
        wanted: int,
        out: Path,
        beside: "LiveRun | None" = None,
    ) -> None:
        """Begin with nothing done; `prepare` may take long and is called in the background."""
        self._prepare, self._out = prepare, out
        self._wanted, self._beside = wanted, beside
        self.days = RunDays()
        self._chance: Chance | None = None
        self._asks_twin = False
        self._is_finishing = False
        self._prepared: PreparedJob | None = None
        self._written: StepwiseRun | None = None
        self._held: frozenset[int] = frozenset()
        self._done: dict[int, Replications] = {}
        self._whole: Replications | None = None
        self._states: dict[int, State] = {}
        self._changed = threading.Condition()
        self._view = RunView("preparing", None, 0, wanted)
        self.began = self.looked_at = time.monotonic()

    @property
    def view(self) -> RunView:
        """What is known now."""
        return self._view

    @property
    def prepared(self) -> PreparedJob | None:
        """The prepared job, once it is."""
        return self._prepared

    @property
    def together(self) -> Replications | None:
        """The replications in memory, as one; those of the folder, when it is finished."""
        if self._whole is not None:
            return self._whole
        done = dict(self._done)
        return _as_one([done[number] for number in sorted(done)]) if done else None

    def look(self) -> None:
        """Say that somebody looks at this run, and so at the one beside it."""
        if self._beside is not None:
            self._beside.look()
        now = time.monotonic()
        if now - self.looked_at > SECONDS_LOOKED_AT:
            self.began = now
        self.looked_at = now

    def is_looked_at(self, within: float = SECONDS_LOOKED_AT) -> bool:
        """Whether a page has asked within some seconds."""
        return time.monotonic() - self.looked_at <= within

    def await_answer(self, seconds: float, *, kept: bool = False) -> RunView:
        """What is known, as soon as there is an answer, all of it if asked, or time is up."""
        until = time.monotonic() + seconds
        with self._changed:
            while self._view.how != "failed" and not (
                self._view.is_kept if kept else self._view.how != "preparing"
            ):
                left = until - time.monotonic()
                if left <= 0:
                    break
                self._changed.wait(left)
        return self._view

    @property
    def has_steps(self) -> bool:
        """Whether there is a next thing to do; what has a thread of its own comes by itself."""
        is_apart = self._asks_twin or self._is_finishing
        return self._view.how != "failed" and not is_apart

    def step(self) -> None:
        """Do the next thing; whatever goes wrong is known afterwards."""
        self._guarded(self._step)

    def _guarded(self, do: Callable[[], None]) -> None:
        try:
            do()
        except (RuleError, ResultsError) as fault:
            self._tell(self._view._replace(how="failed", fault=str(fault)))
        except Exception as fault:  # noqa: BLE001 - any fault is said on the page, none ends the server
            self._tell(self._view._replace(how="failed", fault=in_words(fault)))

    def _step(self) -> None:
        prepared = self._prepared
        if prepared is None:
            self._begin(self._prepare())
            return
        if self._view.is_kept:
            self._asks_twin = True
            learning = threading.Thread(target=self._learn_chance, args=[prepared], daemon=True)
            learning.start()
            return
        new = [r for r in range(self._wanted) if r not in self._done and r not in self._held]
        may_write = self._written is not None and (self._is_settled() or bool(self._held))
        if new and not (may_write and self._states):
            is_first = self._view.how == "preparing"
            for replication, state in ended_at_once(prepared, new if is_first else new[:1]):
                self._keep(prepared, replication, state)
        elif may_write:
            self._write(prepared, is_last=not new)
        else:
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

    def _keep(self, prepared: PreparedJob, replication: int, state: "State") -> None:
        sums = sums_of_state(prepared.job, prepared.facts, Ended(replication, state))
        weeks = weeks_by_team(prepared.job, state.weeks)
        weekly = (weeks.revenue_ore - weeks.cost_ore)[np.newaxis]
        self._done[replication] = Replications(sums, weekly)
        self._states[replication] = state
        if self._view.how != "rounded" or len(self._done) >= self._wanted:
            self._tell_of_memory(prepared)

    def _tell_of_memory(self, prepared: PreparedJob) -> None:
        """Tell what the replications in memory come to, if they are enough to say anything."""
        own = self.together
        assert own is not None  # noqa: S101 - one has just run
        is_all, beside = len(self._done) >= self._wanted, self._comparable(prepared)
        is_enough = len(self._done) >= min(FIRST, self._wanted - len(self._held))
        if not is_all and beside is not None:
            if not is_enough and self._view.how == "preparing" and not self._is_late():
                return
            own = filled_by_pairs(own, beside)
        elif not is_enough:
            return
        view = self._view_of(prepared, own, "complete" if is_all else "provisional")
        self._tell(view._replace(done=len(self._held.union(self._done))))

    def _is_late(self) -> bool:
        """Whether whoever asked should have a first answer now, however few it rests on."""
        return time.monotonic() - self.began > SECONDS_TO_A_FIRST_ANSWER

    def _comparable(self, prepared: PreparedJob) -> Replications | None:
        """Replications of the run beside, where its teams and weeks are the same."""
        beside = self._beside
        if beside is None or beside.prepared is None:
            return None
        mine, theirs = prepared.facts, beside.prepared.facts
        is_same = (mine.teams, mine.weeks, mine.seed) == (theirs.teams, theirs.weeks, theirs.seed)
        return beside.together if is_same else None

    def _view_of(self, prepared: PreparedJob, of: Replications, how: How) -> RunView:
        facts = prepared.facts._replace(results=self._folder_text())
        summary = Figures(facts, of.sums).summary
        screen = screen_in_memory(prepared, of, summary, self._chance or Chance(None))
        return self._view._replace(how=how, summary=summary, screen=screen)

    # What rates alone change

    def pay_anew(self, prepared: PreparedJob) -> None:
        """Say at once what other rates pay for the lives of the run beside."""
        beside = self._beside
        if beside is None or beside.prepared is None:
            return
        of = beside.together
        if of is None or len(of.numbers) < self._wanted:
            return
        paid = beside.days.at_other_rates(of, beside.prepared, prepared)
        if paid is not None:
            view = self._view_of(prepared, paid, "rounded")
            self._tell(view._replace(done=len(of.numbers)))

    @property
    def has_days_to_count(self) -> bool:
        """Whether days by rate are still to be counted, once all else is done."""
        prepared = self._prepared
        if not self._view.is_kept or prepared is None:
            return False
        is_linear = only_pay_hangs_on_rates(prepared.parameters, prepared.rules)
        return is_linear and bool(self.days.missing(self.together))

    def count_days(self) -> None:
        """Count one more replication; when all are counted, keep the days in the folder."""
        prepared, missing = self._prepared, self.days.missing(self.together)
        if prepared is None or not missing:
            return
        self.days.count(prepared, missing[0])
        kinds, is_whole = self.days.kinds, not self.days.missing(self.together)
        if kinds is not None and is_whole and not self.days.cannot_be_counted:
            table = paid_days_table(prepared.job, kinds, self.days.counted)
            self._in_folder(lambda written: written.put_beside(PAID_DAYS, table))

    def _folder_text(self) -> str:
        return "" if self._written is None else self._written.folder.as_posix()

    def _is_settled(self) -> bool:
        return self.looked_at - self.began > SECONDS_BEFORE_WRITTEN

    def _write(self, prepared: PreparedJob, *, is_last: bool) -> None:
        """Put a replication that is only in memory into the folder; finish it when all are there.

        One at a time, so that whoever moves a lever meanwhile does not wait for all of them.
        """

        def put(written: StepwiseRun) -> None:
            number = min(self._states)
            written.put(number, self._states.pop(number))
            self._held |= {number}

        if self._states:
            self._in_folder(put)
        if self._states:
            return
        unwritten = [r for r in range(self._wanted) if r not in self._held]
        if is_last and unwritten:  # its state was dropped while nobody looked
            self._states[unwritten[0]] = run_to_end(prepared.job, unwritten[0])
        elif is_last:
            self._is_finishing = True
            threading.Thread(target=self._guarded, args=[self._finish_apart], daemon=True).start()

    def _finish_apart(self) -> None:
        """Finish the folder in a thread of its own: it takes seconds in which a lever may move."""
        try:
            self._in_folder(self._finish)
        finally:
            self._is_finishing = False

    def _finish(self, written: StepwiseRun) -> None:
        summary, prepared = written.finish(), self._prepared
        self._whole = written.replications()
        self._done.clear()
        if prepared is not None:
            screen = screen_in_memory(prepared, self._whole, summary, Chance(None), written.folder)
            view = RunView("complete", summary, summary["replications"], self._wanted)
            self._tell(view._replace(folder=written.folder, screen=screen))

    def _learn_chance(self, prepared: PreparedJob) -> None:
        """Learn what the twin says, where it is exact: which teams are at risk hangs on it.

        It takes a second or two, so it has a thread of its own; a fault in it takes nothing away
        from what has been shown.
        """
        with suppress(Exception):
            self._chance, of, view = chance_of(prepared), self.together, self._view
            if of is not None and view.summary is not None and self._chance.by_team is not None:
                screen = screen_in_memory(prepared, of, view.summary, self._chance, view.folder)
                self._tell(view._replace(screen=screen, expected_dkk=_expected(self._chance)))
        self._tell(self._view._replace(is_whole=True))

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
            self._tell(self._view._replace(fault=str(fault)))

    def _tell(self, known: RunView) -> None:
        with self._changed:
            self._view = known
            self._changed.notify_all()
