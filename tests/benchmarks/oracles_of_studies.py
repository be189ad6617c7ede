"""Indices of `forloeb sensitivity` beside SALib's, values of `forloeb worth` beside heormodel's.

    PYTHONPATH=. python tests/benchmarks/oracles_of_studies.py [REPEATS]

Ishigami's function, a product of two lognormal parts, and the twin of a team paid by course, whose
mean deviation is 52 weeks x citizens a week x 10 weeks x (rate - 500 DKK x hours): SALib draws its
own points, as many as we do, and asks its own formula, where the twin is solved at each of ours; it
also analyses our values ("same" is the largest difference). Two
options with normal benefits, two parameters apart or hanging together and a third by itself: both
get the same samples, and the value is known: with a mean difference m and a standard deviation s
that knowing tells of, s phi(m/s) - m (1 - Phi(m/s)). Repeats have other points or samples; "off" is
the root of the mean square error over them, for worth also the mean error with its standard error.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from peer_environment import PEERS, peer_environment
from scipy.special import ndtr
from scipy.stats import norm
from sensitivities import KNOWN, Known
from tables import markdown, number

import sim
from sim.experiments.studies.indices import SobolIndices, indices_of, sobol_design
from sim.experiments.studies.information import partial_information, perfect_information

REPEATS: Final = 50
FORMULAS: Final = (("Ishigami", 128), ("Ishigami", 1024), ("product", 1024), ("twin", 128))
"""Which formula at how many points."""
SAMPLES: Final = 1000
MEANS: Final = np.array([100.0, 200.0])
SLOPES: Final = np.array([[200.0, 0.0], [100.0, -50.0], [0.0, 100.0]])
"""Of each option's benefit [DKK] in each parameter [parameters, options]."""
CORRELATIONS: Final = {"apart": 0.0, "correlated 0.6": 0.6}
SETS: Final = ((0,), (1,), (2,), (0, 1))
KNOWING: Final = ("all", "x1", "x2", "x3", "x1 and x2", "records of x1")
RECORDS: Final = 0.5
"""Share of the variance of the first parameter that as many records again take away."""


ONE_TEAM: Final = """
schema = 1
[run]
start = 2026-01-05
weeks = 52
[[team]]
name = "Nord"
inflow_per_week = 2
[intake]
care = 1
[[course]]
name = "care"
kind = "stabilisation"
stay = { distribution = "exponential", mean_weeks = 10 }
hours_per_week = { home_care = 4 }
exits = [{ to = "dead", probability = 1 }]
[prices]
cost_per_hour_dkk = { home_care = 500 }
[tariff]
kind = "course_rates"
weekly_dkk = { care = 2100 }
"""
RANGES: Final = {
    "team.Nord.inflow_per_week": (1.0, 3.0),
    "tariff.weekly_dkk.care": (1_900.0, 2_300.0),
    "course.care.hours_per_week.home_care": (3.6, 4.4),
}
"""Ends of each number, any value between them as likely."""


@cache
def one_team() -> sim.PreparedJob:
    """The team whose deviation is arithmetic."""
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "one.toml").write_text(ONE_TEAM, encoding="utf-8")
        return sim.prepare(sim.load_scenario(Path(place) / "one.toml"))


def by_twin(places: np.ndarray) -> np.ndarray:
    """Mean deviation of the team [DKK], by the twin, at places [points, numbers] in the ranges."""
    ends = np.array(list(RANGES.values()))
    every = ends[:, 0] + places * (ends[:, 1] - ends[:, 0])
    settings = (dict(zip(RANGES, map(float, values), strict=True)) for values in every)
    solved = (sim.expectation(one_team().with_values(one), moments="mean") for one in settings)
    return np.array([one.tree["total"]["deviation_dkk"]["mean"] for one in solved])


