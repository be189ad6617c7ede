"""A results folder: what it holds when a run begins, and how it is made whole first.

Whatever ended the last run, opening the folder finishes a merge that had happened, sweeps
away what was half-written and finds out which replications are there. A folder that is damaged is
refused before anything is written (`reading.py`). `pieces.py` and `merging.py` write.
"""

from pathlib import Path
from typing import NamedTuple, cast

from sim.experiments.documents.summary import Summary
from sim.experiments.folder.documents import read_document
from sim.experiments.folder.merging import (
    MERGED,
    MERGING,
    SUMMARY,
    install_steps,
    newest,
    strange_merge,
)
from sim.experiments.folder.pieces import (
    TABLES,
    UNMERGED,
    clear_leftovers,
    pieces_in,
    pieces_of_others,
    remove_pieces,
    strange_pieces,
)
from sim.experiments.folder.reading import read_folder
from sim.experiments.folder.record import AGAIN, RUN, RunRecord, check_extendable, read_record
from sim.experiments.folder.storage import ResultsError, json_text, writing_to
from sim.scenario.reading import Scenario
from sim.words import phrase
from sim.writing import link_in_the_way, made_folder, remove_file, remove_folder, replace_text


class FolderContents(NamedTuple):
    """What a results folder holds."""

    merged: frozenset[int] = frozenset()  # replications in its tables
    pieces: frozenset[int] = frozenset()  # replications that wait to be merged
    notes: tuple[str, ...] = ()  # what the user should know
    record: RunRecord | None = None  # what `run.json` says of the tables
    summary: Summary | None = None  # of the tables

    def says(self, record: RunRecord, results: str) -> bool:
        """Whether the folder says of its tables already what would be written of them."""
        if self.record is None or self.summary is None:
            return False
        unwritten = {"replications": record.replications, "files": record.files, "sum": record.sum}
        is_same = self.record.model_copy(update=unwritten) == record
        return is_same and self.summary.get("results") == results

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


def made_whole(folder: Path, scenario: Scenario, fresh: RunRecord) -> FolderContents:
    """Repair the folder and say what it holds; a new one gets its `run.json`.

    Raises
    ------
    ResultsError
        When it is damaged, or of another run or version; then nothing has been written.
    """
    with writing_to(folder):
        _refuse_links(folder)
    found = _looked_at(folder, scenario)
    with writing_to(folder):
        _finish_merge(folder)
        if not found.merged:
            replace_text(json_text(fresh.tree), folder / RUN)
        remove_pieces(folder, set(found.merged))
        clear_leftovers(folder)
        others = pieces_of_others(folder, fresh.hash)
        remove_pieces(folder, others)
    notes = [*found.notes, *(_piece_note(folder, number) for number in sorted(others))]
    return found._replace(pieces=frozenset(pieces_in(folder)), notes=tuple(notes))


def _looked_at(folder: Path, scenario: Scenario) -> FolderContents:
    """What the tables hold, as far as the folder can be trusted."""
    strange = strange_merge(folder) or strange_pieces(folder)
    if strange:
        raise ResultsError(
            phrase(
                "{strange}: is not left there by a run; {again}",
                strange=strange,
                again=phrase(AGAIN),
            )
        )
    if not _has_results(folder):
        return FolderContents()
    reading = read_folder(folder)
    if reading.record is None:
        return FolderContents()
    record = check_extendable(folder, reading.record, scenario)
    merged = frozenset(record.replications)
    notes = tuple(reading.remarks)
    return FolderContents(merged, notes=notes, record=record, summary=reading.summary)


def _has_results(folder: Path) -> bool:
    return any(newest(folder, name).exists() for name in (RUN, *TABLES, SUMMARY))


def finished_in(folder: Path) -> set[int]:
    """Replications that the folder keeps, as far as can be seen without repairing it."""
    try:
        merged = set(read_record(newest(folder, RUN).parent).replications)
    except ResultsError:
        merged = set()
    return merged | pieces_in(folder)


def summary_in(folder: Path) -> Summary:
    """The summary that a folder holds whose run has just ended here."""
    return cast("Summary", read_document(folder / SUMMARY))


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


def _piece_note(folder: Path, replication: int) -> str:
    return phrase(
        "{folder}: replication {replication} is damaged or of another run, so it is "
        "simulated again",
        folder=folder,
        replication=replication,
    )
