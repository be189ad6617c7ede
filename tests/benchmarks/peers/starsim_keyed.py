"""starsim with its keyed draws: one array step a week, every number addressed by citizen.

Its default, "common random numbers": what a citizen draws does not depend on who else is there,
as in this project. `starsim_unkeyed.py` switches them off.
"""

import numpy as np
import starsim
from network import OUT, Network, Stay, Totals, census

starsim.options.verbose = 0
starsim.options.crn = True


def dist(law: Stay) -> starsim.Dist:
    """Law as starsim has it."""
    if law.family == "gamma":
        return starsim.gamma(a=law.first, scale=law.second)
    return starsim.lognorm_im(mean=law.first, sigma=law.second)


class Care(starsim.Module):
    """The courses, those in them and the run's sums."""

    def __init__(self, network: Network, scale: float) -> None:
        """Laws by course, and a state for each thing that a citizen has."""
        super().__init__()
        courses = network.courses
        self.there = [round(scale * citizens) for citizens in census(network)]
        self.rate = np.array([course.rate for course in courses])
        self.cost_a_week = np.array([course.hours * network.price for course in courses])
        self.factor_mean = np.array([course.factor.first for course in courses], np.float32)
        self.factor_sd = np.array([course.factor.second for course in courses], np.float32)
        self.newcomers = starsim.poisson(lam=scale * network.arrivals_per_week)
        self.normal = starsim.normal()
        self.uniform = starsim.random()
        self.stays = [dist(course.stay) for course in courses]
        self.found = [dist(course.stay.in_progress()) for course in courses]
        self.exits = [
            starsim.choice(a=[place for place, _ in course.exits], p=[p for _, p in course.exits])
            for course in courses
        ]
        self.define_states(
            starsim.IntArr("place", default=0),
            starsim.IntArr("left", default=0),
            starsim.FloatArr("multiplier", default=dist(network.multiplier)),
        )
        self.citizen_weeks = self.cost = self.revenue = 0.0

    def init_post(self) -> None:
        """Those present on the first day."""
        super().init_post()
        self.place[:] = np.repeat(np.arange(len(self.there)), self.there)
        for number, law in enumerate(self.found):
            uids = (self.place == number).uids
            self.left[uids] = whole_weeks(law.rvs(uids) * self.uniform.rvs(uids))

    def step(self) -> None:
        """One week: newcomers, settlement, and who goes on or leaves."""
        people = self.sim.people
        self.begin(people.grow(int(self.newcomers.rvs(1)[0])), 0)
        self.settle(people.auids)
        self.left -= 1
        over = (self.left == 0).uids
        place = self.place[over]
        for number, law in enumerate(self.exits):
            ended = over[place == number]
            then = law.rvs(ended)
            for following in range(len(self.stays)):
                self.begin(ended[then == following], following)
            people.request_removal(ended[then == OUT])

    def begin(self, uids: starsim.uids, number: int) -> None:
        """Begin a course."""
        if len(uids):
            self.place[uids] = number
            self.left[uids] = whole_weeks(self.stays[number].rvs(uids))

    def settle(self, uids: starsim.uids) -> None:
        """Cost and revenue of the week."""
        place = self.place[uids]
        factor = np.exp(self.factor_mean[place] + self.factor_sd[place] * self.normal.rvs(uids))
        self.citizen_weeks += len(uids)
        self.cost += float((self.cost_a_week[place] * self.multiplier[uids] * factor).sum())
        self.revenue += float(self.rate[place].sum())


def whole_weeks(stays: np.ndarray) -> np.ndarray:
    """Stays of a model that goes week by week."""
    return np.maximum(1, np.rint(stays)).astype(np.int64)


def run(network: Network, weeks: int, scale: float, seed: int) -> Totals:
    """Sums of one run."""
    care = Care(network, scale)
    sim = starsim.Sim(
        modules=care,
        n_agents=sum(care.there),
        dt=starsim.week,
        dur=starsim.weeks(weeks - 1),  # the last step is counted in
        rand_seed=seed,
        people_results=False,
        copy_inputs=False,
    )
    sim.run()
    return Totals(care.citizen_weeks, care.cost, care.revenue)
