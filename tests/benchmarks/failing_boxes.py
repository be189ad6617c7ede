"""Boxes in which all fails, found by `forloeb search --robust` and by EMA Workbench's PRIM.

    PYTHONPATH=. python tests/benchmarks/failing_boxes.py [REPEATS]

Each finds a box in 200 points, as many as `search` draws; how many of new points inside fail
(density), and how many of all that fail lie inside (coverage), is counted on 100,000 others. A
corner and a slab are boxes; a disc is none; the noisy failures are the worst quarter of a sum of
three numbers of ten and chance.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Final

import numpy as np
from peer_environment import PEERS, peer_environment
from tables import markdown, percent

from sim.experiments.searching.box import failing_box

REPEATS: Final = 20
POINTS: Final = 200
NEW: Final = 100_000
WORST: Final = 0.75


def corner(x: np.ndarray, _: np.random.Generator) -> np.ndarray:
    """Two numbers of three at one end."""
    return (x[:, 0] > 0.6) & (x[:, 2] < 0.5)


def slab(x: np.ndarray, _: np.random.Generator) -> np.ndarray:
    """One number of five at its upper end."""
    return x[:, 1] > WORST


def disc(x: np.ndarray, _: np.random.Generator) -> np.ndarray:
    """Two numbers of four near a place."""
    return ((x[:, :2] - [0.7, 0.3]) ** 2).sum(axis=1) < 0.06


def noisy(x: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """The worst quarter of a sum with chance."""
    sums = 2 * x[:, 0] + x[:, 1] - x[:, 2] + 0.5 * chance.standard_normal(len(x))
    return sums > np.quantile(sums, WORST)


PROBLEMS: Final[dict[str, tuple[int, Callable[..., np.ndarray]]]] = {
    "corner": (3, corner),
    "slab": (5, slab),
    "disc": (4, disc),
    "noisy": (10, noisy),
}


def outcome(ends: np.ndarray, width: int, fails: Callable[..., np.ndarray]) -> list[float]:
    """Density and coverage of a box among new points, and how many numbers it restricts."""
    chance = np.random.default_rng(2)
    new = chance.random((NEW, width))
    bad = fails(new, chance)
    inside = ((new >= ends[:, 0]) & (new <= ends[:, 1])).all(axis=1)
    restricted = ((ends[:, 0] > 0.0) | (ends[:, 1] < 1.0)).sum()
    return [bad[inside].mean(), bad[inside].sum() / bad.sum(), float(restricted)]


def main() -> None:
    """Print the table."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS
    place = peer_environment(print, PEERS / "box_requirements.txt")
    if place.faults:
        raise SystemExit(f"EMA Workbench cannot be installed: {place.faults}")
    rows = []
    for name, (width, fails) in PROBLEMS.items():
        chance = np.random.default_rng(1)
        samples = [chance.random((POINTS, width)) for _ in range(repeats)]
        failed = [fails(one, chance) for one in samples]
        asked = [
            {"places": one.tolist(), "fails": bad.tolist()}
            for one, bad in zip(samples, failed, strict=True)
        ]
        told = subprocess.run(
            [place.python, PEERS / "boxes.py"],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        own = [
            failing_box(one, bad.astype(float)) for one, bad in zip(samples, failed, strict=True)
        ]
        for who, boxes in (
            ("search", [one.ends for one in own if one is not None]),
            ("PRIM", [np.array(one) for one in json.loads(told)]),
        ):
            of = np.mean([outcome(box, width, fails) for box in boxes], axis=0)
            rows.append([name, who, percent(of[0]), percent(of[1]), f"{of[2]:.1f}"])
    print(markdown(["failures", "box of", "density", "coverage", "numbers in the box"], rows))


if __name__ == "__main__":
    main()
