"""Which settings a sweep runs: a full grid of values by key, or the rows of a design."""

import hashlib
import tomllib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, overload

import numpy as np

from sim.experiments.folder.documents import canonical_json, json_value
from sim.scenario.files.canonical import json_tree
from sim.scenario.files.given import NotGiven, toml_value
from sim.scenario.tables.changes import SHEETS, value_of_cell
from sim.scenario.tables.opening import opened_sheet, table_file
from sim.scenario.tables.sheet import Cell, CellSheet, Problem, UnreadSheet, column_letters
from sim.words import phrase

Vary = Mapping[str, Any] | Sequence[Mapping[str, Any]]
"""Values by key, every combination of which is run; or one mapping of values by key a setting."""


class SweepDesign(NamedTuple):
    """Settings, each a value of every factor."""

    factors: tuple[str, ...]
    settings: Sequence[dict[str, Any]]


class Varied(NamedTuple):
    """Values of one factor, which come again and again, each for some settings in a row."""

    values: Sequence[Any]
    in_a_row: int = 1


class Settings(Sequence[dict[str, Any]]):
    """Settings made when they are asked for, so that many take no room."""

    def __init__(self, varied: Mapping[str, Varied], numbers: range) -> None:
        """Those of some numbers."""
        self._varied = dict(varied)
        self._numbers = numbers

    def __len__(self) -> int:
        """How many there are."""
        return len(self._numbers)

    @overload
    def __getitem__(self, which: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, which: slice) -> "Settings": ...

    def __getitem__(self, which: int | slice) -> "dict[str, Any] | Settings":
        """One setting, or some of them."""
        if isinstance(which, slice):
            return Settings(self._varied, self._numbers[which])
        number = self._numbers[which]
        return {
            key: values[number // in_a_row % len(values)]
            for key, (values, in_a_row) in self._varied.items()
        }


class SweepHeading(NamedTuple):
    """What a sweep is of."""

    scenario: str
    seed: int
    weeks: int
    replications: int
    factors: tuple[str, ...]


def design_of(vary: Vary) -> SweepDesign:
    """The settings that are asked for, the last key of a grid moving first.

    Raises
    ------
    ValueError
        When there is no setting, one is there twice, or rows of a design have other keys.
    """
    rows: list[Any] = []
    if isinstance(vary, Iterable) and not isinstance(vary, str):
        rows = list(vary)
    if isinstance(vary, Mapping):
        found = _grid(vary)
    elif all(isinstance(row, Mapping) for row in rows):
        found = _rows(rows)
    else:
        found = _NONE
    if not found.factors or not found.settings:
        raise ValueError(phrase("a sweep needs a key and a value for it: {KEY: [VALUE, ...]}"))
    twice = _twice(found.settings)
    if twice is not None:
        first, number = twice
        raise ValueError(
            phrase(
                "settings {first} and {number} are the same: {setting}",
                first=first,
                number=number,
                setting=found.settings[number],
            )
        )
    return found


_NONE: Final = SweepDesign((), ())


def _twice(settings: Sequence[Mapping[str, Any]]) -> tuple[int, int] | None:
    """Numbers of the first setting that was there before, and of that one."""
    names = np.array([int(setting_name(one), 16) for one in settings], np.uint64)
    order = np.argsort(names, kind="stable")
    again = np.flatnonzero(names[order[1:]] == names[order[:-1]])
    pairs = zip(order[again].tolist(), order[again + 1].tolist(), strict=True)
    return min(pairs, key=lambda pair: pair[1], default=None)


def setting_name(setting: Mapping[str, Any]) -> str:
    """What tells a setting from every other of the same scenario, whatever its number."""
    text = canonical_json(json_tree(dict(setting)))
    return hashlib.sha256(text.encode()).hexdigest()[:_HEX_DIGITS]


_HEX_DIGITS: Final = 16
"""Enough that no two of a million settings share them."""


def _grid(vary: Mapping[str, Any]) -> SweepDesign:
    varied: dict[str, Varied] = {}
    many = 1
    for key, given in reversed(list(vary.items())):
        values = _several(key, given)
        varied[str(key)] = Varied(_packed(values), many)
        many *= len(values)
    in_order = {str(key): varied[str(key)] for key in vary}
    return SweepDesign(tuple(in_order), Settings(in_order, range(many)))


def _packed(values: list[Any]) -> Sequence[Any]:
    """The same values; eight bytes each, where all are fractions or all whole numbers."""
    kinds = {type(value) for value in values}
    if kinds == {float}:
        return array("d", values)
    if kinds == {int} and max(map(abs, values)) <= _WHOLE:
        return array("q", values)
    return values


_WHOLE: Final = 2**62


def _several(key: str, given: Any) -> list[Any]:  # noqa: ANN401 - whatever is given
    """Values of one key; a text, a number or a mapping by itself is one value."""
    value = _plain(key, list(given) if isinstance(given, range | set) else given)
    return value if isinstance(value, list) else [value]


def _plain(key: str, value: Any) -> Any:  # noqa: ANN401 - whatever is given
    try:
        plain = toml_value(value)
    except NotGiven as fault:
        raise ValueError(
            phrase("{key}: {fault}; give numbers, texts, lists or mappings", key=key, fault=fault)
        ) from None
    try:
        canonical_json(json_tree(plain))
    except ValueError:
        raise ValueError(
            phrase("{key}: {value} holds what is no number", key=key, value=plain)
        ) from None
    return plain


def _rows(given: Iterable[Mapping[str, Any]]) -> SweepDesign:
    rows = [{str(key): _plain(key, value) for key, value in row.items()} for row in given]
    factors = tuple(rows[0]) if rows else ()
    for number, row in enumerate(rows):
        if row.keys() != set(factors):
            raise ValueError(
                phrase(
                    "row {number} of the design has other keys than the first one", number=number
                )
            )
    varied = {key: Varied(_packed([row[key] for row in rows])) for key in factors}
    return SweepDesign(factors, Settings(varied, range(len(rows))))


# From the command line


def varied(texts: Sequence[str]) -> dict[str, list[Any]]:
    """Values by key of texts KEY=VALUE,VALUE; values are TOML.

    Raises
    ------
    ValueError
        When a text is none.
    """
    found: dict[str, list[Any]] = {}
    for text in texts:
        key, sign, values = text.partition("=")
        try:
            read = tomllib.loads(f"values = [{values}]")
        except ValueError:
            read = {}
        if not sign or not key.strip() or list(read) != ["values"] or not read["values"]:
            raise ValueError(
                phrase("--vary {text}: write KEY=VALUE,VALUE, as run.seed=1,2,3", text=text)
            )
        if key.strip() in found:
            raise ValueError(
                phrase("--vary {key}: stands twice; give all its values at once", key=key.strip())
            )
        found[key.strip()] = read["values"]
    return found


def read_design(path: Path) -> list[dict[str, Any]]:
    """Rows of a design: a sheet whose first row has the keys, or a JSON list of tables.

    A sheet is CSV, as Excel and others write it, or a workbook (`settings.xlsx#Sheet`).

    Raises
    ------
    ValueError
        When the file cannot be read as one.
    """
    if path.suffix != ".json":
        return _sheet_rows(str(path))
    try:
        rows = json_value(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as fault:
        raise ValueError(
            phrase("{path}: cannot be read as a design: {fault}", path=path, fault=fault)
        ) from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError(phrase("{path}: is not a list of tables", path=path))
    return rows


def _sheet_rows(name: str) -> list[dict[str, Any]]:
    try:
        table = table_file(name)
        sheet = opened_sheet(table, SHEETS)
    except UnreadSheet as unread:
        what, remedy = unread.problem
        raise ValueError(f"{unread.file}: {what}; {remedy}") from None
    first, *others = sheet.rows or ((),)
    keys = {cell.column: str(cell.value) for cell in first}
    if len(keys) == 1 and not table.is_workbook:
        sheet = sheet._replace(decimal=".")  # nothing in the file says that it is Danish
    twice = [key for key, count in Counter(keys.values()).items() if count > 1]
    if twice:
        raise ValueError(phrase("two columns are called {name}", name=twice[0]))
    return [_sheet_row(sheet, keys, cells) for cells in others]


def _sheet_row(sheet: CellSheet, keys: Mapping[int, str], cells: tuple[Cell, ...]) -> Any:  # noqa: ANN401 - values by key
    found: dict[str, Any] = {}
    for cell in cells:
        key = keys.get(cell.column, "")
        value = value_of_cell(cell.value, sheet.decimal, key)
        if not key:
            problem = Problem(phrase("no key stands above it"), phrase("write one, or clear it"))
        elif isinstance(cell.value, Problem):
            problem = cell.value
        elif isinstance(value, Problem):
            problem = value
        else:
            found[key] = value
            continue
        raise ValueError(_at(sheet, cell, problem))
    lacking = [column for column, key in keys.items() if key not in found]
    if lacking:
        gap = Cell(None, cells[0].row, lacking[0])
        what = phrase("has no value of {key}", key=keys[lacking[0]])
        raise ValueError(_at(sheet, gap, Problem(what, phrase("each row needs every key"))))
    return found


def _at(sheet: CellSheet, cell: Cell, problem: Problem) -> str:
    where = f"{column_letters(cell.column)}{cell.row}"
    return f"{sheet.file}: {where}: {problem.what}; {problem.remedy}"
