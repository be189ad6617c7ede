"""The runs in a folder, each with what sets it apart from an earlier one.

Only `run.json` is read of each, so that a list of many large runs comes at once: whether tables
are as they were written is for `forloeb verify` to say. A run's base is the earlier run in the list
from which it differs in the fewest values, for a results folder keeps no name of another file.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from sim.experiments.documents.comparison import KeyChange
from sim.experiments.documents.listing import ListedRun, ListTree
from sim.experiments.folder.documents import canonical_json
from sim.experiments.folder.merging import SUMMARY, newest, strange_merge
from sim.experiments.folder.pieces import TABLES, strange_pieces
from sim.experiments.folder.reading import is_of_this_version, is_unfinished
from sim.experiments.folder.record import RUN, Record, read_record, recorded_scenario
from sim.experiments.folder.storage import ResultsError
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.differences import differences
from sim.words import known, phrase

FINISHED: Final = known("finished")
UNFINISHED: Final = known("unfinished")
OTHER_VERSION: Final = known("of another version")
DAMAGED: Final = "damaged"


class FoundRun(NamedTuple):
    """A results folder and what its record says; a damaged one has a fault and no record."""

    folder: Path
    written: dt.datetime
    record: Record | None
    fault: str | None = None

    @property
    def state(self) -> str:
        """What the run is, as far as its record and the names of its files tell."""
        if self.record is None:
            return DAMAGED
        if not is_of_this_version(self.record):
            return OTHER_VERSION
        is_done = bool(self.record.replications) and not is_unfinished(self.folder)
        return FINISHED if is_done else UNFINISHED


def listing(place: Path) -> ListTree:
    """The runs in a folder, the earliest first; a results folder is a list of itself.

    Raises
    ------
    ResultsError
        When there is no such folder, or it cannot be read.
    """
    runs = found_runs(place)
    rows = [_row(run, runs[:number]) for number, run in enumerate(runs)]
    return {"schema": DOCUMENT_VERSION, "folder": str(place), "runs": rows}


def found_runs(place: Path) -> list[FoundRun]:
    """Every results folder in a place, the earliest written first.

    Raises
    ------
    ResultsError
        When there is no such folder, or it cannot be read.
    """
    if not place.is_dir():
        raise ResultsError(
            phrase("{place}: is not a folder; give the one that holds results folders", place=place)
        )
    try:
        folders = [place] if _holds_a_run(place) else [*filter(_holds_a_run, place.iterdir())]
        found = [_found(folder) for folder in folders]
    except OSError as fault:
        message = phrase(
            "{place}: cannot be read ({strerror}); give a folder that you may read",
            place=place,
            strerror=fault.strerror,
        )
        raise ResultsError(message) from fault
    return sorted(found, key=lambda run: (run.written, run.folder.name))


def _holds_a_run(folder: Path) -> bool:
    return newest(folder, RUN).exists()


def _found(folder: Path) -> FoundRun:
    path = newest(folder, RUN)
    written = dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    try:
        record = read_record(path.parent)
        _check_files(folder, record)
    except ResultsError as fault:
        return FoundRun(folder, written, None, str(fault))
    return FoundRun(folder, written, record)


def _check_files(folder: Path, record: Record) -> None:
    """Refuse a folder that lacks a file, or holds what no run leaves there."""
    strange = strange_merge(folder) or strange_pieces(folder)
    if strange:
        raise ResultsError(phrase("{strange}: is nothing that a run leaves there", strange=strange))
    for name in (*TABLES, SUMMARY) if record.replications else ():
        if not newest(folder, name).exists():
            raise ResultsError(phrase("{newest}: is absent", newest=newest(folder, name)))


def _row(run: FoundRun, earlier: Iterable[FoundRun]) -> ListedRun:
    base = _base(run, earlier)
    record = run.record
    return {
        "results": str(run.folder),
        "scenario": None if record is None else record.scenario,
        "title": None if record is None else record.title,
        "date": run.written.isoformat(timespec="seconds"),
        "state": run.state,
        "replications": None if record is None else len(record.replications),
        "weeks": None if record is None else record.weeks,
        "seed": None if record is None else record.seed,
        "base": base and base.folder.name,
        "changes": [] if base is None else _changes(base, run),
        "fault": run.fault,
    }


def _base(run: FoundRun, earlier: Iterable[FoundRun]) -> FoundRun | None:
    """The earlier run with the fewest other values; of several, the first."""
    if run.record is None or not is_of_this_version(run.record):
        return None
    own = _values(run.record)
    known = [one for one in earlier if one.record is not None and is_of_this_version(one.record)]
    return min(known, key=lambda one: len(own ^ _values(one.record)), default=None)


def _values(record: Record | None) -> frozenset[tuple[str, str]]:
    """Every value that decides a replication, with the way to it."""
    return frozenset(_leaves("", record.determinants)) if record is not None else frozenset()


def _leaves(path: str, tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - JSON
    if isinstance(tree, dict | list) and tree:
        rows = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for key, below in rows:
            yield from _leaves(f"{path}.{key}", below)
    else:
        yield path, canonical_json(tree)


def _changes(base: FoundRun, run: FoundRun) -> list[KeyChange]:
    scenarios = [recorded_scenario(one.record) for one in (base, run) if one.record is not None]
    first, other = scenarios
    if first is None or other is None:  # pragma: no cover - `is_of_this_version` says otherwise
        return []
    return [cast("KeyChange", change._asdict()) for change in differences(first, other)]
