"""A finished run, to look into from a notebook.

Tables stay on disk until they are asked for. `running/simulate.py` makes these; `open_results`
reads a folder made earlier.
"""

import json
import shutil
import weakref
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from sim.experiments.folder.merging import SUMMARY
from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS
from sim.experiments.folder.record import read_record
from sim.experiments.folder.storage import ResultsError, connection, literal, read_columns
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

    def __init__(self, folder: Path, summary: dict[str, Any]) -> None:
        self.folder = folder
        self.summary = summary
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
        where pandas or polars is installed.
        """
        connected = connection()
        for name in (TEAM_WEEKS, SPELLS):
            path = literal(self.folder / name)
            view = f"CREATE TEMP VIEW {Path(name).stem} AS SELECT * FROM read_parquet({path})"  # noqa: S608 - the path is quoted
            connected.execute(view)
        return connected.execute(sql)

    def __repr__(self) -> str:
        """The summary as text, as `forloeb run` prints it."""
        return summary_text(self.summary)

    def _table(self, name: str) -> Table:
        columns = read_columns(f"SELECT * FROM read_parquet({literal(self.folder / name)})")  # noqa: S608 - the path is quoted
        return {column: _bare(values) for column, values in columns.items()}


def open_results(folder: str | Path) -> Results:
    """Results of an earlier run.

    Raises
    ------
    ResultsError
        When the folder holds no finished run.
    """
    place = Path(folder)
    record = read_record(place)
    try:
        summary = json.loads((place / SUMMARY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        summary = None
    if record is None or not isinstance(summary, dict):
        message = f"{place}: is not a results folder of a finished run; `forloeb run` makes one"
        raise ResultsError(message)
    results = Results(place, summary)
    results.failed = {int(number): fault for number, fault in record["failed"].items()}
    return results


def _bare(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """An array without the mask that masks nothing."""
    if isinstance(values, np.ma.MaskedArray) and not np.ma.getmaskarray(values).any():
        return np.asarray(values.data)
    return values
