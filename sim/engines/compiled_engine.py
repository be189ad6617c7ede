"""The fast engine: the same events, rules and draws, swept day by day.

With numba the loop is compiled; without it the same loop runs interpreted. Both give the log and
the figures of the SimPy engine, row by row. What only SimPy can do, a researcher's own process,
is refused.
"""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from typing import Final, NoReturn

import numpy as np

from sim.engines.agenda import agenda_bytes, empty_agenda, events_with_room, today, with_room
from sim.engines.rule_error import stop_if_refused
from sim.engines.sweep import DONE, Record, SweptRun, empty_record, sweep_days
from sim.model.allocation import empty_state, grown, state_bytes
from sim.model.draws import draws
from sim.model.events.first import first_event_count
from sim.model.events.kinds import Outcome
from sim.model.finished import finished_spells, taken_out
from sim.model.log import LogRow, row_of
from sim.model.parameters import Floats, Parameters, viewed
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.state import SPELLS, State, has_no_spell_left, rows_left

_LOG_ROWS: Final = 16_384
_FEWEST_ROWS: Final = 1_024
_ROWS_A_CITIZEN: Final = 3
"""For each who is present at the start: so much comes in half a year or a year, and so many
events are due at one time."""

_MANY_SPELLS: Final = 1 << 18
"""So many are kept before those that are finished are handed on: a hundred megabytes."""

_WORTH_HANDING_ON: Final = 0.25
"""Share of the rows that must come free; otherwise the table grows."""

_WORTH_FOLDING: Final = 250_000_000
"""Citizen-weeks in which a loop of one structure wins back the time that compiling it takes.

They are 20 s at 60 to 170 ns each (docs/performance.md).
"""

_WORTH_NOTING: Final = 1_000_000
"""Citizen-weeks of a run that is long beside the milliseconds in which it is noted."""

Finished = Callable[[State], None]
"""Takes a state whose spells are finished and will not be kept."""


def can_compile() -> bool:
    """Whether numba is there, and not switched off by its own NUMBA_DISABLE_JIT."""
    return os.environ.get("NUMBA_DISABLE_JIT", "0") == "0" and _has_numba()


@lru_cache(maxsize=1)
def _has_numba() -> bool:
    """Whether numba is installed: every replication asks, and looking takes a while."""
    return find_spec("numba") is not None


def is_ready(rules: Rulebook = STANDARD_RULES) -> bool:
    """Whether a run begins at once, without being compiled first."""
    if not can_compile():
        return True
    from sim.engines.compiling.loop import is_kept

    return is_kept(rules)


def can_be_kept(rules: Rulebook = STANDARD_RULES) -> bool:
    """Whether what is compiled now serves the processes that come after."""
    if not can_compile():
        return False
    from sim.engines.compiling.loop import folder_for

    return folder_for(rules) is not None


def first_time(rules: Rulebook = STANDARD_RULES) -> str | None:
    """What a user should hear before the first run, or nothing."""
    if not can_compile():
        return "numba is not installed: the engine runs interpreted, which takes far longer"
    return None if is_ready(rules) else "compiling the engine for the first time: twenty seconds"


def memory_bytes(parameters: Parameters, citizens: float, at_once: float) -> int:
    """Memory that a replication asks for [bytes], by the shapes of its tables.

    `citizens` come in all, and `at_once` are present at one time. A table doubles where it is
    full; while it does, its old half is there as well.
    """
    first = _rows_at_first(parameters)
    rows = [_doubled_until(first, number) for number in (citizens, at_once)]
    return state_bytes(parameters, *rows) + agenda_bytes(parameters.calendar, rows[1])


def _rows_at_first(parameters: Parameters) -> int:
    present = int(citizens_in_place(parameters, parameters.start.present))
    return max(_FEWEST_ROWS, _ROWS_A_CITIZEN * present)


def citizens_in_place(parameters: Parameters, present: Floats) -> float:
    """How many of those who would be present [T, Z] the teams' places hold.

    A team whose places are few may be asked for by a hundred times as many.
    """
    at_most = parameters.start.at_most
    by_team = present.sum(axis=1)
    return float(np.where(at_most >= 0, np.minimum(by_team, at_most), by_team).sum())


def _doubled_until(rows: int, number: float) -> int:
    while rows < number:
        rows *= 2
    return rows


class CannotCompile(ValueError):  # noqa: N818 - it states what happened
    """A rule of the rulebook is beyond the compiler."""


def made_ready(parameters: Parameters, rules: Rulebook = STANDARD_RULES) -> None:
    """Compile the loop now, so that it is there for every process that comes after.

    Raises
    ------
    CannotCompile
        If a rule uses what cannot be compiled.
    """
    if is_ready(rules):
        return
    try:
        with _without_collecting():
            _compiled_sweep(rules, without_days(parameters), (0, 0))
    except Exception as fault:  # numba raises whatever it stumbles over; nothing is run
        reason = [type(fault).__name__, *str(fault).strip().splitlines()][-1]
        message = f"a rule cannot be compiled ({reason}); use the engine simpy"
        raise CannotCompile(message) from fault


