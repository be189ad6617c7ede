"""Cells as they were read, before anybody knows what they mean.

A place in a sheet is a `TextPosition`: the file (with `#Sheet` for a workbook), the row as its line
and the column's number. `cell_named` puts the address that a spreadsheet shows into a fault's text.
"""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from sim.scenario.faults.fault import Fault
from sim.scenario.files.toml_lines import TextPosition
from sim.words import phrase

_ALPHABET: Final = 26
_TABLE: Final = re.compile(r"\.(?:csv|tsv|txt|xlsx|xlsm)(?:#(?P<sheet>.*))?$", re.IGNORECASE)


class Problem(NamedTuple):
    """What is wrong, and the remedy."""

    what: str
    remedy: str


class Cell(NamedTuple):
    """A value and where it stands; rows and columns count from 1.

    What could not be read as a value has a `Problem` in its place.
    """

    value: object
    row: int
    column: int


class CellSheet(NamedTuple):
    """The filled cells of a sheet by row, and what a reader of it must know.

    `decimal` is the decimal sign that its text has by habit, "," or ".".
    """

    file: str
    rows: tuple[tuple[Cell, ...], ...]
    decimal: str = ","
    merged: tuple[tuple[Cell, str], ...] = ()  # first cell of each merged range, and its address
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def place(self, cell: Cell) -> TextPosition:
        """Where a cell stands."""
        return TextPosition(self.file, cell.row, cell.column)

    def fault(self, cell: Cell, key: str, problem: Problem) -> Fault:
        """A fault at a cell."""
        return Fault(*self.place(cell), key, *problem)


class UnreadSheet(Exception):  # noqa: N818 - a door makes a fault of it
    """A sheet that cannot be read: what is wrong with which file, and the remedy."""

    def __init__(self, file: str, problem: Problem) -> None:
        super().__init__(file, problem)
        self.file, self.problem = file, problem


def column_letters(number: int) -> str:
    """Letters that a spreadsheet shows above a column.

    Examples
    --------
    >>> [column_letters(number) for number in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    letters = ""
    while number:
        number, place = divmod(number - 1, _ALPHABET)
        letters = chr(ord("A") + place) + letters
    return letters


def cell_named(fault: Fault) -> Fault:
    """The fault with the address of its cell, where it stands in a spreadsheet."""
    table = _TABLE.search(fault.file)
    if table is None or fault.what.startswith("cell "):
        return fault
    sheet = f"{table['sheet']}!" if table["sheet"] else ""
    address = f"{sheet}{column_letters(fault.column)}{fault.line}"
    return fault._replace(what=phrase("cell {address}: {what}", address=address, what=fault.what))


def cells_named(faults: Iterable[Fault]) -> set[Fault]:
    """Every fault, those in spreadsheets with the address of their cell."""
    return {cell_named(fault) for fault in faults}
