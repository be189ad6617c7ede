"""What a caution says before its place in a file is known, and numbers as it writes them."""

from typing import NamedTuple

from sim.model.terms import LEVELS
from sim.scenario.faults.fault import Path
from sim.words import number_said, plain_said


class SaidCaution(NamedTuple):
    """A caution: way to the key, what is implausible, and what to do."""

    path: Path
    what: str
    remedy: str


def plain(value: float) -> str:
    """A number with three digits that count, its thousands apart."""
    return number_said(value) if abs(value) >= 100 else plain_said(float(f"{value:.3g}"))  # noqa: PLR2004 - three digits


def at_each_level(value: float | list[float]) -> list[float]:
    """One number a level, from one for all or a list; without NumPy, which `check` waits for."""
    return value if isinstance(value, list) else [value] * LEVELS
