"""Congested parts: the engine beside the independent model, with as many runs as are asked for.

`python3 bootstrap.py python tests/benchmarks/independent.py --runs 4000`. It says for every figure
both means, how far they are apart in standard errors, which bias is found 99 times in 100, and the
ratio of the spreads between runs with its standard error.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "theory"))

import numpy as np
from independent_parts import PARTS
from independent_samples import samples


def row(name, ours, other):
    """One line of a figure."""
    runs = len(ours)
    error = (ours.var(ddof=1) / runs + other.var(ddof=1) / runs) ** 0.5
    z = (ours.mean() - other.mean()) / error
    ratio, of_ratio = ours.std(ddof=1) / other.std(ddof=1), runs**-0.5
    return (
        f"| {name} | {ours.mean():,.1f} | {other.mean():,.1f} | {z:+.1f} "
        f"| {7.43 * error / other.mean():.1%} | {ratio:.3f} ({of_ratio:.3f}) |"
    )


def main():
    """Print a table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=1_000)
    asked.add_argument("parts", nargs="*", default=list(PARTS))
    given = asked.parse_args()
    print("| figure | engine | independent | z | bias found | ratio of spreads |")
    print("| --- | --- | --- | --- | --- | --- |")
    for part in given.parts:
        found = samples(part, given.runs)
        for name in PARTS[part][1]:
            ours, other = (np.array([one[name] for one in each], float) for each in found)
            print(row(f"{part}: {name}", ours, other), flush=True)


if __name__ == "__main__":
    main()
