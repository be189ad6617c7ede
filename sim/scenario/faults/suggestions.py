"""The nearest known name to one that is not known, for the remedy of a fault."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final, Literal

from sim.words import known, phrase

_MOST_LISTED = 12
Verb = Literal["write", "use", "name"]
"""What is to be done with a known name."""
_ONE_OF: Final = {
    "write": known("write one of {names}"),
    "use": known("use one of {names}"),
    "name": known("name one of {names}"),
}


def nearest_name(word: str, known: Iterable[str]) -> str | None:
    """Known name most like a word, or None when none is like it."""
    by_lower = {name.lower(): name for name in known}
    found = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def instead(word: str, known: Iterable[str], *, verb: Verb = "write") -> str:
    """Remedy for an unknown word: the nearest known one, or all of them."""
    names = list(known)
    near = nearest_name(word, names)
    if near is not None:
        return phrase('did you mean "{near}"?', near=near)
    return phrase(_ONE_OF[verb], names=listed(names)) if names else phrase("leave it out")


def listed(names: Iterable[str]) -> str:
    """Names for a sentence, cut short when there are many."""
    every = [f'"{name}"' for name in names]
    if len(every) <= _MOST_LISTED:
        return ", ".join(every)
    return ", ".join(every[:_MOST_LISTED]) + phrase(
        " and {count} more", count=len(every) - _MOST_LISTED
    )
