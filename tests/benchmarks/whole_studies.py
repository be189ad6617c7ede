"""How often what the studies print holds, each run whole on a town of which all is known.

    PYTHONPATH=. python tests/benchmarks/whole_studies.py [COMMAND[:METHOD] ...] [--repeats N]

Three prices have uniform ranges, so a run's deviation is its revenue less prices times hours. The
twin has the means of both exactly, and their variance at any prices; indices, values of information
and the means of settings follow by arithmetic (of two options by a fine even design). Each command
runs as it does for a user, the twin's way and by simulation, in every repeat with another seed. Of
a 95 % interval and of a bound is told how often it has the truth in it, of an interval of runs what
share of fresh ones lies within, of a probability what was said on average and what is true.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import product
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri
from scipy.stats import qmc
from tables import markdown, percent

sys.path.insert(0, str(Path(__file__).parents[1]))

from small_scenarios import FOUR_WEEKS, scenario_of

import sim
from sim.experiments.studies.answers import expected_figures
from sim.scenario.reading import Scenario, changed_scenario

REPEATS: Final = 200
SHORT: Final = ("run.weeks=1", 'run.initial="empty"', "run.replications=10")
OWN: Final = np.array([450.0, 480, 430])
LOW: Final = np.array([300.0, 200, 300])
WIDTH: Final = np.array([300.0, 600, 260])
COURSES: Final = ("home_care", "nursing", "training")
PRICES: Final = tuple(f"prices.cost_per_hour_dkk.{name}" for name in COURSES)
STATUSES: Final = {"assumed": (0, 2), "expert": (1,)}
RATE: Final = "tariff.weekly_dkk.development"
NOW: Final = 2_700.0
RATES: Final = (2_400.0, 3_000.0)
STEPS: Final = {"low": 2_000, "high": 3_000, "step": 250}
EDGE: Final = 2_500.0
"""The rate at which the expected revenue is just the limit, so that it must not be thought kept."""


def town() -> Scenario:
    """A week of a town in which about as much hangs on the prices as on chance."""
    text = FOUR_WEEKS.replace("inflow_per_week = ", "inflow_per_week = 1")
    for n, name in enumerate(COURSES):
        (status,) = (one for one, numbers in STATUSES.items() if n in numbers)
        ends = f"low = {LOW[n]:g}, high = {LOW[n] + WIDTH[n]:g}"
        of = f'{{ value = {OWN[n]:g}, {ends}, law = "uniform", status = "{status}" }}'
        text = text.replace(f"{name} = {OWN[n]:g}", f"{name} = {of}")
    return changed_scenario(scenario_of(text), [*SHORT])


TOWN: Final = town()
HOW: Final = {"workers": 1, "engine": "compiled"}
FRESH: Final = 2_000
Told = dict[str, list[tuple[float, float]]]
"""Of each thing that is printed, by repeat: what was said, or 0.95, and what came true of it."""


class Known(NamedTuple):
    """What the town's deviation is made of [DKK; hours]."""

    revenue: float
    by_rate: float
    """Revenue for each krone of the rate."""
    hours: np.ndarray
    runs: np.ndarray
    """Revenue and hours of single runs [runs, 1 + prices]."""

    def mean(self, prices: np.ndarray, rate: float = NOW) -> np.ndarray:
        """Expected deviation at prices [..., 3]."""
        found: np.ndarray = self.revenue + self.by_rate * (rate - NOW) - prices @ self.hours
        return found


def expected(values: Mapping[str, object], figure: str = "deviation_dkk") -> float:
    """The twin's mean at some values."""
    job = sim.prepare(TOWN, engine="compiled").with_values(values)
    return expected_figures(sim.expectation(job, moments="mean").tree)[f"total.{figure}"]


@lru_cache(maxsize=1)
def known() -> Known:
    """All of it; a run's revenue and hours from what it comes to at four sets of prices."""
    own = expected({})
    at = LOW + WIDTH / 2 + np.diag(WIDTH / 2)
    base = {key: float(v) for key, v in zip(PRICES, LOW + WIDTH / 2, strict=True)}
    settings = [base, *({**base, PRICES[n]: float(at[n, n])} for n in range(3))]
    job = sim.prepare(TOWN, engine="compiled")
    runs = np.array(
        [job.with_values(one).replicate(FRESH)["total.deviation_dkk"] for one in settings]
    )
    hours = (runs[:1] - runs[1:]) / (WIDTH / 2)[:, None]
    revenue = runs[0] + (LOW + WIDTH / 2) @ hours
    slopes = np.array([own - expected({key: v + 1}) for key, v in zip(PRICES, OWN, strict=True)])
    by_rate = expected({RATE: NOW + 1}) - own
    return Known(own + OWN @ slopes, by_rate, slopes, np.column_stack([revenue, hours.T]))


