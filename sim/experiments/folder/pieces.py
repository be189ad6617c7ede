"""Finished replications that are not in the folder's tables yet: one small folder each.

It holds the state in which the replication ended (`states.py`), or its two tables where it was too
large to be kept at hand. A worker writes `unmerged/00007` under another name and renames it when
all of it is on the disk, so a folder of that name is always whole; a kill leaves at most one that
is swept away next time. Each says which run and which replication it is of, so that none of another
run comes into the tables. `merging.py` moves the rows there.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from sim.experiments.folder.database import connection, counted, pattern
from sim.experiments.folder.documents import Tree, is_plain_file, read_document, summed_up
from sim.experiments.folder.sql import sql
from sim.experiments.folder.states import STATE, state_at
from sim.experiments.folder.storage import ResultsError, json_text, sha256_of, writing_to
from sim.writing import (
    made_folder,
    make_folder,
    put_in_place,
    reach_disk,
    remove_folder,
    write_text,
)

UNMERGED = "unmerged"
TEAM_WEEKS = "team_weeks.parquet"
SPELLS = "spells.parquet"
TABLES = (TEAM_WEEKS, SPELLS)
HASHES = "hashes.json"
_UNFINISHED = ".unfinished-"
_NAME = re.compile(r"[0-9]{5,7}", re.ASCII)


def piece(folder: Path, replication: int) -> Path:
    """Where a finished replication lies until it is merged."""
    return folder / UNMERGED / f"{replication:05}"


@contextmanager
def writing_piece(folder: Path, run: str, replication: int) -> Iterator[Path]:
    """A place for what is kept of a replication, which comes into the folder whole or not at all.

    `run` is the hash of the run (`record.py`).
    """
    part = folder / UNMERGED / f"{_UNFINISHED}{replication:05}-{os.getpid()}"
    with writing_to(folder):
        try:
            made_folder(part.parent)
            make_folder(part)
            yield part
            write_text(json_text(_said_of(part, run, replication)), part / HASHES)
            reach_disk(part)
            _put_in_place(part, piece(folder, replication))
        finally:
            shutil.rmtree(part, ignore_errors=True)


def files_of(place: Path) -> tuple[str, ...]:
    """What a piece is made of."""
    return (STATE,) if (place / STATE).exists() else TABLES


def pieces_in(folder: Path) -> set[int]:
    """Replications that wait to be merged."""
    return {int(entry.name) for entry in _entries(folder) if _is_piece(entry)}


def strange_pieces(folder: Path) -> str | None:
    """What lies where pieces lie and is none: its path; nothing where all is well."""
    place = folder / UNMERGED
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        return str(place)
    strange = [e for e in _entries(folder) if not (_is_piece(e) or _is_leftover(e))]
    return str(min(strange)) if strange else None


def pieces_of_others(folder: Path, run: str) -> set[int]:
    """Replications whose piece is not of this run, or not as it was written."""
    return {number for number in pieces_in(folder) if not _is_whole(folder, run, number)}


def clear_leftovers(folder: Path) -> None:
    """Remove what a kill left half-written."""
    for entry in _entries(folder):
        if _is_leftover(entry):
            remove_folder(entry)


def remove_pieces(folder: Path, replications: set[int]) -> None:
    """Remove the pieces of these replications, and the folder of pieces where none is left."""
    found = pieces_in(folder)
    for replication in replications & found:
        remove_folder(piece(folder, replication))
    if found <= replications and (folder / UNMERGED).is_dir():
        remove_folder(folder / UNMERGED)


def _put_in_place(part: Path, whole: Path) -> None:
    """Give the folder its name, unless a worker that was thought dead was there first."""
    try:
        put_in_place(part, whole)
    except OSError:
        if whole.is_symlink() or not whole.is_dir():
            raise


def _entries(folder: Path) -> list[Path]:
    place = folder / UNMERGED
    return list(place.iterdir()) if place.is_dir() and not place.is_symlink() else []


def _is_piece(entry: Path) -> bool:
    is_named = _NAME.fullmatch(entry.name) and entry.name == f"{int(entry.name):05}"
    return bool(is_named) and entry.is_dir() and not entry.is_symlink()


def _is_leftover(entry: Path) -> bool:
    return entry.name.startswith(_UNFINISHED) and entry.is_dir() and not entry.is_symlink()


def _said_of(part: Path, run: str, replication: int) -> Tree:
    """What a piece says of itself."""
    files = {name: sha256_of(part / name) for name in files_of(part)}
    return summed_up({"run": run, "replication": replication, "files": files})


def _is_whole(folder: Path, run: str, replication: int) -> bool:
    """Whether a piece is of this run and replication, and as it was written."""
    place = piece(folder, replication)
    try:
        is_as_said = read_document(place / HASHES) == _said_of(place, run, replication)
        return is_as_said and all(_is_of(place / name, replication) for name in files_of(place))
    except (OSError, ValueError, ResultsError, RuntimeError, duckdb.Error):
        return False


def _is_of(file: Path, replication: int) -> bool:
    """Whether all rows of a table are of one replication; a state has no number of its own."""
    if not is_plain_file(file):
        return False
    if file.name == STATE:
        state_at(file)
        return True
    others = sql(
        "SELECT count(*) FROM read_parquet($path, hive_partitioning = false) "
        "WHERE replication IS DISTINCT FROM $replication"
    )
    with connection(file.parents[2]) as connected:
        given = {"path": pattern(file), "replication": replication}
        return counted(connected, others, given) == 0
