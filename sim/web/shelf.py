"""Which scenarios and results there are: those in the folders that the server was given.

What a link names is looked up here and nowhere else, so no link leads to another file.
"""

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from sim.experiments.folder.merging import newest
from sim.experiments.folder.record import RUN
from sim.experiments.folder.storage import ResultsError
from sim.experiments.listing.runs import FoundRun, found_runs
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.forms import tables_of

SUFFIX: Final = ".toml"
_OTHER_FORMS: Final = frozenset({"plan", "reform"})
_MOST_FILES: Final = 500


class Shelf(NamedTuple):
    """Folders of a server: where results lie, where scenarios lie, and where runs go."""

    results: tuple[Path, ...]
    scenarios: Path | None
    out: Path

    def scenario_files(self) -> dict[str, Path]:
        """Scenario files by name: the path below their folder."""
        if self.scenarios is None:
            return {}
        files = [path for path in _files(self.scenarios) if _is_scenario(path)]
        return {path.relative_to(self.scenarios).as_posix(): path for path in files}

    def runs(self) -> dict[str, FoundRun]:
        """Results folders by name, the earliest written first; of two of a name the last."""
        places = dict.fromkeys((*self.results, self.out))
        return {run.folder.name: run for place in places for run in _runs(place)}

    def file_of(self, name: str) -> Path | None:
        """The scenario file that a link names, with or without its ending."""
        files = self.scenario_files()
        return files.get(name) or files.get(f"{name}{SUFFIX}")


def shelf(results: Sequence[Path], scenarios: Path | None) -> Shelf:
    """The folders as a command line names them.

    Raises
    ------
    ResultsError
        When one that was named is not there.
    """
    for place in (*results, *([scenarios] if scenarios else [])):
        if not place.is_dir():
            raise ResultsError(f"{place}: is not a folder; name one that is there")
    usual = Path("scenarios")
    given = scenarios or (usual if usual.is_dir() else None)
    where = tuple(results) or (Path("results"),)
    return Shelf(where, given, _out(where[0]))


def _out(place: Path) -> Path:
    """Where runs go: the folder of results, or the one that a results folder lies in."""
    return place.parent if newest(place, RUN).exists() else place


def _runs(place: Path) -> list[FoundRun]:
    return found_runs(place) if place.is_dir() else []


def _files(folder: Path) -> Iterator[Path]:
    """Files with a scenario's ending in a folder and below, without leaving it by a link."""
    found = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            if name.endswith(SUFFIX) and not name.startswith(".") and not path.is_symlink():
                found += 1
                if found > _MOST_FILES:
                    return
                yield path


def _is_scenario(path: Path) -> bool:
    """Whether a file is a scenario, or is meant as one: neither a support plan nor a reform."""
    try:
        return _is_meant(path, path.stat().st_mtime_ns)
    except OSError:  # it has just gone
        return False


@lru_cache(maxsize=2 * _MOST_FILES)
def _is_meant(path: Path, _written: int) -> bool:
    try:
        return not _OTHER_FORMS & tables_of(str(path))
    except ScenarioError:
        return True
