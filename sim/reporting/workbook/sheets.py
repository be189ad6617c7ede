"""The sheets of any document that a command prints with `--json`.

Each list of rows becomes a sheet, its figures as columns for mean, low and high; rows within rows
go to a sheet of their own, with the name of the row around them. Tables of figures become a sheet
of lines; the table `total` is the last row of the list beside it that it belongs to. Single values
stand on the first page.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sim.reporting.workbook.book import BookSheet
from sim.reporting.workbook.headings import heading, key_in_words, unit_of_figure
from sim.words import phrase

Flat = dict[str, object]

_TOTAL: Final = "total"
_HAS_TOTAL: Final = ("teams", "payers", "rates")
_PAIRED: Final = frozenset({"first", "other"})
_ALL: Final = "total"
_DROPPED: Final = frozenset({"schema", "sum"})


def single_values(document: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """What a document says once."""
    for key, value in document.items():
        if key not in _DROPPED:
            if _is_plain(value):
                yield key, value
            elif isinstance(value, list) and value and all(map(_is_plain, value)):
                yield key, "; ".join(map(str, value))


def sheets_of(document: Mapping[str, Any]) -> list[BookSheet]:
    """Every list and table of a document as a sheet, in its order."""
    found: dict[str, list[Flat]] = {}
    for key, value in document.items():
        if key not in _DROPPED and key != _TOTAL:
            _gather(found, key, value, {})
    total = document.get(_TOTAL)
    if isinstance(total, Mapping):
        of = next((name for name in _HAS_TOTAL if name in found), _TOTAL)
        first = next(iter(found[of][0])) if of in found else "of"
        found.setdefault(of, []).append({first: _ALL, **_flat(total)})
    return [sheet(name, rows) for name, rows in found.items()]


def sheet(name: str, rows: Sequence[Flat]) -> BookSheet:
    """Rows as a sheet; a column for every key that some row has."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    return BookSheet(
        sheet_name(name),
        [heading(key) for key in keys],
        [[row.get(key) for key in keys] for row in rows],
    )


def sheet_name(name: str) -> str:
    """Name of a sheet: a key, and what it is of."""
    words = " ".join(key_in_words(part) for part in name.split(" "))
    return words[:1].upper() + words[1:].lower()


def _gather(found: dict[str, list[Flat]], key: str, value: object, within: Flat) -> None:
    if isinstance(value, list):
        for row in value:
            if isinstance(row, Mapping):
                _gather_row(found, key, row, within)
    elif isinstance(value, Mapping) and any(map(_is_paired, value.values())):
        _gather_pairs(found, key, value, within)
    elif isinstance(value, Mapping) and value:
        for name, below in value.items():
            if _is_figure(below) or _is_plain(below):
                found.setdefault(key, []).append({**within, **_named(name), **_figure(below)})
            else:
                _gather(found, f"{key} {name}", below, within)


def _gather_row(
    found: dict[str, list[Flat]], key: str, row: Mapping[str, Any], within: Flat
) -> None:
    if any(map(_is_paired, row.values())):
        _gather_pairs(found, key, row, within)
        return
    own = {name: value for name, value in row.items() if not _has_rows(value)}
    flat = _flat(own)
    if flat:
        found.setdefault(key, []).append({**within, **flat})
    name, first = next(iter(row.items()))
    inside = {**within, name: first} if _is_plain(first) else within
    for part, value in row.items():
        if _has_rows(value) and part not in _DROPPED:
            _gather(found, part, value, inside)


def _gather_pairs(
    found: dict[str, list[Flat]], key: str, row: Mapping[str, Any], within: Flat
) -> None:
    """A line for each figure that is compared, in the sheet of its part."""
    named = {name: value for name, value in row.items() if not _is_paired(value)}
    for name, value in row.items():
        if _is_paired(value):
            line = {**within, **_flat(named), **_named(name), **_flat(value)}
            found.setdefault(key, []).append(line)


def _is_paired(value: object) -> bool:
    """A figure under two scenarios."""
    return isinstance(value, Mapping) and value.keys() >= _PAIRED


def _has_rows(value: object) -> bool:
    """A list of tables, or a table of several figures."""
    if isinstance(value, list):
        return any(isinstance(row, Mapping) for row in value)
    return isinstance(value, Mapping) and any(isinstance(v, Mapping) for v in value.values())


def _flat(row: Mapping[str, Any], above: str = "") -> Flat:
    """A row's values by key, those of figures and tables by `key.part`."""
    flat: Flat = {}
    for key, value in row.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{name}.")
        elif isinstance(value, list):
            flat[name] = "; ".join(map(str, value))
        else:
            flat[name] = value
    return flat


def _named(figure: str) -> Flat:
    """A figure of a line, and its unit."""
    return {"figure": figure, "unit": phrase(unit_of_figure(figure))}


def _is_figure(value: object) -> bool:
    return isinstance(value, Mapping) and "mean" in value


def _figure(value: object) -> Flat:
    return _flat(value) if isinstance(value, Mapping) else {"mean": value}


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)
