"""A finished run, to look into from a notebook.

Tables stay on disk until they are asked for. `running/simulate.py` makes these; `open_results`
reads a folder made earlier.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import numpy.typing as npt

from sim.experiments.documents.summary import Summary
from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS
from sim.experiments.folder.reading import read_folder
from sim.experiments.folder.record import read_record
from sim.experiments.folder.storage import ResultsError
from sim.experiments.folder.table_checks import opened_tables
from sim.experiments.prepared.memory_tables import MemoryTables
from sim.experiments.summary.adding import Rows, Tables, every_column, tables_at
from sim.experiments.summary.text import summary_text

if TYPE_CHECKING:
    from sim.model.log import LogRow

Table = dict[str, npt.NDArray[Any]]


class Results:
    """What a run left: `folder`, `summary`, and the tables when asked for.

    `simulated` counts the replications that were not there before; `failed` says by
    replication what went wrong; `notes` are remarks for the user; `log` has what happened, where
    `simulate` was told to keep it.

    Examples
    --------
    >>> results = simulate(load_scenario("scenarios/three_courses.toml"))
    >>> results.summary["total"]["deviation_dkk"]["mean"]
    >>> results.query("SELECT * FROM spells WHERE exit = 'dead'").fetchall()
    """

    def __init__(self, folder: Path, summary: Summary, *, external: bool = False) -> None:
        self._folder = folder
        self.summary = summary
        self.external = external
        self.simulated = 0
        self.failed: dict[int, str] = {}
        self.notes: list[str] = []
        self.log: list[LogRow] | None = None

    @property
    def folder(self) -> Path:
        """The results folder."""
        return self._folder

    @property
    def replications(self) -> list[int]:
        """Numbers of the replications that finished."""
        return list(read_record(self.folder).replications)

    @property
    def tables(self) -> Tables:
        """The two tables as SQL can select from them."""
        return tables_at(self.folder / TEAM_WEEKS, self.folder / SPELLS)

    def team_weeks(self) -> Table:
        """Table of replications, teams and weeks as arrays by column; nulls are masked."""
        return _arrays(self.tables.weeks)

    def spells(self) -> Table:
        """Table of spells as arrays by column; nulls are masked."""
        return _arrays(self.tables.stays)

    def query(self, sql: str) -> duckdb.DuckDBPyConnection:
        """Ask the tables `team_weeks` and `spells` in SQL.

        What comes back converts with `.fetchall()`, `.fetchnumpy()`, or `.df()` and `.pl()`
        where pandas or polars is installed. A question sees the folder's own files only, unless
        the results were opened with `external=True`.
        """
        paths = self.folder / TEAM_WEEKS, self.folder / SPELLS
        return opened_tables(*paths, external=self.external).execute(sql)

    def __repr__(self) -> str:
        """The summary as text, as `forloeb run` prints it."""
        return summary_text(self.summary)


class MemoryResults(Results):
    """Results that are kept in memory as long as this object."""

    def __init__(self, kept: MemoryTables, summary: Summary) -> None:
        super().__init__(Path(), summary)
        self._kept = kept

    @property
    def folder(self) -> Path:
        """There is none.

        Raises
        ------
        ResultsError
            Always.
        """
        raise ResultsError("these results are in memory only: give out=FOLDER to keep them")

    @property
    def replications(self) -> list[int]:
        """Numbers of the replications that finished."""
        return sorted(self._kept.replications)

    @property
    def tables(self) -> Tables:
        """The two tables as SQL can select from them."""
        return self._kept.tables()

    def query(self, sql: str) -> duckdb.DuckDBPyConnection:
        """Ask the tables `team_weeks` and `spells` in SQL."""
        return self._kept.opened().execute(sql)


def _arrays(rows: Rows) -> Table:
    return {column: _bare(values) for column, values in every_column(rows).items()}


def open_results(folder: str | Path, *, external: bool = False) -> Results:
    """Results of an earlier run.

    Parameters
    ----------
    folder
        The folder that `forloeb run` or `simulate` left.
    external
        Let `query` read and write files elsewhere too, and see the variables of a notebook, to
        join data of one's own. A folder from somebody else is asked without.

    Raises
    ------
    ResultsError
        When the folder holds no finished run, or is damaged.
    """
    reading = read_folder(Path(folder))
    if reading.record is None or reading.summary is None:
        message = f"{folder}: is not a results folder of a finished run; `forloeb run` makes one"
        raise ResultsError(message)
    results = Results(Path(folder), reading.summary, external=external)
    results.failed = {int(number): fault for number, fault in reading.record.failed.items()}
    results.notes = reading.remarks
    return results


def _bare(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """An array without the mask that masks nothing."""
    if isinstance(values, np.ma.MaskedArray) and not np.ma.getmaskarray(values).any():
        return np.asarray(values.data)
    return values
