"""A results folder that can be explained: a finished run of this model, with its sums."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.economics.explanation.run_sums import RunSums, run_sums
from sim.experiments.comparison.differences import COMPARISON
from sim.experiments.expected_cost import expected_prices, told_by_tables
from sim.experiments.folder.lock import is_locked
from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS
from sim.experiments.folder.reading import FolderReading, finished_folder
from sim.experiments.folder.record import run_hash
from sim.experiments.folder.storage import ResultsError
from sim.experiments.summary.adding import tables_at
from sim.experiments.summary.verdict import told_parts
from sim.model.parameters import Floats
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.reading import Scenario
from sim.words import phrase


class FinishedRun(NamedTuple):
    """What was run, and what came of it."""

    folder: Path
    scenario: Scenario
    replications: list[int]
    sums: RunSums
    run_hash: str  # as `run.json` has it
    told: dict[str, Floats] | None  # parts [R, T] that the run tells by itself, by term

    @property
    def teams(self) -> tuple[str, ...]:
        """Names of the teams, in the order of the file."""
        return tuple(team.name for team in self.scenario.values.team)

    @property
    def weeks(self) -> int:
        """Reported weeks."""
        return self.scenario.values.run.weeks


def finished_run(folder: Path, replications: int | None) -> FinishedRun:
    """The run in a folder, with its first replications or all of them.

    Raises
    ------
    ResultsError
        When there is none that can be explained.
    ValueError
        When it has fewer replications.
    """
    reading = _checked(folder)
    record, scenario = reading.record, reading.scenario
    if record is None or scenario is None:
        raise ResultsError(
            phrase(
                "{folder}: this version cannot read its scenario; run the file again", folder=folder
            )
        )
    there = sorted(record.replications)
    wanted = len(there) if replications is None else replications
    if not 1 <= wanted <= len(there):
        message = phrase(
            "replications must be from 1 to {count}, which {folder} holds, not {wanted}; run the "
            "scenario again with more",
            count=len(there),
            folder=folder,
            wanted=wanted,
        )
        raise ValueError(message)
    used = there[:wanted]
    names = [team.name for team in scenario.values.team]
    sums = run_sums(folder, names, used, scenario.values.run.weeks)
    return FinishedRun(
        folder, scenario, used, sums, run_hash(scenario), _told(folder, scenario, used)
    )


def _told(folder: Path, scenario: Scenario, replications: list[int]) -> dict[str, Floats] | None:
    prices = expected_prices(scenario, parameters_of(scenario))
    if prices is None:
        return None
    tables = tables_at(folder / TEAM_WEEKS, folder / SPELLS)
    found = told_by_tables(tables, [team.name for team in scenario.values.team], prices)
    rows = np.searchsorted(tables.replications, replications)
    return told_parts(*(amounts[rows] for amounts in found))


def _checked(folder: Path) -> FolderReading:
    """A finished run of this model that is as it was written."""
    if (folder / COMPARISON).exists():
        raise ResultsError(
            phrase(
                "{folder}: is a comparison; name one of the runs that it compares", folder=folder
            )
        )
    if is_locked(folder):
        raise ResultsError(
            phrase("{folder}: a run is at work in this folder; wait for it", folder=folder)
        )
    return finished_folder(folder)
