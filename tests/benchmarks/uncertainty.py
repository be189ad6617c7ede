"""Whether the intervals of `forloeb uncertain` hold what they say, where the answer is known.

    PYTHONPATH=. python tests/benchmarks/uncertainty.py [REPEATS]

Runs are a parameter part and a chance part of known laws, normal or skewed (gamma, skewness 1), at
three shares, with the command's own 200 samples of 5 runs. Of each repeat: is the true share within
its interval, is the true mean within its own, and what share of fresh draws lies within each of
the three intervals. With 200 repeats the standard error of a share is 1.5 points.
"""

import sys
from collections.abc import Callable
from typing import Final

import numpy as np
from tables import markdown, percent

from sim.experiments.studies.uncertain import REPLICATIONS, SAMPLES
from sim.experiments.studies.variance import (
    chance_alone,
    mean_interval,
    nested_variances,
    parameters_alone,
    points_of,
    share_interval,
)

REPEATS: Final = 200
FRESH: Final = 20_000
SHARES: Final = (0.1, 0.5, 0.9)
Draw = Callable[[np.random.Generator, tuple[int, ...]], np.ndarray]
LAWS: Final[dict[str, Draw]] = {
    "normal": lambda chance, shape: chance.standard_normal(shape),
    "skewness 1": lambda chance, shape: (chance.gamma(4.0, size=shape) - 4.0) / 2.0,
}


def held(draw: Draw, share: float, chance: np.random.Generator) -> list[float]:
    """Of one repeat: the share and the mean held, and the content of the three intervals."""
    sd = np.sqrt([share, 1 - share])
    a, b = draw(chance, (SAMPLES, 1)), draw(chance, (SAMPLES, REPLICATIONS))
    values = sd[0] * a + sd[1] * b
    means, of = values.mean(axis=1), nested_variances(values)
    low, high = share_interval(means, values.var(axis=1, ddof=1), REPLICATIONS)
    mean = mean_interval(means)
    fresh = sd * np.stack([draw(chance, (FRESH,)), draw(chance, (FRESH,))], axis=1)
    inside = [
        np.mean((points["low"] <= some) & (some <= points["high"]))
        for points, some in (
            (points_of(chance_alone(values)), fresh[:, 1]),
            (points_of(parameters_alone(values, of)), fresh[:, 0]),
            (points_of(values.ravel()), fresh.sum(axis=1)),
        )
    ]
    return [low <= share <= high, mean["low"] <= 0 <= mean["high"], *inside]


def main() -> None:
    """Print the table."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS
    rows = []
    for name, draw in LAWS.items():
        for share in SHARES:
            chance = np.random.default_rng(1)
            found = np.mean([held(draw, share, chance) for _ in range(repeats)], axis=0)
            rows.append([name, percent(share), *map(percent, found)])
    heads = ["law", "share", "share held", "mean held", "in chance", "in parameters", "in both"]
    print(markdown(heads, rows))


if __name__ == "__main__":
    main()
