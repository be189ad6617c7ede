"""`--set @changes.csv`: many values changed at once, one a row, in two columns key and value.

A value is a number as the sheet writes it, or what may stand after `--set KEY=`; a word needs no
quotes.
"""

import datetime as dt
import tomllib
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sim.scenario.faults.fault import Fault, ScenarioError
from sim.scenario.files.toml_lines import TextPosition
from sim.scenario.tables.column import Column, Holds
from sim.scenario.tables.headings import heading_line
from sim.scenario.tables.numerals import number_of
from sim.scenario.tables.opening import opened_sheet, table_file
from sim.scenario.tables.sheet import Cell, CellSheet, Problem, UnreadSheet, cells_named
from sim.words import phrase

SIGN: Final = "@"
_KEY: Final = Column(("key",), "key", "nøgle", holds=Holds.text)
_VALUE: Final = Column(("value",), "value", "værdi", holds=Holds.text)
CHANGES: Final = (_KEY, _VALUE)
SHEETS: Final = ("changes", "ændringer", "settings", "indstillinger")
_OPTION: Final = "--set"


class ValueChange(NamedTuple):
    """A key, its new value, and where each stands."""

    key: str
    value: Any
    key_place: TextPosition
    value_place: TextPosition


def changes_in(name: str) -> list[ValueChange]:
    """Changes in a file, in the order of its rows.

    Raises
    ------
    ScenarioError
        With everything that is wrong in the file.
    """
    try:
        sheet = opened_sheet(table_file(name), SHEETS)
    except UnreadSheet as unread:
        raise ScenarioError([Fault(name, 1, 1, _OPTION, *unread.problem)]) from None
    line = heading_line(sheet, CHANGES, _OPTION)
    place = {heading.column: number for number, heading in line.columns.items()}
    faults = list(line.faults)
    if line.row and _VALUE not in place:
        what = Problem(
            phrase('no heading "value" (or "værdi") stands beside "key"'), phrase("write it")
        )
        faults.append(sheet.fault(Cell(None, line.row, place[_KEY]), _OPTION, what))
    if faults:
        raise ScenarioError(cells_named(faults))
    read = list(_changes(sheet, line.row, place[_KEY], place[_VALUE]))
    wrong = cells_named(one for one in read if isinstance(one, Fault))
    if wrong:
        raise ScenarioError(wrong)
    return [one for one in read if isinstance(one, ValueChange)]


def _changes(sheet: CellSheet, row: int, key: int, value: int) -> Iterator[ValueChange | Fault]:
    for cells in sheet.rows:
        if cells[0].row > row:
            by_column = {cell.column: cell for cell in cells}
            yield _change(sheet, by_column.get(key), by_column.get(value), cells[0])


def _change(
    sheet: CellSheet, named: Cell | None, given: Cell | None, first: Cell
) -> ValueChange | Fault:
    if named is None or not isinstance(named.value, str):
        problem = Problem(
            phrase("the row has no key"), phrase("write one, as team.Nord.inflow_per_week")
        )
        return sheet.fault(named or first, _OPTION, problem)
    if given is None:
        return sheet.fault(
            named,
            named.value,
            Problem(phrase("has no value"), phrase("write one in the column value")),
        )
    value = value_of_cell(given.value, sheet.decimal, named.value)
    if isinstance(value, Problem):
        return sheet.fault(given, named.value, value)
    return ValueChange(named.value, value, sheet.place(named), sheet.place(given))


def value_of_cell(value: object, decimal: str, key: str) -> Any:  # noqa: ANN401 - TOML, or a Problem
    """A value of TOML's types."""
    is_day = key.rpartition(".")[2] in {"start", "from"}
    if isinstance(value, dt.datetime) and is_day:
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool) and is_day:
        what = phrase("is the number {value}, by which Excel keeps a date", value=value)
        return Problem(what, phrase("format the cell as a date, or as text and write 2026-01-05"))
    if isinstance(value, bool):
        return value
    if not isinstance(value, str):
        return number_of(value, decimal)
    return _of_text(value, decimal)


def _of_text(text: str, decimal: str) -> Any:  # noqa: ANN401 - as above
    number = number_of(text, decimal)
    if not isinstance(number, Problem) or not number.what.startswith("must be"):
        return number
    try:
        parsed = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    return parsed["value"] if list(parsed) == ["value"] else text
