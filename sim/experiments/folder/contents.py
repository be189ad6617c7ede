"""A results folder: what it holds when a run begins, and how it is made whole first.

Whatever ended the last run, opening the folder finishes a merge that had happened, sweeps
away what was half-written and finds out which replications are there. Those whose bytes have
changed since are simulated again, never trusted. `pieces.py` and `merging.py` write.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

from sim.experiments.folder.merging import MERGED, MERGING, SUMMARY, install_steps
from sim.experiments.folder.pieces import (
    TABLES,
    UNMERGED,
    clear_leftovers,
    pieces_in,
    remove_pieces,
)
from sim.experiments.folder.record import RUN, Record, check_same_run, read_record
from sim.experiments.folder.storage import json_text, sha256_of, writing_to
from sim.scenario.reading import Scenario
from sim.writing import link_in_the_way, made_folder, remove_file, remove_folder, replace_text


class FolderContents(NamedTuple):
    """What a results folder holds."""

    merged: frozenset[int] = frozenset()  # replications in its tables
    pieces: frozenset[int] = frozenset()  # replications that wait to be merged
    notes: tuple[str, ...] = ()  # what the user should know

    @property
    def finished(self) -> frozenset[int]:
        """Replications that need not be simulated."""
        return self.merged | self.pieces


def made(folder: Path) -> Path:
    """Make the folder, or say clearly why it cannot be.

    Raises
    ------
    ResultsError
        When it cannot be made or written.
    """
    with writing_to(folder):
        made_folder(folder)
        replace_text("", folder / ".writable")
        remove_file(folder / ".writable")
    return folder


def made_whole(folder: Path, scenario: Scenario, fresh: Record) -> FolderContents:
    """Repair the folder and say what it holds; a new one gets its `run.json`."""
    with writing_to(folder):
        _refuse_links(folder)
        _finish_merge(folder)
        record = read_record(folder)
        merged, notes = _merged(folder, record)
        if record is not None:
            check_same_run(folder, record, scenario)
        if not merged:
            replace_text(json_text(fresh), folder / RUN)
        remove_pieces(folder, set(merged))
        damaged = clear_leftovers(folder)
        notes += [_piece_note(folder, replication) for replication in sorted(damaged)]
        return FolderContents(merged, frozenset(pieces_in(folder)), tuple(notes))


def finished_in(folder: Path) -> set[int]:
    """Replications that the folder keeps, as far as can be seen without repairing it."""
    record = read_record(folder / MERGED) or read_record(folder)
    merged = set(record["replications"]) if record else set()
    return merged | pieces_in(folder)


def summary_in(folder: Path) -> dict[str, Any]:
    """The summary that the folder holds."""
    summary: dict[str, Any] = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
    return summary


def is_unfinished(folder: Path) -> bool:
    """Claim that a run of this folder was cut short and another would finish it."""
    return (folder / MERGED).exists() or (folder / MERGING).exists() or bool(pieces_in(folder))


def _refuse_links(folder: Path) -> None:
    """Let nothing be written or removed where a link in the folder leads."""
    for name in (UNMERGED, MERGING, MERGED):
        if (folder / name).is_symlink():
            raise link_in_the_way(folder / name)


def _finish_merge(folder: Path) -> None:
    remove_folder(folder / MERGING)
    if (folder / MERGED).exists():
        for step in install_steps(folder):
            step()


def _merged(folder: Path, record: Record | None) -> tuple[frozenset[int], list[str]]:
    """Replications whose rows can be trusted: the tables are those that run.json names."""
    if record is None:
        has_tables = any((folder / name).exists() for name in (RUN, *TABLES))
        note = f"{folder / RUN}: cannot be read, so its replications are simulated again"
        return frozenset(), [note] if has_tables else []
    replications = frozenset(record["replications"])
    damaged = [table for table in TABLES if not _is_as_recorded(folder, table, record)]
    if replications and damaged:
        note = (
            f"{folder / damaged[0]}: is damaged or absent, so the {len(replications)} "
            "replications in it are simulated again"
        )
        return frozenset(), [note]
    return replications, []


def _is_as_recorded(folder: Path, name: str, record: Record) -> bool:
    path = folder / name
    return path.is_file() and sha256_of(path) == record["files"].get(name)


def _piece_note(folder: Path, replication: int) -> str:
    return f"{folder}: replication {replication} is damaged, so it is simulated again"
