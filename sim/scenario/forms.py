"""Files of another form than a scenario, read with the scenario's own machinery.

A support plan (`reform/plan_file.py`) and a reform (`reform/file.py`) are TOML as a scenario is:
`schema = 1`, `extends`, numbers with their source or by date, and every fault at once. What stands
here is only the way through `files/documents.py`, `checks/wrappers.py`, `files/values.py` and
`checks/wording.py` for a form of one's own.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from sim.scenario.checks.wording import schema_faults
from sim.scenario.checks.wrappers import wrapper_faults
from sim.scenario.faults.fault import Fault, ScenarioError
from sim.scenario.files.documents import Document, laid_over, layers
from sim.scenario.files.drafts import Draft
from sim.scenario.files.values import dates, plain_values
from sim.scenario.schema.quantities import Table

T = TypeVar("T", bound=Table)
Check = Callable[[Draft], Iterator[Fault]]

_ABOVE = frozenset({"schema", "extends"})


class Filed(NamedTuple, Generic[T]):
    """A file that was read and checked: its values from each date on which one changes.

    The first date is the earliest one in the file; without any it is the first day there is.
    """

    path: Path
    periods: tuple[tuple[dt.date, T], ...]

    def __repr__(self) -> str:
        """One line: the file, and when its values change."""
        days = f", {len(self.periods)} dates" if self.is_dated else ""
        return f"<Filed {self.path.name}{days}>"

    @property
    def stem(self) -> str:
        """Name of the file without folder and ending."""
        return self.path.stem

    @property
    def is_dated(self) -> bool:
        """Some number has values by date."""
        return self.periods[0][0] > dt.date.min

    def at(self, date: dt.date) -> T:
        """The values as they stand on a date; before the first date, the first ones."""
        begun = bisect_right([day for day, _ in self.periods], date)
        return self.periods[max(0, begun - 1)][1]


def tables_of(path: str | Path) -> set[str]:
    """Keys at the top of a file and of those that it extends; none where it cannot be read."""
    try:
        return {key for layer in layers(str(path)) for key in layer.said.tree}
    except ScenarioError:
        return set()


def read_form(path: str | Path, form: type[T]) -> Document:
    """Tree of a file and of those that it extends, and where its keys stand.

    Raises
    ------
    ScenarioError
        If a file is missing, is no text or is not TOML, or extends itself.
    """
    return laid_over(layers(str(path)), form)


def checked_form(
    path: str | Path, form: type[T], read: Document, checks: Sequence[Check] = ()
) -> Filed[T]:
    """Values by date of what was read.

    Raises
    ------
    ScenarioError
        With every fault that was found.
    """
    tree = {key: value for key, value in read.tree.items() if key not in _ABOVE}
    faults = {*read.faults, *wrapper_faults(tree, read.spot, form)}
    days = sorted(dates(tree, read.spot, form)) or [dt.date.min]
    drafts = [Draft(*plain_values(tree, read.spot, day, form), {}, form) for day in days]
    for draft in drafts:
        faults |= schema_faults(draft)
        faults |= {fault for check in checks for fault in check(draft)}
    if faults:
        raise ScenarioError(faults)
    return Filed(Path(path), _changes(days, [form.model_validate(d.tree) for d in drafts]))


def _changes(days: Sequence[dt.date], values: Sequence[Any]) -> tuple[tuple[dt.date, Any], ...]:
    """Values from each date on which they differ from those before."""
    pairs = list(zip(days, values, strict=True))
    return tuple(
        (day, now)
        for place, (day, now) in enumerate(pairs)
        if not place or now != values[place - 1]
    )
