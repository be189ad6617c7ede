"""Mesa: one agent a citizen, one step a week."""

import mesa
from chance import arrivals, chance_of, present, whole_weeks
from network import OUT, Network, Totals


class Citizen(mesa.Agent):
    """One citizen in one course."""

    def __init__(self, model: "Care", place: int, left: int) -> None:
        """Begin a stay of so many weeks; the multiplier stays for life."""
        super().__init__(model)
        self.place, self.left = place, left
        self.multiplier = model.chance.multiplier()

    def step(self) -> None:
        """Cost and bring a week; at the end of the stay go on or leave."""
        model = self.model
        course = model.chance.courses[self.place]
        model.citizen_weeks += 1
        model.cost += course.cost * self.multiplier * course.factor()
        model.revenue += course.rate
        self.left -= 1
        if self.left:
            return
        self.place = course.next()
        if self.place == OUT:
            self.remove()
        else:
            self.left = whole_weeks(model.chance.courses[self.place].stay())


class Care(mesa.Model):
    """All citizens and the run's sums."""

    def __init__(self, network: Network, scale: float, seed: int) -> None:
        """Those present on the first day."""
        super().__init__(seed=seed)
        self.chance = chance_of(network, scale, seed)
        self.citizen_weeks = self.cost = self.revenue = 0.0
        for place, left in present(self.chance):
            Citizen(self, place, whole_weeks(left))

    def step(self) -> None:
        """One week: newcomers, then everybody."""
        for _ in range(arrivals(self.chance)):
            Citizen(self, 0, whole_weeks(self.chance.courses[0].stay()))
        self.agents.do("step")


def run(network: Network, weeks: int, scale: float, seed: int) -> Totals:
    """Sums of one run."""
    care = Care(network, scale, seed)
    for _ in range(weeks):
        care.step()
    return Totals(care.citizen_weeks, care.cost, care.revenue)
