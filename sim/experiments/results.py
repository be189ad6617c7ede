"""A finished run, to look into from a notebook.

Tables stay on disk until they are asked for. `running/simulate.py` makes these; `open_results`
reads a folder made earlier.
"""

import shutil
import weakref
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from sim.experiments.documents.summary import Summary
from sim.experiments.folder.database import connection
from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS
from sim.experiments.folder.reading import read_folder
from sim.experiments.folder.storage import ResultsError
from sim.experiments.folder.table_checks import opened_tables
from sim.experiments.summary.adding import every_column, file_rows
from sim.experiments.summary.text import summary_text

Table = dict[str, npt.NDArray[Any]]


class Results:
    """What a run left: `folder`, `summary`, and the tables when asked for.

    `simulated` counts the replications that were not there before; `failed` says by
    replication what went wrong; `notes` are remarks for the user.

    Examples
    --------
    >>> results = simulate(load_scenario("scenarios/three_courses.toml"))
    >>> results.summary["total"]["deviation_dkk"]["mean"]
    >>> results.query("SELECT * FROM spells WHERE exit = 'dead'").fetchall()
    """

    def __init__(self, folder: Path, summary: Summary, *, external: bool = False) -> None:
        self.folder = folder
        self.summary = summary
        self.external = external
        self.simulated = 0
        self.failed: dict[int, str] = {}
        self.notes: list[str] = []

    def lose_with(self, folder: Path) -> None:
        """Remove this folder when these results are no longer used."""
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)

    def team_weeks(self) -> Table:
        """Table of replications, teams and weeks as arrays by column; nulls are masked."""
        return self._table(TEAM_WEEKS)

    def spells(self) -> Table:
        """Table of spells as arrays by column; nulls are masked."""
        return self._table(SPELLS)

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

    def _table(self, name: str) -> Table:
        rows = file_rows(connection(self.folder), self.folder / name)
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
