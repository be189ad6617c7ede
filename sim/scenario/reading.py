"""The door of a scenario: a TOML file in, a checked `Scenario` out, or every fault at once.

The steps: `files/documents.py` reads the text and what it extends, `files/stacking.py` lays files
over each other and the rows of spreadsheets (`tables/`) over them, `files/overrides.py` applies
`--set`, `files/values.py` takes the sources and dates off the numbers, `schema/` and
`checks/wording.py` say what is wrong with a single value, `checks/` what is wrong between values.
All of them speak before any of them stops the reading.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.scenario.checks import reference_faults
from sim.scenario.checks.other_forms import other_form_fault
from sim.scenario.checks.wording import schema_faults
from sim.scenario.checks.wrappers import wrapper_faults
from sim.scenario.faults.fault import ScenarioError, row_names
from sim.scenario.faults.renamed import gathered
from sim.scenario.files.canonical import determinants, json_tree, tree_of_json
from sim.scenario.files.documents import Document
from sim.scenario.files.drafts import Draft
from sim.scenario.files.overrides import Overrides, overridden
from sim.scenario.files.stacking import stacked
from sim.scenario.files.toml_lines import Spot, TextPosition
from sim.scenario.files.values import LedgerRow, dates, is_date, is_number, ledger, plain_values
from sim.scenario.files.yearly import compounded, new_years
from sim.scenario.schema.scenario import Values
from sim.scenario.tables.sheet import cells_named
from sim.scenario.worded import worded


@dataclass(frozen=True, repr=False)
class Scenario:
    """A scenario that can be run.

    `tree` is all that was read, after `extends` and `--set`; `starts_as` is the scenario whose
    people are in care on the first day, where it is not this one's own; `spot` tells where keys
    stand.
    """

    path: Path
    periods: tuple[tuple[dt.date, Values], ...]
    tree: dict[str, Any] = field(repr=False)
    spot: Spot = field(compare=False, repr=False)
    starts_as: "Scenario | None" = None

    @cached_property
    def resolved(self) -> dict[str, Any]:
        """All that was read, ready for JSON."""
        resolved: dict[str, Any] = json_tree(self.tree)
        return resolved

    @cached_property
    def determinants(self) -> dict[str, Any]:
        """What decides one replication, ready for JSON."""
        return determinants(self.periods)

    @cached_property
    def ledger(self) -> tuple[LedgerRow, ...]:
        """Every number with its source."""
        world = {key: of for key, of in without_heading(self.tree).items() if key != "search"}
        return ledger(world, self.spot, Values)

    @property
    def title(self) -> str:
        """One line that says what the scenario is."""
        return worded(self.values.title)

    def __repr__(self) -> str:
        """One line: what is run, and for how long."""
        values = self.values
        sizes = f"{len(values.team)} teams, {len(values.course)} courses, {values.run.weeks} weeks"
        return f"<Scenario {self.stem}: {sizes}, paid by {values.tariff.kind}>"

    @property
    def stem(self) -> str:
        """Name of the file without folder and ending."""
        return self.path.stem

    @property
    def values(self) -> Values:
        """The scenario as it stands on the first day."""
        return self.periods[0][1]

    @property
    def change_dates(self) -> tuple[dt.date, ...]:
        """Days within the run, after its first, on which some value may change."""
        return tuple(day for day, _ in self.periods[1:])

    def at(self, date: dt.date) -> Values:
        """The scenario as it stands on a date; during a warm-up, as on the first day."""
        begun = bisect_right([day for day, _ in self.periods], date)
        return self.periods[max(0, begun - 1)][1]


def load_scenario(path: str | Path, overrides: Overrides = ()) -> Scenario:
    """Read and check a scenario.

    Parameters
    ----------
    path
        A TOML file, or files laid over each other: `A.toml+B.toml` (`files/stacking.py`).
    overrides
        Texts KEY=VALUE, or one of them: a dotted key, teams and courses by name, and a TOML
        value. Or a mapping of values by key (`files/overrides.py`).

    Raises
    ------
    ScenarioError
        With every fault that was found.
    """
    stack = stacked(str(path))
    return checked_document(overridden(stack.document, overrides), stack.path)


def restored_scenario(resolved: dict[str, Any], path: str | Path) -> Scenario:
    """The scenario whose `resolved` tree was kept, read again as JSON.

    Raises
    ------
    ScenarioError
        If the tree is not one that can be run; all faults are at line 1 of the path.
    """
    return checked_document(
        Document(tree_of_json(resolved), Spot(TextPosition(str(path), 1, 1))), Path(path)
    )


def changed_scenario(scenario: Scenario, overrides: Overrides) -> Scenario:
    """Same scenario with some values changed, checked as when it was read.

    Raises
    ------
    ScenarioError
        With every fault that was found.
    """
    read = overridden(Document(scenario.tree, scenario.spot), overrides)
    return replace(checked_document(read, scenario.path), starts_as=scenario.starts_as)


def checked_document(read: Document, path: Path) -> Scenario:
    """Scenario of what was read.

    Raises
    ------
    ScenarioError
        With every fault that was found.
    """
    spot, tree = read.spot, without_heading(read.tree)
    faults = {*read.faults, *wrapper_faults(tree, spot)}
    every_day, run_days = _days(tree, spot)
    drafts = drafts_on(every_day, tree, spot)
    for draft in drafts.values():
        faults |= schema_faults(draft)
    faults |= reference_faults([(day, drafts[day]) for day in run_days])
    if faults:
        other = other_form_fault(tree, spot, path.name)
        raise ScenarioError(cells_named(gathered(faults) if other is None else [other]))
    periods = compounded((day, Values.model_validate(drafts[day].tree)) for day in run_days)
    return Scenario(path, periods, {**tree, "schema": read.tree["schema"]}, spot)


def without_heading(tree: dict[str, Any]) -> dict[str, Any]:
    """A file's tree without the keys that say what file it is."""
    return {key: value for key, value in tree.items() if key not in {"schema", "extends"}}


def drafts_on(days: Iterable[dt.date], tree: dict[str, Any], spot: Spot) -> dict[dt.date, Draft]:
    """A tree's plain values as they hold on each of some days."""
    names = row_names(tree)
    return {day: Draft(*plain_values(tree, spot, day, Values), names, Values) for day in days}


def _days(tree: dict[str, Any], spot: Spot) -> tuple[list[dt.date], list[dt.date]]:
    """All days on which a value starts, and those of them that belong to the run."""
    run, _ = plain_values({"run": tree.get("run")}, spot, None, Values)
    table = run["run"] if isinstance(run["run"], dict) else {}
    changes = dates(tree, spot, Values)
    start = table.get("start")
    if not is_date(start):
        start = min(changes, default=dt.date.min)
    weeks = table.get("weeks")
    end = _day_after(start, weeks) if is_number(weeks) else dt.date.max
    changes |= new_years(tree, start, end)
    return sorted({start, *changes}), sorted({start, *(d for d in changes if start < d < end)})


def _day_after(start: dt.date, weeks: float) -> dt.date:
    try:
        return start + dt.timedelta(weeks=weeks)
    except OverflowError:
        return dt.date.max
