"""What a column of a sheet is: its headings in two languages, and the key that its cells fill."""

import re
from enum import Enum
from typing import Final, NamedTuple

from sim.scenario.tables.words import LEVEL_WORDS, Words

NAME: Final = "{name}"
"""In a key: the team or course of the row."""
OF: Final = "{of}"
"""In a key: what the heading names after its first words, a course for example."""


class Holds(Enum):
    """What stands in a column's cells."""

    number = "a number"
    whole = "a whole number"
    numbers = "numbers with spaces between"
    text = "text"
    word = "one of the words below"
    fit = 'a number, or "fit"'
    share = "a share, or dose"


class Column(NamedTuple):
    """One column. Its key has `{name}` for the row, and `{of}` for what the heading names."""

    key: tuple[str, ...]
    english: str
    danish: str
    unit: str = ""
    enhed: str = ""
    holds: Holds = Holds.number
    by_level: bool = False
    words: Words = ()
    also: tuple[str, ...] = ()
    """Other headings that mean the same."""

    def heading(self, language: str, of: str = "", level: int | None = None) -> str:
        """The heading as Forløb writes it, with its unit."""
        text, unit = (self.danish, self.enhed) if language == "da" else (self.english, self.unit)
        at = "" if level is None else f", {LEVEL_WORDS[language == 'da']} {level}"
        named = f"{text} {of}{at}" if self.names_another else f"{text}{at}"
        return f"{named} [{unit}]" if unit else named

    @property
    def key_name(self) -> str:
        """The key without the row's name, as a heading may have it too."""
        named = [part for part in self.key if part not in {NAME, OF}]
        return ".".join(named[1:] if named[0] in {"team", "course"} else named)

    @property
    def names_another(self) -> bool:
        """The heading goes on with a name."""
        return OF in self.key


class KnownHeading(NamedTuple):
    """A heading that was understood: its column, what it names, and a level where it says one."""

    column: Column
    of: str = ""
    level: int | None = None


_UNIT: Final = re.compile(r"\s*[\[(][^\])]*[\])]\s*$")
_AT_LEVEL: Final = re.compile(rf",?\s+(?:{'|'.join(LEVEL_WORDS)})\s+([0-4])$", re.IGNORECASE)


def plain_heading(text: str) -> str:
    """A heading without its unit, in one line and small letters."""
    return " ".join(_UNIT.sub("", " ".join(text.split())).casefold().split())


def understood(text: str, columns: tuple[Column, ...]) -> KnownHeading | None:
    """What a heading means: in Danish or English, or the key itself."""
    written = " ".join(_UNIT.sub("", " ".join(text.split())).split())
    plain = written.casefold()
    for column in columns:
        if not column.names_another and plain in _names(column):
            return KnownHeading(column)
    for column in columns:
        for name in _names(column) if column.names_another else ():
            if plain.startswith(f"{name} "):
                return _of(column, written[len(name) :].strip())
    return None


def _names(column: Column) -> tuple[str, ...]:
    return tuple(
        name.casefold() for name in (column.english, column.danish, *column.also, column.key_name)
    )


def _of(column: Column, rest: str) -> KnownHeading:
    level = _AT_LEVEL.search(rest)
    counts = column.by_level or column.holds is Holds.whole  # of each level
    if level is None or column.holds is Holds.share or not counts:
        return KnownHeading(column, rest)
    return KnownHeading(column, rest[: level.start()].strip(), int(level[1]))