def fold_if_it_pays(parameters: Parameters, rules: Rulebook, replications: int) -> None:
    """Compile a loop for this scenario's structure where it wins the time back.

    In so many replications and in what runs of the structure have done before. Those who are there
    at the start are taken to be there to the end (assumption).
    """
    present, weeks = float(parameters.start.present.sum()), parameters.calendar.weeks
    work = present * weeks * replications
    if work < _WORTH_NOTING or not can_be_kept(rules):
        return
    from sim.engines.compiling.loop import made_folded

    with _without_collecting():
        made_folded(rules, CompiledEngine(parameters, rules).swept, work, _WORTH_FOLDING)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Collect no garbage: an eighth of the compiler's time goes into looking for it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def without_days(parameters: Parameters) -> SweptRun:
    """A run that is over before anything is due, to compile the loop with."""
    calendar = parameters.calendar._replace(first_day=0, weeks=0)
    same = parameters._replace(calendar=calendar)
    agenda = empty_agenda(calendar, _FEWEST_ROWS + first_event_count(same))
    return SweptRun(same, empty_state(same), agenda, empty_record(0), draws(0, 0))


def _compiled_sweep(rules: Rulebook, run: SweptRun, key: tuple[int, int]) -> int:
    """Sweep in compiled code; the key is seed and replication."""
    from sim.engines.compiling.loop import compiled_sweep

    return compiled_sweep(rules, run, key)


class CompiledEngine:
    """One replication of a scenario, in arrays."""

    def __init__(
        self,
        parameters: Parameters,
        rules: Rulebook = STANDARD_RULES,
        *,
        seed: int = 1,
        replication: int = 0,
        keep_log: bool = False,
    ) -> None:
        """Prepare a replication, as `SimpyEngine` does."""
        self.parameters = parameters
        self.rules = rules
        self.seed = seed
        self.replication = replication
        rows = _rows_at_first(parameters)
        self.state = empty_state(parameters, rows)
        at_first = first_event_count(parameters)
        self._agenda = empty_agenda(parameters.calendar, rows + at_first)
        self._record = empty_record(_LOG_ROWS if keep_log else 0)
        self._keep_log = keep_log
        self._draws = draws(seed, replication)

    def add(self, _process: object) -> NoReturn:
        """Refuse a researcher's process: only SimPy runs it.

        Raises
        ------
        TypeError
            Always.
        """
        raise TypeError(
            "the compiled engine runs no process of your own; use SimpyEngine, or --engine simpy"
        )

    def run(self, finished: Finished | None = None) -> State:
        """Run to the end; the state reached.

        A large run hands on the spells that are finished, if there is somebody to take them.

        Raises
        ------
        RuleError
            If a rule answers out of its range.
        """
        while self._sweep() != DONE:
            stop_if_refused(self.state, today(self._agenda))
            if finished is not None and has_no_spell_left(self.state):
                self._hand_on(finished)
            self._make_room()
        return self.state

    @property
    def swept(self) -> SweptRun:
        """What the loop goes through, as it is now."""
        return SweptRun(self.parameters, self.state, self._agenda, self._record, self._draws)

    def _sweep(self) -> int:
        if can_compile():
            return _compiled_sweep(self.rules, self.swept, (self.seed, self.replication))
        return sweep_days(self.rules, viewed(self.swept))

    def _make_room(self) -> None:
        """Double what is full."""
        if rows_left(self.state) <= 0:
            self.state = grown(self.state)
        if events_with_room(self._agenda) <= 0:
            self._agenda = with_room(self._agenda)
        if self._keep_log and self._record.used[0] >= len(self._record.day):
            self._record = _longer(self._record)

    def _hand_on(self, finished: Finished) -> None:
        """Hand on the finished spells of a large run, and use their rows again."""
        at_hand = int(self.state.rows[SPELLS])
        rows = finished_spells(self.state, today(self._agenda))
        if at_hand >= _MANY_SPELLS and len(rows) >= _WORTH_HANDING_ON * at_hand:
            finished(taken_out(self.state, rows))

    @property
    def recorded(self) -> Record:
        """Event log as columns, as far as it was kept."""
        used = int(self._record.used[0])
        return Record._make([*(column[:used] for column in self._record[:-1]), self._record.used])

    @property
    def log(self) -> list[LogRow] | None:
        """Event log, if it was kept."""
        if not self._keep_log:
            return None
        columns = [column.tolist() for column in self.recorded[:-1]]
        return [
            row_of(self.replication, day, team, Outcome(kind, citizen, course, level, value))
            for day, team, kind, citizen, course, level, value in zip(*columns, strict=True)
        ]


def _longer(record: Record) -> Record:
    columns = record._asdict()
    return Record(
        **{
            name: column if name == "used" else np.concatenate([column, np.zeros_like(column)])
            for name, column in columns.items()
        }
    )
