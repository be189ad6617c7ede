"""The readable engine: SimPy holds the time, the model does the rest.

A researcher can step it, print its event log and add a process of their own to
`engine.environment`. Simultaneous events are ordered by SimPy's own priority, into which the
model's order is written; a researcher's processes run before the model's events of the day.
Nothing else in the project imports SimPy.
"""

from collections.abc import Callable, Generator
from typing import Any, cast

import simpy

from sim.engines.rule_error import stop_if_refused
from sim.model.allocation import empty_state, grown
from sim.model.draws import draws
from sim.model.events.first import first_events
from sim.model.events.happen import happen
from sim.model.events.kinds import NOTHING, Event
from sim.model.log import LogRow, log_row
from sim.model.parameters import Parameters, viewed
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.state import State, rows_left
from sim.model.units import DAYS_PER_WEEK

AFTER_PROCESSES = 2
"""SimPy's own priorities are 0 and 1; the model's events of a day come after them."""


class SimpyEngine:
    """One replication of a scenario, as SimPy events."""

    def __init__(
        self,
        parameters: Parameters,
        rules: Rulebook = STANDARD_RULES,
        *,
        seed: int = 1,
        replication: int = 0,
        keep_log: bool = False,
    ) -> None:
        """Prepare a replication; nothing has happened yet.

        Parameters
        ----------
        parameters
            From `sim.scenario.arrays.parameters.parameters_of`.
        rules
            The rulebook; any plain function may stand in a rule's place.
        seed, replication
            Key of every draw.
        keep_log
            Whether to keep a row for everything that happens in `log`.
        """
        self.parameters: Parameters = viewed(parameters)
        self.rules = rules
        self.replication = replication
        self.log: list[LogRow] | None = [] if keep_log else None
        self.environment = simpy.Environment(initial_time=parameters.calendar.first_day)
        self._end_day = DAYS_PER_WEEK * parameters.calendar.weeks
        self._draws = draws(seed, replication)
        self._arrays = empty_state(parameters)
        self.state: State = viewed(self._arrays)
        for event in first_events(rules, self.parameters, self.state, self._draws):
            self._schedule(event)
        stop_if_refused(self.state, parameters.calendar.first_day)

    def _schedule(self, event: Event) -> None:
        """Hand an event to SimPy, which calls back on its day in the model's order."""
        if event.day >= self._end_day:
            return
        due = simpy.Event(self.environment)
        due._ok = True  # noqa: SLF001 - what simpy.Timeout does, with a priority of our own
        due._value = event  # noqa: SLF001
        due.callbacks = [self._happens]
        _, kind, team, who, number = event
        order = (((kind << 32 | team) << 40 | who) << 40 | number) + AFTER_PROCESSES
        delay = event.day - self.environment.now
        self.environment.schedule(due, priority=cast("Any", order), delay=delay)

    def _happens(self, due: simpy.Event) -> None:
        """One event happens; what follows from it is scheduled."""
        event = cast("Event", due.value)
        if rows_left(self._arrays) <= 0:
            self._arrays = grown(self._arrays)
            self.state = viewed(self._arrays)
        outcome, *following = happen(self.rules, self.parameters, event, self.state, self._draws)
        stop_if_refused(self.state, event.day)
        if self.log is not None and outcome.kind != NOTHING:
            self.log.append(log_row(self.replication, event, outcome, self.state))
        for later in following:
            if later.kind != NOTHING:
                self._schedule(later)

    def add(self, process: Callable[["SimpyEngine"], Generator[simpy.Event, Any, Any]]) -> None:
        """Add a researcher's process: a generator function that takes the engine."""
        self.environment.process(process(self))

    def step(self) -> None:
        """Let the next event happen."""
        self.environment.step()

    def run(self, until: int | None = None) -> State:
        """Run to the end, or up to but not including day `until`; the state reached.

        Raises
        ------
        RuleError
            If a rule answers out of its range.
        """
        self.environment.run(until=self._end_day if until is None else until)
        return self._arrays
