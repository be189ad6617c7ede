"""Who takes part: this project's engines, the floor of draws alone, and the peers."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from earlier import EARLIER, NoCheckout, checkout
from peer_environment import PEERS as PEERS_FOLDER
from peer_environment import peer_environment
from timing import Contestant

COMPILED = "compiled engine"
SIMPY = "SimPy engine"
FOLDED = "compiled engine, folded"
SAME_WORK = "compiled engine, the peers' work"
BEFORE = f"compiled engine at {EARLIER}"
DRAWS = "draws alone"
PROCESSES = "SimPy, a process a citizen"
CIMBA = "cimba, a process a citizen"
NUMPY = "SimPy, a NumPy step a week"
KEYED = "starsim, keyed draws"

OWN = {
    COMPILED: "compiled",
    FOLDED: "folded",
    SAME_WORK: "same_work",
    DRAWS: "draws",
    SIMPY: "simpy",
}

PEERS = {
    PROCESSES: "simpy_process",
    "SimPy, a loop a week": "simpy_week",
    NUMPY: "simpy_numpy",
    CIMBA: "cimba_citizens",
    "Mesa": "mesa_agents",
    "salabim": "salabim_components",
    "Ciw": "ciw_nodes",
    "nagasim": "naga_blocks",
    KEYED: "starsim_keyed",
    "starsim, unkeyed": "starsim_unkeyed",
}

SMALL = "three_courses.toml"
BASELINE = "baseline.toml"


def own_engines(scenario: str) -> list[Contestant]:
    """Contestants of this project for one scenario."""
    script = str(Path(__file__).parent / "own_engines.py")
    names = OWN if scenario == SMALL else OWN.keys() - {SAME_WORK}
    return [
        Contestant(name, (sys.executable, script, engine, scenario))
        for name, engine in OWN.items()
        if name in names
    ]


def before(scenario: str, say: Callable[[str], None]) -> list[Contestant]:
    """The compiled engine as it was, asked by the program that belonged to it."""
    try:
        folder = checkout()
    except NoCheckout as fault:
        say(f"not compared with {EARLIER}: {fault}")
        return []
    command = (sys.executable, "-c", _SERVED_BEFORE, str(folder), "compiled", scenario)
    return [Contestant(BEFORE, command)]


_SERVED_BEFORE = """
import runpy, sys
from pathlib import Path

folder, *asked = sys.argv[1:]
here = Path(folder) / "tests" / "benchmarks"
sys.path[:0] = [folder, str(here), str(here / "peers")]
import serving, time

serving.time = type("Clock", (), {"perf_counter": staticmethod(time.process_time)})
sys.argv = [str(here / "own_engines.py"), *asked]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def peers(say: Callable[[str], None]) -> list[Contestant]:
    """Every peer, in the environment that is made for them."""
    environment = peer_environment(say)
    for package, reason in environment.faults.items():
        say(f"not installed: {package}: {reason}")
    worker = str(PEERS_FOLDER / "worker.py")
    return [
        Contestant(name, (str(environment.python), worker, module))
        for name, module in PEERS.items()
    ]


def chosen(contestants: Sequence[Contestant], only: Sequence[str]) -> Iterator[Contestant]:
    """Those asked for by a part of their name; the two that all are compared with always."""
    for contestant in contestants:
        asked = any(part.lower() in contestant.name.lower() for part in only)
        if not only or asked or contestant.name in {COMPILED, DRAWS}:
            yield contestant
