"""A sweep's folder: `sweep.json`, and its rows and settings as Parquet.

`rows.parquet` has one row a setting and replication, `settings.parquet` one a setting and figure.
Both are of the design that was asked for last; the sums of all that ever ran are in `store.py`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from sim.experiments.folder.database import (
    Connection,
    connection,
    hearing_ctrl_c,
    pattern,
    run_sql,
)
from sim.experiments.folder.documents import json_value, summed_up
from sim.experiments.folder.record import run_hash, versions
from sim.experiments.folder.sql import Sql, put_together, quoted, sql
from sim.experiments.folder.storage import copy_to, json_text, writing_to
from sim.experiments.prepared.figures import Figures
from sim.experiments.sweeps.design import SweepHeading
from sim.experiments.sweeps.found import Row, Sweep, setting_row, setting_rows
from sim.scenario.reading import Scenario
from sim.writing import make_folder, put_in_place, remove_file, remove_folder, replace_text

SWEEP: Final = "sweep.json"
ROWS: Final = "rows.parquet"
SETTINGS: Final = "settings.parquet"
_PARTS: Final = ".parts"
_KEYS: Final = ("setting", "replication")
_TEXT: Final = Sql("VARCHAR")
_NUMBER: Final = Sql("DOUBLE")


def sweep_folder(scenario: Scenario, parent: Path) -> Path:
    """Folder of a scenario's sweeps, whatever is varied."""
    return parent / f"sweep-{scenario.stem}-{run_hash(scenario)}"


class SweepTables:
    """Both tables in the making, a few settings at a time."""

    def __init__(self, folder: Path, scenario: Scenario, heading: SweepHeading) -> None:
        """Begin with nothing; what a kill left is removed."""
        self._folder, self._scenario, self._heading = folder, scenario, heading
        self._parts = folder / _PARTS
        self._made: dict[str, list[_Part]] = {ROWS: [], SETTINGS: []}
        with writing_to(folder):
            remove_folder(self._parts)
            make_folder(self._parts)

    def add(self, found: Iterable[tuple[int, dict[str, Any], Figures]]) -> None:
        """Add some settings."""
        rows: list[Row] = []
        settings: list[Row] = []
        for number, values, figures in found:
            rows += setting_rows(number, values, figures)
            settings += _long(setting_row(number, values, figures), self._heading.factors)
        if rows:
            self._write(rows, ROWS)
            self._write(settings, SETTINGS)

    def finish(self) -> Sweep:
        """Put both tables and `sweep.json` in their place."""
        with writing_to(self._folder):
            for name in (ROWS, SETTINGS):
                self._join(name)
            remove_folder(self._parts)
            heading = self._heading._asdict() | {"factors": list(self._heading.factors)}
            tree = {"sweep": 1, "hash": run_hash(self._scenario), "versions": versions()}
            text = json_text(summed_up({**tree, **heading}))
            replace_text(text, self._folder / SWEEP)
        return _opened(self._folder, self._heading)

    def _write(self, rows: Sequence[Row], name: str) -> None:
        columns = dict.fromkeys(key for row in rows for key in row)
        arrays = {key: _column([row.get(key) for row in rows]) for key in columns}
        kinds = {key: self._kind(key, rows) for key in columns}
        path = self._parts / f"{len(self._made[name]):06}-{name}"
        with writing_to(self._folder), connection(self._folder) as connected:
            with hearing_ctrl_c():
                connected.register("rows_to_write", arrays)
            wanted = put_together(_as_kind(key, kind) for key, kind in kinds.items())
            copy_to(connected, sql("SELECT {wanted} FROM rows_to_write", wanted=wanted), path)
        before = self._made[name]
        is_same = before and _are_same(before[-1].kinds, kinds)
        before.append(_Part(path, before[-1].kinds if is_same else kinds))

    def _kind(self, column: str, rows: Sequence[Row]) -> Sql:
        if column in _KEYS:
            return Sql("BIGINT")
        of_text = column == "figure" or column in self._heading.factors
        is_text = of_text and any(isinstance(row.get(column), str | list | dict) for row in rows)
        return _TEXT if is_text else _NUMBER

    def _join(self, name: str) -> None:
        """Put a table together from its parts, so many at a time that memory is flat."""
        parts = self._made[name]
        every = _all_columns(parts)
        with connection(self._folder) as connected:
            for part in parts:
                if not _are_same(part.kinds, every):
                    _complete(connected, part, every)
            paths, level = [part.path for part in parts], 0
            while len(paths) > 1 or not level:
                level += 1
                some = [paths[at : at + _FILES_READ] for at in range(0, len(paths), _FILES_READ)]
                paths = [
                    _one_of(connected, few, self._parts / f"{level}-{number:06}-{name}", len(every))
                    for number, few in enumerate(some)
                ]
        put_in_place(paths[0], self._folder / name)


