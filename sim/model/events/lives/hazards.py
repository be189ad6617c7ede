"""Hazards of a spell: how strong they are together, and which of them strikes."""

from typing import Final, NamedTuple

from sim.model.parameters import Parameters
from sim.model.terms import HOSPITAL

ALL: Final = 0
ADMISSIONS: Final = 1
"""Only the hazards that lead to hospital."""


class Exposed(NamedTuple):
    """Who is exposed: a course at a level in a period, and to which hazards."""

    period: int
    course: int
    level: int
    to: int


def _per_day(parameters: Parameters, exposed: Exposed, h: int) -> float:
    """One hazard [per day]; 0 where it does not count."""
    network = parameters.network
    if exposed.to == ADMISSIONS:
        to = network.hazard_to[exposed.course, h]
        if to < 0 or network.kind[to] != HOSPITAL:
            return 0.0
    here: float = network.hazard_per_day[exposed.period, exposed.course, exposed.level, h]
    return here


def hazard_per_day(parameters: Parameters, exposed: Exposed) -> float:
    """All hazards together [per day]."""
    total = 0.0
    for h in range(parameters.network.hazard_to.shape[1]):
        total += _per_day(parameters, exposed, h)
    return total


def which_hazard(parameters: Parameters, exposed: Exposed, u: float) -> int:
    """Hazard that strikes, in proportion to the hazards."""
    left = u * hazard_per_day(parameters, exposed)
    last = 0
    for h in range(parameters.network.hazard_to.shape[1]):
        here = _per_day(parameters, exposed, h)
        if here > 0.0:
            last = h
            if left < here:
                return h
        left -= here
    return last
