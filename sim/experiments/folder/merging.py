"""Pieces into tables, in steps of which any can be the last before a kill.

The new files are written beside the old ones in `merging/`; when all are on the disk the
folder is renamed `merged/`, and from then on the merge has happened: the files only have to
be moved into place, now or by the next run. Rows are ordered by replication, so the bytes do
not depend on who finished first.

Where nothing but states (`states.py`) is merged, and not too much of it, the tables are written as
they are made. Otherwise tables are written of the states, and the files of all sorted into one.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

import duckdb

from sim.experiments.documents.summary import Summary
from sim.experiments.folder.database import pattern, sorter
from sim.experiments.folder.pieces import (
    SPELLS,
    TABLES,
    TEAM_WEEKS,
    piece,
    remove_pieces,
)
from sim.experiments.folder.record import AGAIN, RUN, RunRecord, read_record
from sim.experiments.folder.sql import sql
from sim.experiments.folder.storage import (
    Columns,
    ResultsError,
    copy_to,
    json_text,
    sha256_of,
    write_columns,
    writing_to,
)
from sim.words import phrase
from sim.writing import (
    make_folder,
    put_in_place,
    reach_disk,
    remove_file,
    remove_folder,
    write_text,
)

SUMMARY = "summary.json"
MERGING = "merging"
MERGED = "merged"
SPILL = ".spill"

Step = Callable[[], None]
Summarise = Callable[[Path, Path], Summary]
"""Makes the summary from the paths of the two tables."""


class States(Protocol):
    """Makes tables and summary of pieces that are states."""

    def is_one(self, replication: int) -> bool:
        """Whether a replication's piece is a state."""

    def fit_into_memory(self, replications: Sequence[int]) -> bool:
        """Whether they are so few that they can be tabulated in one go."""

    def table(self, name: str, replication: int) -> Columns:
        """One of the two tables of a replication."""

    def tables(self, name: str, replications: Sequence[int]) -> Columns:
        """One of the two tables of all of them."""

    def summary(self) -> Summary | None:
        """The summary of those that were tabulated, where it can be made of them."""


class Merge(NamedTuple):
    """A merge into a results folder."""

    folder: Path
    merged: frozenset[int]  # replications in the folder's tables already
    pieces: frozenset[int]  # replications that wait
    record: RunRecord  # run.json, but for the replications and hashes
    summarise: Summarise
    states: States

    @property
    def is_of_states(self) -> bool:
        """Whether the tables are made of states alone, in one go."""
        waiting = sorted(self.pieces)
        return (
            not self.merged
            and all(map(self.states.is_one, waiting))
            and self.states.fit_into_memory(waiting)
        )

    @property
    def replications(self) -> list[int]:
        """What the tables hold afterwards."""
        return sorted(self.merged | self.pieces)


def merge(wanted: Merge) -> None:
    """Do all the steps.

    Raises
    ------
    ResultsError
        When the folder cannot be written, or holds tables that do not fit together.
    """
    try:
        with writing_to(wanted.folder):
            for step in merge_steps(wanted):
                step()
    except _DO_NOT_FIT as fault:
        said = (str(fault).splitlines() or [type(fault).__name__])[0]
        message = phrase(
            "{folder}: its tables do not fit together ({said}); {again}",
            folder=wanted.folder,
            said=said,
            again=phrase(AGAIN),
        )
        raise ResultsError(message) from fault


_DO_NOT_FIT = (duckdb.Error, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What is raised by tables and states that do not belong together."""


def merge_steps(wanted: Merge) -> list[Step]:
    """The steps of a merge, in order. After any of them a kill loses nothing."""
    return [
        partial(_start, wanted.folder),
        *(partial(_write_table, wanted, table) for table in TABLES if wanted.pieces),
        partial(_write_summary, wanted),
        partial(_write_record, wanted),
        partial(_commit, wanted.folder),
        *install_steps(wanted.folder),
    ]


def install_steps(folder: Path) -> list[Step]:
    """The steps that follow once a merge has happened; harmless when there was none."""
    return [
        *(partial(_install, folder, name) for name in (*TABLES, SUMMARY, RUN)),
        partial(remove_folder, folder / MERGED),
        partial(_drop_merged_pieces, folder),
    ]


def _start(folder: Path) -> None:
    remove_folder(folder / MERGING)
    make_folder(folder / MERGING)


def _write_table(wanted: Merge, table: str) -> None:
    """Rows of the old table and of the pieces, by replication, each in its own order."""
    path = wanted.folder / MERGING / table
    if wanted.is_of_states:
        rows = wanted.states.tables(table, sorted(wanted.pieces))
        write_columns(rows, path, wanted.folder)
        return
    made = _tables_of_states(wanted, table)
    there = {number: piece(wanted.folder, number) / table for number in sorted(wanted.pieces)}
    sources = [*([wanted.folder / table] if wanted.merged else []), *(there | made).values()]
    spill = wanted.folder / MERGING / SPILL
    with sorter(wanted.folder, spill) as connected:
        given = {"sources": [pattern(source) for source in sources]}
        copy_to(connected, _ROWS, path, given)
    remove_folder(spill)
    for source in made.values():
        remove_file(source)


def _tables_of_states(wanted: Merge, table: str) -> dict[int, Path]:
    """Files of the states' rows, by replication."""
    states = [number for number in sorted(wanted.pieces) if wanted.states.is_one(number)]
    made = {number: wanted.folder / MERGING / f"{number:05}.part" for number in states}
    for number, path in made.items():
        write_columns(wanted.states.table(table, number), path, wanted.folder)
    return made


_ROWS = sql(
    "SELECT * EXCLUDE (file_row_number) "
    "FROM read_parquet($sources, file_row_number = true, hive_partitioning = false) "
    "ORDER BY replication, file_row_number"
)


def _write_summary(wanted: Merge) -> None:
    tables = _newest(wanted.folder, TEAM_WEEKS), _newest(wanted.folder, SPELLS)
    made = wanted.states.summary() if wanted.pieces and wanted.is_of_states else None
    summary = made or wanted.summarise(*tables)
    write_text(json_text(summary), wanted.folder / MERGING / SUMMARY)


def _write_record(wanted: Merge) -> None:
    files = {name: sha256_of(_newest(wanted.folder, name)) for name in (*TABLES, SUMMARY)}
    record = wanted.record.model_copy(update={"replications": wanted.replications, "files": files})
    write_text(json_text(record.tree), wanted.folder / MERGING / RUN)


def _newest(folder: Path, name: str) -> Path:
    """The file just written, or the folder's own where it stays as it is."""
    new = folder / MERGING / name
    return new if new.exists() else folder / name


def newest(folder: Path, name: str) -> Path:
    """A folder's file, wherever a merge that was cut short has left it."""
    new = folder / MERGED / name
    return new if new.exists() and not (folder / MERGED).is_symlink() else folder / name


def strange_merge(folder: Path) -> str | None:
    """What has the name of a merge's folder and is none: its path; nothing where all is well."""
    places = (folder / MERGED, folder / MERGING)
    strange = [one for one in places if one.is_symlink() or (one.exists() and not one.is_dir())]
    return str(strange[0]) if strange else None


def _commit(folder: Path) -> None:
    reach_disk(folder / MERGING)
    put_in_place(folder / MERGING, folder / MERGED)


def _install(folder: Path, name: str) -> None:
    if (folder / MERGED / name).exists():
        put_in_place(folder / MERGED / name, folder / name)


def _drop_merged_pieces(folder: Path) -> None:
    remove_pieces(folder, set(read_record(folder).replications))
