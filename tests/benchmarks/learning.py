"""Prints where teams that learn put their levers under six tariffs, for `docs/incentives.md`.

`python tests/benchmarks/learning.py --replications 8 --weeks 520`, some minutes long: the teams of
`scenarios/behaviour/learning.toml`, paid in the ways of `scenarios/tariffs/`; means over teams and
replications of the levers that are held when the run ends.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from sim import load_scenario
from sim.economics.audit.tariffs import under_tariff
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import run_to_end
from sim.model.levers import LEVERS
from sim.model.parameters import Floats

FOLDER = Path(__file__).parents[2] / "scenarios"
TARIFFS = ("course_rates", "capped", "lump_sum", "block", "activity", "mixed")
SHOWN = ("development_weeks", "delivered_share", "clinic_share", "relabel_share")


def held(tariff: str, weeks: int, replications: int) -> Floats:
    """Levers at the end, means over teams and replications, array [V]."""
    scenario = load_scenario(FOLDER / "behaviour/learning.toml", [f"run.weeks={weeks}"])
    prepared = job(under_tariff(scenario, FOLDER / f"tariffs/{tariff}.toml"))
    levers = [np.asarray(run_to_end(prepared, n).teams.levers) for n in range(replications)]
    return np.asarray(np.mean(levers, axis=(0, 1)))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--weeks", type=int, default=520)
    parser.add_argument("--replications", type=int, default=8)
    given = parser.parse_args()
    sys.stdout.write(f"| tariff | {' | '.join(SHOWN)} |\n| --- |{' ---: |' * len(SHOWN)}\n")
    for tariff in TARIFFS:
        at = dict(zip(LEVERS, held(tariff, given.weeks, given.replications), strict=True))
        cells = " | ".join(f"{at[name]:.2f}" for name in SHOWN)
        sys.stdout.write(f"| {tariff} | {cells} |\n")


if __name__ == "__main__":
    main()
