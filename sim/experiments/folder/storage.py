"""Tables on disk: columns to Parquet and back, hashes, and writes that survive a kill.

DuckDB reads and writes Parquet here and nowhere else does it get other settings: one thread, so
that the same rows give the same bytes, and no extension fetched from anywhere. Several threads
share only what comes out the same from any number of them: sorting, and sums of whole numbers.
What the files mean and when they are written is in `pieces.py` and `merging.py`.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

Column = Sequence[Any] | npt.NDArray[Any]
Columns = Mapping[str, Column]

TEXT = frozenset({"team", "citizen", "course", "exit", "paid_course", "payer"})
WHOLE = frozenset(
    {
        "replication",
        "row_order",
        "week",
        "level",
        "start_day",
        "end_day",
        "drawn_days",
        "clinic_visits",
        "home_visits",
        "visited_days",
        "clinic_wait_days",
        "clinic_longest_wait_days",
        "clinic_turned_home",
        "clinic_lapsed",
        "clinic_waiting",
        "nursing_contacts",
        "unmet_visits",
        "gave_up",
        "admitted",
    }
)
CLAIMS = frozenset({"entry"})

ROWS_PER_GROUP = 122_880
SORTING_MEMORY = "512MB"
"""What a sort may take before it goes on on the disk."""

_MOST_THREADS = 4
"""More would each have too little of that memory."""

_ORDER = "row_order"
_SPILL = ".spill"


class ResultsError(Exception):
    """A results folder that cannot be used, with what to do about it."""


def connection() -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that gives the same bytes every time."""
    return _database(threads=1).cursor()


def sorter(spill: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB for sorting by an order that no two rows share.

    A sort larger than memory goes on in the folder `spill`.
    """
    return _opened(_several_threads(), str(spill))


def _several_threads() -> int:
    return min(os.cpu_count() or 1, _MOST_THREADS)


@cache
def _database(threads: int) -> duckdb.DuckDBPyConnection:
    """One that is kept open: opening costs more than writing a small table."""
    return _opened(threads)


def _opened(threads: int, spill: str = "") -> duckdb.DuckDBPyConnection:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": spill,
    }
    if spill:
        settings["memory_limit"] = SORTING_MEMORY
    return duckdb.connect(":memory:", config=settings)


_INTERRUPTED = ("Query interrupted", KeyboardInterrupt.__name__)
"""What DuckDB says when it has swallowed Ctrl-C: words of its own, or the traceback as text."""


@contextmanager
def _hearing_ctrl_c() -> Iterator[None]:
    """Ctrl-C while DuckDB works is a KeyboardInterrupt, as everywhere else."""
    try:
        yield
    except (RuntimeError, duckdb.Error) as fault:
        if any(words in str(fault) for words in _INTERRUPTED):
            raise KeyboardInterrupt from fault
        raise


def run_sql(connected: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyConnection:
    """Run a statement."""
    with _hearing_ctrl_c():
        return connected.execute(sql)


def _fetched(connected: duckdb.DuckDBPyConnection, sql: str) -> dict[str, npt.NDArray[Any]]:
    """Columns that a SELECT gives, as arrays."""
    found = run_sql(connected, sql)
    with _hearing_ctrl_c():
        return found.fetchnumpy()


def quoted(name: str) -> str:
    """A column name as SQL writes it, whatever characters are in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str | Path) -> str:
    """A text as SQL writes it, whatever characters are in it."""
    return "'" + str(text).replace("'", "''") + "'"


def write_columns(columns: Columns, path: Path) -> None:
    """Write columns to a Parquet file, nulls where a value is None."""
    arrays = {name: _array(name, values) for name, values in columns.items()}
    wanted = ", ".join(f"{quoted(name)}::{_sql_type(name)} AS {quoted(name)}" for name in columns)
    with connection() as connected:
        with _hearing_ctrl_c():
            connected.register("rows_to_write", arrays)
        copy_to(connected, f"SELECT {wanted} FROM rows_to_write", path)  # noqa: S608 - names are quoted


