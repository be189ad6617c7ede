"""Whether the intervals of `forloeb sensitivity` hold the indices, where these are known.

    PYTHONPATH=. python tests/benchmarks/sensitivities.py [REPEATS]

Three formulas with known indices: Ishigami's, a sum of uniform parts (slopes 4, 2, 1, 0), and a
product of two lognormal parts. Each is repeated with other points; "held" is how often the 95 %
intervals have the true value in them, over all factors that do something, and "share" the same
of the two groups' shares. With 200 repeats of three factors the standard error is 0.9 points.
"""

import sys
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from scipy.special import ndtri
from tables import markdown, percent

from sim.experiments.studies.indices import indices_of, sobol_design

REPEATS: Final = 200
POINTS: Final = (64, 128, 512)


class Known(NamedTuple):
    """A formula of places [points, factors], its indices, and its groups with their shares."""

    formula: Callable[[np.ndarray], np.ndarray]
    first: tuple[float, ...]
    total: tuple[float, ...]
    groups: tuple[tuple[int, ...], ...]
    shares: tuple[float, ...]


def ishigami(places: np.ndarray) -> np.ndarray:
    """Ishigami's function, a = 7 and b = 0.1."""
    one, two, three = (np.pi * (2 * places - 1)).T
    return np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)


def product(places: np.ndarray) -> np.ndarray:
    """A price times hours, both lognormal with a variation of 20 and 40 %."""
    sd = np.sqrt(np.log1p(np.array([0.2, 0.4]) ** 2))
    return np.exp((sd * ndtri(places)).sum(axis=1))


SLOPES = np.array([4.0, 2.0, 1.0, 0.0])
_B = 0.1
_ONE, _TWO = 0.5 * (1 + _B * np.pi**4 / 5) ** 2, 49 / 8
_BOTH = _B**2 * np.pi**8 * (1 / 18 - 1 / 50)
_ALL = _ONE + _TWO + _BOTH
_P, _Q = 0.04, 0.16
_PQ = _P + _Q + _P * _Q
KNOWN: Final = {
    "Ishigami": Known(
        ishigami,
        (_ONE / _ALL, _TWO / _ALL, 0.0),
        ((_ONE + _BOTH) / _ALL, _TWO / _ALL, _BOTH / _ALL),
        ((0, 2), (1,)),
        ((_ONE + _BOTH) / _ALL, _TWO / _ALL),
    ),
    "sum": Known(
        lambda places: places @ SLOPES,
        tuple(SLOPES**2 / 21),
        tuple(SLOPES**2 / 21),
        ((0, 2), (1, 3)),
        (17 / 21, 4 / 21),
    ),
    "product": Known(
        product,
        (_P / _PQ, _Q / _PQ),
        ((_P + _P * _Q) / _PQ, (_Q + _P * _Q) / _PQ),
        ((0,), (1,)),
        ((_P + _P * _Q / 2) / _PQ, (_Q + _P * _Q / 2) / _PQ),
    ),
}


def held(of: Known, points: int, seed: int) -> list[float]:
    """Of one repeat: shares of first-order, total and group intervals that hold."""
    columns = len(of.first)
    groups = [[n] for n in range(columns)] + [list(group) for group in of.groups]
    design = sobol_design(seed, [str(n) for n in range(columns)], groups, points)
    moved = np.array([of.formula(places) for places in design.moved])
    found = indices_of(of.formula(design.first), of.formula(design.second), moved, len(of.groups))
    active = [n for n in range(columns) if of.total[n]]

    def share(intervals: list, truth: tuple[float, ...], numbers: list[int]) -> float:
        inside = [intervals[n]["low"] <= truth[n] <= intervals[n]["high"] for n in numbers]
        return float(np.mean(inside))

    return [
        share(found.first, of.first, active),
        share(found.total, of.total, active),
        share(found.shares, of.shares, list(range(len(of.groups)))),
    ]


def main() -> None:
    """Print the table."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS
    rows = []
    for name, of in KNOWN.items():
        for points in POINTS:
            found = np.mean([held(of, points, seed) for seed in range(repeats)], axis=0)
            rows.append([name, str(points), *map(percent, found)])
    print(markdown(["formula", "points", "first held", "total held", "shares held"], rows))


if __name__ == "__main__":
    main()
