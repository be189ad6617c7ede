"""A run into its results folder, one replication at a time, by whoever may leave off at any.

`simulate` does a run in one go. Whoever shows a run while it grows, as the web page does, takes
it step by step: each finished replication is in the folder, so a stop loses nothing and any
other run of the same goes on from there.
"""

from pathlib import Path

from sim.experiments.documents.summary import Summary
from sim.experiments.folder.contents import FolderContents, made, made_whole, summary_in
from sim.experiments.folder.lock import locked
from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS, writing_piece
from sim.experiments.folder.record import RunRecord, folder_name, record_of, run_hash
from sim.experiments.folder.storage import write_columns
from sim.experiments.prepared.prepare import PreparedJob
from sim.experiments.running.finishing import finish
from sim.experiments.running.replication import tabulated
from sim.model.state import State


class StepwiseRun:
    """A prepared job's results folder; each call leaves it as another run could go on."""

    def __init__(self, prepared: PreparedJob, out: Path) -> None:
        """Name the folder; nothing is made yet."""
        self._scenario = prepared.scenario
        self._job = prepared.job._replace(run_hash=run_hash(prepared.scenario))
        self._record: RunRecord = record_of(prepared.scenario, prepared.engine)
        self.folder = out / folder_name(prepared.scenario)

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
        tables = tabulated(self._job, state, replication)
        with (
            locked(made(self.folder)),
            writing_piece(self.folder, self._job.run_hash, replication) as part,
        ):
            write_columns(tables.team_weeks, part / TEAM_WEEKS, self.folder)
            write_columns(tables.spells, part / SPELLS, self.folder)

    def finish(self) -> Summary:
        """Tables and summary of what the folder keeps.

        Raises
        ------
        ResultsError
            When the folder cannot be used.
        """
        with locked(made(self.folder)):
            finish(self._scenario, self.folder, self._whole(), self._record)
            return summary_in(self.folder)

    def _whole(self) -> FolderContents:
        return made_whole(self.folder, self._scenario, self._record)
