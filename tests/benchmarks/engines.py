"""What a citizen-week costs in each engine, beside the draws alone and beside peers.

Run it on a quiet machine: `python3 bootstrap.py python tests/benchmarks/engines.py`. Everybody
does the small network of `scenarios/three_courses.toml` at three sizes, in turn, round after
round, and this project's engines the baseline too; tables are medians. The first run makes an
environment for the peers. `--help` says how to do less.
"""

import argparse
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from agreement import check_numbers, refuse_other_work
from contest import Ring, Score
from entrants import BASELINE, COMPILED, DRAWS, SMALL, before, chosen, own_engines, peers
from reports import baseline_table, growth_table, numbers, size_table
from targets import targets_table
from timing import Job

ROUNDS = 5
WEEKS = 52
SCALES = (1, 10, 100)
BASELINE_WEEKS = 26
GROWTH_WEEKS = (26, 104, 416)


class Measured(NamedTuple):
    """Scores by size."""

    small: dict[Job, dict[str, Score]]
    weeks: dict[Job, dict[str, Score]]
    baseline: dict[Job, dict[str, Score]]


class Plan(NamedTuple):
    """How much to measure."""

    rounds: int
    weeks: int
    scales: tuple[int, ...]
    baseline_weeks: int
    growth_weeks: tuple[int, ...]
    peaks: bool


FULL = Plan(ROUNDS, WEEKS, SCALES, BASELINE_WEEKS, GROWTH_WEEKS, peaks=True)
QUICK = Plan(2, 13, (1, 10), 4, (13, 52), peaks=False)


def say(text: str) -> None:
    """Tell whoever waits what is going on."""
    print(text, file=sys.stderr, flush=True)


def machine() -> str:
    """Where this was measured."""
    processors = f"{os.cpu_count()} processors ({platform.machine()})"
    return f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {processors}"


def small_network(plan: Plan, ring: Ring) -> dict[Job, dict[str, Score]]:
    """Everybody at every size, each table printed when it is there."""
    scores = {}
    for scale in plan.scales:
        job = Job(scale, plan.weeks)
        say(f"x{scale} citizens ...")
        scores[job] = ring.contest(job, plan.rounds)
        if plan.peaks:
            scores[job] = ring.with_peaks(scores[job], job)
        print(size_table(job, scores[job]))
    return scores


def measured(plan: Plan, only: list[str]) -> Measured:
    """All measurements, in one run."""
    own = [*own_engines(SMALL), *before(SMALL, say)]
    ring = Ring(chosen([*own, *peers(say)], only), say)
    say("do all do the same work? ...")
    refuse_other_work(ring, plan.weeks, DRAWS)
    small = small_network(plan, ring)
    jobs = [Job(1, weeks) for weeks in plan.growth_weeks]
    weeks = {job: ring.contest(job, plan.rounds, [COMPILED]) for job in jobs}
    ring.close()
    say("the baseline ...")
    own = [*own_engines(BASELINE), *before(BASELINE, say)]
    ring, job = Ring(chosen(own, only), say), Job(1, plan.baseline_weeks)
    baseline = ring.contest(job, plan.rounds)
    baseline = ring.with_peaks(baseline, job) if plan.peaks else baseline
    ring.close()
    return Measured(small, weeks, {job: baseline})


def wanted() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short runs, to try the harness")
    parser.add_argument("--rounds", type=int, metavar="N", help="rounds of each size")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="parts of names")
    parser.add_argument("--without-memory", action="store_true", help="leave out peaks of memory")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers")
    parser.add_argument("--figure", type=Path, metavar="FILE", help="draw a chart as SVG")
    return parser.parse_args()


def main() -> None:
    """Measure, print, write."""
    asked = wanted()
    check_numbers(SMALL)
    print(f"{machine()}\n")
    plan = QUICK if asked.quick else FULL
    peaks = plan.peaks and not asked.without_memory
    plan = plan._replace(rounds=asked.rounds or plan.rounds, peaks=peaks)
    done = measured(plan, asked.only)
    print(baseline_table(done.baseline))
    print(growth_table(done.small, done.weeks))
    print(targets_table(done.small, done.weeks, done.baseline))
    if asked.json:
        asked.json.write_text(
            json.dumps({"machine": machine(), **numbers(*done)}, indent=1) + "\n", encoding="utf-8"
        )
    if asked.figure:
        from drawing import chart

        asked.figure.write_text(chart(done.small), encoding="utf-8")


if __name__ == "__main__":
    main()
