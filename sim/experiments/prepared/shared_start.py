"""Who is there on the first day, solved again only where it can be somebody else.

What the start looks at is noted while it is solved: courses, stays, inflow, staff, places. A
scenario in which all of that is the same begins with the same people. Where no more than how many
come is another, the ways that citizens go are, and only the numbers on them are solved again.
"""

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.experiments.running.starting import own_start, with_people
from sim.model.parameters import Parameters
from sim.model.rulebook import Rulebook
from sim.scenario.patching.shared_arrays import same_numbers
from sim.scenario.reading import Scenario
from sim.theory.network.stationary_start import SolvedNetwork, present_with, solved_network
from sim.theory.network.stations import entries_from_outside, explored

_EVERY = frozenset(Parameters._fields)


class SharedStart:
    """The start of a scenario, ready to be shared with others like it."""

    def __init__(self, scenario: Scenario, parameters: Parameters, rules: Rulebook) -> None:
        """Solve it, and note what it looks at."""
        self._scenario = scenario
        self.rules = rules
        self._looked_at: set[str] = set()
        self._parameters = parameters
        if scenario.starts_as is None:
            noting = _noting(parameters, self._looked_at)
            start = own_start(scenario.values, noting, rules)
            self._own = parameters._replace(start=start)
        else:
            self._own = with_people(scenario, parameters, rules)

    def with_people(self, scenario: Scenario, parameters: Parameters) -> Parameters:
        """Arrays of a scenario with those present on its first day."""
        if scenario is self._scenario:
            return self._own
        moved = self._moved(scenario, parameters)
        if not moved:
            return parameters._replace(start=self._own.start)
        if moved == {"inflow"} and self._has_the_same_ways(scenario, parameters):
            present = present_with(self._solved, parameters)
            return parameters._replace(start=self._own.start._replace(present=present))
        return with_people(scenario, parameters, self.rules)

    def _moved(self, scenario: Scenario, parameters: Parameters) -> set[str]:
        """Subjects on which the start hangs and that are others; all where more than that is."""
        if self._scenario.starts_as is not None or scenario.starts_as is not None:
            return set(_EVERY)
        one, other = self._scenario.values, scenario.values
        if one.run.initial != other.run.initial or _named(one) != _named(other):
            return set(_EVERY)
        return {
            name
            for name in self._looked_at
            if not same_numbers(getattr(self._parameters, name), getattr(parameters, name))
        }

    def _has_the_same_ways(self, scenario: Scenario, parameters: Parameters) -> bool:
        """Claim that another inflow, into a stationary state, reaches no other station."""
        own = self._parameters
        same_but_many = own.inflow._replace(per_day=parameters.inflow.per_day)
        return (
            scenario.values.run.initial == "stationary"
            and same_numbers(same_but_many, parameters.inflow)
            and np.array_equal(_reached(own), _reached(parameters))
        )

    @cached_property
    def _solved(self) -> SolvedNetwork:
        network = explored(self.rules, self._parameters)
        return solved_network(self.rules, self._parameters, network)


def _reached(parameters: Parameters) -> npt.NDArray[np.bool_]:
    """Whether somebody begins in a course at a level, array [C, L]."""
    reached: npt.NDArray[np.bool_] = entries_from_outside(parameters).sum(axis=0) > 0
    return reached


def _named(values: Any) -> tuple[list[str], list[str]]:  # noqa: ANN401 - Values
    """What counts of today go by."""
    return [team.name for team in values.team], [course.name for course in values.course]


def _noting(parameters: Parameters, names: set[str]) -> Parameters:
    """The same arrays, which note the subjects that are looked at."""

    class Noting(Parameters):
        __slots__ = ()

        def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - any subject
            if name in _EVERY:
                names.add(name)
            return super().__getattribute__(name)

        def __iter__(self) -> Any:  # noqa: ANN401 - of all subjects
            names.update(_EVERY)
            return super().__iter__()

    return Noting(*parameters)
