"""What is meant by a text that is no TOML: the slips of a planner's hand, by name.

`tomllib` says where it stopped. What stands in that line tells more than its message: a decimal
comma, a thousands space, the quotes of a word processor, a letter that needs quotes.
"""

import re
from typing import Final, NamedTuple

from sim.words import phrase

_QUOTES: Final = re.compile("[\u2018-\u201f\u00ab\u00bb]")
_STRAIGHT: Final = re.compile(r'"(?:[^"\\]|\\.)*"' + r"|'[^']*'|#.*")
_BLANKS: Final = re.compile("[\u00a0\u2007\u2009\u202f]")
_COMMA: Final = re.compile(r"(?<![\w.,])(\d+),(\d+)(?![\w.])")
_THOUSANDS: Final = re.compile(r"(?<![\w.])\d{1,3}(?: \d{3})+(?![\w])")
_TWICE: Final = re.compile(r"declare \((.*?),?\) twice")
_HEADER: Final = re.compile(r"^\s*\[+([^\]]*)")
_KEY: Final = re.compile(r"^\s*([\w-]+|\"[^\"]*\")\s*=")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_OF_NAMES: Final = ("table declaration", "character for a key")
_ROWS: Final = ("team", "course")


class Slip(NamedTuple):
    """What is wrong in plain words, and what to do."""

    what: str
    remedy: str


def slip(message: str, text: str, line: int, column: int) -> Slip | None:
    """The slip behind a message of `tomllib`; nothing where the line does not tell.

    Lines and columns count from 1.
    """
    lines = text.splitlines()
    if not 1 <= line <= len(lines):
        return None
    own = lines[line - 1]
    found = _doubled(message, lines, line) or _of_header(message, own)
    bare = _STRAIGHT.sub(lambda match: " " * len(match[0]), own)
    return found or _of_letters(bare) or _of_number(message, bare, column)


def _doubled(message: str, lines: list[str], line: int) -> Slip | None:
    """A table or a key that stands twice."""
    twice = _TWICE.search(message)
    if twice:
        name = ".".join(re.findall(r"'([^']*)'", twice[1]))
        if name in _ROWS or any(one.strip() == f"[[{name}]]" for one in lines):
            return Slip(
                phrase("[{name}] stands beside [[{name}]]", name=name),
                phrase("write [[{name}]] above each of them", name=name),
            )
        return Slip(
            phrase("[{name}] stands twice", name=name), phrase("put its keys under one of them")
        )
    key = _KEY.match(lines[line - 1])
    if "overwrite a value" not in message or not key:
        return None
    for number in range(line - 1, 0, -1):
        before = _KEY.match(lines[number - 1])
        if before and before[1] == key[1]:
            what = phrase(
                "{key} stands twice, on line {number} and on line {line}",
                key=key[1],
                number=number,
                line=line,
            )
            return Slip(what, phrase("keep one of them"))
        if _HEADER.match(lines[number - 1]):
            break
    return None


def _of_header(message: str, own: str) -> Slip | None:
    """A name in a header, or a key, with letters that TOML takes in quotes only."""
    header = _HEADER.match(own)
    if not header or not any(words in message for words in _OF_NAMES):
        return None
    parts = [part.strip() for part in re.findall(r'"[^"]*"|[^.]+', header[1])]
    quoted = [p if _BARE.fullmatch(p) or p.startswith('"') else f'"{p}"' for p in parts]
    if quoted == parts:
        return None
    what = phrase("a name with other letters than a to z stands without quotes")
    return Slip(what, phrase("write [{name}]", name=".".join(quoted)))


def _of_letters(bare: str) -> Slip | None:
    """Letters of a word processor."""
    quote = _QUOTES.search(bare)
    if quote:
        return Slip(
            phrase("has a typographic quotation mark, {quote}", quote=quote[0]),
            phrase('write straight ones, "text"'),
        )
    if _BLANKS.search(bare):
        return Slip(phrase("has a no-break space"), phrase("write an ordinary space in its place"))
    return None


def _of_number(message: str, bare: str, column: int) -> Slip | None:
    """A number with a decimal comma, or with spaces between its thousands."""
    if "array" in message and (spaced := _THOUSANDS.search(bare, max(0, column - 8))):
        plain = spaced[0].replace(" ", "")
        return Slip(
            phrase("has a space within a number, {spaced}", spaced=spaced[0]),
            phrase("write {plain}", plain=plain),
        )
    comma = [one for one in _COMMA.finditer(bare) if one.end() <= column + 1]
    if comma and "after a key" in message:
        whole, decimals = comma[-1].groups()
        return Slip(
            phrase("has a decimal comma, {comma}", comma=comma[-1][0]),
            phrase("write {whole}.{decimals}", whole=whole, decimals=decimals),
        )
    return None
