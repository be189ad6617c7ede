"""The end of a run into a folder: tables and summary of the replications that are there.

Where all that a folder holds are states in which replications ended, tables and summary are made of
those, and nothing is read back. Where tables are there already, states become tables first.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sim.experiments.documents.summary import Summary
from sim.experiments.folder.contents import FolderContents
from sim.experiments.folder.merging import Merge, merge
from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS, piece
from sim.experiments.folder.reading import remember
from sim.experiments.folder.record import RunRecord
from sim.experiments.folder.states import STATE, state_at
from sim.experiments.prepared.state_sums import Ended, sums_of_state, sums_together
from sim.experiments.summary.scenario_facts import ScenarioFacts, facts_of
from sim.experiments.summary.summary import summary_of, summary_tree
from sim.experiments.tables.columns import Columns
from sim.experiments.tables.job import Job
from sim.experiments.tables.tables import spells_table, team_weeks_table
from sim.model.state import State
from sim.scenario.reading import Scenario

if TYPE_CHECKING:
    from sim.experiments.summary.sums import Sums

Prepared = Callable[[], Job]
"""The job of a run; it is made ready only where a replication waits for its tables."""

_TABLES: Final = {TEAM_WEEKS: team_weeks_table, SPELLS: spells_table}

_MOST_BYTES: Final = 64 << 20
"""Of states that are tabulated in one go; their tables take some five times as much memory."""

_EXACT: Final = 2.0**53
"""Up to here a sum of whole numbers is the same in a table of reals."""


def finish(
    scenario: Scenario, folder: Path, held: FolderContents, record: RunRecord, prepared: Prepared
) -> None:
    """Make tables and summary of what a folder holds, unless they say it already.

    Raises
    ------
    ResultsError
        When the folder cannot be written.
    """
    if held.pieces or not held.says(record, folder.as_posix()):
        merge(merge_of(scenario, folder, held, record, prepared))
        remember(folder)


def merge_of(
    scenario: Scenario, folder: Path, held: FolderContents, record: RunRecord, prepared: Prepared
) -> Merge:
    """The merge of all that a folder holds."""
    facts = facts_of(scenario, record.engine, folder.as_posix())
    states = EndedStates(folder, prepared, facts)
    summarise = partial(summary_of, facts)
    return Merge(folder, held.merged, held.pieces, record, summarise, states)


class EndedStates:
    """Replications of which the folder keeps the states in which they ended."""

    def __init__(self, folder: Path, prepared: Prepared, facts: ScenarioFacts) -> None:
        """Name the folder; nothing is read yet."""
        self._folder = folder
        self._prepared = prepared
        self._facts = facts
        self._parts: dict[str, list[Columns]] = {}
        self._sums: list[Sums] = []
        self._is_exact = True

    def is_one(self, replication: int) -> bool:
        """Whether a replication's piece is a state."""
        return self._path(replication).exists()

    def fit_into_memory(self, replications: Sequence[int]) -> bool:
        """Whether they are so few that they can be tabulated in one go."""
        return sum(self._path(one).stat().st_size for one in replications) <= _MOST_BYTES

    def table(self, name: str, replication: int) -> Columns:
        """One of the two tables of a replication."""
        return _TABLES[name](self._prepared(), self._state(replication), replication)

    def tables(self, name: str, replications: Sequence[int]) -> Columns:
        """One of the two tables of all of them; it can be asked for once."""
        if not self._sums:
            self._read(replications)
        return _joined(self._parts.pop(name))

    def summary(self) -> Summary | None:
        """The summary of those that were tabulated; none where reals could not hold the sums."""
        return summary_tree(self._facts, sums_together(self._sums)) if self._is_exact else None

    def _read(self, replications: Sequence[int]) -> None:
        job = self._prepared()
        for replication in replications:
            state = self._state(replication)
            for name, table in _TABLES.items():
                self._parts.setdefault(name, []).append(table(job, state, replication))
            self._is_exact = self._is_exact and _is_exact(state)
            self._sums.append(sums_of_state(job, self._facts, Ended(replication, state)))

    def _path(self, replication: int) -> Path:
        return piece(self._folder, replication) / STATE

    def _state(self, replication: int) -> State:
        return state_at(self._path(replication))


def _joined(parts: list[Columns]) -> Columns:
    """The rows of tables with the same columns, one after the other."""
    return {name: _one_column([part[name] for part in parts]) for name in parts[0]}


def _one_column(parts: Sequence[Any]) -> Any:  # noqa: ANN401 - arrays of any kind
    rows = np.concatenate([np.ma.getdata(part) for part in parts])
    if not any(isinstance(part, np.ma.MaskedArray) for part in parts):
        return rows
    return np.ma.masked_array(rows, np.concatenate([np.ma.getmaskarray(part) for part in parts]))


def _is_exact(state: State) -> bool:
    """Whether any sum over the state's columns is the same when it is made of the tables."""
    columns = (*state.weeks, *state.spells)
    return all(float(np.abs(one).max(initial=0)) * one.size < _EXACT for one in columns)
