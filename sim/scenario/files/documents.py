"""A scenario file read into a tree, with those that it extends merged in.

Says of a file only what can be said before its keys are looked at: that it is there, is
text, is TOML, names a schema that is known, and extends files that exist. The tree keeps
numbers as they were written; `values.py` is next.
"""

import os
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

from pydantic import BaseModel

from sim.scenario.faults.fault import Fault, ScenarioError, shown
from sim.scenario.files.syntax import slip
from sim.scenario.files.toml_lines import Spot, TextPosition, spots
from sim.scenario.schema import SCHEMA_VERSION
from sim.scenario.schema.scenario import Values
from sim.scenario.schema.shapes import KeyShape, is_wrapped, shape_of
from sim.words import known, phrase

LARGEST_BYTES: Final = 64_000_000
MOST_FILES: Final = 100
"""Files that may extend each other; more are a mistake, and too deep to read."""
_LONG_NUMBER: Final = re.compile(r"[0-9_]{4000,}")
_POSITION: Final = re.compile(
    r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL
)


class Document(NamedTuple):
    """What was read: a tree, where its parts stand, and what is wrong so far."""

    tree: dict[str, Any]
    spot: Spot
    faults: tuple[Fault, ...] = ()


class _Unread(Exception):  # noqa: N818 - never leaves this module
    """A file that could not be read as text: what is wrong, and the remedy."""

    def __init__(self, what: str, remedy: str, line: int = 1) -> None:
        super().__init__(what, remedy)
        self.what, self.remedy, self.line = what, remedy, line


class Layer(NamedTuple):
    """What one file says by itself, and which file that is, links resolved."""

    file: str
    said: Document


def layers(file: str) -> list[Layer]:
    """Scenario file and the files that it extends, the one at the bottom first.

    Raises
    ------
    ScenarioError
        If a file is missing, is no text or is not TOML, or extends itself.
    """
    return _layers(_parsed(file_text(file), file), file, (os.path.realpath(file),))


def laid_over(stack: Sequence[Layer], form: type[BaseModel] = Values) -> Document:
    """Every layer merged over those before it."""
    below = stack[0].said
    for _, own in stack[1:]:
        tree, spot = merged(shape_of(form), "", (below.tree, below.spot), (own.tree, own.spot))
        below = Document(tree, spot, (*below.faults, *own.faults))
    return below


def file_text(file: str) -> str:
    """Text of a file.

    Raises
    ------
    ScenarioError
        If it is missing or is no text.
    """
    try:
        return _text(file)
    except _Unread as unread:
        fault = Fault(file, unread.line, 1, "file", unread.what, unread.remedy)
        raise ScenarioError([fault]) from None


