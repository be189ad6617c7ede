"""What chance decides in the network, drawn one at a time with Python's own `random`.

The peers that handle one citizen at a time share it, so that their files show the tool alone.
Laws are turned into functions once a run: nothing is looked up by name while it runs.
"""

from bisect import bisect
from collections.abc import Callable, Iterator
from itertools import accumulate
from math import exp
from random import Random
from typing import NamedTuple

from network import Network, Stay, census

Draw = Callable[[], float]


class Course(NamedTuple):
    """One course as a run uses it."""

    rate: float  # DKK a week
    cost: float  # DKK a week, mean
    factor: Draw  # of one week
    stay: Draw  # weeks
    next: Callable[[], int]  # place of the next course, or OUT


class Chance(NamedTuple):
    """Everything that a run draws."""

    random: Random
    courses: tuple[Course, ...]
    multiplier: Draw
    arrivals_per_week: float
    present: tuple[tuple[int, int, Draw], ...]  # course, how many, what is left of their stay


def chance_of(network: Network, scale: float, seed: int) -> Chance:
    """All draws of a run."""
    random = Random(seed)  # noqa: S311 - a simulation, not a secret
    found = enumerate(zip(census(network), network.courses, strict=True))
    return Chance(
        random,
        tuple(
            Course(
                course.rate,
                course.hours * network.price,
                _draw(random, course.factor),
                _draw(random, course.stay),
                _choice(random, course.exits),
            )
            for course in network.courses
        ),
        _draw(random, network.multiplier),
        scale * network.arrivals_per_week,
        tuple(
            (place, round(scale * citizens), _part(random, course.stay))
            for place, (citizens, course) in found
        ),
    )


def present(chance: Chance) -> Iterator[tuple[int, float]]:
    """Course and what is left of the stay [weeks] of each who is there on the first day."""
    for place, citizens, left in chance.present:
        for _ in range(citizens):
            yield place, left()


def arrivals(chance: Chance) -> int:
    """How many come in a week: a Poisson number."""
    number, time = 0, chance.random.expovariate(chance.arrivals_per_week)
    while time < 1.0:
        number += 1
        time += chance.random.expovariate(chance.arrivals_per_week)
    return number


def whole_weeks(stay: float) -> int:
    """Stay of a model that goes week by week."""
    return max(1, round(stay))


def _draw(random: Random, law: Stay) -> Draw:
    first, second = law.first, law.second
    if law.family == "gamma":
        variate = random.gammavariate
        return lambda: variate(first, second)
    gauss = random.gauss  # faster than lognormvariate
    return lambda: exp(gauss(first, second))


def _part(random: Random, law: Stay) -> Draw:
    whole, uniform = _draw(random, law.in_progress()), random.random
    return lambda: whole() * uniform()


def _choice(random: Random, exits: tuple[tuple[int, float], ...]) -> Callable[[], int]:
    """Place drawn by the exits' probabilities; the last one takes what rounding leaves."""
    places = [place for place, _ in exits]
    bounds, uniform = list(accumulate(share for _, share in exits))[:-1], random.random
    return lambda: places[bisect(bounds, uniform())]
