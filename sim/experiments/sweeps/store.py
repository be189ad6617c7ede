"""What a sweep has run so far: sums by setting and replication, in Parquet files of some each.

A file gets its name in one stroke, so whatever ends a sweep, what is there is whole and the next
call runs the rest. Files are only added. A setting goes by its values, not by its number, so
another design of the same scenario finds what it shares with the first. What two shards ran both
is the same twice, and is read once. Settings are read back some at a time, and only the files that
have them: it is noted which file has which.
"""

import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np

from sim.experiments.folder.database import (
    Connection,
    connection,
    fetched,
    hearing_ctrl_c,
    pattern,
    run_sql,
)
from sim.experiments.folder.documents import json_value
from sim.experiments.folder.sql import Sql, put_together, quoted, sql
from sim.experiments.folder.storage import ResultsError, copy_to, writing_to
from sim.experiments.summary.sums import Sums
from sim.experiments.sweeps.flat_sums import FlatSums, Way, flattened
from sim.model.parameters import Ints
from sim.words import phrase
from sim.writing import made_folder, put_in_place, remove_file

SUMS: Final = "sums"
SHARDS: Final = "shards"
_NAME: Final = re.compile(r"[0-9]{6}\.parquet", re.ASCII)
_SETTING, _REPLICATION = "setting", "replication"
SECONDS_AT_RISK: Final = 2.0
"""Work that a kill may cost."""
MOST_WAITING: Final = 500
"""Settings that wait for the disk together, however soon they are run."""
LOOKED_UP: Final = 1_000
"""Settings that are looked up together."""


class SweepStore:
    """Sums of a sweep's folder."""

    def __init__(self, folder: Path, shard: str | None = None) -> None:
        """Look at what is there; half a file that a kill left is removed.

        A shard of the work writes in a place of its own, and all that is there is read by all.
        """
        self._folder = folder
        self._place = (folder if shard is None else folder / SHARDS / shard) / SUMS
        with writing_to(folder):
            made_folder(self._place)
            for path in self._place.iterdir():
                if not _NAME.fullmatch(path.name):
                    remove_file(path)
        self._waiting: list[tuple[str, Sums]] = []
        self._written = time.monotonic()
        self._has: dict[Path, Ints] = {}

    def missing(self, settings: Iterable[str], replications: int) -> list[tuple[int, ...]]:
        """Which of the first replications are not there, of each setting."""
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}
        found = []
        names = iter(settings)
        while some := list(islice(names, LOOKED_UP)):
            done = self._done(some)
            for name in some:
                there = done.get(name, ())
                lacking = tuple(n for n in range(replications) if n not in there)
                found.append(shared.setdefault(lacking, lacking))
        return found

    def add(self, setting: str, sums: Sums) -> None:
        """Keep the sums of some replications, at the latest when they took two seconds."""
        self._waiting.append((setting, sums))
        is_late = time.monotonic() - self._written > SECONDS_AT_RISK
        if is_late or len(self._waiting) >= MOST_WAITING:
            self.put_down()

    def put_down(self) -> None:
        """Write what is not on the disk yet."""
        if self._waiting:
            self._write(_table(self._waiting))
        self._waiting = []
        self._written = time.monotonic()

    def sums(self, settings: Sequence[str], replications: int) -> dict[str, FlatSums]:
        """Sums of the first replications of some settings."""
        rows = self._rows(settings, replications)
        names = rows.pop(_SETTING)
        ways = {column: _way(column) for column in rows if column != _REPLICATION}
        found: dict[str, FlatSums] = {}
        for name in settings:
            at = names == name
            found[name] = {
                way: np.ma.filled(rows[column][at], 0).astype(np.int64)
                for column, way in ways.items()
                if not np.ma.getmaskarray(rows[column][at]).all()
            }
        return found

    def _done(self, settings: Sequence[str]) -> dict[str, set[int]]:
        """Numbers of the replications that are there, by setting."""
        files = self._files(settings)
        if not files:
            return {}
        given = {"settings": list(settings), "files": files}
        return {name: set(numbers) for name, numbers in self._found(_NUMBERS, given)}

    def _rows(self, settings: Sequence[str], replications: int) -> dict[str, Any]:
        given = {"settings": list(settings), "below": replications}
        with self._reading() as connected:
            return fetched(connected, _SOME, {**given, "files": self._files(settings)})

    def _found(self, statement: Sql, given: dict[str, Any]) -> list[Any]:
        with self._reading() as connected:
            return run_sql(connected, statement, given).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with connection(self._folder) as connected, hearing_ctrl_c():
                yield connected
        except duckdb.Error as fault:
            what = str(fault).splitlines()[0]
            raise ResultsError(
                phrase("{place}: cannot be read ({what}); remove it", place=self._place, what=what)
            ) from fault

    def _files(self, settings: Sequence[str]) -> list[str]:
        """Files that have some of the settings."""
        places = [self._folder / SUMS, *self._folder.glob(f"{SHARDS}/*/{SUMS}")]
        wanted = _hashes(settings)
        return [
            pattern(path)
            for place in sorted(places)
            for path in _whole(place)
            if np.isin(wanted, self._has_of(path)).any()
        ]

    def _has_of(self, path: Path) -> Ints:
        """Settings of a file, by their hashes: it is read once, for files are only added."""
        if path not in self._has:
            names = self._found(_SETTINGS, {"files": [pattern(path)]})
            self._has[path] = _hashes(name for (name,) in names)
        return self._has[path]

    def _write(self, columns: dict[str, Any]) -> None:
        number = len(_whole(self._place))
        path = self._place / f"{number:06}.parquet"
        part = path.with_suffix(".part")
        wanted = put_together(
            sql("{column}::{kind} AS {column}", column=quoted(name), kind=_kind(name))
            for name in columns
        )
        with writing_to(self._place):
            remove_file(part)
            with connection(self._folder) as connected:
                with hearing_ctrl_c():
                    connected.register("rows_to_write", columns)
                copy_to(connected, sql("SELECT {wanted} FROM rows_to_write", wanted=wanted), part)
            put_in_place(part, path)


