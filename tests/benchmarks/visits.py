"""Ten million visits in CSV: how long it takes to read and add them up, and in how much memory.

    python tests/benchmarks/visits.py [VISITS] [TIMES]

Beside it stands DuckDB's own scan of the same file, grouped by citizen and service. Each is a
process of its own; times are CPU and wall-clock seconds, memory is the largest resident set.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MAPPING = """
schema = 1
[records]
first_day = 2024-01-01
last_day = 2025-12-28
[spells]
file = "spells.csv"
columns = { citizen = "citizen", team = "team", course = "course", begins = "from", ends = "to" }
[weeks]
file = "visits.csv"
columns = { citizen = "citizen", date = "date", service = "service", minutes = "minutes" }
services = { "Personlig pleje" = "home_care", "Sygepleje" = "nursing", "Træning" = "training" }
[course.development]
kind = "development"
"""
WRITE = """
COPY (
  SELECT printf('%07d', (hash(i) % $citizens)::BIGINT) AS citizen,
         DATE '2024-01-01' + ((hash(i + 1) % 728)::INTEGER) AS date,
         ['Personlig pleje', 'Sygepleje', 'Træning'][1 + (hash(i + 2) % 3)::INTEGER] AS service,
         15 + (hash(i + 3) % 60)::INTEGER AS minutes
  FROM range($visits) AS t(i)
) TO '{path}' (HEADER)
"""
PLAIN = """
SELECT citizen, service, sum(minutes) FROM read_csv('{path}', types = {{'citizen': 'VARCHAR'}})
GROUP BY ALL
"""


def scan(folder):
    """DuckDB's own scan-and-group."""
    import duckdb

    found = duckdb.connect().execute(PLAIN.format(path=folder / "visits.csv")).fetchall()
    return sum(row[2] for row in found)


def read(folder):
    """The reader of `forloeb calibrate`: by citizen, week and service."""
    from sim.calibration.reading.faults import Findings
    from sim.calibration.reading.mapping import load_mapping
    from sim.calibration.reading.weeks import read_weeks

    return round(
        float(read_weeks(load_mapping(folder / "mapping.toml"), Findings()).hours.sum()) * 60
    )


WAYS = {"duckdb": scan, "forloeb": read}


def once(way, folder):
    """One way in this process: what it found, seconds of CPU and clock, MB."""
    started, clock = time.process_time(), time.perf_counter()
    minutes = WAYS[way](Path(folder))
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return minutes, time.process_time() - started, time.perf_counter() - clock, used


def in_process(way, folder):
    line = [sys.executable, __file__, way, str(folder)]
    return json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout)


def main(visits=10_000_000, times=3):
    import duckdb

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
        write = WRITE.replace("$visits", str(visits)).replace(
            "$citizens", str(max(1, visits // 500))
        )
        duckdb.connect().execute(write.format(path=folder / "visits.csv"))
        size = (folder / "visits.csv").stat().st_size / 1e6
        print(f"{visits:,} visits, {size:,.0f} MB\n")
        print("| reader | CPU s | s | MB |\n| --- | --- | --- | --- |")
        rows = {way: [in_process(way, folder) for _ in range(times)] for way in WAYS}
        assert len({row[0] for several in rows.values() for row in several}) == 1
        best = {way: [min(row[k] for row in rows[way]) for k in (1, 2, 3)] for way in WAYS}
        for way, (cpu, clock, memory) in best.items():
            print(f"| {way} | {cpu:.1f} | {clock:.1f} | {memory:,.0f} |")
        ratio = best["forloeb"][0] / best["duckdb"][0]
        print(f"\nCPU of forloeb over DuckDB's: {ratio:.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in WAYS:
        print(json.dumps(once(*sys.argv[1:])))
    else:
        main(*map(int, sys.argv[1:]))
