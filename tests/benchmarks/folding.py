"""Every shipped scenario in the general and in its folded loop: same bytes, and what it brings.

    python3 bootstrap.py python tests/benchmarks/folding.py

A loop is compiled for each structure, so the first run takes minutes. Own rules run as well. Each
pair of times is that of the fastest of some runs in turn.
"""

import hashlib
import os
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "engines"))

import small_scenarios
from odd_rules import ODD_RULES
from shipped_scenarios import FOLDER, SHIPPED
from tables import markdown

from sim.engines.compiled_engine import CompiledEngine
from sim.experiments.running.starting import started
from sim.model.parameters import Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.state import SPELLS
from sim.scenario.reading import load_scenario

WEEKS = 26
ROUNDS = 3
LOOPS = ("general", "folded")
SMALL = ("THREE_COURSES", "WHOLE_MODEL", "ALL_LEVERS", "ALL_BY_PLAN", "OFFERS")


def ran(parameters: Parameters, rules: Rulebook, loop: str) -> tuple[float, str]:
    """CPU seconds of a replication in a loop, and the hash of all that it gives."""
    os.environ["FORLOEB_ENGINE"] = loop
    engine = CompiledEngine(parameters, rules)
    begin = process_time()
    state = engine.run()
    seconds, found = process_time() - begin, hashlib.sha256()
    used = int(state.rows[SPELLS])
    for column in (*state.weeks, *(column[:used] for column in state.spells)):
        found.update(column.tobytes())
    return seconds, found.hexdigest()


def row(name: str, parameters: Parameters, rules: Rulebook) -> list[str]:
    """A scenario's row: whether the bytes are the same, and the times."""
    runs = {loop: [ran(parameters, rules, loop)] for loop in LOOPS}
    for _ in range(ROUNDS):
        for loop in LOOPS:
            runs[loop].append(ran(parameters, rules, loop))
    same = len({digest for loop in LOOPS for _, digest in runs[loop]}) == 1
    general, folded = (min(seconds for seconds, _ in runs[loop]) for loop in LOOPS)
    found = [name, "same" if same else "OTHER BYTES", f"{folded / general:.2f}"]
    print(*found, file=sys.stderr, flush=True)  # so that a study cut short has said something
    return found


def main() -> int:
    """Print the table; 1 where any bytes differ."""
    rows = []
    for path in SHIPPED:
        parameters = started(load_scenario(path, [f"run.weeks={WEEKS}"]))
        rows.append(row(str(path.relative_to(FOLDER)), parameters, STANDARD_RULES))
    for name in SMALL if "--own-rules" in sys.argv else SMALL[:1]:
        parameters = small_scenarios.parameters_of_text(getattr(small_scenarios, name))
        rows.append(row(f"{name}, own rules", parameters, ODD_RULES))
    print(markdown(["scenario", "bytes", "folded / general, CPU time"], rows))
    return int(any(row[1] != "same" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
