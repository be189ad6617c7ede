"""A run into its results folder, one replication at a time, by whoever may leave off at any.

`simulate` does a run in one go. Whoever shows a run while it grows, as the web page does, takes
it step by step: each finished replication is in the folder, so a stop loses nothing and any
other run of the same goes on from there.
"""

from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from sim.experiments.documents.summary import Summary
from sim.experiments.folder.contents import FolderContents, made, made_whole, summary_in
from sim.experiments.folder.lock import locked
from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS, writing_piece
from sim.experiments.folder.record import RunRecord, folder_name, record_of, run_hash
from sim.experiments.folder.sql import Sql, sql
from sim.experiments.folder.storage import Columns, write_columns, writing_to
from sim.experiments.prepared.paired_sums import Replications
from sim.experiments.prepared.prepare import PreparedJob
from sim.experiments.running.finishing import finish
from sim.experiments.running.piecework import put_state
from sim.experiments.summary.adding import selected, tables_at
from sim.experiments.summary.sums import sums_of
from sim.model.state import State
from sim.model.units import ORE_PER_DKK
from sim.writing import remove_file


class StepwiseRun:
    """A prepared job's results folder; each call leaves it as another run could go on."""

    def __init__(self, prepared: PreparedJob, out: Path) -> None:
        """Name the folder; nothing is made yet."""
        self._scenario = prepared.scenario
        self._job = prepared.job._replace(run_hash=run_hash(prepared.scenario))
        self._facts = prepared.facts
        self._engine = prepared.engine
        self.folder = out / folder_name(prepared.scenario)

    @cached_property
    def _record(self) -> RunRecord:
        """Made when the folder is: whoever shows a first answer does not wait for it."""
        return record_of(self._scenario, self._engine)

    def held(self) -> frozenset[int]:
        """Replications that the folder keeps, after it has been made whole.

        Raises
        ------
        ResultsError
            When the folder cannot be used.
        """
        with locked(made(self.folder)):
            return self._whole().finished

    def put(self, replication: int, state: State) -> None:
        """Put a replication that has run to its end in the folder.

        Raises
        ------
        ResultsError
            When the folder cannot be written.
        """
        with (
            locked(made(self.folder)),
            writing_piece(self.folder, self._job.run_hash, replication) as part,
        ):
            put_state(self._job, state, part)

    def finish(self) -> Summary:
        """Tables and summary of what the folder keeps.

        Raises
        ------
        ResultsError
            When the folder cannot be used.
        """
        with locked(made(self.folder)):
            finish(self._scenario, self.folder, self._whole(), self._record, lambda: self._job)
            return summary_in(self.folder)

    def replications(self) -> Replications:
        """Sums and weekly deviations of the folder's tables, when it is finished."""
        paths = self.folder / TEAM_WEEKS, self.folder / SPELLS
        rows = tables_at(*paths).weeks.given_also({"teams": list(self._job.names.teams)})
        found = selected(rows, sql(_WEEKLY, rows=rows.source))["deviation_dkk"]
        shape = -1, len(self._job.names.teams), self._job.parameters.calendar.weeks
        weekly = np.round(np.asarray(found, np.float64) * ORE_PER_DKK).astype(np.int64)
        return Replications(sums_of(self._facts, *paths), weekly.reshape(shape))

    def put_beside(self, name: str, table: Columns) -> None:
        """Put a table beside those of the run, as a report is: nothing depends on it.

        Raises
        ------
        ResultsError
            When the folder cannot be written.
        """
        with locked(made(self.folder)), writing_to(self.folder):
            remove_file(self.folder / name)
            write_columns(table, self.folder / name)

    def _whole(self) -> FolderContents:
        return made_whole(self.folder, self._scenario, self._record)


_WEEKLY: Final = Sql(
    "SELECT deviation_dkk FROM {rows} ORDER BY replication, list_position($teams, team), week"
)
