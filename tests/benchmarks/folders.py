"""How damaged results folders end, in thousands: no fault of the program, no other number.

    python tests/benchmarks/folders.py [CASES]

Each case damages a folder (`tests/experiments/spoiled_folders.py`) and runs a command on it. The
counts by command and end are printed; the status is 1 if any case ends as it should not.
"""

import io
import sys
import tempfile
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

sys.path[:0] = [str(Path(__file__).parents[1] / "experiments")]

from spoiled_folders import (  # noqa: E402 - its folder is put on the path above
    COMMANDS,
    DAMAGE,
    base_in,
    ended,
    fault_of,
    fresh_copy,
    spoil,
)

CASES = 2_000


def counted(place: Path, cases: int) -> tuple[Counter[str], list[str]]:
    """How many cases ended in which way, and those that ended wrongly."""
    (place / "whole").mkdir()
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        whole, copy = base_in(place / "whole"), place / "damaged"
    right = {name: ended(fresh_copy(whole, copy), name) for name in COMMANDS}
    ends: Counter[str] = Counter()
    wrong: list[str] = []

    @settings(
        max_examples=cases,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(damage=DAMAGE)
    def each(damage):
        name = COMMANDS[sum(ends.values()) % len(COMMANDS)]
        fresh_copy(whole, copy)
        is_changed = spoil(copy, damage)
        found = ended(copy, name)
        fault = fault_of(name, right[name], found)
        ends[f"{name}: exit {found.code}{'' if is_changed else ' (nothing changed)'}"] += 1
        if fault:
            wrong.append(f"{name}: {fault}: {damage} {found.lines[-3:]}")

    each()
    return ends, wrong


def main() -> int:
    """Print the counts."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with tempfile.TemporaryDirectory() as place:
        ends, wrong = counted(Path(place), cases)
    for end, cases_of in sorted(ends.items()):
        print(f"{cases_of:6}  {end}")
    print(f"{sum(ends.values()):6}  cases, {len(wrong)} of them wrong")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
