"""The ledger: every number of a scenario with its source, its law and what uses it.

`forloeb ledger --json` says it; holes are numbers of which something is not said.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sim.experiments.documents.sweeping import Hole, LedgerEntry, LedgerTree
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.files.values import LedgerRow, is_number
from sim.scenario.patching.used_by import used_by
from sim.scenario.reading import Scenario

_SETTINGS: Final = "run"
"""Table whose numbers are the run's and no facts of the world: no source is asked of them."""

_SHARES: Final = ("probability", "share", "shares", "%", "per cent")
_RATIOS: Final = ("ratio", "multiplier", "factor")
_IN_ALL: Final = (".exits[", "intake.", "start_level", "payers.share", "recommended_mix.")
"""Where shares that add up to 1 stand."""


def ledger_rows(scenario: Scenario) -> list[LedgerEntry]:
    """One row a number and date, ready for a table of pandas or polars."""
    return [_row(scenario, row) for row in scenario.ledger]


def shown_rows(scenario: Scenario) -> list[LedgerEntry]:
    """The ledger's rows as a page shows them: numbers of the world, what teams say alike once.

    What uses a team's number is looked up for the first team that says it.
    """
    first: dict[str, list[str]] = {}
    shown = []
    for row, key in rows_together(scenario.ledger):
        pattern = _of_any_team(row.key)
        if pattern not in first:
            first[pattern] = used_by(scenario, row.key)
        shown.append(_entry(row._replace(key=key), first[pattern]))
    return shown


def form_rows(rows: Iterable[LedgerRow]) -> list[LedgerEntry]:
    """The same of a file whose numbers no array of the model hangs on."""
    return [_entry(row, []) for row in rows if _is_of_numbers(row.value)]


def _is_of_numbers(value: object) -> bool:
    several = value if isinstance(value, list) else [value]
    return bool(several) and all(is_number(one) for one in several)


def rows_together(rows: Iterable[LedgerRow]) -> Iterator[tuple[LedgerRow, str]]:
    """Rows that are no settings, each with the key that stands for all teams that say it alike."""
    alike: dict[tuple[str, str], list[LedgerRow]] = {}
    for row in rows:
        if _is_of_numbers(row.value) and not row.key.startswith(f"{_SETTINGS}."):
            key = _of_any_team(row.key)
            alike.setdefault((key, repr(row._replace(key=key))), []).append(row)
    for (key, _), same in alike.items():
        yield same[0], same[0].key if len(same) == 1 else key


def _of_any_team(key: str) -> str:
    """A team's key with a star for its name, which may have a point within quotes."""
    return _TEAM.sub("team.*.", key)


_TEAM: Final = re.compile(r'^team\.(?:"(?:[^"\\]|\\.)*"|[^."]+)\.')


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
    return _entry(row, used_by(scenario, row.key))


def _entry(row: LedgerRow, used: list[str]) -> LedgerEntry:
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
        "used_by": used,
        "from": None if row.from_date is None else row.from_date.isoformat(),
    }
