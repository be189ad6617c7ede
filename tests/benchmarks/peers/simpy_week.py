"""SimPy with one process for the team: a loop a week over a list of citizens."""

import simpy
from chance import Chance, arrivals, chance_of, present, whole_weeks
from network import OUT, Network, Totals


class Citizen:
    """One citizen in one course."""

    __slots__ = ("left", "multiplier", "place")

    def __init__(self, place: int, left: int, multiplier: float) -> None:
        """Begin a stay of so many weeks."""
        self.place, self.left, self.multiplier = place, left, multiplier


class Team:
    """Citizens and the sums of what they cost and bring."""

    def __init__(self, chance: Chance) -> None:
        """Those present on the first day."""
        self.chance = chance
        self.citizen_weeks = self.cost = self.revenue = 0.0
        self.citizens = [
            Citizen(place, whole_weeks(left), chance.multiplier())
            for place, left in present(chance)
        ]

    def weeks(self, env):
        """Week after week: newcomers, settlement, and who is still there."""
        chance = self.chance
        while True:
            for _ in range(arrivals(chance)):
                stay = whole_weeks(chance.courses[0].stay())
                self.citizens.append(Citizen(0, stay, chance.multiplier()))
            self.settle()
            yield env.timeout(1)
            self.citizens = [citizen for citizen in self.citizens if self.stays(citizen)]

    def settle(self) -> None:
        """Cost and revenue of the week."""
        courses, cost, revenue = self.chance.courses, 0.0, 0.0
        for citizen in self.citizens:
            course = courses[citizen.place]
            cost += course.cost * citizen.multiplier * course.factor()
            revenue += course.rate
        self.citizen_weeks += len(self.citizens)
        self.cost += cost
        self.revenue += revenue

    def stays(self, citizen: Citizen) -> bool:
        """Whether a citizen is still in care after the week, in the same course or the next."""
        citizen.left -= 1
        if citizen.left:
            return True
        citizen.place = self.chance.courses[citizen.place].next()
        if citizen.place == OUT:
            return False
        citizen.left = whole_weeks(self.chance.courses[citizen.place].stay())
        return True


def run(network: Network, weeks: int, scale: float, seed: int) -> Totals:
    """Sums of one run."""
    env = simpy.Environment()
    team = Team(chance_of(network, scale, seed))
    env.process(team.weeks(env))
    env.run(until=weeks)
    return Totals(team.citizen_weeks, team.cost, team.revenue)
