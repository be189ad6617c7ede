"""SimPy as its users begin: one process a citizen, which sleeps from week to week."""

import simpy
from chance import Chance, chance_of, present
from network import OUT, Network, Totals


class Care:
    """The run's sums, and the processes that add to them."""

    def __init__(self, chance: Chance, weeks: int) -> None:
        """Start with nobody."""
        self.chance = chance
        self.weeks = weeks
        self.env = simpy.Environment()
        self.citizen_weeks = self.cost = self.revenue = 0.0

    def citizen(self, place, left):
        """One citizen from the day of being found or coming until leaving care."""
        env, multiplier = self.env, self.chance.multiplier()
        while place != OUT:
            course = self.chance.courses[place]
            while left > 0.0:
                week = min(1.0, left, self.weeks - env.now)
                self.citizen_weeks += week
                self.cost += week * course.cost * multiplier * course.factor()
                self.revenue += week * course.rate
                left -= week
                yield env.timeout(week)
            place = course.next()
            left = self.chance.courses[place].stay()

    def arrivals(self):
        """Newcomers, one after the other."""
        while True:
            yield self.env.timeout(self.chance.random.expovariate(self.chance.arrivals_per_week))
            self.env.process(self.citizen(0, self.chance.courses[0].stay()))


def run(network: Network, weeks: int, scale: float, seed: int) -> Totals:
    """Sums of one run."""
    care = Care(chance_of(network, scale, seed), weeks)
    for place, left in present(care.chance):
        care.env.process(care.citizen(place, left))
    care.env.process(care.arrivals())
    care.env.run(until=weeks)
    return Totals(care.citizen_weeks, care.cost, care.revenue)
