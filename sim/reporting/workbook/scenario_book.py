"""A scenario's teams and courses as a workbook that `[tables]` and `new --from` read again.

Rows and columns are those of `scenario/tables/columns.py`. What has no column, and a value by
date, has no place in a cell and is told. A source stands beside a row whose numbers share it.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from sim.model.terms import LEVELS
from sim.reporting.workbook.book import BookSheet, write_book
from sim.scenario.faults.fault import key_text
from sim.scenario.reading import Scenario
from sim.scenario.schema.shapes import FROM
from sim.scenario.schema.wrapper import WRAPPER_KEYS
from sim.scenario.tables.column import NAME, OF, Column, Holds
from sim.scenario.tables.columns import COURSES, LEVEL, NOTES, TEAMS
from sim.scenario.tables.values import DOSED, destination_named
from sim.scenario.tables.words import DOSE, OUTS, Words, word_in

_SHEETS: Final = {
    "en": (("team", TEAMS, "Teams"), ("course", COURSES, "Courses")),
    "da": (("team", TEAMS, "Hold"), ("course", COURSES, "Forløb")),
}


class _Head(NamedTuple):
    """A column as it is written: what its heading names, and a level where it says one."""

    column: Column
    of: str = ""
    level: int | None = None


class _Row(NamedTuple):
    """A team or course: its values by column, and what is said of where they are from."""

    values: dict[_Head, Any]
    notes: dict[str, list[Any]]


def write_scenario_book(scenario: Scenario, path: Path, language: str) -> list[str]:
    """Write the workbook; keys of teams and courses that have no place in it."""
    tree: dict[str, Any] = scenario.resolved
    left_out: list[str] = []
    sheets = []
    for table, columns, name in _SHEETS[language]:
        rows = [_read(tree, table, row, columns, language) for row in tree[table]]
        left_out += [key for row in tree[table] for key in _without_column(table, row, columns)]
        sheets.append(_sheet(name, rows, columns, language))
    write_book(sheets, path)
    return left_out


def _read(
    tree: Mapping[str, Any],
    table: str,
    row: Mapping[str, Any],
    columns: Sequence[Column],
    language: str,
) -> _Row:
    read = _Row({}, {})
    for column in columns:
        if column in (*NOTES, LEVEL):
            continue
        for of, given in _given(tree, table, row, column, language):
            value = _bare(given, read.notes)
            if value is None:
                continue
            if column.holds is Holds.whole and isinstance(value, list):
                for level, one in enumerate(value):
                    read.values[_Head(column, of, level)] = one
            else:
                read.values[_Head(column, of)] = value
    return read


def _given(
    tree: Mapping[str, Any], table: str, row: Mapping[str, Any], column: Column, language: str
) -> Iterator[tuple[str, Any]]:
    """What stands at a column's key for a row, by what the heading names."""
    steps = [row["name"] if part == NAME else part for part in column.key]
    below: Any = row if column.key[0] == table else tree
    for step in steps[2:] if column.key[0] == table else steps:
        if step == OF:
            break
        if not isinstance(below, Mapping) or step not in below or _is_wrapped(below):
            return
        below = below[step]
    if not column.names_another:
        yield "", below
    elif isinstance(below, list):
        for way in below:
            yield destination_named(way["to"], language), way.get("probability", DOSED)
    elif isinstance(below, Mapping):
        for of, value in below.items():
            yield word_in(of, OUTS, language), value


def _is_wrapped(value: Mapping[str, Any]) -> bool:
    return "value" in value and value.keys() <= set(WRAPPER_KEYS)


def _bare(given: Any, notes: dict[str, list[Any]]) -> Any:  # noqa: ANN401 - TOML
    """A value without its source, which is noted; nothing where a cell cannot hold it."""
    if isinstance(given, list):
        if any(isinstance(one, Mapping) and FROM in one for one in given):
            return None
        return [_bare(one, notes) for one in given]
    if not isinstance(given, Mapping):
        return given
    if not _is_wrapped(given):
        return None
    for note in (column.key[0] for column in NOTES):
        if note in given:
            notes.setdefault(note, []).append(given[note])
    return _bare(given["value"], notes)


def _without_column(table: str, row: Mapping[str, Any], columns: Sequence[Column]) -> Iterator[str]:
    """Keys of a row that no column holds, or whose values go by date."""
    held = {column.key[2:] for column in columns if column.key[0] == table}
    for path, value in _leaves(row, ()):
        by_name = (*path[:-1], OF) in held or path in held
        if not by_name or _bare(value, {}) is None:
            yield key_text((table, row["name"], *path))


def _leaves(
    tree: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in tree.items():
        if isinstance(value, Mapping) and not _is_wrapped(value):
            yield from _leaves(value, (*path, key))
        elif key == "exits":
            yield (*path, key, OF), 0
        else:
            yield (*path, key), value


def _sheet(name: str, rows: Sequence[_Row], columns: Sequence[Column], language: str) -> BookSheet:
    used = {head for row in rows for head in row.values}
    place = {column: number for number, column in enumerate(columns)}
    order = list(dict.fromkeys(head for row in rows for head in row.values))
    heads = sorted(
        order,
        key=lambda head: (
            place[head.column],
            order.index(head._replace(level=None))
            if head._replace(level=None) in used
            else order.index(head),
        ),
    )
    by_level = any(_has_levels(row) for row in rows)
    shown = [*heads[:1], *([_Head(LEVEL)] if by_level else []), *heads[1:]]
    notes = [_Head(column) for column in NOTES if any(column.key[0] in row.notes for row in rows)]
    return BookSheet(
        name,
        [head.column.heading(language, head.of, head.level) for head in [*shown, *notes]],
        [line for row in rows for line in _lines(row, shown, notes, language)],
    )


def _has_levels(row: _Row) -> bool:
    return any(h.column.by_level and isinstance(value, list) for h, value in row.values.items())


def _lines(
    row: _Row, shown: Sequence[_Head], notes: Sequence[_Head], language: str
) -> Iterator[list[object]]:
    """One line, or one a level where some value differs by level."""
    said = {key: values[0] for key, values in row.notes.items() if len({*values}) == 1}
    for level in range(LEVELS) if _has_levels(row) else (None,):
        cells = [
            level
            if head.column == LEVEL
            else _cell(row.values.get(head), head.column, level, language)
            for head in shown
        ]
        yield [*cells, *(_word(said.get(n.column.key[0]), n.column.words, language) for n in notes)]


def _cell(value: Any, column: Column, level: int | None, language: str) -> object:  # noqa: ANN401
    """A value in a line; what holds for all levels is said in the first, or in each."""
    if isinstance(value, list):
        if not column.by_level:
            return " ".join(f"{one:.15g}" for one in value) if not level else None
        return value[level or 0]
    if level and not column.by_level and column.key[-1] != "name":
        return None
    if column.holds is Holds.share:
        return _word(value, DOSE, language)
    return _word(value, column.words, language)


def _word(value: Any, words: Words, language: str) -> object:  # noqa: ANN401 - a cell
    return word_in(value, words, language) if isinstance(value, str) else value
