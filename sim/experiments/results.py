"""A finished run, to look into from a notebook.

Tables stay on disk until they are asked for. `running/simulate.py` makes these; `open_results`
reads a folder made earlier.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import numpy.typing as npt

from sim.experiments.comparison.samples import Samples, samples
from sim.experiments.documents.rows import FigureRow, figure_rows, in_short, key_of
from sim.experiments.documents.summary import Summary
from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS
from sim.experiments.folder.reading import read_folder
from sim.experiments.folder.record import read_record, recorded_scenario
from sim.experiments.folder.storage import ResultsError
from sim.experiments.folder.table_checks import opened_tables
from sim.experiments.prepared.memory_tables import MemoryTables
from sim.experiments.summary.adding import Rows, Tables, every_column, tables_at
from sim.experiments.summary.text import summary_in_short, summary_text
from sim.model.parameters import Floats
from sim.scenario.reading import Scenario
from sim.words import phrase

if TYPE_CHECKING:
    from sim.experiments.folder.database import Connection
    from sim.model.log import LogRow

_COLUMNS_SHOWN = 24


class ResultTable(dict[str, npt.NDArray[Any]]):
    """Arrays by column, all of one length."""

    def __repr__(self) -> str:
        """How many rows there are, and the columns: the first of them where they are many."""
        rows, names = len(next(iter(self.values()), ())), list(self)
        more = len(names) - _COLUMNS_SHOWN
        rest = f" and {more} more" if more > 0 else ""
        return f"<ResultTable of {rows:,} rows: {', '.join(names[:_COLUMNS_SHOWN])}{rest}>"


class Results:
    """What a run left: `folder`, `summary`, and the tables when asked for.

    `tree` is the summary as `summary.json` has it, `rows()` its figures one by one.
    `simulated` counts the replications that were not there before; `failed` says by
    replication what went wrong; `notes` are remarks for the user; `log` has what happened, where
    `simulate` was told to keep it.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("scenarios/three_courses.toml", ["run.weeks=2"])
    >>> results = sim.simulate(scenario, replications=2, out=None, workers=1, engine="simpy")
    >>> sorted(results.summary["total"]["deviation_dkk"])
    ['high', 'low', 'mean']
    >>> len(results.by_replication("Nord", "deviation_dkk"))
    2
    >>> results.query("SELECT DISTINCT course FROM spells ORDER BY course").fetchall()
    [('development',), ('individual',), ('stabilisation',)]
    """

    def __init__(self, folder: Path, summary: Summary, *, external: bool = False) -> None:
        self._folder = folder
        self.summary = summary
        self.external = external
        self.simulated = 0
        self.failed: dict[int, str] = {}
        self.notes: list[str] = []
        self.log: list[LogRow] | None = None
        self._samples: Samples = {}

    @property
    def tree(self) -> Summary:
        """The summary, as `forloeb run --json` prints it."""
        return self.summary

    def rows(self) -> Iterator[FigureRow]:
        """Every figure of the summary, ready for a table of pandas or polars."""
        return figure_rows(self.summary)

    def by_replication(self, *figure: str) -> Floats:
        """Values of a figure [replications], whose mean the summary has.

        `by_replication("deviation_dkk")` is that of all teams together, `("Nord",
        "deviation_dkk")` or `("team.Nord.deviation_dkk")` that of a team. A figure that is a
        ratio of sums has the values of the jackknife (`comparison/samples.py`).

        Raises
        ------
        KeyError
            When there is no such figure, or several are meant.
        ResultsError
            When the folder's scenario cannot be read.
        """
        if not self._samples:
            self._samples = samples(self._scenario(), self.tables, self.replications)
        return self._samples[key_of(figure, self._samples)]

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

    def team_weeks(self) -> ResultTable:
        """Table of replications, teams and weeks as arrays by column; nulls are masked."""
        return _arrays(self.tables.weeks)

    def spells(self) -> ResultTable:
        """Table of spells as arrays by column; nulls are masked."""
        return _arrays(self.tables.stays)

    def query(self, sql: str) -> duckdb.DuckDBPyRelation:
        """Ask the tables `team_weeks` and `spells` in SQL.

        What comes back shows its first rows and converts: `.fetchall()`, `.fetchnumpy()` and
        `.to_dicts()`; `.df()` where pandas is installed, `.pl()` polars, `.to_arrow_table()`
        pyarrow; and it can be asked further (`.filter`, `.order`, …). A question sees the
        folder's own files only, unless the results were opened with `external=True`.

        Raises
        ------
        ValueError
            When the text asks for nothing.
        """
        found = self._opened().sql(sql)
        if found is None:
            raise ValueError(f"{sql!r} asks for nothing; write a SELECT")
        return found.materialize()  # the tables may be gone before it is looked at

    def _opened(self) -> "Connection":
        """A connection on which the two tables are `team_weeks` and `spells`."""
        paths = self.folder / TEAM_WEEKS, self.folder / SPELLS
        return opened_tables(*paths, external=self.external)

    def _scenario(self) -> Scenario:
        """What was run."""
        scenario = recorded_scenario(read_record(self.folder))
        if scenario is None:
            raise ResultsError(
                phrase(
                    "{folder}: this version cannot read its scenario; run the file again",
                    folder=self.folder,
                )
            )
        return scenario

    def __repr__(self) -> str:
        """One line; `print` shows the summary."""
        return in_short(self, self.summary["scenario"], *summary_in_short(self.summary))

    def __str__(self) -> str:
        """The summary as text, as `forloeb run` prints it."""
        return summary_text(self.summary)


class MemoryResults(Results):
    """Results that are kept in memory as long as this object."""

    def __init__(self, scenario: Scenario, kept: MemoryTables, summary: Summary) -> None:
        super().__init__(Path(), summary)
        self._of, self._kept = scenario, kept

    @property
    def folder(self) -> Path:
        """There is none.

        Raises
        ------
        ResultsError
            Always.
        """
        raise ResultsError(phrase("these results are in memory only: give out=FOLDER to keep them"))

    @property
    def replications(self) -> list[int]:
        """Numbers of the replications that finished."""
        return sorted(self._kept.replications)

    @property
    def tables(self) -> Tables:
        """The two tables as SQL can select from them."""
        return self._kept.tables()

    def _opened(self) -> "Connection":
        return self._kept.opened()

    def _scenario(self) -> Scenario:
        return self._of


def _arrays(rows: Rows) -> ResultTable:
    return ResultTable({column: _bare(values) for column, values in every_column(rows).items()})


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
        message = phrase(
            "{folder}: is not a results folder of a finished run; `forloeb run` makes one",
            folder=folder,
        )
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
