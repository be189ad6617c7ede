"""Instructions that a citizen-week takes in the compiled loop: a figure that no noise can move.

    python3 bootstrap.py python tests/benchmarks/instructions.py

callgrind counts, in one process, a replication of 13 weeks and one of 65: the difference is
citizen-weeks alone, for both begin alike. The loop is compiled for Haswell, because valgrind knows
no newer instructions. Skipped by name where valgrind or an x86-64 processor is absent.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tables import markdown

SCENARIOS = Path(__file__).parents[2] / "scenarios"
ASKED = ("three_courses", "baseline")
LOOPS = ("general", "folded")
WEEKS = (13, 65)
PROCESSOR = {"NUMBA_CPU_NAME": "haswell", "NUMBA_CPU_FEATURES": ""}

# What a program under valgrind asks of callgrind: numbers of its header file, and the
# instructions, without effect elsewhere, by which it asks.
START, DUMP, STOP = 0x43540004, 0x43540000, 0x43540005
ASK = "4889f831d248c1c70348c1c70d48c1c73d48c1c7334887db4889d0c3"

COUNTED = f"""
import ctypes, mmap, sys
from sim.engines.compiled_engine import CompiledEngine
from sim.experiments.running.starting import started
from sim.scenario.reading import load_scenario

page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(bytes.fromhex("{ASK}"))
at = ctypes.addressof(ctypes.c_char.from_buffer(page))
ask_at = ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_void_p)(at)

arguments = (ctypes.c_uint64 * 6)()

def ask(request):
    arguments[0] = request
    ask_at(ctypes.addressof(arguments))

def engine(weeks):
    scenario = load_scenario(sys.argv[1], [f"run.weeks={{weeks}}"])
    return CompiledEngine(started(scenario), replication=1)

done = [engine(weeks).run() for weeks in {WEEKS}]
again = [engine(weeks) for weeks in {WEEKS}]
ask({START})
for each in again:
    each.run()
    ask({DUMP})
ask({STOP})
print(*(state.weeks.days.sum() / 7 for state in done))
"""


def reason_to_skip() -> str | None:
    """Why nothing can be counted here."""
    if shutil.which("valgrind") is None:
        return "valgrind is not installed"
    if platform.machine() != "x86_64":
        return "the processor is no x86-64"
    return None


def counted(scenario: str, loop: str) -> float:
    """Instructions a citizen-week of a scenario in a loop."""
    environment = os.environ | PROCESSOR | {"FORLOEB_ENGINE": loop}
    run = [sys.executable, "-c", COUNTED, str(SCENARIOS / f"{scenario}.toml")]
    subprocess.run(run, env=environment, check=True, capture_output=True)  # compiled once, outside
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "counts"
        tool = ["valgrind", "--tool=callgrind", "--instr-atstart=no"]
        done = subprocess.run(
            [*tool, f"--callgrind-out-file={out}", *run],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        counts = [_total(Path(f"{out}.{number}")) for number in (1, 2)]
    short, long = map(float, done.stdout.split())
    return (counts[1] - counts[0]) / (long - short)


def _total(file: Path) -> int:
    found = re.search(r"^(?:totals|summary): (\d+)", file.read_text(), re.MULTILINE)
    return int(found[1])


def main() -> None:
    """Print the table."""
    reason = reason_to_skip()
    if reason is not None:
        print(f"instructions a citizen-week: skipped, {reason}")
        return
    asked = sys.argv[1:] or list(ASKED)
    rows = [[name, *(f"{counted(name, loop):,.0f}" for loop in LOOPS)] for name in asked]
    print(markdown(["scenario", *LOOPS], rows))


if __name__ == "__main__":
    main()