class Sorted:
    """A Parquet file whose rows come in parts, each with the numbers that order all rows."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parts: list[Path] = []
        self._waiting: tuple[Columns, npt.NDArray[np.int64]] | None = None

    def add(self, columns: Columns, numbers: npt.NDArray[np.int64]) -> None:
        """Add rows: on the disk with them as soon as more come."""
        self._put_down()
        self._waiting = columns, numbers

    def _put_down(self) -> None:
        if self._waiting is None:
            return
        columns, numbers = self._waiting
        part = self._path.with_name(f"{len(self._parts)}.part")
        write_columns({**columns, _ORDER: numbers}, part)
        self._parts.append(part)
        self._waiting = None

    def finish(self) -> None:
        """Write the file; parts, if there are any, are sorted into it and gone afterwards."""
        if not self._parts and self._waiting is not None:
            write_columns(self._waiting[0], self._path)
            return
        self._put_down()
        files = ", ".join(literal(part) for part in self._parts)
        rows = (
            f"SELECT * EXCLUDE ({_ORDER}) "  # noqa: S608 - paths are quoted
            f"FROM read_parquet([{files}], hive_partitioning = false) ORDER BY {_ORDER}"
        )
        spill = self._path.with_name(_SPILL)
        with sorter(spill) as connected:
            copy_to(connected, rows, self._path)
        remove_folder(spill)
        for part in self._parts:
            part.unlink()


def copy_to(connected: duckdb.DuckDBPyConnection, select: str, path: Path) -> None:
    """Write the rows of a SELECT to a Parquet file and wait until they are on the disk."""
    run_sql(
        connected,
        f"COPY ({select}) TO {literal(path)} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_PER_GROUP})",
    )
    reach_disk(path)


def read_columns(sql: str) -> dict[str, npt.NDArray[Any]]:
    """The columns that a SELECT gives, as arrays; masked where there are nulls."""
    with connection() as connected:
        return _fetched(connected, sql)


def read_sums(sql: str) -> dict[str, npt.NDArray[Any]]:
    """The columns that a SELECT of whole-number sums gives, its groups in any order."""
    with _database(_several_threads()).cursor() as connected:
        return _fetched(connected, sql)


def sha256_of(path: Path) -> str:
    """Hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def json_text(tree: object) -> str:
    """A tree as JSON for people and machines: never NaN, Danish letters as they are."""
    return json.dumps(tree, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def write_text(text: str, path: Path) -> None:
    """Write a new file and wait until it is on the disk."""
    path.write_text(text, encoding="utf-8", newline="\n")
    reach_disk(path)


def replace_text(text: str, path: Path) -> None:
    """Put a text under its name in one stroke: never half a file there."""
    part = path.with_name(f".{path.name}.part")
    write_text(text, part)
    part.replace(path)
    reach_disk(path.parent)


def reach_disk(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    if path.is_dir() and os.name == "nt":  # Windows cannot open a folder
        return
    number = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def remove_folder(path: Path) -> None:
    """Remove a folder with all in it; absent is fine."""
    if path.exists():
        shutil.rmtree(path)


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn a full disk, a missing permission and their like into a clear message."""
    try:
        yield
    except (OSError, duckdb.IOException) as fault:
        reason = getattr(fault, "strerror", None) or str(fault).splitlines()[0]
        message = (
            f"{path}: cannot be written ({reason}); free space there, or name another folder "
            "with --out. Replications already finished are kept."
        )
        raise ResultsError(message) from fault


def _array(name: str, values: Column) -> npt.NDArray[Any]:
    """One column as the array DuckDB reads: text as objects, nulls as a mask."""
    if name in TEXT:
        return np.asarray(values, dtype=object)
    kind = np.int64 if name in WHOLE else np.bool_ if name in CLAIMS else np.float64
    if isinstance(values, np.ndarray) and values.dtype != object:
        return values.astype(kind)
    objects = np.array(values, dtype=object)
    absent = np.array([value is None for value in values], dtype=bool)
    objects[absent] = 0
    return np.ma.masked_array(objects.astype(kind), mask=absent)


def _sql_type(name: str) -> str:
    if name in TEXT:
        return "VARCHAR"
    if name in WHOLE:
        return "INTEGER"
    return "BOOLEAN" if name in CLAIMS else "DOUBLE"
