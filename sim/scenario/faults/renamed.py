"""Many faults of one cause, gathered: a course that was renamed in one place only."""

import re
from collections import defaultdict
from collections.abc import Collection
from typing import Final

from sim.scenario.faults.fault import Fault
from sim.words import known, phrase

_UNKNOWN: Final = (
    known("{name} is not a course"),
    known("{name} is not a course or a way out"),
)
_OUT_OF_REACH: Final = known("nobody can reach course {name}")
_WITHOUT_RATE: Final = known("course {name} has no rate")
"""What is said of such names elsewhere, word for word."""

_FEWEST: Final = 3
"""Places in which an unknown name is rather an old one than a misspelt one."""

_MOST_LINES: Final = 12


def gathered(faults: Collection[Fault]) -> set[Fault]:
    """The faults, those that follow from one renaming as one fault."""
    places: dict[str, list[Fault]] = defaultdict(list)
    for fault in sorted(faults):
        for message in _UNKNOWN:
            if unknown := _pattern(message).fullmatch(fault.what):
                places[unknown[1]].append(fault)
    found = set(faults)
    for name, of_name in places.items():
        new = _new_name(faults)
        if len(of_name) >= _FEWEST and new is not None:
            found -= {*of_name, *_of_new(faults, new)}
            found.add(_cause(of_name, name, new))
    return found


def _pattern(message: str) -> re.Pattern[str]:
    """A message in the language spoken, whatever name it is said of."""
    before, after = phrase(message, name="\0").split("\0")
    return re.compile(f'{re.escape(before)}"([^"]+)"{re.escape(after)}')


def _new_name(faults: Collection[Fault]) -> str | None:
    """The one course that nothing leads to; of several, the one that has no rate either."""
    found = _named(faults, _OUT_OF_REACH)
    if len(found) > 1:
        found &= _named(faults, _WITHOUT_RATE)
    return found.pop() if len(found) == 1 else None


def _named(faults: Collection[Fault], message: str) -> set[str]:
    pattern = _pattern(message)
    return {match[1] for fault in faults if (match := pattern.fullmatch(fault.what))}


def _of_new(faults: Collection[Fault], name: str) -> list[Fault]:
    """What follows: the new name has no rate, and what it leads to is out of reach with it."""
    out_of_reach = _pattern(_OUT_OF_REACH)
    no_rate = phrase(_WITHOUT_RATE, name=f'"{name}"')
    return [
        fault for fault in faults if fault.what == no_rate or out_of_reach.fullmatch(fault.what)
    ]


def _cause(of_name: list[Fault], name: str, new: str) -> Fault:
    lines = list(dict.fromkeys(str(fault.line) for fault in of_name))
    listed = ", ".join(lines[:_MOST_LINES]) + (", ..." if len(lines) > _MOST_LINES else "")
    what = phrase(
        '"{name}" is not a course, in {count} places (lines {lines})',
        name=name,
        count=len(of_name),
        lines=listed,
    )
    remedy = phrase(
        'did you rename {name}? Write "{new}" there too, or name the course "{name}" again',
        name=name,
        new=new,
    )
    return of_name[0]._replace(what=what, remedy=remedy)
