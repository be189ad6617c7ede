"""Finished replications that are not in the folder's tables yet: one small folder each.

A worker writes `unmerged/00007` under another name and renames it when all of it is on the
disk, so a folder of that name is always whole; a kill leaves at most one that is swept away
next time. `merging.py` moves the rows into the folder's tables.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.experiments.folder.storage import json_text, sha256_of, writing_to
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


def piece(folder: Path, replication: int) -> Path:
    """Where a finished replication lies until it is merged."""
    return folder / UNMERGED / f"{replication:05}"


@contextmanager
def writing_piece(folder: Path, replication: int) -> Iterator[Path]:
    """A place for one replication's tables, which then come into the folder whole or not at all."""
    part = folder / UNMERGED / f"{_UNFINISHED}{replication:05}-{os.getpid()}"
    with writing_to(folder):
        try:
            made_folder(part.parent)
            make_folder(part)
            yield part
            hashes = {table: sha256_of(part / table) for table in TABLES}
            write_text(json_text(hashes), part / HASHES)
            reach_disk(part)
            _put_in_place(part, piece(folder, replication))
        finally:
            shutil.rmtree(part, ignore_errors=True)


def pieces_in(folder: Path) -> set[int]:
    """Replications that wait to be merged."""
    if not (folder / UNMERGED).is_dir():
        return set()
    return {int(entry.name) for entry in (folder / UNMERGED).iterdir() if entry.name.isdecimal()}


def clear_leftovers(folder: Path) -> set[int]:
    """Remove what a kill left half-written, and pieces whose bytes have changed since.

    Returns
    -------
    Replications whose piece was damaged and is gone.
    """
    if not (folder / UNMERGED).is_dir():
        return set()
    for entry in (folder / UNMERGED).iterdir():
        if entry.name.startswith(_UNFINISHED):
            remove_folder(entry)
    damaged = {number for number in pieces_in(folder) if not _is_whole(piece(folder, number))}
    remove_pieces(folder, damaged)
    return damaged


def remove_pieces(folder: Path, replications: set[int]) -> None:
    """Remove the pieces of these replications, where there are any."""
    for replication in replications & pieces_in(folder):
        remove_folder(piece(folder, replication))


def _put_in_place(part: Path, whole: Path) -> None:
    """Give the folder its name, unless a worker that was thought dead was there first."""
    try:
        put_in_place(part, whole)
    except OSError:
        if whole.is_symlink() or not whole.is_dir():
            raise


def _is_whole(path: Path) -> bool:
    try:
        hashes = json.loads((path / HASHES).read_text(encoding="utf-8"))
        return all(sha256_of(path / table) == hashes[table] for table in TABLES)
    except (OSError, ValueError, KeyError, TypeError):
        return False
