"""Contracts from a CSV beside a reform's file, as tables with the place of every cell.

A row becomes what a `[[contract]]` table would be, so that the schema and the checks see no
difference and a fault names the line and column of the CSV. Empty cells are keys left out.
Columns are separated by commas, or by semicolons as a Danish spreadsheet writes them, and then
numbers may have decimal commas.
"""

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sim.scenario.faults.fault import Fault
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.documents import file_text
from sim.scenario.files.toml_lines import Spot, TextPosition
from sim.scenario.schema.reform import ContractTable
from sim.words import phrase

COLUMNS: Final = tuple(ContractTable.model_fields)
_TEXTS: Final = frozenset({"contract", "payer", "offer", "could_live_in", "plan"})
_DATES: Final = frozenset({"changes_on", "status_meeting", "leaves_on", "could_move_on"})

Rows = tuple[list[dict[str, Any]], list[Spot], list[Fault]]


def contract_rows(path: Path) -> Rows:
    """Contracts of a CSV, the spot of each, and what is wrong with the file.

    Raises
    ------
    ScenarioError
        If the file is missing or is no text.
    """
    lines = file_text(str(path)).splitlines()
    if not lines:
        return (
            [],
            [],
            [
                _fault(
                    path,
                    (1, 1),
                    "contracts",
                    (phrase("is empty"), phrase("write {header}", header=_header())),
                )
            ],
        )
    separator = ";" if ";" in lines[0] else ","
    columns = [name.strip() for _, name in _cells(lines[0], separator)]
    faults = list(_header_faults(path, lines[0], separator))
    tables, spots = [], []
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            cells = _cells(line, separator)
            faults += _length_faults(path, number, len(cells), len(columns))
            table, spot = _row(TextPosition(str(path), number, 1), columns, cells, separator)
            tables.append(table)
            spots.append(spot)
    return tables, spots, faults


def _header() -> str:
    return ",".join(COLUMNS[:4])


def _cells(line: str, separator: str) -> list[tuple[int, str]]:
    """Column [characters from 1] and text of each cell."""
    try:
        cells = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:  # a cell beyond all measure
        cells = [line]
    found, at = [], 1
    for cell in cells:
        found.append((at, cell))
        quotes = 2 if line[at - 1 : at] == '"' else 0
        at += len(cell) + quotes + 1
    return found


def _header_faults(path: Path, line: str, separator: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for column, text in _cells(line, separator):
        name = text.strip()
        if name not in COLUMNS:
            said = phrase("is no column of contracts"), instead(name, COLUMNS)
            yield _fault(path, (1, column), name or "contracts", said)
        elif name in seen:
            yield _fault(
                path,
                (1, column),
                name,
                (phrase("stands here twice"), phrase("give each column once")),
            )
        seen.add(name)


def _length_faults(path: Path, line: int, cells: int, columns: int) -> Iterator[Fault]:
    if cells != columns:
        what = phrase(
            "has {cells} cells where the first line has {columns}", cells=cells, columns=columns
        )
        yield _fault(
            path, (line, 1), "contract", (what, phrase("put text with a separator in quotes"))
        )


def _fault(path: Path, at: tuple[int, int], key: str, said: tuple[str, str]) -> Fault:
    return Fault(str(path), *at, key, *said)


def _row(
    place: TextPosition, columns: Sequence[str], cells: Sequence[tuple[int, str]], separator: str
) -> tuple[dict[str, Any], Spot]:
    """One contract; cells of columns that are not known are left out."""
    table, spot = {}, Spot(place)
    for name, (column, cell) in zip(columns, cells, strict=False):
        if name in COLUMNS and cell.strip():
            table[name] = _value(name, cell.strip(), separator)
            spot.parts[name] = Spot(place._replace(column=column))
    return table, spot


def _value(column: str, cell: str, separator: str) -> Any:  # noqa: ANN401 - as TOML gives it
    """What a cell means in its column; what cannot be read stays text, for the schema to refuse."""
    if column in _TEXTS:
        return cell
    try:
        if column in _DATES:
            return dt.date.fromisoformat(cell)
        number = cell.replace(",", ".") if separator == ";" else cell
        return int(number) if column == "lasts_weeks" else float(number)
    except ValueError:
        return cell
