"""The small network that every peer simulates: `scenarios/three_courses.toml`, its numbers alone.

Citizens come by a Poisson process and begin in development; a course has a law of stays and a
law of exits. Each week a citizen costs hours x price, the hours being the course's mean x the
citizen's multiplier x a factor of the week, and brings the course's weekly rate. Both teams are
one here, and the three services one sum of hours: less work, so never to a peer's disadvantage.
No package is needed to read this file, because every peer does, in an environment of its own.
"""

from math import exp, log, log1p, sqrt
from typing import NamedTuple

OUT = -1
"""Where an exit leads that leads out of care."""


class Totals(NamedTuple):
    """What a peer gives back: sums over the whole run."""

    citizen_weeks: float
    cost: float  # DKK
    revenue: float  # DKK


class Stay(NamedTuple):
    """Law of a stay [weeks]: gamma (shape, scale) or lognormal (mean and sd of the log)."""

    family: str
    first: float
    second: float

    @property
    def mean_weeks(self) -> float:
        """Mean stay."""
        if self.family == "gamma":
            return self.first * self.second
        return exp(self.first + self.second**2 / 2)

    def in_progress(self) -> "Stay":
        """Law of the whole stay of somebody found in it: longer stays are met more often.

        What is left of it is this stay x a uniform number.
        """
        if self.family == "gamma":
            return self._replace(first=self.first + 1)
        return self._replace(first=self.first + self.second**2)


def gamma(mean: float, sd: float) -> Stay:
    """Gamma law by its mean and sd."""
    return Stay("gamma", (mean / sd) ** 2, sd**2 / mean)


def lognormal(mean: float, sd: float) -> Stay:
    """Lognormal law by its mean and sd."""
    sigma = sqrt(log1p((sd / mean) ** 2))
    return Stay("lognormal", log(mean) - sigma**2 / 2, sigma)


class Course(NamedTuple):
    """One course of the network."""

    name: str
    hours: float  # a week, mean
    hours_sd: float  # from week to week
    rate: float  # DKK a week
    stay: Stay
    exits: tuple[tuple[int, float], ...]  # (place of the next course or OUT, probability)

    @property
    def factor(self) -> Stay:
        """Law of the factor of a week: lognormal, mean 1."""
        return lognormal(1.0, self.hours_sd / self.hours)


class Network(NamedTuple):
    """Who comes, where they go, what they cost."""

    arrivals_per_week: float
    courses: tuple[Course, ...]
    multiplier_sd: float
    price: float  # DKK an hour

    @property
    def multiplier(self) -> Stay:
        """Law of a citizen's need multiplier: lognormal, mean 1."""
        return lognormal(1.0, self.multiplier_sd)


NETWORK = Network(
    arrivals_per_week=6.0,
    courses=(
        Course("development", 6.0, 3.0, 2700.0, gamma(8, 4), ((OUT, 0.52), (1, 0.45), (2, 0.03))),
        Course(
            "stabilisation", 3.5, 1.5, 1575.0, gamma(52, 40), ((0, 0.40), (2, 0.05), (OUT, 0.55))
        ),
        Course("individual", 22.0, 6.0, 9900.0, lognormal(26, 20), ((1, 0.20), (OUT, 0.80))),
    ),
    multiplier_sd=0.51,
    price=450.0,
)


def census(network: Network) -> list[float]:
    """Citizens by course in the long run: visits a week x mean stay (Little's law).

    Visits solve visits = arrivals + visits through the exits; here by iteration, whose error
    falls by four fifths a round or faster.
    """
    visits = [0.0 for _ in network.courses]
    for _ in range(200):
        begun = [network.arrivals_per_week, *(0.0 for _ in network.courses[1:])]
        for course, came in zip(network.courses, visits, strict=True):
            for to, probability in course.exits:
                if to != OUT:
                    begun[to] += came * probability
        visits = begun
    return [v * course.stay.mean_weeks for v, course in zip(visits, network.courses, strict=True)]


def expected(network: Network, weeks: int, scale: float) -> Totals:
    """What a run comes to on average; cost and revenue are equal, as each rate is hours x price."""
    present = [weeks * scale * citizens for citizens in census(network)]
    pairs = list(zip(present, network.courses, strict=True))
    return Totals(
        sum(present),
        sum(weeks_there * course.hours * network.price for weeks_there, course in pairs),
        sum(weeks_there * course.rate for weeks_there, course in pairs),
    )
