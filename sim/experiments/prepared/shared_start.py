"""Who is there on the first day, solved again only where it can be somebody else.

What the start looks at is noted while it is solved: courses, stays, inflow, staff, places. A
scenario in which all of that is the same begins with the same people.
"""

from typing import Any

from sim.experiments.running.starting import own_start, with_people
from sim.model.parameters import Parameters
from sim.model.rulebook import Rulebook
from sim.scenario.patching.shared_arrays import same_numbers
from sim.scenario.reading import Scenario

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
        if self._begins_alike(scenario, parameters):
            return parameters._replace(start=self._own.start)
        return with_people(scenario, parameters, self.rules)

    def _begins_alike(self, scenario: Scenario, parameters: Parameters) -> bool:
        if self._scenario.starts_as is not None or scenario.starts_as is not None:
            return False
        one, other = self._scenario.values, scenario.values
        if one.run.initial != other.run.initial or _named(one) != _named(other):
            return False
        return all(
            same_numbers(getattr(self._parameters, name), getattr(parameters, name))
            for name in self._looked_at
        )


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
