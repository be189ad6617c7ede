"""What one part of each kind is paid at given rates: the model's own rules are asked, part by part.

Kinds are those of all replications whose lives are kept, each with the first part of it that was
met: its spell, its citizen's team and that team's levers, as far as the rules of pay look at them.
"""

from typing import Any, Final

import numpy as np

from sim.experiments.repaid.parts import Kinds, PaidParts, is_of_one_citizen
from sim.model.allocation import empty_state
from sim.model.draws import draws
from sim.model.events.lookups import Model, period_of
from sim.model.events.week.money import revenue
from sim.model.events.week.parts import Part, stretch_of
from sim.model.parameters import Ints, Parameters, viewed
from sim.model.rulebook import Rulebook
from sim.model.state import NO_ROW, State, TeamNow, has_refused
from sim.model.units import nearest

_OF_PAY: Final = ("calendar", "terms", "tariff")
"""What rules of pay look at again and again: plain numbers are read in half the time."""


class KnownKinds:
    """The kinds of parts that have been met."""

    def __init__(self, rules: Rulebook) -> None:
        """Begin with none."""
        self._rules = rules
        self._places: dict[bytes, int] = {}
        self._parts: list[tuple[int, int, int]] = []  # first day, days, level
        self._spells: list[tuple[Any, ...]] = []
        self._citizens: list[tuple[Any, ...]] = []
        self._teams: TeamNow | None = None
        self._telling = Paid()
        self._examples: State | None = None

    def __len__(self) -> int:
        """How many there are."""
        return len(self._parts)

    def placed(self, state: State, parts: PaidParts, kinds: Kinds) -> Ints:
        """Place of the kind of each part [parts] among all kinds, new ones added."""
        places, self._teams = np.empty(len(kinds.rows), np.int64), state.teams
        for number, (row, example) in enumerate(zip(kinds.rows, kinds.example, strict=True)):
            key = row.tobytes()
            if is_of_one_citizen(row) or key not in self._places:
                self._places[key] = self._added(state, parts, example)
            places[number] = self._places[key]
        found: Ints = places[kinds.of_part]
        return found

    def _added(self, state: State, parts: PaidParts, example: int) -> int:
        """Place of a new kind, of which a part is the example."""
        spell = parts.spell[example]
        citizen = state.spells.citizen[spell]
        self._parts.append((parts.first[example], parts.days[example], parts.level[example]))
        self._spells.append(tuple(column[spell] for column in state.spells))
        self._citizens.append(tuple(column[citizen] for column in state.citizens))
        return len(self._parts) - 1

    def telling_ore(self, parameters: Parameters) -> Ints | None:
        """Pay for a part of each kind at the rates of the count, which are always the same."""
        return self._telling.of(self, parameters)

    def pay_ore(self, parameters: Parameters, first: int = 0) -> Ints | None:
        """Pay for a part of each kind from the `first` on [øre]; None where a rule refuses."""
        looked_at = {name: viewed(getattr(parameters, name)) for name in _OF_PAY}
        of, state = parameters._replace(**looked_at), self._viewed_examples(parameters)
        model = Model(self._rules, of, draws(0, 0), state.refused)
        paid = [
            nearest(revenue(model, state, self._part(of, state, place)))
            for place in range(first, len(self._parts))
        ]
        return None if has_refused(state) else np.array(paid, np.int64)

    def _part(self, parameters: Parameters, state: State, place: int) -> Part:
        first, days, level = (int(number) for number in self._parts[place])
        course, team = state.spells.course[place], state.citizens.team[place]
        period = period_of(parameters, first)
        end, prices = first + days, stretch_of(parameters, period, first + days)
        return Part(place, place, place, first, end, days, period, course, level, team, prices)

    def _viewed_examples(self, parameters: Parameters) -> State:
        """The same state, as interpreted rules read it; made when kinds have been added."""
        if self._examples is None or len(self._examples.spells.citizen) < len(self):
            self._examples = viewed(self._made_examples(parameters))
        self._examples.refused.rule[0] = NO_ROW
        return self._examples

    def _made_examples(self, parameters: Parameters) -> State:
        """A state of one spell, and one citizen, a kind."""
        empty = empty_state(parameters, len(self))
        for table, rows in ((empty.spells, self._spells), (empty.citizens, self._citizens)):
            for column, values in zip(table, zip(*rows, strict=True), strict=True):
                column[:] = values
        empty.citizens.team[:] = empty.spells.team  # citizens may choose another later on
        return empty if self._teams is None else empty._replace(teams=self._teams)


class Paid:
    """What a part of each kind is paid under one scenario, asked once a kind."""

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self._pay_ore = np.zeros(0, np.int64)

    def of(self, kinds: KnownKinds, parameters: Parameters) -> Ints | None:
        """Pay for a part of each kind known by now [øre]; None where a rule refuses."""
        known = len(self._pay_ore)
        if known < len(kinds):
            more = kinds.pay_ore(parameters, known)
            if more is None:
                return None
            self._pay_ore = np.concatenate([self._pay_ore, more])
        return self._pay_ore