def _text(file: str) -> str:
    try:
        with Path(file).open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise _Unread(phrase("does not exist"), phrase("check the name and the folder")) from None
    except IsADirectoryError:
        raise _Unread(phrase("is a folder"), phrase("name a file in it")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or phrase("no such name is possible")
        raise _Unread(
            phrase("cannot be read ({reason})", reason=reason),
            phrase("check the name and who may read it"),
        ) from None
    return _decoded(content)


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST_BYTES:
        limit = phrase("{largest_bytes} MB", largest_bytes=LARGEST_BYTES // 1000000)
        raise _Unread(
            phrase("is larger than {limit}", limit=limit),
            phrase("name a scenario, a text file of a few pages"),
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _Unread(phrase("is not UTF-8 text"), phrase("save it as UTF-8"), line) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _Unread(phrase("is not text"), phrase("name a scenario, a text file"), line)
    return text


def _parsed(text: str, file: str) -> Document:
    try:
        return Document(tomllib.loads(text), spots(text, file))
    except RecursionError:
        what = phrase("is not TOML that can be read: brackets too deep in each other")
        fault = Fault(file, 1, 1, "syntax", what, phrase("write it flatter"))
    except ValueError as error:  # tomllib's own error is one
        fault = _syntax_fault(str(error), text, file)
    raise ScenarioError([fault])


def _syntax_fault(message: str, text: str, file: str) -> Fault:
    match = _POSITION.match(message)
    what = match[1] if match else phrase("a number is too long")
    if match and match[2]:
        line, column = int(match[2]), int(match[3])
    else:
        long = _LONG_NUMBER.search(text)
        end = len(text) if match or long is None else long.start()
        line, column = text.count("\n", 0, end) + 1, end - text.rfind("\n", 0, end)
    meant = slip(what, text, line, column)
    if meant is not None:
        return Fault(
            file,
            line,
            column,
            "syntax",
            phrase("is not TOML: {what}", what=meant.what),
            meant.remedy,
        )
    return Fault(
        file,
        line,
        column,
        "syntax",
        phrase("is not TOML: {lowered}", lowered=_lowered(what)),
        _mended(what),
    )


def _lowered(text: str) -> str:
    return shown(text[:1].lower() + text[1:])[1:-1].replace('\\"', '"')


def _mended(what: str) -> str:
    if "overwrite" in what or "twice" in what or "mutate" in what or "redefine" in what:
        return phrase("give each key and each table once")
    if "Invalid value" in what:
        return phrase("put text in quotes, and write 0.5 rather than .5 or 0,5")
    if "Invalid initial character for a key" in what or "after a key" in what:
        return phrase(
            'write KEY = VALUE, with other keys than letters, digits, "_" and "-" in quotes'
        )
    if "Expected newline" in what:
        return phrase("end the line here; write 0.5 rather than 0,5, and dates as 2026-01-05")
    if "Illegal character" in what and "\\n" in what:
        return phrase("close the quotes")
    return phrase("correct it here or on the line before")


def _layers(own: Document, file: str, seen: tuple[str, ...]) -> list[Layer]:
    """The document over those that it extends; it is the last of the files seen."""
    own = own._replace(faults=(*own.faults, *_schema_faults(own, file)))
    if "extends" not in own.tree:
        return [Layer(seen[-1], own)]
    place = own.spot.deepest(["extends"])
    named = own.tree["extends"]
    if not isinstance(named, str):
        what = phrase("must be the name of a file, is {named}", named=shown(named))
        _without_base(own, place, what, phrase('write extends = "other.toml"'))
    base_file = str(Path(file).parent / named)
    real = os.path.realpath(base_file) if "\0" not in base_file else base_file
    if real in seen:
        _without_base(
            own, place, phrase("{named} leads back to itself", named=shown(named)), phrase(_BREAK)
        )
    if len(seen) >= MOST_FILES:
        what = phrase(
            "{named} would be file {most_files} of a chain of files that extend others",
            named=shown(named),
            most_files=MOST_FILES + 1,
        )
        _without_base(
            own,
            place,
            what,
            phrase("put their keys into fewer files, {most_files} at most", most_files=MOST_FILES),
        )
    try:
        text = _text(base_file)
    except _Unread as unread:
        remedy = phrase("name a scenario, as seen from {name}", name=Path(file).name)
        _without_base(own, place, f"{shown(named)} {unread.what}", remedy)
    return [
        *_layers(_parsed(text, base_file), base_file, (*seen, real)),
        Layer(seen[-1], own),
    ]


_BREAK: Final = known("extend another file, or none")


def _without_base(own: Document, place: TextPosition, what: str, remedy: str) -> NoReturn:
    """Nothing more can be said of a file whose base is not there."""
    raise ScenarioError([*own.faults, Fault(*place, "extends", what, remedy)])


def _schema_faults(own: Document, file: str) -> list[Fault]:
    remedy = phrase("write schema = {schema_version}", schema_version=SCHEMA_VERSION)
    if "schema" not in own.tree:
        return [
            Fault(
                file,
                1,
                1,
                "schema",
                phrase("is missing"),
                phrase("{remedy} on the first line", remedy=remedy),
            )
        ]
    version = own.tree["schema"]
    if isinstance(version, int) and not isinstance(version, bool) and version == SCHEMA_VERSION:
        return []
    what = phrase("{version} is not a schema that this version knows", version=shown(version))
    return [Fault(*own.spot.deepest(["schema"]), "schema", what, remedy)]


Read = tuple[Any, Spot]


def merged(shape: KeyShape | None, key: str | int, base: Read, own: Read) -> Read:
    """Own values over those of the base.

    Tables merge, teams and courses merge by name; all else is replaced, and so is a stay
    whose distribution is named anew, or a tariff of another kind, because the other keys belong
    to the distribution and to the kind.
    """
    if _is_table(shape, key, base[0]) and _is_table(shape, key, own[0]):
        if shape is not None and "distribution" in shape.keys and "distribution" in own[0]:
            return own
        if key == "tariff" and own[0].get("kind", base[0].get("kind")) != base[0].get("kind"):
            return own
        return _merged_tables(shape, base, own)
    row = shape.items if shape is not None else None
    both_lists = isinstance(base[0], list) and isinstance(own[0], list)
    if both_lists and row is not None and "name" in row.keys:
        return _merged_rows(row, base, own)
    return own


def _is_table(shape: KeyShape | None, key: str | int, value: object) -> bool:
    return isinstance(value, dict) and not is_wrapped(shape, key, value)


def _merged_tables(shape: KeyShape | None, base: Read, own: Read) -> Read:
    tree = {**base[0], **own[0]}
    parts = {**base[1].parts, **own[1].parts}
    for key in base[0].keys() & own[0].keys():
        below = shape.below(key) if shape is not None else None
        tree[key], parts[key] = merged(below, key, _part(base, key), _part(own, key))
    return tree, Spot(own[1].place, parts)


def _merged_rows(row: KeyShape, base: Read, own: Read) -> Read:
    rows = [_part(base, number) for number in range(len(base[0]))]
    free = {}
    for number, (value, _) in reversed(list(enumerate(rows))):
        if isinstance(value, dict) and isinstance(value.get("name"), str):
            free[value["name"]] = number
    for number in range(len(own[0])):
        new = _part(own, number)
        name = new[0].get("name") if isinstance(new[0], dict) else None
        place = free.pop(name, None) if isinstance(name, str) else None
        if place is None:
            rows.append(new)
        else:
            rows[place] = merged(row, "", rows[place], new)
    parts: dict[str | int, Spot] = dict(enumerate(spot for _, spot in rows))
    return [value for value, _ in rows], Spot(own[1].place, parts)


def _part(read: Read, key: str | int) -> Read:
    return read[0][key], read[1].parts.get(key, Spot(read[1].place))
