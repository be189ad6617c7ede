"""JSON documents of a folder that may come from anybody: read within bounds, and with a sum.

A document is one table of moderate size and depth, with finite numbers, text that can be written
again, and no key twice; anything else is refused before it is looked into. A document with a sum
says by its hash that it is whole; it does not say who made it.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

from sim.experiments.folder.storage import ResultsError
from sim.words import phrase

Tree = dict[str, Any]

Value = Any
"""Whatever JSON can hold."""

MOST_BYTES: Final = 64 * 2**20
"""A municipality of 5,000 teams takes a tenth of it."""

MOST_DEEP: Final = 60
"""Tables within tables; a scenario has seven."""

MOST_DIGITS: Final = 30
"""Of a whole number: more than any seed, amount or count has."""

SUM: Final = "sum"
"""Key of a document's own hash."""


def canonical_json(tree: object) -> str:
    """A tree as JSON that is the same text whatever the order of its keys."""
    return json.dumps(tree, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sum_of(tree: Mapping[str, Any]) -> str:
    """Hash of all that a document says, but for this hash."""
    rest = {key: value for key, value in tree.items() if key != SUM}
    return hashlib.sha256(canonical_json(rest).encode()).hexdigest()


def summed_up(tree: Mapping[str, Any]) -> Tree:
    """The document with its sum."""
    return {**tree, SUM: sum_of(tree)}


def read_document(path: Path) -> Tree:
    """Read a document.

    Raises
    ------
    ResultsError
        When it is absent, no plain file, too large or no document, naming the file and why.
    """
    try:
        return _table(_text(path))
    except RecursionError as fault:
        raise ResultsError(phrase("{path}: is nested too deeply", path=path)) from fault
    except OSError as fault:
        raise ResultsError(
            phrase("{path}: cannot be read ({strerror})", path=path, strerror=fault.strerror)
        ) from fault
    except ValueError as fault:
        raise ResultsError(
            phrase(
                "{path}: is not JSON that a run writes ({short})", path=path, short=_short(fault)
            )
        ) from fault


def check_sum(path: Path, tree: Mapping[str, Any]) -> None:
    """Refuse a document that does not say what its sum says.

    Raises
    ------
    ResultsError
        When it has been changed since it was written.
    """
    if tree.get(SUM) != sum_of(tree):
        raise ResultsError(
            phrase("{path}: has been changed since it was written (its sum differs)", path=path)
        )


def is_plain_file(path: Path) -> bool:
    """Whether a file is there, and no link to somewhere else."""
    return path.is_file() and not path.is_symlink()


def _text(path: Path) -> str:
    if not is_plain_file(path):
        raise ValueError(
            phrase("it is absent") if not path.exists() else phrase("it is no plain file")
        )
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(phrase("it is larger than {most_bytes} MB", most_bytes=MOST_BYTES >> 20))
    return path.read_text(encoding="utf-8")


def _table(text: str) -> Tree:
    tree = _parsed(text)
    if not isinstance(tree, dict):
        raise ValueError(phrase("it holds no table"))  # noqa: TRY004 - of the file, not of the program
    return tree


def json_value(text: str) -> Value:
    """A value of any kind, within the bounds of a document.

    Raises
    ------
    ValueError
        When it is none.
    """
    try:
        return _parsed(text)
    except RecursionError as fault:
        raise ValueError(phrase("it is nested too deeply")) from fault


def _parsed(text: str) -> Value:
    value = json.loads(
        text,
        parse_constant=_no_number,
        parse_float=_finite,
        parse_int=_whole,
        object_pairs_hook=_each_key_once,
    )
    _check_depth_and_text(value)
    return value


def _no_number(text: str) -> NoReturn:
    raise ValueError(phrase("{text} is no number", text=text))


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(phrase("{text} is too large", text=text[:MOST_DIGITS]))
    return value


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise ValueError(phrase("{text}… is too large", text=text[:MOST_DIGITS]))
    return int(text)


def _each_key_once(pairs: list[tuple[str, Any]]) -> Tree:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError(phrase("it has a key twice"))
    return table


def _check_depth_and_text(tree: object) -> None:
    level: list[Any] = [tree]
    for _ in range(MOST_DEEP):
        below: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                below += [*one.keys(), *one.values()]
            elif isinstance(one, list):
                below += one
            elif isinstance(one, str):
                one.encode()  # half a letter cannot be written again
        if not below:
            return
        level = below
    raise RecursionError


def _short(fault: ValueError) -> str:
    return str(fault).splitlines()[0][:120]
