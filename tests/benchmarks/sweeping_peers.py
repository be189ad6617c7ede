"""The same sweep of the same network, by this project and by each peer's own way of many runs.

    python tests/benchmarks/sweeping_peers.py [--settings N]

Ten replications of 52 weeks under each of some rates of development, in one process each, in CPU
seconds a setting, for others may be at work. Peers simulate less than the scenario says: one team
for two, one sum of hours for three services, whole weeks for days (`peers/network.py`). Each must
come within two hundredths of the revenue that is expected.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "peers"))

from network import NETWORK, expected
from peer_environment import PEERS, peer_environment
from sweeping import WAYS, priced
from tables import markdown

ROOT = Path(__file__).parents[2]
SCENARIO = ROOT / "scenarios" / "three_courses.toml"
REPLICATIONS, WEEKS, NEAR = 10, 52, 0.02
OURS = "Forløb sweep"


def ours(settings):
    """CPU seconds, and revenue of each setting over all replications [DKK]."""
    import sim

    rates = [2_500.0 + n for n in range(settings)]
    scenario = sim.load_scenario(SCENARIO, {"run.weeks": WEEKS})
    vary = {"tariff.weekly_dkk.development": rates}
    list(sim.sweep(scenario, {"run.seed": [1]}, 1, workers=1).settings())
    began = time.process_time()
    found = list(sim.sweep(scenario, vary, REPLICATIONS, workers=1).settings())
    used = time.process_time() - began
    return used, [REPLICATIONS * one["total.revenue_dkk"]["mean"] for one in found]


def theirs(python, way, settings):
    """The same of a peer; what went wrong in words."""
    command = [python, "sweeping.py", way, *map(str, (settings, REPLICATIONS, WEEKS))]
    ended = subprocess.run(command, cwd=PEERS, capture_output=True, text=True, check=False)
    if ended.returncode:
        return (ended.stderr.strip().splitlines() or ["no word"])[-1]
    answer = json.loads(ended.stdout.splitlines()[-1])
    return answer["seconds"], answer["revenue"]


def is_near(revenue):
    """Claim that every setting brings about what is expected of it."""
    wanted = [expected(priced(2_500.0 + n), WEEKS, 1.0).revenue for n in range(len(revenue))]
    return all(
        abs(found / (REPLICATIONS * one) - 1) < NEAR
        for found, one in zip(revenue, wanted, strict=True)
    )


def main():
    """Print the table; 1 where somebody's sums are not what is expected."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settings", type=int, default=3)
    asked = parser.parse_args()
    assert NETWORK.courses[0].name == "development"
    environment = peer_environment(lambda words: print(words, file=sys.stderr))
    mine, revenue = ours(max(20, asked.settings))
    each = mine / len(revenue)
    rows, right = [[OURS, f"{1e3 * each:.0f}", "1"]], is_near(revenue)
    for way in WAYS:
        found = theirs(environment.python, way, asked.settings)
        if isinstance(found, str):
            rows.append([way, found, ""])
            continue
        seconds, revenue = found
        right = right and is_near(revenue)
        of_setting = seconds / len(revenue)
        rows.append([way, f"{1e3 * of_setting:,.0f}", f"{of_setting / each:.1f}"])
    print(markdown(["way", "CPU ms a setting", "times ours"], rows))
    print("" if right else "SUMS ARE NOT WHAT IS EXPECTED")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
