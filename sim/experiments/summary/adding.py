"""Adding up a table in whole numbers, by replication and name.

All amounts in the tables are whole øre, minutes and days put into other units; they are turned
back before they are added, so that a sum is exact in any order. `sums.py` says what is added.
"""

from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb
import numpy as np

from sim.experiments.folder.storage import ResultsError, literal, quoted, read_columns, read_sums
from sim.model.parameters import Ints
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK

ALL = ("",)
"""The one name under which everything is added."""


class Tables(NamedTuple):
    """The two tables as SQL can select from them, and the replications in them."""

    weeks: str
    stays: str
    replications: Ints


def tables_at(team_weeks: Path, spells: Path) -> Tables:
    """Tables of a results folder."""
    weeks = f"read_parquet({literal(team_weeks)})"
    found = read_columns(f"SELECT DISTINCT replication AS r FROM {weeks} ORDER BY r")  # noqa: S608 - the path is quoted
    replications = np.asarray(found["r"], dtype=np.int64)
    return Tables(weeks, f"read_parquet({literal(spells)})", replications)


def ore(column: str) -> str:
    """SQL for the sum of a column of kroner, in øre."""
    return whole(quoted(column), ORE_PER_DKK)


def minutes(column: str) -> str:
    """SQL for the sum of a column of hours, in minutes."""
    return whole(quoted(column), MINUTES_PER_HOUR)


def days(column: str) -> str:
    """SQL for the sum of a column of weeks, in days."""
    return whole(quoted(column), DAYS_PER_WEEK)


def count(column: str) -> str:
    """SQL for the sum of a column of whole numbers."""
    return whole(quoted(column), 1)


def whole(amount: str, per_unit: int) -> str:
    """SQL for the sum of an amount in its whole-number unit; 0 where it is null."""
    return f"coalesce(sum(round({amount} * {per_unit})::BIGINT), 0)"


def summed(columns: dict[str, str], rows: str, replications: Ints) -> dict[str, Ints]:
    """Sums by replication [replications]; `columns` gives the SQL of each."""
    spread = added_by("''", columns, rows, (replications, ALL))
    return {title: amounts[:, 0] for title, amounts in spread.items()}


def added_by(
    name: str, columns: dict[str, str], rows: str, axes: tuple[Ints, tuple[str, ...]]
) -> dict[str, Ints]:
    """Sums by replication and name as arrays [replications, names], 0 where nothing was.

    `name` is the SQL of the name, `rows` what SQL can select from, `axes` the replications and
    the names.

    Raises
    ------
    ResultsError
        When a replication's sum passes 64 bits: 9.2e18 øre are 9.2e16 DKK.
    """
    replications, names = axes
    found = _read(columns, rows, name)
    place = {title: number for number, title in enumerate(names)}
    of_row = np.searchsorted(replications, found.pop("r"))
    of_column = [place[title] for title in found.pop("name")]
    spread = {}
    for title, amounts in found.items():
        spread[title] = np.zeros((replications.size, len(names)), dtype=np.int64)
        spread[title][of_row, of_column] = amounts
        _check_total(title, spread[title])
    return spread


def _read(columns: dict[str, str], rows: str, name: str) -> dict[str, Any]:
    """The sums of each group, in whole numbers of 64 bits."""
    try:
        return read_sums(_grouped(columns, rows, name, "BIGINT"))
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as fault:
        roughly = {title: sql.replace("::BIGINT", "::DOUBLE") for title, sql in columns.items()}
        found = read_sums(_grouped(roughly, rows, name, "DOUBLE"))
        sums = {title: np.abs(found[title]).max(initial=0.0) for title in columns}
        largest = max(sums, key=lambda title: float(sums[title]))
        if not np.isfinite(sums[largest]):
            raise
        raise ResultsError(_too_large(largest, float(sums[largest]))) from fault


def _check_total(title: str, amounts: Ints) -> None:
    """Refuse sums [replications, names] whose own sum over the names would pass 64 bits."""
    total = float(np.abs(amounts.astype(np.float64)).sum(axis=1).max(initial=0.0))
    if total >= _MOST:
        raise ResultsError(_too_large(title, total))


_MOST: Final = 2.0**63
_SAID_AS: Final = {
    "revenue": "revenue_dkk",
    "cost": "cost_dkk",
    "revenue_ore": "revenue_dkk",
    "cost_ore": "cost_dkk",
}


def _too_large(title: str, total: float) -> str:
    return (
        f"{_SAID_AS.get(title, title)}: a replication adds up to {total:.1e} øre, minutes or days, "
        f"and more than {_MOST:.1e} (9.2e16 DKK) cannot be added exactly; run fewer weeks, or "
        "count money in thousands: divide every price and rate by 1,000"
    )


def _grouped(columns: dict[str, str], rows: str, name: str, kind: str) -> str:
    wanted = ", ".join(f"({sql})::{kind} AS {quoted(column)}" for column, sql in columns.items())
    return (
        f"SELECT replication AS r, {name} AS name, {wanted} FROM {rows} "  # noqa: S608 - names are quoted
        "GROUP BY ALL"
    )