def _whole(place: Path) -> list[Path]:
    """Files of a place that are whole."""
    found = place.iterdir() if place.is_dir() else ()
    return sorted(path for path in found if _NAME.fullmatch(path.name))


_ROWS: Final = Sql("read_parquet($files, union_by_name = true, hive_partitioning = false)")
_SETTINGS: Final = sql("SELECT DISTINCT setting FROM {rows}", rows=_ROWS)
_NUMBERS: Final = sql(
    "SELECT setting, list(replication) FROM {rows} "
    "WHERE list_contains($settings, setting) GROUP BY setting",
    rows=_ROWS,
)
_SOME: Final = sql(
    "SELECT DISTINCT ON (setting, replication) * FROM {rows} "
    "WHERE list_contains($settings, setting) AND replication < $below "
    "ORDER BY setting, replication",
    rows=_ROWS,
)


def _hashes(names: Iterable[str]) -> Ints:
    """Eight bytes a name, the same in this process; two names may share them."""
    return np.fromiter(map(hash, names), np.int64)


def _kind(column: str) -> Sql:
    return Sql("VARCHAR") if column == _SETTING else Sql("BIGINT")


def _way(column: str) -> Way:
    return tuple(json_value(column))


def _table(waiting: Sequence[tuple[str, Sums]]) -> dict[str, Any]:
    """Columns of some settings' sums, one row a replication; null where one has no such sum."""
    flat = [flattened(sums) for _, sums in waiting]
    names = [name for name, sums in waiting for _ in sums.replications]
    columns: dict[str, Any] = {
        _SETTING: np.array(names, dtype=object),
        _REPLICATION: np.concatenate([sums.replications for _, sums in waiting]),
    }
    ways = dict.fromkeys(way for one in flat for way in one)
    for way in ways:
        parts = [
            one.get(way, _absent(len(sums.replications)))
            for one, (_, sums) in zip(flat, waiting, strict=True)
        ]
        columns[json.dumps(list(way))] = np.ma.concatenate(parts)  # type: ignore[no-untyped-call]
    return columns


def _absent(rows: int) -> Any:  # noqa: ANN401 - a masked array, of which NumPy tells no type
    return np.ma.masked_all(rows, np.int64)  # type: ignore[no-untyped-call]