@lru_cache(maxsize=1)
def variances() -> tuple[float, float]:
    """Of the expected deviation over the prices, and of single runs at known prices on average.

    The second is a square in the prices, of which two Gauss points a price have the exact mean.
    """
    nodes = 0.5 + np.array([-1.0, 1.0]) / np.sqrt(12)
    chance = [
        law_of({key: float(v) for key, v in zip(PRICES, LOW + WIDTH * at, strict=True)}) ** 2
        for at in product(nodes, repeat=3)
    ]
    return float(((known().hours * WIDTH) ** 2).sum() / 12), float(np.mean(chance))


def law_of(values: Mapping[str, object]) -> float:
    """Standard deviation of single runs at some values, by the twin."""
    job = sim.prepare(TOWN, engine="compiled").with_values(values)
    return float(sim.expectation(job).tree["total"]["deviation_dkk"]["sd"])


# What is printed, and whether it is so


def held(told: Told, name: str, points: Mapping[str, Any], truth: float) -> None:
    """Whether an interval has the truth in it."""
    told.setdefault(name, []).append((0.95, float(points["low"] <= truth <= points["high"])))


def within(told: Told, name: str, points: Mapping[str, Any], fresh: np.ndarray) -> None:
    """What share of fresh values lies in an interval."""
    share = np.mean((points["low"] <= fresh) & (fresh <= points["high"]))
    told.setdefault(name, []).append((0.95, float(share)))


def uncertain(town: Scenario, method: str, told: Told) -> None:
    """All intervals of `forloeb uncertain`."""
    tree = sim.uncertain(town, 60, replications=3, method=method, **HOW).tree
    of, (parameters, chance) = known(), variances()
    draws = np.random.default_rng(town.values.run.seed)
    prices = LOW + WIDTH * draws.random((FRESH, 3))
    middle = float(of.mean(LOW + WIDTH / 2))
    single = of.runs[:, 0] - (of.runs[:, 1:] * prices).sum(axis=1)
    means = of.mean(prices)
    held(told, "mean", tree["mean"], middle)
    share = parameters / (parameters + chance)
    held(told, "share of parameters", tree["parameters_share_interval"], share)
    if method == "simulation":
        held(told, "at the values", tree["at_the_values"], float(of.mean(OWN)))
    within(told, "runs by chance", tree["interval"]["chance"], single - means + middle)
    within(told, "expected figure by parameters", tree["interval"]["parameters"], means)
    within(told, "runs by both", tree["interval"]["both"], single)


def sensitivity(town: Scenario, method: str, told: Told) -> None:
    """Indices and shares of `forloeb sensitivity`; a sum has one index of both orders."""
    tree = sim.sensitivity(town, 16, replications=3, method=method, **HOW).tree
    parts = (known().hours * WIDTH) ** 2
    for one in tree["factors"]:
        truth = float(parts[PRICES.index(one["key"])] / parts.sum())
        held(told, "first-order index", one["first"], truth)
        held(told, "total index", one["total"], truth)
    for status, numbers in STATUSES.items():
        truth = float(parts[list(numbers)].sum() / parts.sum())
        held(told, "share of a status", tree["by_status"][status], truth)
    parameters, chance = variances()
    share = chance / (parameters + chance)
    held(told, "share of chance", tree["chance_share_interval"], share)


def worth(town: Scenario, method: str, told: Told) -> None:
    """Values and probabilities of `forloeb worth`."""
    tree = sim.value_of_information(
        town, {RATE: [*RATES]}, 60, replications=3, method=method, **HOW
    ).tree
    truth = values_of_knowing()
    held(told, "knowing all", tree["evpi_dkk"], truth["all"])
    for one in tree["factors"]:
        held(told, "knowing a number", one["evppi_dkk"], truth[one["key"]])
        held(told, "records of a number", one["evsi_dkk"], truth[f"records {one['key']}"])
    for group in tree["groups"]:
        held(told, "knowing a status", group["evppi_dkk"], truth[group["status"]])
    best, near, benefits = choices()
    for n, option in enumerate(tree["decision"]["options"]):
        held(told, "benefit of an option", option["benefit_dkk"], float(benefits[n]))
    said = tree["decision"]["probability_best"][0]
    told.setdefault("an option is best", []).append((said, best))
    amounts = np.array(tree["acceptability"]["amounts_dkk"])
    for n, shares in enumerate(tree["acceptability"]["options"]):
        said = float(np.interp(AMOUNT, amounts, shares))
        told.setdefault("an option is within an amount", []).append((said, near[n]))


AMOUNT: Final = 5_000.0
"""Of balance [DKK]."""


def even(power: int, width: int, seed: int) -> np.ndarray:
    """An even design of 2**power points."""
    return qmc.Sobol(width, rng=np.random.default_rng(seed)).random_base2(power)


