"""Which levers an audit moves, how far, and by what step.

A scenario's own [behaviour.levers] come first. Where it lists none, every lever that has
something to act on is moved within the bounds of `model/levers.py` (assumptions).
"""

from typing import NamedTuple

from sim.model.levers import LEVER, LEVERS, Lever
from sim.model.parameters import Parameters
from sim.scenario.schema.scenario import Values


class Audited(NamedTuple):
    """A lever that is audited, and how far it may be moved."""

    lever: int
    low: float
    high: float

    @property
    def name(self) -> str:
        """Name of the lever."""
        return LEVERS[self.lever]

    @property
    def terms(self) -> Lever:
        """Unit and step."""
        return LEVER[self.name]


def audited_levers(values: Values, parameters: Parameters) -> list[Audited]:
    """Levers that a scenario leaves free, or else all that can be moved."""
    listed, freedom = values.behaviour.levers, values.behaviour.freedom
    if listed:
        free = list(listed) if freedom is None else [name for name in freedom if name in listed]
        return [
            Audited(LEVERS.index(name), listed[name].low, listed[name].high)
            for name, lever in LEVER.items()
            if name in free and lever.acts(parameters)
        ]
    return [
        Audited(LEVERS.index(name), lever.low, lever.high)
        for name, lever in LEVER.items()
        if lever.acts(parameters)
    ]
