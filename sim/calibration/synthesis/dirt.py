"""Dirt as records have it, put into rows drawn at random: what a calibration must cope with.

Of the spells drawn: an end before the begin, no end, no level, no exit, an end beyond the next
begin, the same row twice. Of the weeks drawn: `..` for hours, a decimal sign of the other kind.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from sim.calibration.synthesis.lived import LivedSpell

ENDS_BEFORE, NO_END, NO_LEVEL, NO_EXIT, OVERLAP, TWICE = range(6)

KINDS: Final = 6


def dirty_kinds(rows: int, share: float, seed: int) -> dict[int, int]:
    """Rows that are made dirty, and how; the same seed gives the same."""
    luck = np.random.Generator(np.random.Philox(key=seed))
    drawn = np.flatnonzero(luck.random(rows) < share)
    return dict(zip(drawn.tolist(), luck.integers(0, KINDS, len(drawn)).tolist(), strict=True))


def with_dirt(spells: Sequence[LivedSpell], share: float, seed: int) -> list["DirtySpell"]:
    """Spells of which a share is dirty."""
    kinds = dirty_kinds(len(spells), share, seed)
    found: list[DirtySpell] = []
    for row, spell in enumerate(spells):
        made = _made(spell, kinds.get(row), row)
        found.append(made)
        if kinds.get(row) == TWICE:
            found.append(made)
    return found


class DirtySpell(LivedSpell):
    """A spell as it is written down: its level or anything else may be missing."""

    __slots__ = ()
    has_level = True


class _NoLevel(DirtySpell):
    __slots__ = ()
    has_level = False


def _made(spell: LivedSpell, kind: int | None, row: int) -> DirtySpell:
    clean = DirtySpell(*spell)
    if kind == NO_LEVEL:
        return _NoLevel(*spell)
    if spell.ends is None or kind is None:
        return clean
    few = 3 + row % 5
    changed: dict[int, dict[str, object]] = {
        ENDS_BEFORE: {"ends": spell.begins - few},
        NO_END: {"ends": None, "exit": None},
        NO_EXIT: {"exit": None},
        OVERLAP: {"ends": spell.ends + few} if spell.exit not in _OUT else {},
    }
    return DirtySpell(**{**clean._asdict(), **changed.get(kind, {})})


_OUT: Final = ("self_reliant", "clinic", "nursing_home", "dead", "moved")
