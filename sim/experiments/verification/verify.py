"""Does a results folder still say what was simulated? The checks behind `forloeb verify`.

First what every reader asks (`folder/reading.py`), then what else the tables must obey, then the
proof: a replication is run again from nothing but `run.json` and must agree row by row. The
rules are in `invariants.py`.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import SystemRandom
from tempfile import TemporaryDirectory

import duckdb

from sim.experiments.documents.verification import VerificationTree
from sim.experiments.folder.database import adder, counted
from sim.experiments.folder.lock import is_locked
from sim.experiments.folder.pieces import SPELLS, TABLES, TEAM_WEEKS, piece, pieces_of_others
from sim.experiments.folder.reading import (
    Check,
    FolderReading,
    FolderState,
    examined,
    is_of_this_version,
    made_by_other,
)
from sim.experiments.folder.record import AGAIN, Record, RunRecord, versions
from sim.experiments.folder.sql import Sql, put_together, quoted, sql
from sim.experiments.folder.storage import ResultsError, write_columns
from sim.experiments.folder.table_checks import WEEKS, columns_of, opened_tables
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import replicated
from sim.experiments.summary.adding import column_names, file_rows
from sim.experiments.tables.job import Job
from sim.experiments.verification.invariants import asked_about, invariants
from sim.experiments.verification.offers import offer_invariants
from sim.model.version import DOCUMENT_VERSION
from sim.words import phrase


class Verification:
    """A folder that is being verified: go through `checks`; then `state` and `fault` are known.

    `fault` is what is damaged, as a line for the user; `replications_run_again` grows as
    replications are run again.
    """

    def __init__(
        self, folder: str | Path, replications: Sequence[int] = (), *, every: bool = False
    ) -> None:
        self._reading = _read(Path(folder))
        self._wanted = _wanted(self._reading, replications, every=every)
        self.fault = self._reading.fault
        self.replications_run_again: list[int] = []
        self.seen: list[Check] = []
        self._agreed = 0

    @property
    def state(self) -> FolderState:
        """What the folder is, as far as it has been looked at."""
        if self.fault:
            return FolderState.DAMAGED
        again = len(self.replications_run_again)
        return FolderState.REPRODUCED if 0 < again == self._agreed else self._reading.state

    def checks(self) -> Iterator[Check]:
        """Look at the folder, one thing at a time; `seen` are those looked at so far."""
        for check in self._checks():
            self.seen.append(check)
            yield check

    @property
    def tree(self) -> VerificationTree:
        """What has been seen, as `forloeb verify --json` prints it."""
        return {
            "schema": DOCUMENT_VERSION,
            "results": self._reading.folder.as_posix(),
            "state": self.state.value,
            "checks": [
                {"check": one.check, "ok": one.is_ok, "detail": one.detail} for one in self.seen
            ],
            "replications_run_again": self.replications_run_again,
        }

    def _checks(self) -> Iterator[Check]:
        yield from self._reading.checks
        yield from self._whole_checks()
        if self._reading.has_asked_tables and is_of_this_version(self._record):
            yield from self._table_checks()
        if not self.fault and self._wanted:
            yield from self._rerun_checks()

    @property
    def _record(self) -> Record:
        assert self._reading.record is not None  # noqa: S101 - a fault otherwise
        return self._reading.record

    def _whole_checks(self) -> Iterator[Check]:
        """The checks of a folder that can be read."""
        if self.fault:
            return
        held = len(self._record.replications)
        yield Check(
            phrase("the run is finished"),
            self._reading.is_finished,
            phrase("{held} replications", held=held)
            if self._reading.is_finished
            else phrase("{held} replications are in the tables; run it again to finish", held=held),
        )
        yield from self._piece_checks()
        remarks = "; ".join(self._reading.remarks)
        yield Check(phrase("the folder has its run's name"), is_ok=True, detail=remarks)
        if not is_of_this_version(self._record):
            said = made_by_other(self._record)
            yield Check(phrase("the results are of this model"), is_ok=False, detail=said)

    def _piece_checks(self) -> Iterator[Check]:
        """Parts that wait must be of this run, or the next run would leave them out."""
        if isinstance(self._record, RunRecord):
            strange = sorted(pieces_of_others(self._reading.folder, self._record.hash))
            rule = phrase("what waits to be merged is of this run, as it was written")
            for replication in strange[:1]:
                place = piece(self._reading.folder, replication)
                yield self._failed(
                    rule, phrase("{place} is damaged or of another run", place=place)
                )

    def _table_checks(self) -> Iterator[Check]:
        record, folder = self._record, self._reading.folder
        given = asked_about(tuple(record.courses), record.weeks)
        with opened_tables(folder / TEAM_WEEKS, folder / SPELLS) as connected:
            asked = [
                *invariants(tuple(record.courses)),
                *offer_invariants(columns_of(connected, WEEKS)),
            ]
            for rule, broken in asked:
                try:
                    count = counted(connected, broken, given)
                except duckdb.Error as fault:
                    yield self._failed(rule, str(fault).splitlines()[0])
                    return
                is_ok = Check(rule, is_ok=True)
                yield (
                    self._failed(rule, phrase("broken {count} times", count=count))
                    if count
                    else is_ok
                )

    def _failed(self, rule: str, detail: str) -> Check:
        self.fault = self.fault or f"{self._reading.folder}: {rule}: {detail}; {phrase(AGAIN)}"
        return Check(rule, is_ok=False, detail=detail)

    def _rerun_checks(self) -> Iterator[Check]:
        """Replications again, from `run.json` alone; every row must agree."""
        scenario = self._reading.scenario
        if scenario is None:
            return
        prepared = job(scenario, engine=self._record.engine)
        for replication in self._wanted:
            detail = self._difference(prepared, replication)
            self.replications_run_again.append(replication)
            self._agreed += not detail
            yield Check(
                phrase(
                    "replication {replication}, run again, agrees row by row",
                    replication=replication,
                ),
                not detail,
                detail + _other_versions(self._record) if detail else "",
            )

    def _difference(self, prepared: Job, replication: int) -> str:
        tables = replicated(prepared, replication)
        with TemporaryDirectory(prefix="forloeb-") as temporary:
            fresh = Path(temporary)
            write_columns(tables.team_weeks, fresh / TEAM_WEEKS)
            write_columns(tables.spells, fresh / SPELLS)
            different = {
                table: _different_rows(self._reading.folder / table, fresh / table, replication)
                for table in TABLES
            }
        return ", ".join(
            phrase("{n} rows of {table} differ", n=n, table=table)
            for table, n in different.items()
            if n
        )


def _read(folder: Path) -> FolderReading:
    if is_locked(folder):
        raise ResultsError(
            phrase("{folder}: a run is at work in this folder; wait for it", folder=folder)
        )
    return examined(folder)


def _wanted(reading: FolderReading, asked: Sequence[int], *, every: bool) -> list[int]:
    """Replications to run again; one drawn at random where none are named.

    Raises
    ------
    ValueError
        When one is named that the folder does not hold.
    """
    record = reading.record
    if reading.fault or record is None or not is_of_this_version(record):
        return []
    there = sorted(record.replications)
    absent = [number for number in asked if number not in there]
    if absent:
        raise ValueError(
            phrase(
                "{folder} holds no replication {absent}", folder=reading.folder, absent=absent[0]
            )
        )
    if every or asked:
        return there if every else list(asked)
    return [SystemRandom().choice(there)] if there else []


def _different_rows(ours: Path, fresh: Path, replication: int) -> int:
    """How many rows of a replication differ, in columns that both tables have."""
    connected = adder(ours.parent, fresh.parent)
    old, new = file_rows(connected, ours, "ours"), file_rows(connected, fresh, "fresh")
    columns = put_together(map(quoted, column_names(old)))
    mine = sql(_OF_REPLICATION, columns=columns, rows=old.source)
    theirs = sql(_OF_REPLICATION, columns=columns, rows=new.source)
    given = {**old.given, **new.given, "replication": replication}
    return max(
        counted(connected, sql(_BEYOND, rows=one, others=other), given)
        for one, other in ((mine, theirs), (theirs, mine))
    )


_OF_REPLICATION = Sql("SELECT {columns} FROM {rows} WHERE replication = $replication")
_BEYOND = Sql("SELECT count(*) FROM ({rows} EXCEPT ALL {others})")


def _other_versions(record: Record) -> str:
    """The versions that are not those the run was made by."""
    made_by = record.versions.model_dump()
    changed = [
        phrase("{name} {made_by} then, {now} now", name=name, made_by=made_by[name], now=now)
        for name, now in versions().items()
        if made_by[name] != now
    ]
    return f" ({'; '.join(changed)})" if changed else ""


def verify(
    folder: str | Path, replications: Sequence[int] = (), *, every: bool = False
) -> Iterator[Check]:
    """Check a results folder, one thing at a time.

    Raises
    ------
    ResultsError
        When it is no results folder, or a run is at work in it.
    """
    yield from Verification(folder, replications, every=every).checks()
