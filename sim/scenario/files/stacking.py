"""Scenario files laid over each other: `A.toml+B.toml` is A with B's own keys over it.

So reforms that are written as one file each can be looked at one by one and together. Of each
file after the first the stack takes what it does not hold already: where B extends the base that
A extends too, B's own keys and nothing of the base; where B extends another file, that as well.
A file after the first need not be a whole scenario. How keys are merged is in `documents.py`;
sheets that `[tables]` of a file names are laid over it and those before it (`tables/named.py`).
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from sim.scenario.faults.fault import Fault, ScenarioError
from sim.scenario.files.documents import Document, Layer, laid_over, layers
from sim.scenario.tables.named import with_tables

SIGN: Final = "+"
SUFFIX: Final = ".toml"


class FileStack(NamedTuple):
    """What was read of one file or several, and the path that stands for it."""

    document: Document
    path: Path


def stacked(text: str) -> FileStack:
    """Scenario file of this name, or else the files named in it, laid over each other.

    Endings may be left out, and what is not found here is looked for beside the first file.

    Raises
    ------
    ScenarioError
        If a file is missing, is no text or is not TOML, or extends itself.
    """
    files = _files(text)
    document = _with_rows(list(_new_layers(files)))
    if len(files) == 1:
        return FileStack(document, Path(files[0]))
    name = SIGN.join(Path(file).stem for file in files)
    return FileStack(document, Path(files[0]).parent / f"{name}{SUFFIX}")


def _with_rows(stack: Sequence[Layer]) -> Document:
    """Layers merged from the bottom up, each with the sheets that it names."""
    below = with_tables(stack[0].said)
    for layer in stack[1:]:
        below = with_tables(laid_over([Layer("", below), layer]))
    return below


def _new_layers(files: Sequence[str]) -> Iterator[Layer]:
    """Layers of the files from the bottom up, each file once."""
    seen: set[str] = set()
    for chain in _chains(files):
        yield from (layer for layer in chain if layer.file not in seen)
        seen |= {layer.file for layer in chain}


def _chains(files: Sequence[str]) -> list[list[Layer]]:
    """Each file with those that it extends; every fault of them at once."""
    chains: list[list[Layer]] = []
    faults: set[Fault] = set()
    for file in files:
        try:
            chains.append(layers(file))
        except ScenarioError as error:
            faults |= set(error.faults)
    if faults:
        raise ScenarioError(faults)
    return chains


def _files(text: str) -> list[str]:
    """Files that a text names: itself where there is such a file, else its parts."""
    if SIGN not in text or _is_there(text):
        return [text]
    files: list[str] = []
    rest = text.split(SIGN)
    while rest:
        count, file = _first_file(rest, files)
        files.append(file)
        rest = rest[count:]
    return files if any(map(_is_there, files)) else [text]


def _first_file(rest: Sequence[str], before: Sequence[str]) -> tuple[int, str]:
    """How many parts make the next file's name, and the file; a name may hold the sign."""
    for count in range(len(rest), 0, -1):
        for file in _candidates(SIGN.join(rest[:count]), before):
            if _is_there(file):
                return count, file
    return 1, rest[0]


def _candidates(name: str, before: Sequence[str]) -> Iterator[str]:
    """Paths that a name may mean, the likeliest first."""
    if not name:
        return
    beside = [str(Path(before[0]).parent / name)] if before else []
    for path in (name, *beside):
        yield path
        yield path + SUFFIX


def _is_there(file: str) -> bool:
    return os.path.isfile(file)  # noqa: PTH113 - unlike Path's, false for names that cannot be
