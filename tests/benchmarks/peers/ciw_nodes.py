"""Ciw: a course is a node with servers without end; money is counted from its records.

Ciw knows services, not weeks: its users run the network and work on the table of records
afterwards, here in NumPy, a row a week of a stay. Those present on the first day are a customer
class of their own, because what is left of a stay has another law than a stay.
"""

import ciw
import numpy as np
from network import Network, Stay, Totals, census

NEVER = 1e9
NEW, FOUND = "new", "found"


class Rest(ciw.dists.Distribution):
    """What is left of a stay in progress: the longer stay x a uniform number."""

    def __init__(self, law: Stay) -> None:
        """Of one course."""
        self.whole, self.uniform = service(law.in_progress()), ciw.dists.Uniform(0, 1)

    def sample(self, t=None, ind=None) -> float:
        """Weeks left."""
        return self.whole.sample(t, ind) * self.uniform.sample(t, ind)


def service(law: Stay) -> ciw.dists.Distribution:
    """Law of a stay as Ciw has it."""
    if law.family == "gamma":
        return ciw.dists.Gamma(shape=law.first, scale=law.second)
    return ciw.dists.Lognormal(law.first, law.second)


def ciw_network(network: Network, scale: float) -> ciw.network.Network:
    """Courses as nodes; everybody is `new` from the second course on."""
    courses, places = network.courses, range(len(network.courses))
    routing = [[dict(course.exits).get(place, 0.0) for place in places] for course in courses]
    first_day = ciw.dists.Sequential([0.0, NEVER])
    rate = scale * network.arrivals_per_week
    return ciw.create_network(
        arrival_distributions={
            NEW: [ciw.dists.Exponential(rate=rate), *(None for _ in places[1:])],
            FOUND: [first_day for _ in places],
        },
        batching_distributions={
            NEW: [ciw.dists.Deterministic(value=1) for _ in places],
            FOUND: [ciw.dists.Deterministic(round(scale * there)) for there in census(network)],
        },
        service_distributions={
            NEW: [service(course.stay) for course in courses],
            FOUND: [Rest(course.stay) for course in courses],
        },
        class_change_matrices=[{NEW: {NEW: 1.0, FOUND: 0.0}, FOUND: {NEW: 1.0, FOUND: 0.0}}]
        * len(courses),
        routing={NEW: routing, FOUND: routing},
        number_of_servers=[float("inf") for _ in places],
    )


def settled(network: Network, weeks: int, records: list, seed: int) -> Totals:
    """Cost and revenue of every week of every stay on record."""
    random = np.random.default_rng(seed)
    course = np.array([record.node for record in records]) - 1
    begun = np.array([record.service_start_date for record in records])
    ended = np.array([min(record.exit_date or weeks, weeks) for record in records])
    who = np.array([record.id_number for record in records])
    multiplier = random.lognormal(*network.multiplier[1:], who.max() + 1)
    length = ended - begun
    parts = np.ceil(length).astype(np.int64)
    row = np.repeat(np.arange(len(records)), parts)
    number = np.arange(len(row)) - np.repeat(parts.cumsum() - parts, parts)
    week = np.minimum(1.0, length[row] - number)
    factor_mean, factor_sd = np.array([each.factor[1:] for each in network.courses]).T
    there = course[row]
    factor = np.exp(factor_mean[there] + factor_sd[there] * random.standard_normal(len(row)))
    cost = np.array([each.hours * network.price for each in network.courses])
    rate = np.array([each.rate for each in network.courses])
    return Totals(
        float(week.sum()),
        float((week * cost[there] * multiplier[who[row]] * factor).sum()),
        float((week * rate[there]).sum()),
    )


def run(network: Network, weeks: int, scale: float, seed: int) -> Totals:
    """Sums of one run."""
    ciw.seed(seed)
    simulation = ciw.Simulation(ciw_network(network, scale))
    simulation.simulate_until_max_time(weeks)
    records = simulation.get_all_records(only=["service"], include_incomplete=True)
    return settled(network, weeks, records, seed)
