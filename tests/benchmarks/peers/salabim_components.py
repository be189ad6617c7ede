"""salabim: one component a citizen, which holds from week to week.

Monitors that nobody reads are switched off, as the manual advises for speed; processes are
generators, which measured faster here than salabim's newer ones without `yield`.
"""

import salabim
from chance import Chance, chance_of, present
from network import OUT, Network, Totals

salabim.yieldless(value=False)


class Care(salabim.Environment):
    """The run's sums."""

    def setup(self, chance: Chance, weeks: int) -> None:
        """Start with nobody."""
        self.chance, self.weeks = chance, weeks
        self.citizen_weeks = self.cost = self.revenue = 0.0


class Citizen(salabim.Component):
    """One citizen from the day of being found or coming until leaving care."""

    def setup(self, place: int, left: float) -> None:
        """Draw what stays for life."""
        self.place, self.left = place, left
        self.multiplier = self.env.chance.multiplier()
        self.mode.monitor(value=False)
        self.status.monitor(value=False)

    def process(self):
        """Week after week, course after course."""
        care, place, left = self.env, self.place, self.left
        while place != OUT:
            course = care.chance.courses[place]
            while left > 0.0:
                time = min(1.0, left)
                week = min(time, care.weeks - care.now())  # salabim runs the last instant too
                care.citizen_weeks += week
                care.cost += week * course.cost * self.multiplier * course.factor()
                care.revenue += week * course.rate
                left -= time
                yield self.hold(time)
            place = course.next()
            left = care.chance.courses[place].stay()


class Arrivals(salabim.Component):
    """Newcomers, one after the other."""

    def process(self):
        """Make a citizen after each gap."""
        chance = self.env.chance
        while True:
            yield self.hold(chance.random.expovariate(chance.arrivals_per_week))
            Citizen(place=0, left=chance.courses[0].stay())


def run(network: Network, weeks: int, scale: float, seed: int) -> Totals:
    """Sums of one run."""
    chance = chance_of(network, scale, seed)
    care = Care(trace=False, random_seed=seed, chance=chance, weeks=weeks)
    for place, left in present(chance):
        Citizen(place=place, left=left)
    Arrivals()
    care.run(till=weeks)
    return Totals(care.citizen_weeks, care.cost, care.revenue)
