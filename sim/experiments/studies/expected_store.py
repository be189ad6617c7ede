"""What the twin said of settings, kept so that a study that is killed is finished by the same call.

Values stand by name in files of some each, which get their name in one stroke and are only added
(`sweeps/store.py` does the same for replications).
"""

import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sim.experiments.folder.documents import check_sum, read_document, summed_up
from sim.experiments.folder.storage import ResultsError, json_text, writing_to
from sim.experiments.sweeps.store import SECONDS_AT_RISK
from sim.words import phrase
from sim.writing import made_folder, replace_text

EXPECTED: Final = "expected"
_NAME: Final = re.compile(r"[0-9]{6}\.json", re.ASCII)


class ExpectedStore:
    """Values of a study's folder by name, or in memory where there is none."""

    def __init__(self, folder: Path | None) -> None:
        """Read what is there.

        Raises
        ------
        ResultsError
            When a file is not what was written.
        """
        self._place = None if folder is None else folder / EXPECTED
        self._known: dict[str, list[float]] = {}
        self._waiting: dict[str, list[float]] = {}
        self._written = time.monotonic()
        if self._place is not None:
            with writing_to(self._place.parent):
                made_folder(self._place)
            for path in _whole_files(self._place):
                self._known |= _values_in(path)

    def __contains__(self, name: str) -> bool:
        """Claim that a value is known."""
        return name in self._known

    def __getitem__(self, name: str) -> list[float]:
        """Values of a name."""
        return self._known[name]

    def add(self, name: str, values: list[float]) -> None:
        """Keep values, on the disk at the latest when they took two seconds."""
        self._known[name] = self._waiting[name] = values
        if time.monotonic() - self._written > SECONDS_AT_RISK:
            self.put_down()

    def put_down(self) -> None:
        """Write what is not on the disk yet."""
        if self._place is not None and self._waiting:
            path = self._place / f"{len(_whole_files(self._place)):06}.json"
            with writing_to(self._place):
                replace_text(json_text(summed_up({"expected": 1, "values": self._waiting})), path)
        self._waiting = {}
        self._written = time.monotonic()


def _whole_files(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if _NAME.fullmatch(path.name))


def _values_in(path: Path) -> Mapping[str, Any]:
    try:
        tree = read_document(path)
        check_sum(path, tree)
    except ResultsError as fault:
        raise ResultsError(phrase("{fault}; remove it", fault=fault)) from fault
    values = tree.get("values")
    if not isinstance(values, dict) or not all(_are_numbers(some) for some in values.values()):
        raise ResultsError(phrase("{path}: holds no values of a study; remove it", path=path))
    return values


def _are_numbers(some: object) -> bool:
    return isinstance(some, list) and all(type(one) in {int, float} for one in some)