class _Part(NamedTuple):
    """Some rows of a table on the disk, and the kinds of their columns."""

    path: Path
    kinds: dict[str, Sql]


_FILES_READ: Final = 32
"""Files that are read together: what stands at the end of each is in memory until all are read."""

_NUMBERS_PER_GROUP: Final = 100_000
"""What is in memory at a time when a table is written; more groups make a longer end of the file,
which is in memory as well."""

_TOGETHER: Final = Sql("SELECT * FROM read_parquet($parts, hive_partitioning = false)")
"""Without `union_by_name`, which reads the ends of all files before the first row."""


def _one_of(connected: Connection, paths: Sequence[Path], whole: Path, columns: int) -> Path:
    """One file of the rows of several, which have the same columns; they are gone afterwards."""
    given = {"parts": [pattern(path) for path in paths]}
    copy_to(connected, _TOGETHER, whole, given, _NUMBERS_PER_GROUP // columns)
    for path in paths:
        remove_file(path)
    return whole


def _as_kind(column: str, kind: Sql) -> Sql:
    return sql("{column}::{kind} AS {column}", column=quoted(column), kind=kind)


def _all_columns(parts: Iterable[_Part]) -> dict[str, Sql]:
    """Every column that some part has, as text where it is text in one of them."""
    found: dict[str, Sql] = {}
    for part in parts:
        for column, kind in part.kinds.items():
            if kind == _TEXT or column not in found:
                found[column] = kind
    return found


def _are_same(one: dict[str, Sql], other: dict[str, Sql]) -> bool:
    return one is other or list(one.items()) == list(other.items())


def _complete(connected: Connection, part: _Part, every: dict[str, Sql]) -> None:
    """Give a part the columns that only others have, and their kinds and order."""
    wanted = put_together(
        _as_kind(column, kind)
        if column in part.kinds
        else sql("NULL::{kind} AS {column}", column=quoted(column), kind=kind)
        for column, kind in every.items()
    )
    rows = sql("SELECT {wanted} FROM ({rows})", wanted=wanted, rows=_TOGETHER)
    more = part.path.with_suffix(".more")
    copy_to(connected, rows, more, {"parts": [pattern(part.path)]})
    put_in_place(more, part.path)


def _column(values: Sequence[Any]) -> Any:  # noqa: ANN401 - NumPy's arrays, masked or not
    """A column as DuckDB reads it; a list or a table is its JSON text."""
    plain = [json.dumps(v) if isinstance(v, list | dict) else v for v in values]
    if any(isinstance(value, str) for value in plain):
        return np.array([None if value is None else str(value) for value in plain], dtype=object)
    absent = np.array([value is None for value in plain])
    numbers = np.array([0.0 if value is None else float(value) for value in plain])
    return np.ma.masked_array(numbers, absent)


def _long(row: Row, factors: Sequence[str]) -> Iterator[Row]:
    """A setting's figures, one a row."""
    given = {key: row[key] for key in ("setting", *factors)}
    for name, of in row.items():
        if name not in given:
            yield {**given, "figure": name, **of}


def _opened(folder: Path, heading: SweepHeading) -> Sweep:
    """A sweep whose rows are read when they are asked for."""
    found = Sweep(
        heading,
        lambda: _read(folder / ROWS, heading.factors),
        lambda: _wide(_read(folder / SETTINGS, heading.factors), heading.factors),
    )
    found.folder = folder
    return found


def _read(path: Path, factors: Sequence[str]) -> Iterator[Row]:
    with connection(path.parent) as connected:
        reading = run_sql(connected, _TOGETHER, {"parts": [pattern(path)]})
        names = [column[0] for column in reading.description or ()]
        while rows := reading.fetchmany(_AT_A_TIME):
            for row in rows:
                yield _typed(dict(zip(names, row, strict=True)), factors)


_AT_A_TIME: Final = 10_000


def _typed(row: Row, factors: Sequence[str]) -> Row:
    """A row with values of factors as they were given, and without figures it does not have."""
    for key in factors:
        value = row[key]
        if isinstance(value, float) and value.is_integer():
            row[key] = int(value)
        elif isinstance(value, str) and value[:1] in {"[", "{"}:
            row[key] = json_value(value)
    return row


def _wide(rows: Iterable[Row], factors: Sequence[str]) -> Iterator[Row]:
    """Settings from the rows of their figures, which follow each other."""
    now: Row = {}
    for row in rows:
        if row["setting"] != now.get("setting"):
            if now:
                yield now
            now = {key: row[key] for key in ("setting", *factors)}
        now[row["figure"]] = {end: row[end] for end in ("mean", "low", "high")}
    if now:
        yield now
