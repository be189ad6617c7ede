"""Each citizen's spells in order: what ended each, what it led to, and how far along it was.

Rules for what does not fit, each noted in the data report:
an end before the begin is not known; a spell without an end is over when the citizen's next one
begins; a spell that runs into the next ends there; a level that is not said is that of the spell
beside it. A spell that follows its like at once goes on with it. A gap after an exit to hospital is
a hospital stay. A change of team ends the one stay and begins another.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sim.calibration.reading.faults import Findings
from sim.calibration.reading.lives.spells import NO_LEVEL, Spell
from sim.model.terms import RESUME_NAME

MOVED: Final = "moved"
UNKNOWN: Final = ""
"""Where a spell led that has ended and no more is said."""

NEW, ON, RETURN, PRESENT = "new", "on", "return", "present"
"""How a spell came about: a new citizen, from the one before, after self-reliance, found there."""


@dataclass(slots=True)
class Stay:
    """A spell with its place in a citizen's life. Days count from the first day, as 0."""

    spell: Spell
    how: str
    age: int | None = 0
    """Days of the same stay before it began, hospital left out; None where not known."""
    to: str | None = None
    """Where it led: a course, a way out, "resume"; UNKNOWN; None while it goes on."""
    to_level: int = 0
    left_days: int | None = None
    """Of a return: days since the citizen left self-reliant."""
    is_zero: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """How a municipality writes its spells."""

    file: str
    headings: Mapping[str, str]
    """Headings of begins, ends and level."""
    days: int
    """Length of the records [days]."""
    hospitals: frozenset[str]
    gap_days: int = 0
    last_counts: bool = True
    """An end on the last day is known: ends are last days, not days after."""

    @property
    def horizon(self) -> int:
        """First day on which an end is no longer seen."""
        return self.days + self.last_counts


def linked_stays(spells: Sequence[Spell], habits: Habits, findings: Findings) -> list[Stay]:
    """Spells of the time of the records, in order within each citizen."""
    lives: dict[str, list[Spell]] = defaultdict(list)
    for spell in spells:
        lives[spell.citizen].append(spell)
    odd: dict[tuple[str, str], list[int]] = defaultdict(list)
    found: list[Stay] = []
    common = _commonest_level(spells)
    for life in lives.values():
        life.sort(key=lambda s: (s.begins, s.ends if s.ends is not None else s.begins, s.row))
        _levelled(life, common, odd)
        _in_order(life, habits, odd)
        found += _linked(_with_hospital(_joined(life), habits), habits)
    for (kind, done), rows in odd.items():
        if heading := habits.headings[_COLUMN[kind]]:
            findings.add(kind, (habits.file, heading), rows, done)
    return [stay for stay in found if _is_within(stay, habits)]


_ENDS_BEFORE: Final = "ends before it begins", "its end is taken as not known"
_NO_END: Final = "no end, and a later spell", "ends when the next begins"
_OVERLAP: Final = "runs into the next spell", "ends when the next begins"
_SAME_DAY: Final = "two spells begin on one day", "the one that ends first comes first"
_ZERO: Final = "begins and ends on one day", "counted as a stay of one day"
_NO_LEVEL: Final = "no level", "that of the spell beside it"

_COLUMN: Final = {
    _ENDS_BEFORE[0]: "ends",
    _NO_END[0]: "ends",
    _OVERLAP[0]: "ends",
    _SAME_DAY[0]: "begins",
    _ZERO[0]: "ends",
    _NO_LEVEL[0]: "level",
}

Odd = dict[tuple[str, str], list[int]]


def _commonest_level(spells: Sequence[Spell]) -> int:
    known = [spell.level for spell in spells if spell.level != NO_LEVEL]
    return max(set(known), key=known.count) if known else 0


def _levelled(life: list[Spell], common: int, odd: Odd) -> None:
    if all(spell.level == NO_LEVEL for spell in life):
        beside = common
    else:
        beside = next(spell.level for spell in life if spell.level != NO_LEVEL)
    for spell in life:
        if spell.level == NO_LEVEL:
            spell.level = beside
            odd[_NO_LEVEL].append(spell.row)
        beside = spell.level


def _in_order(life: list[Spell], habits: Habits, odd: Odd) -> None:
    """Let each spell end no later than the next begins."""
    for spell in life:
        if spell.ends is not None and spell.ends < spell.begins:
            odd[_ENDS_BEFORE].append(spell.row)
            spell.ends, spell.seen_until = None, spell.begins
        elif spell.ends == spell.begins:
            odd[_ZERO].append(spell.row)
    for spell, following in pairwise(life):
        if spell.begins == following.begins:
            odd[_SAME_DAY].append(following.row)
        if spell.ends is None:
            if spell.seen_until is None:
                odd[_NO_END].append(spell.row)
            spell.ends, spell.seen_until = following.begins, None
        elif spell.ends > following.begins:
            odd[_OVERLAP].append(spell.row)
            spell.ends = following.begins
        elif 0 < following.begins - spell.ends <= habits.gap_days:
            spell.ends = following.begins


