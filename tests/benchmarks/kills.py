"""Kill commands at every write call in turn and begin them again; says how many were tried.

    python tests/benchmarks/kills.py [COMMAND[:POINTS] ...]

Commands are run, compare, explain, report, uncertain, sensitivity, worth and search; left out, all
of them. POINTS tries so many of it, spread evenly. It ends with status 1 if any trial left other
bytes than an uninterrupted command.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "economics"))

from deviations import STAFFED, TWO_TEAMS
from killed import COMMANDS, Trials, import_all, spread
from small_scenarios import FOUR_WEEKS, RANGED

TEXTS = {
    "first": FOUR_WEEKS,
    "second": FOUR_WEEKS.replace("mean_weeks = 4, sd_weeks = 2", "mean_weeks = 3, sd_weeks = 1"),
    "ranged": RANGED,
}
EXPLAINED = {"first": TWO_TEAMS + STAFFED}
"""Limited staff is a cause that is switched off, so that an explanation runs something."""


def tried(command, count):
    """Kill one command at so many points; how many left other bytes."""
    began = time.monotonic()
    with TemporaryDirectory(prefix="forloeb-kills-") as place:
        texts = EXPLAINED if command == "explain" else TEXTS
        trials = Trials(Path(place), texts, command)
        chosen = spread(trials.points, count or len(trials.points))
        wrong = [point for point in chosen if trials.after_a_kill(point) != trials.wanted]
    calls = len(trials.heard) // 2
    print(
        f"{command}: {calls} write calls, killed at {len(chosen)} of {len(trials.points)} points, "
        f"{len(chosen) - len(wrong)} ended as if uninterrupted "
        f"({time.monotonic() - began:.0f} s)",
        flush=True,
    )
    for point in wrong:
        print(f"  other bytes: {trials.heard[point.word]}, torn: {point.is_torn}")
    return len(wrong)


def main():
    """Try what the command line asks for."""
    asked = [one.partition(":") for one in sys.argv[1:] or COMMANDS]
    unknown = {name for name, _, _ in asked} - COMMANDS.keys()
    if unknown:
        raise SystemExit(f"no such command: {', '.join(sorted(unknown))}; {', '.join(COMMANDS)}")
    import_all()
    wrong = sum(tried(name, int(points or 0)) for name, _, points in asked)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
