"""Whether the intervals of `forloeb worth` hold the value of information, where it is known.

    PYTHONPATH=. python tests/benchmarks/information.py [REPEATS]

A benefit that is a sum of normal parameters (slopes 3, 2, 1 and 0, mean 1) against doing nothing:
with a standard deviation s the value of knowing is s phi(1/s) - (1 - Phi(1/s)). Of each repeat: is
the value of all, of each, and of as many records again within its 95 % interval; and what the last
parameter, which does nothing, comes to. "Best" is how often the sum is said to be better than
nothing where each sample's benefits have errors of standard deviation 3, as of few runs, and how
often it is. With 200 repeats the standard error is 1.5 points.
"""

import sys
from typing import Final

import numpy as np
from scipy.special import ndtr
from scipy.stats import norm
from tables import markdown, number, percent

from sim.experiments.studies.information import partial_information, perfect_information
from sim.experiments.studies.regression import regressed

REPEATS: Final = 200
SAMPLES: Final = (200, 500)
SLOPES: Final = np.array([3.0, 2.0, 1.0, 0.0])
MEAN: Final = 1.0
NOISE: Final = 3.0


def loss(sd: float) -> float:
    """Value of knowing a normal benefit of mean 1 first."""
    return float(sd * norm.pdf(MEAN / sd) - MEAN * norm.sf(MEAN / sd))


def held(samples: int, chance: np.random.Generator) -> list[float]:
    """Of one repeat: what is held, and the parameter that does nothing."""
    drawn = chance.standard_normal((samples, 4))
    benefits = np.stack([np.zeros(samples), MEAN + drawn @ SLOPES], axis=1)
    places = ndtr(drawn)
    asked = [
        (perfect_information(benefits), loss(float(np.sqrt(14)))),
        *((partial_information(places[:, [n]], benefits), loss(SLOPES[n])) for n in range(3)),
        (partial_information(places[:, [0]], benefits, 0.5), loss(3 * np.sqrt(0.5))),
    ]
    inside = [float(points["low"] <= true <= points["high"]) for points, true in asked]
    seen = benefits + NOISE * chance.standard_normal(benefits.shape)
    best = float(regressed(places, seen).at(places).argmax(axis=1).mean())
    return [*inside, best, partial_information(places[:, [3]], benefits)["mean"]]


def main() -> None:
    """Print the table."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS
    rows = []
    for samples in SAMPLES:
        chance = np.random.default_rng(1)
        found = np.mean([held(samples, chance) for _ in range(repeats)], axis=0)
        best = percent(float(ndtr(MEAN / np.sqrt(14))))
        rows.append([str(samples), *map(percent, found[:-1]), best, number(found[-1] / loss(3), 3)])
    heads = ["samples", "all held", "slope 3", "slope 2", "slope 1", "records"]
    print(markdown([*heads, "best said", "best true", "nothing / slope 3"], rows))


if __name__ == "__main__":
    main()
