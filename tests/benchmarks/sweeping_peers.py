"""The same sweep of the same network, by this project and by each peer's own way of many runs.

    python tests/benchmarks/sweeping_peers.py [--settings N] [--rounds N]

Ten replications of 52 weeks under each of some rates of development, and under each of some
inflows, in one process each, in CPU seconds a setting, for others may be at work: the least of some
rounds, in which all take turns. Peers simulate less than the scenario says: one team for two, one
sum of hours for three services, whole weeks for days (`peers/network.py`). Each must come within
four hundredths of the revenue that is expected, some three standard errors of ten replications. A
hundred of our settings are timed, for what the first ones cost is shared by all.
"""

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "peers"))

from network import NETWORK, expected
from peer_environment import PEERS, peer_environment
from sweeping import MOVED, WAYS, network_with, values
from tables import markdown

ROOT = Path(__file__).parents[2]
SCENARIO = ROOT / "scenarios" / "three_courses.toml"
REPLICATIONS, WEEKS, NEAR = 10, 52, 0.04
OURS = "Forløb sweep"
OUR_SETTINGS = 100
OF_SYD = 2.0
"""Newcomers of the scenario's other team [a week]."""


def ours(moved):
    """CPU seconds, and revenue of each setting over all replications [DKK]."""
    import sim

    given = values(moved, OUR_SETTINGS)
    scenario = sim.load_scenario(SCENARIO, {"run.weeks": WEEKS})
    key = {"rates": "tariff.weekly_dkk.development", "inflow": "team.Nord.inflow_per_week"}[moved]
    by_team = given if moved == "rates" else [value - OF_SYD for value in given]
    list(sim.sweep(scenario, {"run.seed": [1]}, 1, workers=1).settings())
    began = time.process_time()
    found = list(sim.sweep(scenario, {key: by_team}, REPLICATIONS, workers=1).settings())
    used = time.process_time() - began
    return used, [REPLICATIONS * one["total.revenue_dkk"]["mean"] for one in found]


def theirs(python, way, moved, settings):
    """The same of a peer; what went wrong in words."""
    command = [python, "sweeping.py", way, moved, *map(str, (settings, REPLICATIONS, WEEKS))]
    ended = subprocess.run(command, cwd=PEERS, capture_output=True, text=True, check=False)
    if ended.returncode:
        return (ended.stderr.strip().splitlines() or ["no word"])[-1]
    answer = json.loads(ended.stdout.splitlines()[-1])
    return answer["seconds"], answer["revenue"]


def is_near(moved, revenue):
    """Claim that every setting brings about what is expected of it."""
    networks = [network_with(moved, value) for value in values(moved, len(revenue))]
    wanted = [REPLICATIONS * expected(one, WEEKS, 1.0).revenue for one in networks]
    return all(abs(got / of - 1) < NEAR for got, of in zip(revenue, wanted, strict=True))


def shown(seconds, ours_too):
    """CPU milliseconds of a setting, and how many times ours."""
    if isinstance(seconds, str):
        return [seconds, ""]
    return [f"{1e3 * seconds:,.1f}", f"{seconds / ours_too:.1f}"]


def main():
    """Print the table; 1 where somebody's sums are not what is expected."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settings", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args()
    assert NETWORK.courses[0].name == "development"
    environment = peer_environment(lambda words: print(words, file=sys.stderr))
    least = defaultdict(lambda: float("inf"))
    wrong = []
    for _ in range(asked.rounds):
        for moved in MOVED:
            for way in (OURS, *WAYS):
                found = (
                    ours(moved)
                    if way == OURS
                    else theirs(environment.python, way, moved, asked.settings)
                )
                if isinstance(found, str):
                    least[way, moved] = found
                    continue
                seconds, revenue = found
                least[way, moved] = min(least[way, moved], seconds / len(revenue))
                if not is_near(moved, revenue):
                    wrong.append(f"{way}, {moved}")
    rows = [
        [way, *(cell for moved in MOVED for cell in shown(least[way, moved], least[OURS, moved]))]
        for way in (OURS, *WAYS)
    ]
    heads = [head for moved in MOVED for head in (f"CPU ms a setting, {moved}", "times ours")]
    print(markdown(["way", *heads], rows))
    print("SUMS ARE NOT WHAT IS EXPECTED: " + "; ".join(wrong) if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
