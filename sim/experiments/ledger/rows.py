"""The ledger: every number of a scenario with its source, its law and what uses it.

`forloeb ledger --json` says it; holes are numbers of which something is not said.
"""

from typing import Final

from sim.experiments.documents.sweeping import Hole, LedgerEntry, LedgerTree
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.files.values import LedgerRow
from sim.scenario.patching.used_by import used_by
from sim.scenario.reading import Scenario

_SETTINGS: Final = "run"
"""Table whose numbers are the run's and no facts of the world: no source is asked of them."""

_SHARES: Final = ("probability", "share", "shares", "%", "per cent")
_RATIOS: Final = ("ratio", "multiplier", "factor")
_IN_ALL: Final = (".exits[", "intake.", "start_level", "payers.share")
"""Where shares that add up to 1 stand."""


def ledger_rows(scenario: Scenario) -> list[LedgerEntry]:
    """One row a number and date, ready for a table of pandas or polars."""
    return [_row(scenario, row) for row in scenario.ledger]


def holes(rows: list[LedgerEntry]) -> list[Hole]:
    """Numbers of which something is not said, and what."""
    found = [
        Hole(key=row["key"], missing=[name for name in _ASKED if row.get(name) is None])
        for row in rows
        if not row["key"].startswith(f"{_SETTINGS}.")
    ]
    return [hole for hole in found if hole["missing"]]


_ASKED: Final = ("unit", "source", "status", "low", "high")


def ledger_tree(scenario: Scenario) -> LedgerTree:
    """Everything that `forloeb ledger --json` says."""
    rows = ledger_rows(scenario)
    return {
        "schema": DOCUMENT_VERSION,
        "scenario": scenario.stem,
        "rows": rows,
        "holes": holes(rows),
    }


def law_of(row: LedgerRow) -> str | None:
    """Law of a number: the one stated, or that of its unit; none without a range.

    Shares that add up to 1 are Dirichlet together, other shares beta, ratios lognormal, and what
    can be any amount above 0 gamma. A number that can be below 0 has none unless it is stated.
    """
    if row.law is not None or row.low is None or row.high is None:
        return row.law
    unit = (row.unit or row.key.rsplit(".", 1)[-1]).lower()
    if any(word in unit for word in _SHARES):
        return "dirichlet" if any(place in row.key for place in _IN_ALL) else "beta"
    if any(word in unit for word in _RATIOS):
        return "lognormal"
    lows = row.low if isinstance(row.low, list) else [row.low]
    return "gamma" if min(lows) >= 0 else None


def _row(scenario: Scenario, row: LedgerRow) -> LedgerEntry:
    return {
        "key": row.key,
        "value": row.value,
        "unit": row.unit,
        "source": row.source,
        "year": row.year,
        "status": row.status,
        "low": row.low,
        "high": row.high,
        "law": law_of(row),
        "n": row.n,
        "period": row.period,
        "used_by": used_by(scenario, row.key),
        "from": None if row.from_date is None else row.from_date.isoformat(),
    }