def _joined(life: list[Spell]) -> list[Spell]:
    """Spells of which none follows its like at once: a renewal goes on with what it renews."""
    kept: list[Spell] = []
    for spell in life:
        before = kept[-1] if kept else None
        if before is not None and before.ends == spell.begins and _alike(before, spell):
            before.ends, before.exit = spell.ends, spell.exit
            before.seen_until = spell.seen_until
        else:
            kept.append(spell)
    return kept


def _alike(one: Spell, other: Spell) -> bool:
    return (one.team, one.course, one.level) == (other.team, other.course, other.level)


def _with_hospital(life: list[Spell], habits: Habits) -> list[Spell]:
    """Life with a hospital stay in each gap that an exit to hospital leaves."""
    whole: list[Spell] = []
    for spell, following in zip(life, [*life[1:], None], strict=True):
        whole.append(spell)
        to = spell.exit
        if to in habits.hospitals and spell.ends is not None:
            back = None if following is None else following.begins
            if following is None or (following.course != to and following.begins > spell.ends):
                whole.append(_away(spell, str(to), back))
    return whole


def _away(spell: Spell, hospital: str, back: int | None) -> Spell:
    begins = spell.begins if spell.ends is None else spell.ends
    return Spell(
        spell.citizen, spell.team, hospital, spell.level, begins, back, None, None, spell.row
    )


def _linked(life: list[Spell], habits: Habits) -> list[Stay]:
    """Stays with what each came from and led to."""
    found: list[Stay] = []
    for place, spell in enumerate(life):
        stay = Stay(spell, NEW, is_zero=spell.ends == spell.begins)
        before = found[-1] if found else None
        if before is not None:
            _begun(stay, before, found, habits)
        elif spell.begins < 0:
            stay.how = PRESENT
        following = life[place + 1] if place + 1 < len(life) else None
        _ended(stay, following, life[place - 1] if place else None, habits)
        found.append(stay)
    return found


def _begun(stay: Stay, before: Stay, life: Sequence[Stay], habits: Habits) -> None:
    """Say how a spell came about that is not a citizen's first."""
    spell, earlier = stay.spell, before.spell
    if before.to == RESUME_NAME or (
        before.to == spell.course and before.spell.ends == spell.begins
    ):
        stay.how = ON
        if earlier.course in habits.hospitals:
            stay.age = _resumed_age(life) if before.to == RESUME_NAME else 0
    elif before.to == "self_reliant" and earlier.ends is not None:
        stay.how, stay.left_days = RETURN, spell.begins - earlier.ends
    if before.to == MOVED and earlier.ends == spell.begins and _continues(earlier, spell):
        stay.age = _total(before)
    if stay.how == NEW and spell.begins < 0:
        stay.how = PRESENT


def _continues(one: Spell, other: Spell) -> bool:
    return (one.course, one.level) == (other.course, other.level)


def _resumed_age(life: Sequence[Stay]) -> int | None:
    """Days of the stay before a hospital stay interrupted it."""
    return _total(life[-2]) if len(life) > 1 else None


def _total(stay: Stay) -> int | None:
    if stay.age is None or stay.spell.ends is None:
        return None
    return stay.age + stay.spell.ends - stay.spell.begins


def _ended(stay: Stay, following: Spell | None, before: Spell | None, habits: Habits) -> None:
    """Say what a spell led to, by the spell that follows or else by what its exit says."""
    spell = stay.spell
    if spell.ends is None:
        return
    stay.to_level = spell.level
    if following is None or following.begins > spell.ends:
        stay.to = spell.exit or UNKNOWN
        return
    stay.to_level = following.level
    if following.team != spell.team:
        stay.to = MOVED
    elif spell.course in habits.hospitals and _is_resumed(following, before):
        stay.to = RESUME_NAME
    else:
        stay.to = following.course


def _is_resumed(following: Spell, before: Spell | None) -> bool:
    """Whether a citizen goes back to the stay that a hospital stay interrupted."""
    return before is None or _continues(before, following)


def _is_within(stay: Stay, habits: Habits) -> bool:
    ends = stay.spell.ends
    return stay.spell.begins < habits.days and (ends is None or ends > 0)
