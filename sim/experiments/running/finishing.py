"""The end of a run into a folder: tables and summary of the replications that are there."""

from functools import partial
from pathlib import Path

from sim.experiments.folder.contents import FolderContents
from sim.experiments.folder.merging import Merge, merge
from sim.experiments.folder.reading import remember
from sim.experiments.folder.record import RunRecord
from sim.experiments.summary.scenario_facts import facts_of
from sim.experiments.summary.summary import summary_of
from sim.scenario.reading import Scenario


def finish(scenario: Scenario, folder: Path, held: FolderContents, record: RunRecord) -> None:
    """Make tables and summary of what a folder holds, unless they say it already.

    Raises
    ------
    ResultsError
        When the folder cannot be written.
    """
    here = folder.as_posix()
    if held.pieces or not held.says(record, here):
        facts = facts_of(scenario, record.engine, here)
        summarise = partial(summary_of, facts)
        merge(Merge(folder, held.merged, held.pieces, record, summarise))
        remember(folder)
