"""Where a page's numbers come from, and how many of them rest on assumptions.

The rows are those of the ledger (`sim/experiments/ledger/rows.py`), of the scenario as the run
resolved it. A number without a status counts as not stated. What every team says alike is one
row.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from sim.experiments.documents.sweeping import LedgerEntry
from sim.experiments.folder.record import RecordedScenario, recorded_scenario
from sim.experiments.ledger.rows import rows_together, shown_rows
from sim.reporting.page.download import Cell, Table
from sim.reporting.words.language import Language
from sim.scenario.reading import Scenario
from sim.scenario.schema.wrapper import STATUSES
from sim.words import words_of_files

STATED_OR_NOT: Final = (*STATUSES, "")
"""In the order of falling support; the last is a number without a status."""

_COLUMNS: Final = (
    *("key", "value", "unit", "low", "high", "law"),
    *("from", "status", "source", "year", "used_by"),
)


def by_status(statuses: Iterable[str | None]) -> dict[str, int]:
    """How many numbers there are of each status, in the order of `STATED_OR_NOT`."""
    counted = Counter(status if status in STATUSES else "" for status in statuses)
    return {status: counted[status] for status in STATED_OR_NOT if counted[status]}


def statuses_of(run: Mapping[str, Any]) -> list[str | None]:
    """Status of each number of a run; none where this version cannot read its scenario."""
    scenario = _scenario_of(run)
    return [] if scenario is None else [row.status for row, _ in rows_together(scenario.ledger)]


def listed_numbers(run: Mapping[str, Any]) -> list[LedgerEntry]:
    """Every number of a run; none where this version cannot read its scenario."""
    scenario = _scenario_of(run)
    return [] if scenario is None else shown_rows(scenario)


def values_table(rows: Sequence[LedgerEntry], language: Language) -> Table:
    """The numbers with all that the ledger says of them, as a download has them."""
    said: list[dict[str, Any]] = [
        {**row, "source": words_of_files(row["source"] or "", language.code)} for row in rows
    ]
    return _COLUMNS, ([_cell(row[column]) for column in _COLUMNS] for row in said)


def _cell(value: Any) -> Cell:  # noqa: ANN401 - whatever the ledger has there
    if isinstance(value, list):
        return tuple(value)
    return "" if value is None else value


def _scenario_of(run: Mapping[str, Any]) -> Scenario | None:
    kept = {name: run[name] for name in RecordedScenario.model_fields}
    return _restored(json.dumps(kept))


@lru_cache(maxsize=4)
def _restored(kept: str) -> Scenario | None:
    """The scenario of a record; a page asks for it in both its languages and more than once."""
    return recorded_scenario(RecordedScenario.model_validate_json(kept))
