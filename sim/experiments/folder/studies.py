"""Documents that are made of runs: `comparison.json` and `explanation.json`, read as carefully.

What is in them is laid out and printed as it stands, so a document that has been changed since it
was written, or is of another kind, is refused before anything is done with it.
"""

from pathlib import Path

from sim.experiments.folder.documents import Tree, check_sum, read_document
from sim.experiments.folder.storage import ResultsError
from sim.words import phrase


def read_study(path: Path, command: str) -> Tree:
    """Read a document that a command of ours wrote, with its sum.

    Raises
    ------
    ResultsError
        When it is absent, has been changed, or names its runs by anything but text.
    """
    try:
        tree = read_document(path)
        check_sum(path, tree)
    except ResultsError as fault:
        raise ResultsError(
            phrase(
                "{parent}: holds no {stem} that can be read; `forloeb {command}` makes one",
                parent=path.parent,
                stem=path.stem,
                command=command,
            )
        ) from fault
    return tree


def run_folder(path: Path, named: object) -> Path:
    """The results folder that a document names, where it is, or beside the document's folder.

    Raises
    ------
    ResultsError
        When there is none.
    """
    if isinstance(named, str) and named and "\0" not in named:
        places = (Path(named), path.parent.resolve().parent / Path(named).name)
        for place in places:
            if place.is_dir():
                return place
    raise ResultsError(phrase("{path}: the results folder it belongs to is gone", path=path))
