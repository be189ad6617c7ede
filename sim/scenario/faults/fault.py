"""A fault in a scenario, and the error that carries all of them at once.

A fault says where, what, and what to do, on one plain line. Also here: how a key path and a
value are written in such a line. Where faults come from is in `reading.py`.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sim.words import phrase

Path = tuple[str | int, ...]
"""Way to a value: keys of tables, and numbers of list items from 0."""

_LONGEST_SHOWN = 80


class Fault(NamedTuple):
    """One thing that is wrong. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    key: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """One line: `file:line:column: key: what; remedy`."""
        where = f"{printable(self.file)}:{self.line}:{self.column}"
        return f"{where}: {self.key}: {self.what}; {self.remedy}"


class Caution(Fault):
    """One thing that can be run and is hardly meant, laid out as a fault is."""

    __slots__ = ()

    def __str__(self) -> str:
        """One line: `file:line:column: key: warning: what; remedy`."""
        return str(Fault(*self)._replace(what=phrase("warning: {what}", what=self.what)))

    @property
    def fault(self) -> Fault:
        """The same as a fault, for whoever is strict."""
        return Fault(*self)


class ScenarioError(ValueError):
    """A scenario that cannot be run. `faults` holds all that is wrong, sorted by place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__(self.faults)

    def __str__(self) -> str:
        """One fault a line."""
        return "\n".join(str(fault) for fault in self.faults)


def printable(text: str) -> str:
    """Text with whatever would break a line or hide on a screen written as an escape."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text
    )


def key_text(path: Sequence[str | int]) -> str:
    """Key path as `--set` takes it: `course.development.exits[0].probability`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += ("." if text else "") + _part(part)
    return text


def _part(key: str) -> str:
    key = _shortened(key, "")
    bare = key.replace("-", "_")
    if bare and bare.replace("_", "a").isalnum():
        return key
    return printable(json.dumps(key, ensure_ascii=False))


RowNames = dict[tuple[str, int], str]
"""Names of teams and courses by their number in the file."""


def row_names(tree: dict[str, Any]) -> RowNames:
    """Names that tell a team or course from the others; one without such a name is left out."""
    found: RowNames = {}
    for kind in ("team", "course"):
        rows = tree.get(kind)
        names = [row.get("name") if isinstance(row, dict) else None for row in _list(rows)]
        texts = [name if isinstance(name, str) else "" for name in names]
        often = Counter(texts)
        found |= {(kind, n): name for n, name in enumerate(texts) if name and often[name] == 1}
    return found


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def named(path: Sequence[str | int], names: RowNames) -> Path:
    """Path with teams and courses by name, where they have one of their own."""
    if len(path) > 1 and isinstance(path[1], int):
        return (path[0], names.get((str(path[0]), path[1]), path[1]), *path[2:])
    return tuple(path)


def shown(value: Any) -> str:  # noqa: ANN401 - whatever stands in the file
    """Value as a fault quotes it: short, on one line, as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _shortened(json.dumps(printable(value), ensure_ascii=False), '"')
    if isinstance(value, dict):
        return phrase("a table")
    if isinstance(value, list):
        return phrase("a list of {count}", count=len(value)) if value else phrase("an empty list")
    if isinstance(value, dt.date | dt.time):
        return str(value)
    return _number_shown(value)


def _number_shown(value: float) -> str:
    if isinstance(value, int):
        return str(value) if abs(value) < 10**24 else phrase("a number of more than 24 digits")
    return str(value)


def _shortened(text: str, end: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 4]}...{end}"
