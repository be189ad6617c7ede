"""Tables on disk: columns to Parquet, and hashes.

How DuckDB is opened is in `database.py`; which types columns have is said here. What the files
mean and when they are written is in `pieces.py` and `merging.py`; how anything is written at all
is in `sim/writing.py`.
"""

import errno
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from sim.experiments.folder.database import (
    NONE,
    Connection,
    Parameters,
    connection,
    hearing_ctrl_c,
    pattern,
    sorter,
)
from sim.experiments.folder.sql import Sql, own_number, put_together, quoted, sql
from sim.model.state import SUM
from sim.model.sums import COUNT
from sim.model.terms import WAITED_OVER
from sim.words import phrase
from sim.writing import claimed, remove_file, remove_folder

Column = Sequence[Any] | npt.NDArray[Any]
Columns = Mapping[str, Column]

TEXT = frozenset({"team", "citizen", "course", "exit", "paid_course", "payer", "rate"})
WHOLE = frozenset(one.column for one in SUM.values() if one.per_unit == COUNT) | frozenset(
    {
        "replication",
        "row_order",
        "week",
        "level",
        "start_day",
        "end_day",
        "drawn_days",
        "clinic_longest_wait_days",
        "admitted",
        *WAITED_OVER,
        "citizen_days",
        "from_day",
    }
)
CLAIMS = frozenset({"entry"})

ROWS_PER_GROUP = 122_880

_ORDER = "row_order"
_SPILL = ".spill"


class ResultsError(Exception):
    """A results folder that cannot be used, with what to do about it."""


def write_columns(columns: Columns, path: Path, within: Path | None = None) -> None:
    """Write columns to a Parquet file, nulls where a value is None.

    `within` is the results folder, where the file goes into a folder inside it: DuckDB stays open
    for as long as it writes into the same one.
    """
    arrays = {name: column_array(name, values) for name, values in columns.items()}
    # Arrays of numbers say their type; where a text is null throughout only we know it.
    wanted = put_together(
        sql("{column}::VARCHAR AS {column}", column=quoted(name)) if name in TEXT else quoted(name)
        for name in columns
    )
    with connection(within or path.parent) as connected:
        with hearing_ctrl_c():
            connected.register("rows_to_write", arrays)
        copy_to(connected, sql("SELECT {wanted} FROM rows_to_write", wanted=wanted), path)


class Sorted:
    """A Parquet file whose rows come in parts, each with the numbers that order all rows."""

    def __init__(self, path: Path, within: Path | None = None) -> None:
        self._path = path
        self._within = within or path.parent
        self._parts: list[Path] = []
        self._waiting: tuple[Columns, npt.NDArray[np.int64]] | None = None

    def add(self, columns: Columns, numbers: npt.NDArray[np.int64]) -> None:
        """Add rows: on the disk with them as soon as more come."""
        self._put_down()
        self._waiting = columns, numbers

    @property
    def has_rows(self) -> bool:
        """Whether any part has been added."""
        return bool(self._parts) or self._waiting is not None

    def _put_down(self) -> None:
        if self._waiting is None:
            return
        columns, numbers = self._waiting
        part = self._path.with_name(f"{len(self._parts)}.part")
        write_columns({**columns, _ORDER: numbers}, part, self._within)
        self._parts.append(part)
        self._waiting = None

    def finish(self) -> None:
        """Write the file; parts, if there are any, are sorted into it and gone afterwards."""
        if not self._parts and self._waiting is not None:
            write_columns(self._waiting[0], self._path, self._within)
            return
        self._put_down()
        rows = sql(
            "SELECT * EXCLUDE ({order}) FROM read_parquet($parts, hive_partitioning = false) "
            "ORDER BY {order}",
            order=quoted(_ORDER),
        )
        spill = self._path.with_name(_SPILL)
        with sorter(self._within, spill) as connected:
            copy_to(connected, rows, self._path, {"parts": [pattern(one) for one in self._parts]})
        remove_folder(spill)
        for part in self._parts:
            remove_file(part)


def copy_to(
    connected: Connection,
    select: Sql,
    path: Path,
    given: Parameters = NONE,
    rows_per_group: int = ROWS_PER_GROUP,
) -> None:
    """Write the rows of a SELECT to a new Parquet file and wait until they are on the disk.

    A group of rows is in memory as a whole until it is written.
    """
    statement = sql(
        "COPY ({select}) TO $path (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows}, "
        "USE_TMP_FILE false)",
        select=select,
        rows=own_number(rows_per_group),
    )
    with claimed(path), hearing_ctrl_c():
        connected.execute(statement, {**given, "path": str(path.resolve())})


def sha256_of(path: Path) -> str:
    """Hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def json_text(tree: object) -> str:
    """A tree as JSON for people and machines: never NaN, Danish letters as they are."""
    return json.dumps(tree, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn a full disk, a missing permission and their like into a clear message."""
    try:
        yield
    except (OSError, duckdb.IOException) as fault:
        raise ResultsError(_unwritable(path, fault)) from fault


_IN_THE_WAY = frozenset(
    {errno.ELOOP, errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY, errno.EINVAL}
)
"""Faults of the place, not of the disk: a link, a file or a folder has the name."""


def _unwritable(path: Path, fault: Exception) -> str:
    """What could not be written, why, and what to do."""
    reason = getattr(fault, "strerror", None) or str(fault).splitlines()[0]
    named = getattr(fault, "filename2", None) or getattr(fault, "filename", None)
    where, remedy = path, phrase("free space there")
    if named and getattr(fault, "errno", None) in _IN_THE_WAY:
        where, remedy = Path(named), phrase("remove it")
    return phrase(
        "{where}: cannot be written ({reason}); {remedy}, or name another folder with --out. "
        "Replications already finished are kept.",
        where=where,
        reason=reason,
        remedy=remedy,
    )


def column_array(name: str, values: Column) -> npt.NDArray[Any]:
    """One column as the array DuckDB reads: text as objects, nulls as a mask."""
    if name in TEXT:
        return np.asarray(values, dtype=object)
    kind = np.int64 if name in WHOLE else np.bool_ if name in CLAIMS else np.float64
    if isinstance(values, np.ndarray) and values.dtype != object:
        return values.astype(kind, copy=False)
    objects = np.array(values, dtype=object)
    absent = np.array([value is None for value in values], dtype=bool)
    objects[absent] = 0
    return np.ma.masked_array(objects.astype(kind), mask=absent)


def sql_type(name: str) -> Sql:
    """Type of a column of our tables, by its name."""
    if name in TEXT:
        return Sql("VARCHAR")
    if name in WHOLE:
        return Sql("BIGINT")
    return Sql("BOOLEAN") if name in CLAIMS else Sql("DOUBLE")
