"""Adding up a table in whole numbers, by replication and name.

All amounts in the tables are whole øre, minutes and days put into other units; they are turned
back before they are added, so that a sum is exact in any order. `sums.py` says what is added.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.experiments.folder.storage import literal, quoted, read_columns, read_sums
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
    """
    replications, names = axes
    found = read_sums(_grouped(columns, rows, name))
    place = {title: number for number, title in enumerate(names)}
    of_row = np.searchsorted(replications, found.pop("r"))
    of_column = [place[title] for title in found.pop("name")]
    spread = {}
    for title, amounts in found.items():
        spread[title] = np.zeros((replications.size, len(names)), dtype=np.int64)
        spread[title][of_row, of_column] = amounts
    return spread


def _grouped(columns: dict[str, str], rows: str, name: str) -> str:
    wanted = ", ".join(f"({sql})::BIGINT AS {quoted(column)}" for column, sql in columns.items())
    return (
        f"SELECT replication AS r, {name} AS name, {wanted} FROM {rows} "  # noqa: S608 - names are quoted
        "GROUP BY ALL"
    )