def distances(places: np.ndarray) -> np.ndarray:
    """Benefit of each option [..., options] at places of the prices [..., 3]."""
    prices = LOW + WIDTH * places
    return np.stack([-np.abs(known().mean(prices, rate)) for rate in RATES], axis=-1)


@lru_cache(maxsize=1)
def choices() -> tuple[float, list[float], np.ndarray]:
    """How often the first option is best and each within an amount, and their mean benefits."""
    at = distances(even(17, 3, 1))
    near = (at >= -AMOUNT).mean(axis=0).tolist()
    return float((at[:, 0] > at[:, 1]).mean()), near, at.mean(axis=0)


@lru_cache(maxsize=1)
def values_of_knowing() -> dict[str, float]:
    """Of all, of each number, of as many records again, and of each status [DKK]."""
    at = distances(even(17, 3, 1))
    least = float(at.mean(axis=0).max())
    found = {"all": float(at.max(axis=1).mean()) - least}
    for n, key in enumerate(PRICES):
        found[key] = knowing((n,)) - least
        found[f"records {key}"] = knowing((n,), 0.5) - least
    return found | {status: knowing(columns) - least for status, columns in STATUSES.items()}


def knowing(columns: tuple[int, ...], share: float = 1.0) -> float:
    """Mean of the best option when some prices are known, or their records that tell a share."""
    outer = np.clip(even(11, len(columns), 2), 1e-9, 1 - 1e-9)
    inner = np.clip(even(11, 3, 3), 1e-9, 1 - 1e-9)
    best = []
    for one in outer:
        places = inner.copy()
        rest = np.sqrt(1 - share) * ndtri(inner[:, list(columns)])
        places[:, list(columns)] = ndtr(np.sqrt(share) * ndtri(one) + rest)
        best.append(distances(places).mean(axis=0).max())
    return float(np.mean(best))


def search(town: Scenario, _: str, told: Told) -> None:
    """Intervals, bounds and probabilities of `forloeb search`; revenue has a limit."""
    edge = expected_revenue(EDGE)
    tree = sim.search(
        town,
        {RATE: STEPS},
        trials=5,
        replications=5,
        finalists=3,
        limits=[{"figure": "total.revenue_dkk", "at_most": edge}],
        method="simulation",
        **HOW,
    ).tree
    mean = partial(known().mean, OWN)
    rates = [one["values"][RATE] for one in tree["finalists"]]
    for one, rate in zip(tree["finalists"], rates, strict=True):
        held(told, "figure of a finalist", one["figure"], float(mean(rate)))
    held(told, "figure as things are", tree["present"], float(mean(NOW)))
    too_much = [
        one["keeps_limits"]
        for one, rate in zip(tree["finalists"], rates, strict=True)
        if rate >= EDGE
    ]
    told.setdefault("no limit is thought kept that is not", []).append((0.95, not any(too_much)))
    if tree["best"] is None:
        return
    rate = tree["best"][RATE]
    held(told, "figure of the chosen", tree["figure"], float(mean(rate)))
    (limit,) = tree["limits"]
    is_within = expected_revenue(rate) <= limit["bound"]
    told.setdefault("bound of a limit", []).append((limit["confidence"], float(is_within)))
    kept = [abs(mean(one["values"][RATE])) for one in tree["finalists"] if one["keeps_limits"]]
    least = min(kept) + tree["guarantee"]["indifference"]
    told.setdefault("chosen is best", []).append(
        (tree["probability_best"], float(abs(mean(rate)) <= least))
    )


@lru_cache(maxsize=10)
def expected_revenue(rate: float) -> float:
    """The twin's."""
    return expected({RATE: rate}, "revenue_dkk")


STUDIES: Final[dict[str, Callable[[Scenario, str, Told], None]]] = {
    "uncertain": uncertain,
    "sensitivity": sensitivity,
    "worth": worth,
    "search": search,
}


CASES: Final = (
    "uncertain:twin",
    "uncertain:simulation",
    "sensitivity:simulation",
    "worth:twin",
    "worth:simulation",
    "search:simulation",
)


def rows(case: str, repeats: int) -> Iterator[list[str]]:
    """Rows of a command by one method."""
    command, _, method = case.partition(":")
    told: Told = {}
    for seed in range(1, repeats + 1):
        STUDIES[command](changed_scenario(TOWN, {"run.seed": seed}), method, told)
    for name, pairs in told.items():
        said, true = np.mean(pairs, axis=0)
        yield [command, method, name, str(len(pairs)), percent(said), percent(true)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="*", default=CASES)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    asked = parser.parse_args()
    found = [
        row
        for case in CASES
        if any(case.startswith(one) for one in asked.cases)
        for row in rows(case, asked.repeats)
    ]
    print(markdown(["command", "method", "what is printed", "times", "said", "true"], found))


if __name__ == "__main__":
    main()
