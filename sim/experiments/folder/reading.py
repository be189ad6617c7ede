"""The one reader of a results folder: whether it is what a run left, and what it says.

A folder may be damaged, of another version or made by somebody else. Everything that uses one
asks here first: `run.json` field by field and its own sum, the bytes of the other files, what the
tables hold, and whether `summary.json` is what they give. A folder that passes is consistent,
which is not to say genuine: only running it again shows that (`verification/verify.py`).
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn, cast

import duckdb

from sim.experiments.documents.summary import Summary
from sim.experiments.folder.documents import is_plain_file, read_document
from sim.experiments.folder.lock import strange_lock
from sim.experiments.folder.merging import MERGED, MERGING, SUMMARY, newest, strange_merge
from sim.experiments.folder.pieces import TABLES, pieces_in, strange_pieces
from sim.experiments.folder.record import (
    AGAIN,
    RUN,
    Record,
    RunRecord,
    is_same_run,
    read_record,
    recorded_scenario,
    says_the_same,
)
from sim.experiments.folder.sql import Sql
from sim.experiments.folder.storage import ResultsError, json_text, sha256_of
from sim.experiments.folder.table_checks import FolderTables, table_checks
from sim.experiments.summary.adding import added_by, ore, tables_at
from sim.experiments.summary.scenario_facts import facts_of
from sim.experiments.summary.summary import summary_of
from sim.model.units import ORE_PER_DKK
from sim.model.version import MODEL_VERSION
from sim.scenario.reading import Scenario
from sim.words import known, phrase


class FolderState(StrEnum):
    """What a folder can be."""

    CONSISTENT = "consistent"
    DAMAGED = "damaged"
    OTHER_VERSION = known("of another version")
    REPRODUCED = "reproduced"


class Check(NamedTuple):
    """One thing that was looked at; `detail` says what is wrong, or what was seen."""

    check: str
    is_ok: bool
    detail: str = ""


class FolderReading(NamedTuple):
    """What a folder is and holds. What could not be read is absent."""

    folder: Path
    checks: tuple[Check, ...]
    fault: str = ""  # what is damaged, as a line for the user
    has_asked_tables: bool = False  # they can be read, and hold the rows that they should
    record: Record | None = None
    scenario: Scenario | None = None
    summary: Summary | None = None  # of this version, or as another wrote it

    @property
    def state(self) -> FolderState:
        """What the folder is."""
        if self.fault or self.record is None:
            return FolderState.DAMAGED
        return FolderState.CONSISTENT if is_of_this_version(self.record) else _OTHER

    @property
    def is_finished(self) -> bool:
        """Whether nothing of its run waits to be done."""
        return bool(self.record and self.record.replications) and not is_unfinished(self.folder)

    @property
    def remarks(self) -> list[str]:
        """What a user may want to know, though nothing is wrong."""
        if not isinstance(self.record, RunRecord):
            return []
        hash_of_run, name = self.record.hash, self.folder.resolve().name
        if name.endswith(f"-{hash_of_run}"):
            return []
        return [
            phrase(
                "{folder}: was named {scenario}-{hash_of_run} by its run",
                folder=self.folder,
                scenario=self.record.scenario,
                hash_of_run=hash_of_run,
            )
        ]


_OTHER: Final = FolderState.OTHER_VERSION


def is_unfinished(folder: Path) -> bool:
    """Whether a run of this folder was cut short and another would finish it."""
    return (folder / MERGED).exists() or (folder / MERGING).exists() or bool(pieces_in(folder))


def is_of_this_version(record: Record) -> bool:
    """Whether this version could have made it, so that it can be looked at as a whole."""
    return isinstance(record, RunRecord) and record.versions.model == MODEL_VERSION


def read_folder(folder: Path) -> FolderReading:
    """Read a results folder that can be used.

    Raises
    ------
    ResultsError
        When it is none, or is damaged: one line that names the file and says what to do.
    """
    reading = examined(folder)
    if reading.fault:
        raise ResultsError(reading.fault)
    return reading


def finished_folder(folder: Path) -> FolderReading:
    """Read the results folder of a finished run of this version.

    Raises
    ------
    ResultsError
        When it is none.
    """
    reading = read_folder(folder)
    record = reading.record
    if record is None or reading.state is FolderState.OTHER_VERSION:
        raise ResultsError(f"{folder}: {made_by_other(record)}")
    if not reading.is_finished:
        raise ResultsError(
            phrase("{folder}: its run is not finished; run the scenario again", folder=folder)
        )
    return reading


def made_by_other(record: Record | None) -> str:
    """The message on a folder that another version made."""
    if isinstance(record, RunRecord):
        return phrase(
            "was made by model version {model}, this is version {model_version}; run the "
            "scenario again",
            model=record.versions.model,
            model_version=MODEL_VERSION,
        )
    if record is None:
        return phrase("made by another version; run again")
    return phrase("made by {version}; run again", version=record.versions.forloeb)


def remember(folder: Path) -> None:
    """Take a folder that was written here just now for consistent, as long as its bytes stay."""
    _WRITTEN_HERE.add(_bytes_of(folder))


_WRITTEN_HERE: set[tuple[str, ...]] = set()
"""Hashes of the files of folders whose tables need not be added up again."""


def _bytes_of(folder: Path) -> tuple[str, ...]:
    return tuple(sha256_of(newest(folder, name)) for name in (RUN, *TABLES, SUMMARY))


def examined(folder: Path) -> FolderReading:
    """Look at a results folder; what is wrong is in the reading, never raised.

    Raises
    ------
    ResultsError
        When it is no results folder at all.
    """
    try:
        if not newest(folder, RUN).exists():
            raise ResultsError(_no_results(folder))
        looked = _Examination(folder)
        with suppress(_Damaged):
            for step in looked.steps():
                step()
        return looked.reading()
    except OSError as fault:
        message = phrase(
            "{folder}: cannot be read ({strerror}); give a folder that you may read",
            folder=folder,
            strerror=fault.strerror,
        )
        raise ResultsError(message) from fault


def _no_results(folder: Path) -> str:
    there = [folder / name for name in (*TABLES, SUMMARY) if (folder / name).exists()]
    if there and not is_plain_file(there[0]):
        return phrase("{there}: is no plain file; {again}", there=there[0], again=phrase(AGAIN))
    if there:
        return phrase(
            "{folder}: is absent, so nobody can say what the results are of; {again}",
            folder=folder / RUN,
            again=phrase(AGAIN),
        )
    return phrase(
        "{folder}: is not a results folder (it has no {run}); give the folder that `forloeb "
        "run` printed",
        folder=folder,
        run=RUN,
    )


class _Damaged(Exception):  # noqa: N818 - it states what is the case
    """What ends an examination."""


_UNREADABLE: Final = (
    duckdb.Error,
    OSError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    ArithmeticError,
    RuntimeError,  # of DuckDB's Python side, where a name in a table is no text
)
"""What reading tables and trees raises that are not what they should be."""


class _Examination:
    """One look at a folder, step by step; each step may rely on those before it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._checks: list[Check] = []
        self._record: Record | None = None
        self._scenario: Scenario | None = None
        self._summary: Summary | None = None
        self._fault = ""
        self._has_asked_tables = False

    def reading(self) -> FolderReading:
        """What has been found."""
        return FolderReading(
            self._folder,
            tuple(self._checks),
            self._fault,
            self._has_asked_tables,
            self._record,
            self._scenario,
            self._summary,
        )

    def steps(self) -> Iterator[Callable[[], None]]:
        """What is looked at, in order."""
        yield self._look_at_record
        yield self._look_at_finish
        yield self._look_at_bytes
        yield self._look_at_scenario
        if self._record is not None and self._record.replications:
            yield self._look_at_tables
            yield self._look_at_summary

    def _look_at_record(self) -> None:
        path = newest(self._folder, RUN)
        try:
            self._record = read_record(path.parent)
        except ResultsError as fault:
            self._fail(phrase("{run} can be read", run=RUN), str(fault))
        self._checks.append(Check(phrase("{run} can be read", run=RUN), is_ok=True))

    def _look_at_finish(self) -> None:
        folder = self._folder
        strange = strange_merge(folder) or strange_pieces(folder) or strange_lock(folder)
        if strange:
            self._fail(
                phrase("the run is finished"),
                phrase("{strange}: is not left there by a run", strange=strange),
            )

    def _look_at_bytes(self) -> None:
        files = self._known().files
        for name in (*TABLES, SUMMARY):
            path = newest(self._folder, name)
            if not self._known().replications:
                self._check_absent(path, name)
                continue
            if not is_plain_file(path):
                self._fail(
                    phrase(_AS_WRITTEN, file=name),
                    phrase("{path}: is absent, or no plain file", path=path),
                )
            if sha256_of(path) != files.get(name):
                self._note(
                    phrase(_AS_WRITTEN, file=name),
                    phrase("{path}: its bytes have changed", path=path),
                )
                continue
            self._checks.append(Check(phrase(_AS_WRITTEN, file=name), is_ok=True))
        if self._fault:
            raise _Damaged

    def _check_absent(self, path: Path, name: str) -> None:
        if path.exists():
            self._fail(
                phrase(_AS_WRITTEN, file=name),
                phrase("{path}: belongs to no run in {run}", path=path, run=RUN),
            )

    def _look_at_scenario(self) -> None:
        record, check = self._known(), phrase("the scenario in run.json can be run")
        self._scenario = recorded_scenario(record)
        if not is_of_this_version(record):
            return
        if self._scenario is None:
            self._fail(
                check, phrase("{folder}: its scenario cannot be read", folder=self._folder / RUN)
            )
        elif not (is_same_run(record, self._scenario) and says_the_same(record, self._scenario)):
            self._fail(
                check,
                phrase(
                    "{folder}: its scenario is not the one that was run", folder=self._folder / RUN
                ),
            )
        self._checks.append(Check(check, is_ok=True))

    def _look_at_tables(self) -> None:
        record = self._known()
        paths = [newest(self._folder, name) for name in TABLES]
        tables = FolderTables(paths[0], paths[1], record, is_of_this_version(record))
        try:
            for check, detail in table_checks(tables):
                if detail:
                    self._note(check, f"{paths[0].parent}: {detail}")
                    continue
                self._checks.append(Check(check, is_ok=True))
        except _UNREADABLE as fault:
            said = _first_line(fault)
            self._fail(
                phrase("the tables can be read"),
                phrase("{parent}: its tables: {said}", parent=paths[0].parent, said=said),
            )
        self._has_asked_tables = True

    def _look_at_summary(self) -> None:
        path = newest(self._folder, SUMMARY)
        check = phrase("{summary} follows from the tables", summary=SUMMARY)
        try:
            self._summary = cast("Summary", read_document(path))
            if not is_of_this_version(self._known()):
                self._compare_money(self._summary)
            elif self._scenario is not None and _bytes_of(self._folder) not in _WRITTEN_HERE:
                self._compare_summary(self._scenario, self._summary)
        except ResultsError as fault:
            self._fail(check, str(fault))
        except _UNREADABLE as fault:
            self._fail(
                check,
                phrase(
                    "{path}: cannot be made of the tables ({first_line})",
                    path=path,
                    first_line=_first_line(fault),
                ),
            )
        self._checks.append(Check(check, is_ok=True))

    def _compare_money(self, stored: Summary) -> None:
        """Hold the deviations that another version wrote against its tables."""
        record = self._known()
        tables = tables_at(*(newest(self._folder, name) for name in TABLES))
        axes = tables.replications, tuple(record.teams)
        sums = added_by(Sql("team"), {"ore": ore("deviation_dkk")}, tables.weeks, axes)["ore"]
        said = {row["team"]: row["deviation_dkk"]["mean"] for row in stored["teams"]}
        found = sums.mean(axis=0) / ORE_PER_DKK
        same = all(
            abs(said[team] - mean) < _NEARLY_DKK
            for team, mean in zip(record.teams, found, strict=True)
        )
        if not same or stored["replications"] != len(record.replications):
            path = newest(self._folder, SUMMARY)
            raise ResultsError(phrase("{path}: its numbers are not those of the tables", path=path))

    def _compare_summary(self, scenario: Scenario, stored: Summary) -> None:
        facts = facts_of(scenario, self._known().engine, str(stored["results"]))
        fresh = summary_of(facts, *(newest(self._folder, name) for name in TABLES))
        if json_text(_numbers_of(fresh)) != json_text(_numbers_of(stored)):
            path = newest(self._folder, SUMMARY)
            raise ResultsError(phrase("{path}: its numbers are not those of the tables", path=path))
        remember(self._folder)

    def _known(self) -> Record:
        assert self._record is not None  # noqa: S101 - the first step has read it
        return self._record

    def _note(self, check: str, what: str) -> None:
        """Say that something is wrong, and look on."""
        self._checks.append(Check(check, is_ok=False, detail=what))
        self._fault = self._fault or f"{what}; {phrase(AGAIN)}"

    def _fail(self, check: str, what: str) -> NoReturn:
        """Say that something is wrong without which nothing else can be looked at."""
        self._note(check, what)
        raise _Damaged


def _numbers_of(summary: Summary) -> dict[str, Any]:
    """A summary without its verdicts: what they say of the same numbers may have changed since."""
    bare = [{k: v for k, v in row.items() if k != "verdict"} for row in summary["teams"]]
    total = {k: v for k, v in summary["total"].items() if k != "verdict"}
    return {**summary, "teams": bare, "total": total}


_NEARLY_DKK: Final = 0.01
"""How far a mean of another version may lie from ours: it may have been added otherwise."""

_AS_WRITTEN: Final = known("{file} is as it was written")


def _first_line(fault: BaseException) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0]
