"""How well the tails of the law of chance hold: simulated runs beyond the band, cell by cell.

    PYTHONPATH=. python tests/benchmarks/chance_tails.py            # 24,000 runs a cell, 20 minutes
    PYTHONPATH=. python tests/benchmarks/chance_tails.py 24000 8000 4000

Runs of teams of 20, 80 and 400 citizens can be given apart. The table is that of `docs/chance.md`.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "theory"))

from chance_cells import MULTIPLIER_SDS, SIZES, tails

RUNS = 24_000
HEAD = (
    "| citizens | sd of the multiplier | weeks | runs | skewness | below | above | deficit | "
    "by the law |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


def main() -> None:
    """Print the table, a cell when it is done."""
    asked = [int(number) for number in sys.argv[1:]] or [RUNS]
    runs = asked if len(asked) == len(SIZES) else asked[:1] * len(SIZES)
    began = time.perf_counter()
    print(HEAD)
    for citizens, number in zip(SIZES, runs, strict=True):
        for seed, multiplier_sd in enumerate(MULTIPLIER_SDS, 10 * citizens):
            for cell in tails(citizens, multiplier_sd, number, seed):
                print(
                    f"| {cell.citizens} | {cell.multiplier_sd} | {cell.weeks} | {cell.runs:,} | "
                    f"{cell.skewness:.2f} | {cell.below:.2%} | {cell.above:.2%} | "
                    f"{cell.deficit:.1%} | {cell.law_deficit:.1%} |",
                    flush=True,
                )
    print(f"{time.perf_counter() - began:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
