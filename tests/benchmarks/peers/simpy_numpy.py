"""SimPy with one process for the team, whose every week is one NumPy step over all citizens."""

import numpy as np
import simpy
from network import OUT, Network, Stay, Totals, census


class Laws:
    """The network as arrays by course, and what is drawn from it for many at once."""

    def __init__(self, network: Network, seed: int) -> None:
        """Read the network once."""
        courses = network.courses
        self.courses, self.multiplier_law = courses, network.multiplier
        self.random = np.random.default_rng(seed)
        self.rate = np.array([course.rate for course in courses])
        self.cost = np.array([course.hours * network.price for course in courses])
        self.factor_mean = np.array([course.factor.first for course in courses])
        self.factor_sd = np.array([course.factor.second for course in courses])
        self.to = [np.array([place for place, _ in course.exits]) for course in courses]
        self.bounds = [np.cumsum([p for _, p in course.exits])[:-1] for course in courses]

    def draw(self, law: Stay, size: int) -> np.ndarray:
        """So many numbers of one law."""
        family = self.random.gamma if law.family == "gamma" else self.random.lognormal
        return family(law.first, law.second, size)

    def stays(self, place: np.ndarray) -> np.ndarray:
        """Whole weeks that each stays in the course just begun."""
        weeks = np.ones(len(place))
        for number, course in enumerate(self.courses):
            here = place == number
            weeks[here] = self.draw(course.stay, np.count_nonzero(here))
        return np.maximum(1, np.rint(weeks)).astype(np.int64)

    def following(self, place: np.ndarray) -> np.ndarray:
        """Next course of each, or OUT."""
        then = np.empty_like(place)
        for number in range(len(self.courses)):
            here = place == number
            uniform = self.random.random(np.count_nonzero(here))
            then[here] = self.to[number][np.searchsorted(self.bounds[number], uniform)]
        return then


class Team:
    """One array a column, one row a citizen."""

    def __init__(self, laws: Laws, present: list[int], arrivals_per_week: float) -> None:
        """Those present on the first day."""
        self.laws, self.arrivals_per_week = laws, arrivals_per_week
        self.citizen_weeks = self.cost = self.revenue = 0.0
        self.place = np.repeat(np.arange(len(present)), present)
        left = [
            laws.draw(course.stay.in_progress(), citizens) * laws.random.random(citizens)
            for course, citizens in zip(laws.courses, present, strict=True)
        ]
        self.left = np.maximum(1, np.rint(np.concatenate(left))).astype(np.int64)
        self.multiplier = laws.draw(laws.multiplier_law, len(self.place))

    def weeks(self, env):
        """Week after week: newcomers, settlement, and who is still there."""
        while True:
            self.receive(self.laws.random.poisson(self.arrivals_per_week))
            self.settle()
            yield env.timeout(1)
            self.move()

    def receive(self, newcomers: int) -> None:
        """Add rows."""
        place = np.zeros(newcomers, np.int64)
        self.place = np.concatenate([self.place, place])
        self.left = np.concatenate([self.left, self.laws.stays(place)])
        multiplier = self.laws.draw(self.laws.multiplier_law, newcomers)
        self.multiplier = np.concatenate([self.multiplier, multiplier])

    def settle(self) -> None:
        """Cost and revenue of the week."""
        laws, place = self.laws, self.place
        normal = laws.random.standard_normal(len(place))
        factor = np.exp(laws.factor_mean[place] + laws.factor_sd[place] * normal)
        self.citizen_weeks += len(place)
        self.cost += float((laws.cost[place] * self.multiplier * factor).sum())
        self.revenue += float(laws.rate[place].sum())

    def move(self) -> None:
        """Those whose stay is over go on or out."""
        self.left -= 1
        over = np.flatnonzero(self.left == 0)
        self.place[over] = self.laws.following(self.place[over])
        self.left[over] = self.laws.stays(self.place[over])
        kept = self.place != OUT
        self.place, self.left = self.place[kept], self.left[kept]
        self.multiplier = self.multiplier[kept]


def run(network: Network, weeks: int, scale: float, seed: int) -> Totals:
    """Sums of one run."""
    env = simpy.Environment()
    present = [round(scale * citizens) for citizens in census(network)]
    team = Team(Laws(network, seed), present, scale * network.arrivals_per_week)
    env.process(team.weeks(env))
    env.run(until=weeks)
    return Totals(team.citizen_weeks, team.cost, team.revenue)
