"""DuckDB, kept within the folders that it is opened for.

A folder may come from anybody, so nothing in it can make DuckDB read or write elsewhere: access
to files is off but for those folders, no extension is fetched, and the settings are locked. Paths
and values are parameters; `sql.py` puts statements together, `storage.py` writes files.

One thread, so that the same rows give the same bytes. Several threads share only what comes out
the same from any number of them: sorting, and sums of whole numbers.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import numpy.typing as npt

from sim.experiments.folder.sql import Sql

Connection = duckdb.DuckDBPyConnection
Parameters = Mapping[str, Any]
NONE: Parameters = {}

SORTING_MEMORY = "512MB"
"""What a sort may take before it goes on on the disk."""

_MOST_THREADS = 4
"""More would each have too little of that memory."""

_KEPT_OPEN = 8
"""Connections kept open, since opening one costs more than writing a small table."""

_WILD = "*?["


def pattern(path: Path) -> str:
    """A file's path as `read_parquet` takes it: the file of that name and no other.

    DuckDB expands `*`, `?` and `[…]` in a path; a name that has them stands for itself here.
    """
    return "".join(f"[{one}]" if one in _WILD else one for one in str(path.resolve()))


def connection(*folders: Path) -> Connection:
    """A DuckDB in memory that gives the same bytes every time and sees these folders only."""
    return _kept(_places(folders), 1).cursor()


def adder(*folders: Path) -> Connection:
    """A DuckDB for sums of whole numbers, whose groups come in any order."""
    return _kept(_places(folders), _several_threads()).cursor()


def sorter(folder: Path, spill: Path) -> Connection:
    """A DuckDB for sorting by an order that no two rows share.

    A sort larger than memory goes on in the folder `spill`.
    """
    return _opened(_places([folder]), _several_threads(), str(spill))


def unbounded() -> Connection:
    """A DuckDB that may read and write wherever its user may."""
    return duckdb.connect(":memory:", config=_settings(_several_threads(), ""))


def read_only(path: Path) -> Connection:
    """A database file of somebody else's, only to be read."""
    opened = duckdb.connect(str(path), read_only=True)
    with hearing_ctrl_c():
        opened.execute("SET enable_external_access = false")
        opened.execute("SET lock_configuration = true")
    return opened


def separate(*folders: Path) -> Connection:
    """A DuckDB of its own, for whoever makes views or is given the connection."""
    return _opened(_places(folders), _several_threads(), "")


@contextmanager
def hearing_ctrl_c() -> Iterator[None]:
    """Ctrl-C while DuckDB works is a KeyboardInterrupt, as everywhere else."""
    try:
        yield
    except (RuntimeError, duckdb.Error) as fault:
        if any(words in str(fault) for words in _INTERRUPTED):
            raise KeyboardInterrupt from fault
        raise


_INTERRUPTED = ("Query interrupted", KeyboardInterrupt.__name__)
"""What DuckDB says when it has swallowed Ctrl-C: words of its own, or the traceback as text."""


def run_sql(connected: Connection, statement: Sql, given: Parameters = NONE) -> Connection:
    """Run a statement with those of the values that it asks for."""
    with hearing_ctrl_c():
        if not given:
            return connected.execute(statement)
        asked = connected.extract_statements(statement)[0].named_parameters
        return connected.execute(statement, {name: given[name] for name in asked})


def fetched(
    connected: Connection, statement: Sql, given: Parameters = NONE
) -> dict[str, npt.NDArray[Any]]:
    """Columns that a SELECT gives, as arrays; masked where there are nulls."""
    found = run_sql(connected, statement, given)
    with hearing_ctrl_c():
        return found.fetchnumpy()


def counted(connected: Connection, statement: Sql, given: Parameters = NONE) -> int:
    """The one whole number that a SELECT gives."""
    found = run_sql(connected, statement, given)
    with hearing_ctrl_c():
        row: Any = found.fetchone()
    return int(row[0])


def view(connected: Connection, name: Sql, path: Path) -> None:
    """Let a table's file be asked by a name."""
    with hearing_ctrl_c():
        rows = connected.read_parquet(pattern(path), hive_partitioning=False)
        rows.create_view(name)


def _places(folders: Any) -> tuple[str, ...]:  # noqa: ANN401 - any collection
    return tuple(dict.fromkeys(str(folder.resolve()) for folder in folders))


def _several_threads() -> int:
    return min(os.cpu_count() or 1, _MOST_THREADS)


@lru_cache(_KEPT_OPEN)
def _kept(places: tuple[str, ...], threads: int) -> Connection:
    return _opened(places, threads, "")


def _opened(places: tuple[str, ...], threads: int, spill: str) -> Connection:
    """Open, then shut in: the folders can be named only before access is off."""
    opened = duckdb.connect(":memory:", config=_settings(threads, spill))
    # What is asked for is compared as it is written, so both ways to write a place are allowed.
    allowed = [*places, *(pattern(Path(place)) for place in places)]
    with hearing_ctrl_c():
        opened.execute("SET VARIABLE allowed = $allowed", {"allowed": allowed})
        opened.execute("SET allowed_directories = getvariable('allowed')")
        opened.execute("SET enable_external_access = false")
        opened.execute("SET lock_configuration = true")
    return opened


def _settings(threads: int, spill: str) -> dict[str, str | bool | int | float | list[str]]:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": spill,
    }
    return settings | {"memory_limit": SORTING_MEMORY} if spill else settings
