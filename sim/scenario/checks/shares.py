"""Shares that must add up to 1."""

from collections.abc import Sequence
from typing import Final

from sim.model.terms import LEVELS
from sim.scenario.files.drafts import draft_levels
from sim.words import phrase

TOLERANCE: Final = 1e-6


def totals(values: Sequence[object]) -> list[float] | None:
    """Sum at each level; None when a value is no probability, which the schema says."""
    shares = [draft_levels(value) for value in values]
    if any(s is None or not all(0 <= p <= 1 for p in s) for s in shares):
        return None
    return [sum(s[level] for s in shares if s is not None) for level in range(LEVELS)]


def astray(values: Sequence[object]) -> str | None:
    """What the values add up to when that is not 1."""
    sums = totals(values)
    wrong = [(level, s) for level, s in enumerate(sums or ()) if abs(s - 1) > TOLERANCE]
    return (
        phrase("must add up to 1, add up to {at_levels}", at_levels=at_levels(wrong))
        if wrong
        else None
    )


def at_levels(sums: Sequence[tuple[int, float]]) -> str:
    """Sums as a text, by level unless they are the same at every one."""
    if len(sums) == LEVELS and len({s for _, s in sums}) == 1:
        return text(sums[0][1])
    return ", ".join(phrase("{s} at level {level}", s=text(s), level=level) for level, s in sums)


def text(total: float) -> str:
    """Sum with as many digits as the tolerance has."""
    return f"{total:.7g}"
