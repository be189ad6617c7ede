"""The folder of a study: where it is, and that it is of one scenario and one process's alone.

What a study has found is kept by the values of its settings, which say nothing of all else that a
scenario is, so the folder says of which scenario it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sim.experiments.folder.contents import made
from sim.experiments.folder.documents import check_sum, read_document, summed_up
from sim.experiments.folder.lock import locked
from sim.experiments.folder.record import run_hash
from sim.experiments.folder.storage import ResultsError, json_text, writing_to
from sim.scenario.reading import Scenario
from sim.words import phrase
from sim.writing import replace_text

OF: Final = "study_of.json"


def study_folder(kind: str, scenario: Scenario, out: str | Path | None) -> Path | None:
    """Folder of a study of a scenario, or none where it stays in memory."""
    return None if out is None else Path(out) / f"{kind}-{scenario.stem}-{run_hash(scenario)}"


@contextmanager
def held_folder(folder: Path | None, scenario: Scenario) -> Iterator[None]:
    """A block in which a study's folder is this process's alone.

    Raises
    ------
    ResultsError
        When it cannot be used, or is of another scenario.
    """
    if folder is None:
        yield
        return
    with locked(made(folder)):
        _check_whose(folder, run_hash(scenario))
        yield


def _check_whose(folder: Path, own: str) -> None:
    path = folder / OF
    if not path.exists():
        with writing_to(folder):
            replace_text(json_text(summed_up({"study_of": 1, "hash": own})), path)
        return
    tree = read_document(path)
    check_sum(path, tree)
    if tree.get("hash") != own:
        raise ResultsError(
            phrase(
                "{folder}: holds the results of another scenario; remove it, or name another "
                "folder with --out",
                folder=folder,
            )
        )
