"""What towns begun from their inhabitants balance to when they are run, with limited staff.

`python tests/benchmarks/towns.py` prints the table of `docs/planner.md`; a minute of CPU time.
"""

import tomllib

from sim.experiments.running.simulate import simulate
from sim.experiments.towns.draft import town_text
from sim.experiments.towns.people import Town, usual_inhabitants_80
from sim.scenario.reading import restored_scenario

INHABITANTS = (20_000, 43_000, 600_000)
TEAMS = (1, 8, 40)
LARGE = 100_000


def row(inhabitants: int, teams: int) -> str:
    """One row: the deviation of two years as a share of revenue, with its interval."""
    tree = tomllib.loads(town_text(Town(inhabitants, usual_inhabitants_80(inhabitants), teams)))
    tree["run"]["replications"] = 3 if inhabitants > LARGE else 60
    results = simulate(restored_scenario(tree, "town.toml"), out=None, workers=1)
    share = results.summary["total"]["deviation_share"]
    mean, low, high = (f"{100 * share[key]:+.1f} %" for key in ("mean", "low", "high"))
    citizens = results.summary["total"]["citizens"]["mean"]
    return f"| {inhabitants:,} | {teams} | {citizens:,.0f} | {mean} | {low} to {high} |"


if __name__ == "__main__":
    print("| inhabitants | teams | citizens | deviation, of revenue | 95 % of the mean |")
    print("| --- | --- | --- | --- | --- |")
    for inhabitants in INHABITANTS:
        for teams in TEAMS:
            print(row(inhabitants, teams), flush=True)