def arithmetic() -> Known:
    """What the twin's indices are: of a x (b - 500 h), each with its mean and variance."""
    ends = np.array(list(RANGES.values()))
    a, b, h = ends.mean(axis=1)
    of_a, of_b, of_h = np.ptp(ends, axis=1) ** 2 / 12 * np.array([1, 1, 500**2])
    margin, both = b - 500 * h, of_b + of_h
    alone = np.array([margin**2 * of_a, a**2 * of_b, a**2 * of_h])
    whole = np.array([(margin**2 + both) * of_a, (a**2 + of_a) * of_b, (a**2 + of_a) * of_h])
    variance = alone[0] + whole[1] + whole[2]
    return Known(by_twin, tuple(alone / variance), tuple(whole / variance), (), ())


FORMULA: Final = {**KNOWN, "twin": arithmetic()}


class Values(NamedTuple):
    """Of a figure at a design: at both samples [points], and moved [columns, points]."""

    first: np.ndarray
    second: np.ndarray
    moved: np.ndarray

    def ours(self) -> SobolIndices:
        """Our indices; of the groups there is one, which is left out."""
        everything = np.concatenate([self.moved, self.second[None]])
        return indices_of(self.first, self.second, everything, 1)

    def for_salib(self, seed: int) -> list[Any]:
        """What SALib is asked: points below each other, each with its moves."""
        rows = np.column_stack([self.first, self.moved.T, self.second])
        return [len(self.moved), rows.ravel().tolist(), seed]


def at_our_points(name: str, points: int, seed: int) -> Values:
    """A formula at our points."""
    formula, columns = FORMULA[name].formula, range(len(FORMULA[name].first))
    design = sobol_design(seed, [str(n) for n in columns], [[n] for n in columns], points)
    moved = np.array([formula(places) for places in design.moved])
    return Values(formula(design.first), formula(design.second), moved)


class Decided(NamedTuple):
    """Samples of a decision: parameters, benefits, and the mean of new records of the first."""

    drawn: np.ndarray
    benefits: np.ndarray
    records: np.ndarray

    def for_heormodel(self) -> dict[str, Any]:
        """What heormodel is asked."""
        columns = {name: column.tolist() for name, column in self._asdict().items()}
        return {**columns, "known": SETS}

    def ours(self) -> list[dict[str, float]]:
        """Our value and interval of knowing each."""
        places = ndtr(self.drawn)
        sets = [partial_information(places[:, list(known)], self.benefits) for known in SETS]
        records = partial_information(places[:, [0]], self.benefits, RECORDS)
        return [dict(one) for one in (perfect_information(self.benefits), *sets, records)]


def covariance(correlation: float) -> np.ndarray:
    """Of the parameters: the first two hang together."""
    found = np.eye(3)
    found[0, 1] = found[1, 0] = correlation
    return found


def decided(correlation: float, seed: int) -> Decided:
    """One set of samples."""
    chance = np.random.default_rng(seed)
    drawn = chance.standard_normal((SAMPLES, 3)) @ np.linalg.cholesky(covariance(correlation)).T
    records = drawn[:, 0] + chance.standard_normal(SAMPLES)
    return Decided(drawn, MEANS + drawn @ SLOPES, records)


def known_values(correlation: float) -> list[float]:
    """Closed forms, in the order of `KNOWING`."""
    of = covariance(correlation)
    with_difference = of @ (SLOPES[:, 0] - SLOPES[:, 1])
    spreads = [
        float(np.sqrt(part @ np.linalg.solve(of[np.ix_(known, known)], part)))
        for known in (range(3), *SETS)
        for part in [with_difference[list(known)]]
    ]
    spreads.append(float(np.sqrt(RECORDS) * abs(with_difference[0])))
    apart = abs(float(MEANS[0] - MEANS[1]))
    return [sd * norm.pdf(apart / sd) - apart * norm.sf(apart / sd) for sd in spreads]


def off(found: Sequence[float], truth: float) -> float:
    """Root of the mean square error."""
    return float(np.sqrt(np.mean((np.array(found) - truth) ** 2)))


def within(of: dict[str, float], digits: int) -> str:
    """An estimate with its interval."""
    return f"{of['mean']:.{digits}f} ({of['low']:.{digits}f} to {of['high']:.{digits}f})"


