"""How long the command line takes to answer, beside an empty Python: medians of paired runs.

Run it on a quiet machine: `python3 bootstrap.py python tests/benchmarks/start_up.py`.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

SCENARIO = Path(__file__).parents[2] / "scenarios" / "baseline.toml"
COMMANDS = {
    "an empty Python": ["-c", "pass"],
    "forloeb --help": ["-m", "sim", "--help"],
    "forloeb check scenarios/baseline.toml": ["-m", "sim", "check", str(SCENARIO)],
    "forloeb theory scenarios/baseline.toml": ["-m", "sim", "theory", str(SCENARIO)],
}
RUNS = 9


def seconds(arguments: list[str]) -> float:
    """Wall time of one call."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Time every command in turn, round after round, and print medians."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS + 1):
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments))
    empty = times["an empty Python"][1:]
    print(f"{'command':42} {'median s':>9} {'least s':>9} {'x empty':>9}")
    for name, all_runs in times.items():
        counted = all_runs[1:]  # the first round fills caches
        ratio = statistics.median(a / b for a, b in zip(counted, empty, strict=True))
        print(f"{name:42} {statistics.median(counted):9.3f} {min(counted):9.3f} {ratio:9.1f}")


if __name__ == "__main__":
    main()
