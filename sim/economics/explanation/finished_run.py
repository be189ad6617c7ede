"""A results folder that can be explained: a finished run of this model, with its sums."""

from pathlib import Path
from typing import NamedTuple

from sim.economics.explanation.run_sums import RunSums, run_sums
from sim.experiments.comparison.differences import COMPARISON
from sim.experiments.folder.contents import is_unfinished
from sim.experiments.folder.lock import is_locked
from sim.experiments.folder.pieces import TABLES
from sim.experiments.folder.record import RUN, Record, read_record, recorded_scenario
from sim.experiments.folder.storage import ResultsError, sha256_of
from sim.model.version import MODEL_VERSION
from sim.scenario.reading import Scenario


class FinishedRun(NamedTuple):
    """What was run, and what came of it."""

    folder: Path
    scenario: Scenario
    replications: list[int]
    sums: RunSums

    @property
    def teams(self) -> tuple[str, ...]:
        """Names of the teams, in the order of the file."""
        return tuple(team.name for team in self.scenario.values.team)

    @property
    def weeks(self) -> int:
        """Reported weeks."""
        return self.scenario.values.run.weeks


def finished_run(folder: Path, replications: int | None) -> FinishedRun:
    """The run in a folder; of its replications the first so many, or all.

    Raises
    ------
    ResultsError
        When there is none that can be explained.
    ValueError
        When there are not so many replications.
    """
    record = _checked_record(folder)
    scenario = recorded_scenario(record)
    if scenario is None:
        raise ResultsError(f"{folder}: this version cannot read its scenario; run the file again")
    there = sorted(record["replications"])
    wanted = len(there) if replications is None else replications
    if not 1 <= wanted <= len(there):
        message = (
            f"replications must be from 1 to {len(there)}, which {folder} holds, not {wanted}; "
            "run the scenario again with more"
        )
        raise ValueError(message)
    used = there[:wanted]
    names = [team.name for team in scenario.values.team]
    sums = run_sums(folder, names, used, scenario.values.run.weeks)
    return FinishedRun(folder, scenario, used, sums)


def _checked_record(folder: Path) -> Record:
    """The record of a finished run of this model whose tables are as they were written."""
    if (folder / COMPARISON).exists():
        raise ResultsError(f"{folder}: is a comparison; name one of the runs that it compares")
    record = read_record(folder)
    if record is None:
        message = f"{folder}: is not a results folder (it has no {RUN}); `forloeb run` makes one"
        raise ResultsError(message)
    if is_locked(folder):
        raise ResultsError(f"{folder}: a run is at work in this folder; wait for it")
    if not record["replications"] or is_unfinished(folder):
        raise ResultsError(f"{folder}: its run is not finished; run the scenario again")
    _check_model(folder, record)
    for name in TABLES:
        path = folder / name
        if not path.is_file() or sha256_of(path) != record["files"].get(name):
            raise ResultsError(f"{path}: is damaged or absent; run the scenario again")
    return record


def _check_model(folder: Path, record: Record) -> None:
    theirs = record["versions"].get("model")
    if theirs != MODEL_VERSION:
        message = (
            f"{folder}: was made by model version {theirs}, this is version {MODEL_VERSION}; "
            "run the scenario again"
        )
        raise ResultsError(message)
