"""Many faults of one cause, gathered: a course or team that was renamed in one place only."""

import re
from collections import defaultdict
from collections.abc import Collection
from typing import Final

from sim.scenario.faults.fault import Fault

_UNKNOWN: Final = re.compile(r'"([^"]+)" is not a (course|team)\b')
_FEWEST: Final = 3
"""Places in which an unknown name is rather an old one than a misspelt one."""

_MOST_LINES: Final = 12


def gathered(faults: Collection[Fault]) -> set[Fault]:
    """The faults, those that follow from one renaming as one fault."""
    places: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for fault in sorted(faults):
        unknown = _UNKNOWN.match(fault.what)
        if unknown:
            places[unknown[1], unknown[2]].append(fault)
    found = set(faults)
    for (name, kind), of_name in places.items():
        new = _new_name(faults, kind)
        if len(of_name) >= _FEWEST and new is not None:
            found -= {*of_name, *_of_new(faults, kind, new)}
            found.add(_cause(of_name, name, kind, new))
    return found


def _new_name(faults: Collection[Fault], kind: str) -> str | None:
    """The one course or team that nothing leads to; of several, the one that has no rate either."""
    found = _named(faults, rf'nobody can reach {kind} "([^"]+)"')
    if len(found) > 1:
        found &= _named(faults, rf'{kind} "([^"]+)" has no rate')
    return found.pop() if len(found) == 1 else None


def _named(faults: Collection[Fault], pattern: str) -> set[str]:
    return {match[1] for fault in faults if (match := re.match(pattern, fault.what))}


def _of_new(faults: Collection[Fault], kind: str, name: str) -> list[Fault]:
    """What follows: the new name has no rate, and what it leads to is out of reach with it."""
    said = (f"nobody can reach {kind} ", f'{kind} "{name}" has no rate')
    return [fault for fault in faults if fault.what.startswith(said)]


def _cause(of_name: list[Fault], name: str, kind: str, new: str) -> Fault:
    lines = list(dict.fromkeys(str(fault.line) for fault in of_name))
    listed = ", ".join(lines[:_MOST_LINES]) + (", ..." if len(lines) > _MOST_LINES else "")
    what = f'"{name}" is not a {kind}, in {len(of_name)} places (lines {listed})'
    remedy = f'did you rename {name}? Write "{new}" there too, or name the {kind} "{name}" again'
    return of_name[0]._replace(what=what, remedy=remedy)
