"""PX files, as statistical offices publish tables: each cell as a row, its dimensions as columns.

`KEYWORD("dimension")="value","value";` all through: STUB and HEADING name the dimensions, VALUES
and CODES their categories, DATA the cells in order, the last dimension quickest. A dimension stands
twice, by its values and, where it has codes, by them under `dimension:code`. With KEYS the rows of
DATA begin with codes and those left out are 0. Source: Statistics Sweden, PX file format 2013.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from sim.calibration.reading.mapping import FileTable
from sim.calibration.reading.way import FileWay, Record, of_whole_file
from sim.words import number_said, phrase

VALUE: Final = "value"
"""Heading of the cells, in every published table."""

_ENTRY: Final = re.compile(r"\s*([A-Z][A-Z0-9_-]*)(?:\[[^\]]*\])?(?:\(([^=]*)\))?\s*=")
_TOKEN: Final = re.compile(r'"((?:[^"]|"")*)"|([^\s,;"]+)|(;)')
_LANGUAGES: Final = re.compile(rb'CODEPAGE\s*=\s*"([^"]+)"')
_UTF8: Final = b"\xef\xbb\xbf"


class PxEntry(NamedTuple):
    """A keyword of a file with what it is about and what it says."""

    keyword: str
    about: str
    said: list[str]


def px_records(path: Path, file: FileTable, way: FileWay) -> Iterator[Record]:
    """Rows of a PX file, headings first.

    Raises
    ------
    RecordsError
        When it is none, or does not have as many cells as its dimensions ask for.
    """
    entries = list(px_entries(_text(path, file), file.file))
    known = {(e.keyword, e.about): e.said for e in reversed(entries)}
    names = [*known.get(("STUB", ""), []), *known.get(("HEADING", ""), [])]
    if not names or ("DATA", "") not in known:
        raise _broken(file.file, phrase("lacks STUB, HEADING or DATA"))
    values = [known.get(("VALUES", name), []) for name in names]
    missing = [name for name, of in zip(names, values, strict=True) if not of]
    if missing:
        raise _broken(file.file, phrase('has no VALUES("{name}")', name=missing[0]))
    codes = [known.get(("CODES", name), of) for name, of in zip(names, values, strict=True)]
    cells = _cells(known, codes, file.file)
    if way.decimal == ",":
        cells = [cell.replace(".", ",") if cell[:1].isdigit() else cell for cell in cells]
    yield from long_rows(names, values, codes, cells)


def long_rows(
    names: list[str],
    values: list[list[str]],
    codes: list[list[str]],
    cells: list[str | None] | list[str],
) -> Iterator[Record]:
    """A table in rows: each dimension by its values, by its codes where they differ, the cell."""
    coded = [place for place, of in enumerate(codes) if of != values[place]]
    yield 1, [*names, *(f"{names[place]}:code" for place in coded), VALUE]
    places = itertools.product(*(range(len(of)) for of in values))
    for number, (at, cell) in enumerate(zip(places, cells, strict=True), start=2):
        said = [values[d][p] for d, p in enumerate(at)]
        yield number, [*said, *(codes[d][at[d]] for d in coded), cell]


def _text(path: Path, file: FileTable) -> str:
    raw = path.read_bytes()
    page = _LANGUAGES.search(raw)
    encoding = (
        "utf-8-sig"
        if raw.startswith(_UTF8)
        else (page[1].decode("ascii", "replace") if page else "latin-1")
    )
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError) as wrong:
        what = phrase("is not {encoding}", encoding=encoding)
        raise of_whole_file(file.file, what, phrase("correct its CODEPAGE"), 1) from wrong


def px_entries(text: str, name: str) -> Iterator[PxEntry]:
    """Keywords of a PX file in order.

    Raises
    ------
    RecordsError
        At the line in which one is not written as the format has it.
    """
    at = 0
    while text[at:].strip():
        head = _ENTRY.match(text, at)
        if head is None:
            line = text.count("\n", 0, at + len(text[at:]) - len(text[at:].lstrip())) + 1
            raise _broken(name, phrase("is no keyword of a PX file"), line)
        said, at = _said(text, head.end(), name, goes_on=head[1] != "DATA")
        about = ",".join(match[1].replace('""', '"') for match in _TOKEN.finditer(head[2] or ""))
        yield PxEntry(head[1], about, said)


def _said(text: str, at: int, name: str, *, goes_on: bool) -> tuple[list[str], int]:
    """What stands behind a keyword, up to its semicolon; texts that go on are joined."""
    found: list[str] = []
    joins = False
    while token := _TOKEN.search(text, at):
        between, at = text[at : token.start()], token.end()
        if token[3]:
            return found, at
        piece = token[2] if token[1] is None else token[1].replace('""', '"')
        if joins and token[1] is not None and "," not in between and "\n" in between:
            found[-1] += piece
        else:
            found.append(piece)
        joins = goes_on and token[1] is not None
    raise _broken(name, phrase("ends within a keyword"), text.count("\n") + 1)


def _cells(
    known: Mapping[tuple[str, str], list[str]], codes: list[list[str]], name: str
) -> list[str]:
    said = known["DATA", ""]
    sizes = [len(of) for of in codes]
    keys = [about for keyword, about in known if keyword == "KEYS"]
    count = 1
    for size in sizes:
        count *= size
    if keys:
        return _of_keys(said, codes, len(keys), name)
    if len(said) != count:
        what = phrase(
            "has {cells} cells in DATA, and its dimensions ask for {count}",
            cells=number_said(len(said)),
            count=number_said(count),
        )
        raise _broken(name, what)
    return said


def _of_keys(said: list[str], codes: list[list[str]], keys: int, name: str) -> list[str]:
    """Cells of a table in which rows of zeros are left out."""
    width = 1
    for of in codes[keys:]:
        width *= len(of)
    rows = list(itertools.product(*codes[:keys]))
    given = {
        tuple(said[at : at + keys]): said[at + keys : at + keys + width]
        for at in range(0, len(said), keys + width)
    }
    if len(said) % (keys + width) or not given.keys() <= set(rows):
        raise _broken(name, phrase("has rows of DATA that its KEYS do not know"))
    return [cell for row in rows for cell in given.get(row, ["0"] * width)]


def _broken(name: str, what: str, row: int = 0) -> Exception:
    return of_whole_file(name, what, phrase("give the PX file as it was published"), row)
