"""Line and column of every key of a TOML text.

`tomllib` says what a file holds but not where. This scanner walks a text that `tomllib` has
already accepted, so it need not know what is allowed, only where things begin: it finds the
place of each key (for an item of a list, of the item; for a table in double brackets, of its
header). It holds no values, but for how a bare one is written.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

_SPACE: Final = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_KEY: Final = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
_STRING: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\]|\\.)*"'
    r"|'[^']*'",
    re.DOTALL,
)
_SCALAR: Final = re.compile(r"[^,\]}#\n]*")


class TextPosition(NamedTuple):
    """Where something stands. Lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int


@dataclass(slots=True)
class Spot:
    """Place of a value's key, and the spots of what is inside the value.

    `written` is a bare value as it is written, a number for example; empty for all else.
    """

    place: TextPosition
    parts: "dict[str | int, Spot]" = field(default_factory=dict)
    written: str = ""

    def deepest(self, path: Sequence[str | int]) -> TextPosition:
        """Place of a path; of the table around it where the path ends in a missing key."""
        spot = self
        for part in path:
            if part not in spot.parts:
                break
            spot = spot.parts[part]
        return spot.place


def spots(text: str, file: str) -> Spot:
    """Spots of a TOML text that `tomllib` accepts."""
    return _Scanner(text.replace("\r\n", "\n"), file).document()


class _Scanner:
    """A position in the text, moved forward by each method to the end of what it names."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.position = 0
        self.line_starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def document(self) -> Spot:
        root = Spot(TextPosition(self.file, 1, 1))
        table = root
        self.space()
        while self.position < len(self.text):
            if self.text[self.position] == "[":
                table = self.header(root)
            else:
                self.pair(table)
            self.space()
        return root

    def header(self, root: Spot) -> Spot:
        """`[a.b]` or `[[a.b]]`: the table that the following keys belong to."""
        is_row = self.text.startswith("[[", self.position)
        self.position += 2 if is_row else 1
        *above, (name, place) = self.keys()
        self.space()
        self.position += 2 if is_row else 1
        parent = _inside(root, above)
        table = parent.parts.setdefault(name, Spot(place))
        if is_row:
            return table.parts.setdefault(len(table.parts), Spot(place))
        table.place = place
        return table

    def pair(self, table: Spot) -> None:
        """`a.b = value` in a table."""
        *above, (name, place) = self.keys()
        self.space()
        self.position += 1  # the equals sign
        self.space()
        _inside(table, above).parts[name] = self.value(place)

    def keys(self) -> list[tuple[str, TextPosition]]:
        """Parts of a dotted key."""
        parts = [self.key()]
        while self.text.startswith(".", self.position):
            self.position += 1
            parts.append(self.key())
        return parts

    def key(self) -> tuple[str, TextPosition]:
        self.space()
        place = self.place()
        match = _KEY.match(self.text, self.position)
        raw = match.group() if match else ""
        self.position += max(1, len(raw))
        self.space()
        return _unquoted(raw), place

    def value(self, place: TextPosition) -> Spot:
        first = self.text[self.position : self.position + 1]
        if first == "[":
            return self.list_of_values(place)
        if first == "{":
            return self.inline_table(place)
        is_text = first in {'"', "'"}
        match = (_STRING if is_text else _SCALAR).match(self.text, self.position)
        self.position = max(self.position + 1, match.end() if match else 0)
        return Spot(place, written="" if is_text or not match else match.group().strip())

    def list_of_values(self, place: TextPosition) -> Spot:
        spot = Spot(place)
        for _ in self.items("]"):
            spot.parts[len(spot.parts)] = self.value(self.place())
        return spot

    def inline_table(self, place: TextPosition) -> Spot:
        spot = Spot(place)
        for _ in self.items("}"):
            self.pair(spot)
        return spot

    def items(self, end: str) -> Iterator[None]:
        """Stop at the beginning of each item up to the closing bracket, then behind it."""
        self.position += 1
        self.space()
        while self.position < len(self.text) and self.text[self.position] != end:
            yield
            self.space()
            if self.text.startswith(",", self.position):
                self.position += 1
                self.space()
        self.position += 1

    def space(self) -> None:
        match = _SPACE.match(self.text, self.position)
        self.position = match.end() if match else self.position

    def place(self) -> TextPosition:
        line = bisect_right(self.line_starts, self.position)
        return TextPosition(self.file, line, self.position - self.line_starts[line - 1] + 1)


def _inside(table: Spot, keys: list[tuple[str, TextPosition]]) -> Spot:
    """Table that dotted keys lead to; of a list of tables the last one."""
    for name, place in keys:
        table = table.parts.setdefault(name, Spot(place))
        if 0 in table.parts:
            table = table.parts[len(table.parts) - 1]
    return table


def _unquoted(raw: str) -> str:
    if raw.startswith("'"):
        return raw[1:-1]
    if raw.startswith('"'):
        return next(iter(tomllib.loads(raw + " = 0"))) if "\\" in raw else raw[1:-1]
    return raw
