"""Which courses the citizens of a station are granted, where minutes a week decide it.

A citizen's need is the mean of the course and level times a multiplier whose law is known, so each
edge divides the citizens at one rank. Stays do not hang on the multiplier: the citizens found at
a station have it as those who come.
"""

from itertools import pairwise
from typing import Final, NamedTuple

from sim.model.parameters import Parameters
from sim.model.rulebook import Rulebook
from sim.model.units import MINUTES_PER_HOUR

_STEPS: Final = 50
"""Halvings in the search of a rank: as many as a real number between 0 and 1 can show."""


class Granted(NamedTuple):
    """A course, and the share of a station's citizens who are granted it."""

    course: int
    share: float


def granted_courses(
    rules: Rulebook, parameters: Parameters, place: tuple[int, int, int]
) -> list[Granted]:
    """Courses granted to those in a course at a level in a period; their own where none is."""
    brackets, (period, course, _) = parameters.brackets, place
    if not brackets.is_on or brackets.number[course] < 0:
        return [Granted(course, 1.0)]
    edges = brackets.from_minutes[period].tolist()
    below = [0.0, *(rank_at(rules, parameters, place, edge) for edge in edges[1:]), 1.0]
    shares = [above - under for under, above in pairwise(below)]
    return [
        Granted(granted, share)
        for granted, share in zip(brackets.course.tolist(), shares, strict=True)
        if share > 0.0
    ]


def rank_at(
    rules: Rulebook,
    parameters: Parameters,
    place: tuple[int, int, int],
    edge: float,
    written_share: float = 1.0,
) -> float:
    """Share of those in a course at a level (place: period, course, level) who stay below an edge.

    The rule of the edge and that of the multiplier rise with need, so it is found by halving.
    """
    minutes = MINUTES_PER_HOUR * float(parameters.demand.hours[place].sum())
    sigma = float(parameters.demand.multiplier_sigma[place[0], place[2]])

    def is_granted(rank: float) -> bool:
        return rules.is_granted(minutes * rules.multiplier(rank, sigma), written_share, edge)

    if sigma == 0.0:
        return 0.0 if is_granted(0.5) else 1.0
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if is_granted(middle) else (middle, high)
    return (low + high) / 2
