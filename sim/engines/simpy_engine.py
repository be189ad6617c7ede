"""The readable engine: SimPy holds the time, the model does the rest.

A researcher can step it, print its event log and `add` a process of their own, which `draw`s chance
that belongs to citizens and `schedule`s events of the model. Simultaneous events are ordered by
SimPy's own priority, into which the model's order is written; a researcher's processes run before
the model's events of the day.
Nothing else in the project imports SimPy.
"""

from collections.abc import Callable, Generator
from typing import Any, cast

import simpy

from sim.engines.rule_error import stop_if_refused
from sim.model.allocation import empty_state, grown
from sim.model.draws import Identity, draws, own_decision, uniforms
from sim.model.events.first import first_events
from sim.model.events.happen import happen
from sim.model.events.kinds import KINDS, NOTHING, Event
from sim.model.events.lookups import identity
from sim.model.log import LogRow, log_row
from sim.model.parameters import Parameters, viewed
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.state import CITIZENS, State, rows_left
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
        self._drawn: dict[tuple[int, str], int] = {}
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

    def draw(self, citizen: int, name: str) -> float:
        """Next uniform in [0, 1) of a citizen, by the name of what a process decides.

        It has an address as every draw of the model has: the same citizen decides the same way in
        every scenario, and a draw more moves no other. The nth call for a citizen and a name gives
        the nth draw.

        Parameters
        ----------
        citizen
            Row among the citizens of `state`.
        name
            What is decided, such as "visited by a volunteer"; other names are other draws.

        Raises
        ------
        IndexError
            When there is no such citizen yet.
        """
        if not 0 <= citizen < self.state.rows[CITIZENS]:
            raise IndexError(f"there is no citizen {citizen} yet")
        number = self._drawn.get((citizen, name), 0)
        self._drawn[citizen, name] = number + 1
        who = Identity(*(int(part) for part in identity(self.parameters, self.state, citizen)))
        return uniforms(self._draws, who, own_decision(name), number)[0]

    def schedule(self, event: Event) -> None:
        """Let an event of the model happen on its day, in the model's order.

        An event after the end of the run is not noted. `sim/model/events/kinds.py` lists the kinds.

        Parameters
        ----------
        event
            Such as `Event(day, CITIZEN_ARRIVED, team, source, number)`.

        Raises
        ------
        ValueError
            When its day is over, or its kind or team is none.
        """
        teams = len(self.parameters.inflow.team_key)
        if event.day < self.environment.now:
            raise ValueError(f"day {event.day} is over: today is day {self.environment.now}")
        if not 0 <= event.kind < len(KINDS):
            raise ValueError(f"{event.kind} is no kind of event")
        if not 0 <= event.team < teams:
            raise ValueError(f"{event.team} is no team: there are {teams}, from 0")
        self._schedule(event)

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
