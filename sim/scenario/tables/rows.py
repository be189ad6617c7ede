"""The rows under the headings, as the part of a scenario that they are.

A row without a level holds for every level that has no row of its own. What comes out is a
`Document`: teams or courses, and what else their columns fill, each value with its cell's place.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from sim.scenario.faults.fault import Fault, key_text, shown
from sim.scenario.files.documents import Document
from sim.scenario.files.toml_lines import TextPosition
from sim.scenario.tables.columns import COURSE_NAME, COURSES, LEVEL, TEAM_NAME, TEAMS
from sim.scenario.tables.filling import Filled
from sim.scenario.tables.headings import HeadingLine, heading_line
from sim.scenario.tables.sheet import Cell, CellSheet, Problem, cells_named
from sim.scenario.tables.values import SheetRow, given_level, name_of
from sim.words import phrase

_SUMS: Final = frozenset({"total", "totals", "sum", "i alt", "ialt", "samlet", "all"})


class RowKind(NamedTuple):
    """What the rows of a sheet are: their table, columns, and likely names of the sheet."""

    table: str
    key: str
    columns: tuple[Any, ...]
    sheets: tuple[str, ...]


TEAM_ROWS: Final = RowKind("team", "tables.teams", TEAMS, ("teams", "hold", "team"))
COURSE_ROWS: Final = RowKind("course", "tables.courses", COURSES, ("courses", "forløb", "course"))


def rows_read(sheet: CellSheet, kind: RowKind) -> Document:
    """A sheet as part of a scenario, with everything that is wrong in it."""
    line = heading_line(sheet, kind.columns, kind.key)
    entries, faults = _entries(sheet, line, kind) if line.row else ([], [])
    place = TextPosition(sheet.file, max(1, line.row), 1)
    filled = Filled(kind, sheet, place)
    for name in dict.fromkeys(entry.name for entry in entries):
        filled.add([entry for entry in entries if entry.name == name])
    if line.row and not entries and not faults:
        what = phrase("no row stands under the headings")
        faults.append(
            sheet.fault(
                Cell(None, line.row, 1), kind.key, Problem(what, phrase("write a row for each"))
            )
        )
    every = cells_named([*line.faults, *faults, *filled.faults])
    return Document(filled.tree, filled.spot, tuple(sorted(every)))


def _entries(
    sheet: CellSheet, line: HeadingLine, kind: RowKind
) -> tuple[list[SheetRow], list[Fault]]:
    """Every row that can be told by its name and level, and what is wrong with the others."""
    entries: dict[tuple[str, int | Problem | None], SheetRow] = {}
    faults: list[Fault] = []
    for cells in sheet.rows:
        if cells[0].row <= line.row:
            continue
        entry = _entry(sheet, line, cells)
        faults += _stray(sheet, line, cells, kind)
        fault = _refused(sheet, entry, kind)
        twin = entries.get((entry.name, entry.level))
        if fault is None and twin is not None:
            at = "" if entry.level is None else phrase(" at level {level}", level=entry.level)
            what = phrase(
                "{table} {name}{at} stands in row {row} too",
                table=phrase(kind.table),
                name=shown(entry.name),
                at=at,
                row=twin.named.row,
            )
            fault = sheet.fault(
                entry.named, kind.key, Problem(what, phrase("keep one of the two rows"))
            )
        if fault is None:
            entries[entry.name, entry.level] = entry
        else:
            faults.append(fault)
    return list(entries.values()), faults


def _entry(sheet: CellSheet, line: HeadingLine, cells: Sequence[Cell]) -> SheetRow:
    by_heading = {line.columns[c.column]: c for c in cells if c.column in line.columns}
    named = next((c for h, c in by_heading.items() if h.column in {TEAM_NAME, COURSE_NAME}), None)
    at = next((c for h, c in by_heading.items() if h.column == LEVEL), None)
    name = "" if named is None else name_of(named.value)
    level = None if at is None else given_level(at.value, sheet.decimal)
    return SheetRow(name, level, named or cells[0], by_heading)


def _refused(sheet: CellSheet, entry: SheetRow, kind: RowKind) -> Fault | None:
    """Why a row cannot stand for a team or course."""
    if not entry.name:
        what, remedy = (
            phrase("the row has no {table}", table=phrase(kind.table)),
            phrase("name it, or empty the row"),
        )
        return sheet.fault(entry.named, kind.key, Problem(what, remedy))
    if entry.name.casefold() in _SUMS:
        what = phrase(
            "{name} is a row of sums, not a {table}",
            name=shown(entry.name),
            table=phrase(kind.table),
        )
        return sheet.fault(entry.named, kind.key, Problem(what, phrase("leave the row out")))
    if isinstance(entry.level, Problem):
        at = next(cell for heading, cell in entry.cells.items() if heading.column == LEVEL)
        return sheet.fault(at, key_text((kind.table, entry.name, "level")), entry.level)
    return None


def _stray(
    sheet: CellSheet, line: HeadingLine, cells: Sequence[Cell], kind: RowKind
) -> Iterator[Fault]:
    for cell in cells:
        if cell.column not in line.columns and cell.column not in line.passed_over:
            remedy = phrase("write a heading above it, or empty the cell")
            yield sheet.fault(cell, kind.key, Problem(phrase("stands under no heading"), remedy))
