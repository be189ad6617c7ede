"""A kind of export: its name, what it makes, and how it is written."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sim.experiments.results import Results


class ExportKind(NamedTuple):
    """One format. `write` makes a file or a folder and says what it has made."""

    name: str
    says: str
    write: Callable[[Results, Path], list[Path]]
