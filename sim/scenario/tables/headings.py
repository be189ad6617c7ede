"""The line of headings in a sheet: found, understood, and what is wrong with it."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import nearest_name
from sim.scenario.tables.column import Column, KnownHeading, plain_heading, understood
from sim.scenario.tables.sheet import Cell, CellSheet, Problem, column_letters
from sim.words import known, phrase

_MOST_LINES_ABOVE: Final = 20
NOTE_HEADINGS: Final = frozenset(
    {"note", "notes", "noter", "remark", "remarks", "comment", "bemærkning", "bemærkninger"}
)
"""Of columns that are for readers and are passed over."""


class HeadingLine(NamedTuple):
    """The number of the line, what each of its columns means, and what is wrong."""

    row: int
    columns: dict[int, KnownHeading]
    passed_over: frozenset[int]
    faults: tuple[Fault, ...]


def heading_line(sheet: CellSheet, columns: tuple[Column, ...], key: str) -> HeadingLine:
    """The first line that has the column of names, the first of those given."""
    name = columns[0]
    for line in sheet.rows[:_MOST_LINES_ABOVE]:
        if any(_means(cell, columns) == KnownHeading(name) for cell in line):
            return _read(sheet, line, columns, key)
    first = sheet.rows[0][0] if sheet.rows else Cell(None, 1, 1)
    what = phrase(
        'no line has the heading "{english}" (or "{danish}")',
        english=name.english,
        danish=name.danish,
    )
    remedy = phrase("write the headings of docs/spreadsheets.md above the rows")
    return HeadingLine(0, {}, frozenset(), (sheet.fault(first, key, Problem(what, remedy)),))


def _means(cell: Cell, columns: tuple[Column, ...]) -> KnownHeading | None:
    return understood(cell.value, columns) if isinstance(cell.value, str) else None


def _read(
    sheet: CellSheet, line: tuple[Cell, ...], columns: tuple[Column, ...], key: str
) -> HeadingLine:
    found: dict[int, KnownHeading] = {}
    faults: list[Fault] = []
    passed = {cell.column for cell in line if _is_note(cell)}
    for cell in line:
        heading = _means(cell, columns)
        twin = next((n for n, other in found.items() if other == heading), None)
        if heading is None:
            if cell.column not in passed:
                faults.append(sheet.fault(cell, key, _unknown(cell, columns)))
                passed.add(cell.column)
        elif twin is not None:
            what = phrase(
                "heading {value} stands in column {column_letters} too",
                value=shown(cell.value),
                column_letters=column_letters(twin),
            )
            faults.append(
                sheet.fault(cell, key, Problem(what, phrase("keep one of the two columns")))
            )
            passed.add(cell.column)
        else:
            found[cell.column] = heading
    row = line[0].row
    faults += [*_merged(sheet, row, key), *_hidden(sheet, row, found, key)]
    return HeadingLine(row, found, frozenset(passed), tuple(faults))


def _is_note(cell: Cell) -> bool:
    return isinstance(cell.value, str) and plain_heading(cell.value) in NOTE_HEADINGS


def _unknown(cell: Cell, columns: tuple[Column, ...]) -> Problem:
    if isinstance(cell.value, Problem):
        return cell.value
    names = [name for column in columns for name in (column.english, column.danish)]
    near = nearest_name(plain_heading(str(cell.value)), names)
    meant = phrase('did you mean "{near}"? ', near=near) if near else ""
    remedy = phrase(
        '{meant}docs/spreadsheets.md has every heading; a column called "note" is passed over',
        meant=meant,
    )
    return Problem(phrase("{value} is no heading that is known", value=shown(cell.value)), remedy)


def _merged(sheet: CellSheet, row: int, key: str) -> Iterator[Fault]:
    for cell, address in sheet.merged:
        if cell.row >= row:
            said = (
                known("headings {address} are merged")
                if cell.row == row
                else known("cells {address} are merged")
            )
            remedy = phrase("undo the merging, and write a value in each of them")
            yield sheet.fault(
                cell,
                key,
                Problem(phrase(said, address=address), remedy),
            )


def _hidden(
    sheet: CellSheet, row: int, found: dict[int, KnownHeading], key: str
) -> Iterator[Fault]:
    remedy = phrase("show it (take a filter off), or delete it")
    for line in sheet.rows:
        if line[0].row > row and line[0].row in sheet.hidden_rows:
            yield sheet.fault(
                line[0], key, Problem(phrase("row {row} is hidden", row=line[0].row), remedy)
            )
    for column in sorted(found.keys() & sheet.hidden_columns):
        what = phrase("column {column_letters} is hidden", column_letters=column_letters(column))
        yield sheet.fault(Cell(None, row, column), key, Problem(what, remedy))
