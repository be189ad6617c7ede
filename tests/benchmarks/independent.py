"""Congested parts: the engine beside the independent model, with as many runs as are asked for.

`python3 bootstrap.py python tests/benchmarks/independent.py --runs 4000`. It says for every figure
both means, how far they are apart in standard errors, which bias is found 99 times in 100, and the
ratio of the spreads between runs with its standard error. All are freed of the chance in how many
came, which is one and the same for all parts of a seed.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "theory"))

from independent_parts import PARTS
from independent_samples import apart


def row(name, ours, other, runs):
    """One line of a figure."""
    difference = ours._replace(error=(ours.error**2 + other.error**2) ** 0.5)
    z = (ours.mean - other.mean) / difference.error
    return (
        f"| {name} | {ours.mean:,.1f} | {other.mean:,.1f} | {z:+.1f} "
        f"| {difference.bias_found(other.mean):.1%} "
        f"| {ours.error / other.error:.3f} ({runs**-0.5:.3f}) |"
    )


def main():
    """Print a table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=1_000)
    asked.add_argument("--seed", type=int, default=7, help="of the engine")
    asked.add_argument("parts", nargs="*", default=list(PARTS))
    given = asked.parse_args()
    print("| figure | engine | independent | z | bias found | ratio of spreads |")
    print("| --- | --- | --- | --- | --- | --- |")
    for part in given.parts:
        for name, ours, other in apart(part, given.runs, given.seed):
            print(row(f"{part}: {name}", ours, other, given.runs), flush=True)


if __name__ == "__main__":
    main()