def half_width(of: dict[str, list[float]], kind: str, n: int) -> str:
    """SALib's estimate with its interval."""
    mean, half = of[kind][n], of[f"{kind}_conf"][n]
    return within({"mean": mean, "low": mean - half, "high": mean + half}, 3)


def index_rows(
    asked: tuple[str, int], ours: list[SobolIndices], salib: list[dict], same: list[dict]
) -> list[list[str]]:
    """Rows of a formula's indices at some points, over repeats."""
    rows, of = [], FORMULA[asked[0]]
    for kind, truths in (("first", of.first), ("total", of.total)):
        name = {"first": "S1", "total": "ST"}[kind]
        for n, truth in enumerate(truths):
            found = [getattr(one, kind)[n] for one in ours]
            estimates = [one["mean"] for one in found], [one[name][n] for one in salib]
            gap = max(
                abs(mean - one[name][n]) for mean, one in zip(estimates[0], same, strict=True)
            )
            cells = [
                asked[0],
                str(asked[1]),
                f"{kind} x{n + 1}",
                f"{truth:.3f}",
                within(found[0], 3),
            ]
            cells += [half_width(salib[0], name, n), *(f"{off(e, truth):.3f}" for e in estimates)]
            rows.append([*cells, f"{gap:.4f}"])
    return rows


def worth_rows(name: str, ours: list[list[dict]], theirs: list[list[float]]) -> list[list[str]]:
    """Rows of the values of a decision over repeats."""
    rows = []
    for n, truth in enumerate(known_values(CORRELATIONS[name])):
        found = [one[n] for one in ours]
        held = np.mean([one["low"] <= truth <= one["high"] for one in found])
        cells = [name, KNOWING[n], f"{truth:.2f}", within(found[0], 1), f"{theirs[0][n]:.1f}"]
        for values in ([one["mean"] for one in found], [one[n] for one in theirs]):
            error = np.array(values) - truth
            se = error.std(ddof=1) / np.sqrt(len(error))
            cells += [f"{error.mean():+.2f} ± {se:.2f}", number(off(values, truth), 2)]
        rows.append([*cells, f"{100 * held:.0f} %"])
    return rows


def main() -> None:
    """Print the tables."""
    repeats = range(1, 1 + (int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS))
    place = peer_environment(print, PEERS / "study_requirements.txt")
    if place.faults:
        raise SystemExit(f"SALib and heormodel cannot be installed: {place.faults}")
    values = {one: [at_our_points(*one, seed) for seed in repeats] for one in FORMULAS}
    samples = {name: [decided(rho, seed) for seed in repeats] for name, rho in CORRELATIONS.items()}
    asked = {
        "drawn": [(*one, seed) for one in FORMULAS for seed in repeats],
        "analysed": [each.for_salib(1) for one in FORMULAS for each in values[one]],
        "worth": [one.for_heormodel() for name in samples for one in samples[name]],
    }
    done = subprocess.run(
        [place.python, PEERS / "studies.py"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    count = len(repeats)
    rows = []
    for n, one in enumerate(FORMULAS):
        part = slice(n * count, (n + 1) * count)
        ours = [each.ours() for each in values[one]]
        rows += index_rows(one, ours, told["drawn"][part], told["analysed"][part])
    heads = [
        "formula",
        "points",
        "index",
        "closed form",
        "ours",
        "SALib",
        "ours off",
        "SALib off",
        "same",
    ]
    print(markdown(heads, rows))
    rows = []
    for n, name in enumerate(samples):
        ours_worth = [one.ours() for one in samples[name]]
        rows += worth_rows(name, ours_worth, told["worth"][n * count : (n + 1) * count])
    heads = ["parameters", "knowing", "closed form", "ours", "heormodel"]
    heads += ["ours less truth", "off", "heormodel less truth", "off", "held"]
    print(markdown(heads, rows))


if __name__ == "__main__":
    main()
