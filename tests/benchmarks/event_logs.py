"""Whether PM4Py opens the event logs that `forloeb export` writes, with every event.

    python tests/benchmarks/event_logs.py [SCENARIO]

It sits in an environment of its own, made once (`peers/process_requirements.txt`): it is AGPL and
no part of Forløb. What is compared are events, citizens, events by activity and every time.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import sim
from sim import cli

PEERS = Path(__file__).parent / "peers"
SCENARIO = Path(__file__).parents[2] / "scenarios" / "three_courses.toml"
KINDS = ("xes", "ocel", "events.csv")


def written(scenario, folder):
    """The three files of a run's first replication."""
    ran = sim.simulate(sim.load_scenario(scenario), replications=1, workers=1, out=folder)
    paths = {kind: folder / f"log.{kind.rpartition('.')[2]}" for kind in KINDS}
    for kind, path in paths.items():
        assert cli.status(["export", str(ran.folder), "--as", kind, "--to", str(path)]) == 0
    return paths


def ours(path):
    """What the CSV holds."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        "events": len(rows),
        "citizens": len({row["case"] for row in rows}),
        "activities": Counter(row["activity"] for row in rows),
        "times": sorted(row["time"] for row in rows),
    }


def read_by_peer(paths):
    """What PM4Py found in each."""
    from peer_environment import peer_environment

    python = peer_environment(
        lambda said: print(said, file=sys.stderr), PEERS / "process_requirements.txt"
    ).python
    line = [str(python), str(PEERS / "process.py"), *(str(paths[kind]) for kind in KINDS)]
    done = subprocess.run(line, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.partition("FOUND ")[2])


def moments(times):
    """Points in time, however their offset is written."""
    return sorted(datetime.fromisoformat(time).timestamp() for time in times)


def main(scenario=SCENARIO):
    with tempfile.TemporaryDirectory() as name:
        paths = written(scenario, Path(name))
        wanted, found = ours(paths["events.csv"]), read_by_peer(paths)
        print(f"PM4Py {found['version']}, {Path(scenario).name}, one replication\n")
        print("| file | MB | events | citizens | activities |\n| --- | --- | --- | --- | --- |")
        for kind, path in paths.items():
            of, size = found[kind], path.stat().st_size / 1e6
            counts = f"{of['events']:,} | {of['citizens']:,} | {len(of['activities'])}"
            print(f"| {kind} | {size:.1f} | {counts} |")
            for key in ("events", "citizens", "activities"):
                assert of[key] == wanted[key], (kind, key)
            assert moments(of["times"]) == moments(wanted["times"]), kind
        assert found["ocel"]["objects_an_event"] == [3, 3]


if __name__ == "__main__":
    main(*sys.argv[1:])
