"""nagasim: the network as blocks, each course a loop of one ASSIGN, DELAY and DECIDE a week.

Its expressions have no gamma law, so stays come from quantile tables, which TABLE interpolates;
what is left of a stay in progress is a quantile of the longer law x a uniform number.
"""

import numpy as np
from nagasim import build
from network import OUT, Course, Network, Stay, Totals, census
from scipy import stats

RANKS = 2_000
SUMS = ("WEEKS", "COST", "REVENUE")
ASSIGNED = "entity.part * {cost} * entity.multiplier * exp(NORM({mean}, {sd}))"


def law(stay: Stay):
    """Law of a stay as SciPy has it."""
    if stay.family == "gamma":
        return stats.gamma(stay.first, scale=stay.second)
    return stats.lognorm(stay.second, scale=np.exp(stay.first))


def add_table(model: build.Model, name: str, stay: Stay) -> None:
    """Quantiles of a law in a table."""
    ranks = (np.arange(RANKS) + 0.5) / RANKS
    model.add_table(
        name=name,
        keys=ranks.tolist(),
        values=law(stay).ppf(ranks).tolist(),
        key_mode="linear",
    )


def assign(model: build.Model, name: str, **expressions: str) -> build.Block:
    """Add an ASSIGN of entity attributes and, in capitals, model variables."""
    return model.assign(
        name,
        assignments=[
            {"target": key if key.isupper() else f"entity.{key}", "expr": text}
            for key, text in expressions.items()
        ],
    )


def add_course(model: build.Model, network: Network, course: Course) -> dict[str, build.Block]:
    """Add a course's loop over the weeks of a stay: where it begins, goes round and ends."""
    name, factor = course.name, course.factor
    cost = ASSIGNED.format(cost=course.hours * network.price, mean=factor.first, sd=factor.second)
    begin = assign(model, f"{name} begins", left=f'TABLE("{name}", RAND())')
    week = assign(
        model,
        f"{name} week",
        time="min(1, entity.left)",
        left="entity.left - entity.time",
        part="min(entity.time, HORIZON - TNOW)",  # the engine runs the last instant too
        WEEKS="WEEKS + entity.part",
        COST=f"COST + {cost}",
        REVENUE=f"REVENUE + entity.part * {course.rate}",
    )
    wait = model.delay(f"{name} waits", distribution=build.Constant(value="entity.time"))
    more = model.decide(f"{name} more", mode="Condition", conditions=["entity.left > 0"])
    shares = [share for _, share in course.exits]
    ends = model.decide(f"{name} ends", mode="Chance", probs=shares[:-1])
    begin >> week >> wait >> more >> week
    more >> ends
    return {"begin": begin, "week": week, "end": ends}


def add_arrivals(model: build.Model, network: Network, scale: float, first: build.Block) -> None:
    """Newcomers, who begin in the first course."""
    gap = build.Exponential(rate=scale * network.arrivals_per_week)
    newcomer = assign(model, "newcomer", multiplier=multiplier(network))
    model.create("arrivals", distribution=gap) >> newcomer >> first


def add_present(model: build.Model, course: str, citizens: int, blocks: dict) -> None:
    """Those who are in a course on the first day."""
    found = model.create(f"{course} here", max_arrivals=1, entities_per_arrival=citizens)
    left = f'TABLE("{course} found", RAND()) * RAND()'
    found >> assign(model, f"{course} found", multiplier=blocks["multiplier"], left=left)
    model.link(f"{course} found", blocks["week"])


def multiplier(network: Network) -> str:
    """Expression for a citizen's multiplier."""
    return f"exp(NORM({network.multiplier.first}, {network.multiplier.second}))"


def add_report(model: build.Model, weeks: int, out: build.Block) -> None:
    """At the last instant somebody comes who writes down the sums."""
    last = model.create("report", max_arrivals=1, start_time=weeks)
    for name in SUMS:
        record = model.record(f"total {name}", stat_name=name, kind="tally", expr=name)
        last >> record
        last = record
    last >> out


def model_of(network: Network, weeks: int, scale: float) -> build.Model:
    """The whole model."""
    model = build.Model(time_limit=weeks, replications=1)
    for name in SUMS:
        model.add_variable(name=name, initial=0.0)
    loops = [add_course(model, network, course) for course in network.courses]
    out = model.dispose("out")
    for course, loop, citizens in zip(network.courses, loops, census(network), strict=True):
        for place, _ in course.exits:
            loop["end"] >> (out if place == OUT else loops[place]["begin"])
        add_table(model, course.name, course.stay)
        add_table(model, f"{course.name} found", course.stay.in_progress())
        blocks = {**loop, "multiplier": multiplier(network)}
        add_present(model, course.name, round(scale * citizens), blocks)
    add_arrivals(model, network, scale, loops[0]["begin"])
    add_report(model, weeks, out)
    return model


def run(network: Network, weeks: int, scale: float, seed: int) -> Totals:
    """Sums of one run."""
    results = model_of(network, weeks, scale).run(seed=seed, record_logs=False)
    sums = results["user_summary"].set_index("Statistic")["Value"]
    return Totals(*(float(sums[name]) for name in SUMS))
