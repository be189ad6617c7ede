"""What the baseline's answer rests on, and what to measure first: the studies beside its file.

    nice -n 15 python tests/benchmarks/baseline_study.py [OUT [WORKERS]]

Sensitivity first (all numbers with a range are screened, the ten strongest get indices), then what
it is worth to know each of the ten before the stabilisation rates are set for both years. Both
documents go to scenarios/studies/, where `forloeb run` and the report find them. OUT keeps what has
run, so whatever ends the command, the same one goes on. CPU seconds of each are printed.
"""

import resource
import sys
from pathlib import Path
from typing import Final

import sim
from sim.experiments.folder.documents import summed_up
from sim.experiments.folder.storage import json_text
from sim.scenario.reading import load_scenario

SCENARIO: Final = Path("scenarios/baseline.toml")
STUDIES: Final = Path("scenarios/studies")
POINTS: Final = 64
FACTORS: Final = 10
SAMPLES: Final = 150
RATES: Final = "tariff.weekly_dkk.stabilisation"
LEVELS: Final = (0.94, 0.97, 1.0, 1.03)


def main() -> None:
    """Make both studies."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("results")
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    hangs = sim.sensitivity(
        SCENARIO, POINTS, factors=FACTORS, replications=2, out=out, workers=workers
    )
    keep(dict(hangs.tree), hangs.tree["results"])
    strongest = [factor["key"] for factor in hangs.tree["factors"]]
    options = [{RATES: [round(rate * level) for rate in of_two_years()]} for level in LEVELS]
    worth = sim.value_of_information(
        SCENARIO, options, SAMPLES, replications=1, only=strongest, out=out, workers=workers
    )
    keep(dict(worth.tree), worth.tree["results"])


def of_two_years() -> list[float]:
    """The scenario's rates by level, the mean of both years [DKK per week]."""
    years = load_scenario(SCENARIO).tree["tariff"]["weekly_dkk"]["stabilisation"]
    return [sum(rates) / len(years) for rates in zip(*(one["value"] for one in years), strict=True)]


def keep(tree: dict[str, object], folder: str | None) -> None:
    """Write a study's document beside the scenario, without the place where it was made."""
    name = Path(str(folder)).name
    text = json_text(summed_up({**tree, "results": f"results/{name}"}))
    STUDIES.mkdir(exist_ok=True)
    (STUDIES / f"{name}.json").write_text(text, encoding="utf-8")
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(one.ru_utime + one.ru_stime for one in spent)
    print(STUDIES / f"{name}.json", f"{seconds:,.0f} CPU s so far", flush=True)


if __name__ == "__main__":
    main()
