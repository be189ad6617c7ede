"""How much the general loop has done for each structure: what a folded one would have saved.

One run seldom wins back what compiling takes, but the runs of some weeks do. So what was run is
added up beside the kept loops, and the folded loop is made when all of it together would have paid:
in the worst case twice the time is spent that knowing the future would have taken.

Source: Karlin, Manasse, Rudolph and Sleator 1988, Algorithmica 3, "Competitive snoopy caching".
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

from sim.engines.compiling.kept import DamagedEntryError, drop, keep, kept

_AMOUNT: Final = "citizen_weeks"


def served_before(path: Path) -> float:
    """Citizen-weeks noted so far; 0 where nothing is, or nothing that can be read."""
    try:
        parts = kept(path, path.name)
        return float(parts[_AMOUNT]) if parts else 0.0
    except (DamagedEntryError, KeyError, ValueError):
        drop(path)
        return 0.0


def note_served(path: Path, citizen_weeks: float) -> None:
    """Note citizen-weeks in all; of two runs at once one may be lost, and none fails here."""
    with suppress(OSError):
        keep(path, path.name, {_AMOUNT: repr(citizen_weeks).encode()})
