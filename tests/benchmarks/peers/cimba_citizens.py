"""cimba as its users write it: a spawned process a citizen, compiled onto the engine in C."""

import cimba as cb
import numpy as np
from cimba import random
from network import NETWORK, OUT, Network, Totals, census
from numba import njit

COURSES = len(NETWORK.courses)
GAMMA = np.array([course.stay.family == "gamma" for course in NETWORK.courses])
FIRST, SECOND = (
    np.array([getattr(course.stay, field) for course in NETWORK.courses])
    for field in ("first", "second")
)
FOUND = np.array([course.stay.in_progress().first for course in NETWORK.courses])
FACTOR_MEAN, FACTOR_SD = (
    np.array([getattr(course.factor, field) for course in NETWORK.courses])
    for field in ("first", "second")
)
NEED_MEAN, NEED_SD = NETWORK.multiplier.first, NETWORK.multiplier.second
COST = np.array([course.hours * NETWORK.price for course in NETWORK.courses])
RATE = np.array([course.rate for course in NETWORK.courses])
TO = np.full((COURSES, COURSES), OUT)
BELOW = np.ones((COURSES, COURSES))
for _place, _course in enumerate(NETWORK.courses):
    for _number, (_to, _) in enumerate(_course.exits):
        TO[_place, _number] = _to
        BELOW[_place, _number] = sum(share for _, share in _course.exits[: _number + 1])
PRESENT = np.array(census(NETWORK))
ARRIVALS = NETWORK.arrivals_per_week


@njit
def drawn(place, first):
    """A stay in a course [weeks], of a law with this first number."""
    if GAMMA[place]:
        return random.gamma(first, SECOND[place])
    return random.lognormal(first, SECOND[place])


class Citizen(cb.Model):
    """One citizen, from the day of being found or coming until leaving care."""

    care: cb.Ref["Care"]
    place: cb.Param[int]
    is_found: cb.Param[bool]

    @cb.process
    def live(self):
        """Sleep from week to week; each brings its cost and its revenue."""
        care, place = self.care, self.place
        multiplier = random.lognormal(NEED_MEAN, NEED_SD)
        first = FOUND[place] if self.is_found else FIRST[place]
        left = drawn(place, first)
        if self.is_found:
            left *= random.uniform(0.0, 1.0)
        while True:
            while left > 0.0:
                week = min(1.0, left)
                factor = random.lognormal(FACTOR_MEAN[place], FACTOR_SD[place])
                care.citizen_weeks += week
                care.cost += week * COST[place] * multiplier * factor
                care.revenue += week * (care.rate if place == 0 else RATE[place])
                left -= week
                cb.hold(week)
            chance, way = random.uniform(0.0, 1.0), 0
            while BELOW[place, way] < chance:
                way += 1
            place = TO[place, way]
            if place == OUT:
                break
            left = drawn(place, FIRST[place])
        cb.release(self)


class Care(cb.Model):
    """Who is there on the first day, newcomers, and the run's sums."""

    scale: cb.Param[float] = 1.0
    rate: cb.Param[float] = float(RATE[0])  # of the first course
    citizen_weeks: cb.Output[float]
    cost: cb.Output[float]
    revenue: cb.Output[float]

    @cb.on_start
    def begin(self):
        """Start with nothing: cimba's outputs are no numbers until they are set."""
        self.citizen_weeks = 0.0
        self.cost = 0.0
        self.revenue = 0.0

    @cb.process
    def found(self):
        """Those present on the first day."""
        for place in range(COURSES):
            for _ in range(round(self.scale * PRESENT[place])):
                cb.spawn(Citizen, care=self, place=place, is_found=True)

    @cb.process
    def arrivals(self):
        """Newcomers, one after the other."""
        while True:
            cb.hold(random.exponential(1.0 / (self.scale * ARRIVALS)))
            cb.spawn(Citizen, care=self, place=0, is_found=False)


def run(network: Network, weeks: int, scale: float, seed: int) -> Totals:
    """Sums of one run; the network is compiled in."""
    del network
    care = Care()
    care.scale = scale
    window = cb.Window(duration=float(weeks))
    done = cb.Experiment(care, replications=1, window=window, seed=seed).run()[care]
    return Totals(
        *(float(np.ravel(each)[0]) for each in (done.citizen_weeks, done.cost, done.revenue))
    )
