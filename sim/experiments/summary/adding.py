"""Adding up a table in whole numbers, by replication and name.

All amounts in the tables are whole øre, minutes and days put into other units; they are turned
back before they are added, so that a sum is exact in any order. `sums.py` says what is added.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt

from sim.experiments.folder.database import (
    NONE,
    Connection,
    Parameters,
    adder,
    fetched,
    pattern,
)
from sim.experiments.folder.sql import Sql, own_number, put_together, quoted, sql, value
from sim.experiments.folder.storage import ResultsError
from sim.model.parameters import Ints
from sim.model.state import SUM
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK
from sim.words import phrase

ALL = ("",)
"""The one name under which everything is added."""

PRESENT_DAYS = Sql("greatest(0, least(coalesce(end_day, $end), $end) - greatest(start_day, 0))")
"""Days of a spell within the window that ends on day `end`."""


class Rows(NamedTuple):
    """Rows that can be selected from: on which connection, as what SQL, with which values."""

    connected: Connection
    source: Sql
    given: Parameters

    def such(self, select: Sql, given: Parameters = NONE) -> "Rows":
        """The rows that a SELECT from `{rows}`, which are these, gives with more values."""
        statement = sql(select, rows=self.source)
        return Rows(self.connected, sql("({rows})", rows=statement), {**self.given, **given})

    def given_also(self, given: Parameters) -> "Rows":
        """The same rows, with more values for what is asked of them."""
        return self._replace(given={**self.given, **given})


class Tables(NamedTuple):
    """The two tables as SQL can select from them, and the replications in them."""

    weeks: Rows
    stays: Rows
    replications: Ints


def tables_at(team_weeks: Path, spells: Path) -> Tables:
    """Tables of a results folder."""
    connected = adder(team_weeks.parent, spells.parent)
    weeks, stays = (file_rows(connected, path) for path in (team_weeks, spells))
    found = selected(
        weeks, sql("SELECT DISTINCT replication AS r FROM {rows} ORDER BY r", rows=weeks.source)
    )
    return Tables(weeks, stays, np.asarray(found["r"], dtype=np.int64))


def file_rows(connected: Connection, path: Path, name: str = "path") -> Rows:
    """Rows of one table's file; `name` tells it from others in the same statement."""
    source = sql("read_parquet({value}, hive_partitioning = false)", value=value(name))
    return Rows(connected, source, {name: pattern(path)})


def selected(rows: Rows, statement: Sql) -> dict[str, npt.NDArray[Any]]:
    """Columns that a SELECT from these rows gives, as arrays; masked where there are nulls."""
    return fetched(rows.connected, statement, rows.given)


def every_column(rows: Rows) -> dict[str, npt.NDArray[Any]]:
    """All columns of the rows, as arrays; masked where there are nulls."""
    return selected(rows, sql("FROM {rows}", rows=rows.source))


def column_names(rows: Rows) -> list[str]:
    """Names of the columns of the rows."""
    return list(selected(rows, sql("FROM {rows} LIMIT 0", rows=rows.source)))


def ore(column: str) -> Sql:
    """SQL for the sum of a column of kroner, in øre."""
    return whole(quoted(column), ORE_PER_DKK)


def minutes(column: str) -> Sql:
    """SQL for the sum of a column of hours, in minutes."""
    return whole(quoted(column), MINUTES_PER_HOUR)


def days(column: str) -> Sql:
    """SQL for the sum of a column of weeks, in days."""
    return whole(quoted(column), DAYS_PER_WEEK)


def count(column: str) -> Sql:
    """SQL for the sum of a column of whole numbers."""
    return whole(quoted(column), 1)


def whole(amount: Sql, per_unit: int) -> Sql:
    """SQL for the sum of an amount in its whole-number unit; 0 where it is null."""
    return sql("coalesce(sum({each}), 0)", each=in_whole_units(amount, per_unit))


def in_whole_units(amount: Sql, per_unit: int) -> Sql:
    """SQL for an amount in its whole-number unit."""
    return sql("round({amount} * {unit})::BIGINT", amount=amount, unit=own_number(per_unit))


def summed(columns: Mapping[str, Sql], rows: Rows, replications: Ints) -> dict[str, Ints]:
    """Sums by replication [replications]; `columns` gives the SQL of each."""
    spread = added_by(sql("''"), columns, rows, (replications, ALL))
    return {title: amounts[:, 0] for title, amounts in spread.items()}


def added_by(
    name: Sql, columns: Mapping[str, Sql], rows: Rows, axes: tuple[Ints, tuple[str, ...]]
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
        check_total(title, spread[title])
    return spread


def _read(columns: Mapping[str, Sql], rows: Rows, name: Sql) -> dict[str, npt.NDArray[Any]]:
    """The sums of each group, in whole numbers of 64 bits."""
    try:
        return selected(rows, _grouped(columns, rows.source, name))
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as fault:
        if len(columns) > 1:
            for title, amount in columns.items():  # which of them it is
                _read({title: amount}, rows, name)
        raise ResultsError(_too_large(next(iter(columns)))) from fault


def check_total(title: str, amounts: Ints) -> None:
    """Refuse sums [replications, names] whose own sum over the names would pass 64 bits."""
    if float(np.abs(amounts.astype(np.float64)).sum(axis=1).max(initial=0.0)) >= _MOST:
        raise ResultsError(_too_large(title))


_MOST: Final = 2.0**63
_SAID_AS: Final = {
    "revenue": "revenue_dkk",
    "cost": "cost_dkk",
    **{field: one.column for field, one in SUM.items()},
}


def _too_large(title: str) -> str:
    return phrase(
        "{table}: a replication adds up to more than {most} øre, minutes or days (9.2e16 DKK), "
        "which cannot be added exactly; run fewer weeks, or count money in thousands: divide "
        "every price and rate by 1,000",
        table=_SAID_AS.get(title, title),
        most=f"{_MOST:.1e}",
    )


def _grouped(columns: Mapping[str, Sql], rows: Sql, name: Sql) -> Sql:
    wanted = put_together(
        sql("({amount})::BIGINT AS {column}", amount=amount, column=quoted(column))
        for column, amount in columns.items()
    )
    return sql(
        "SELECT replication AS r, {name} AS name, {wanted} FROM {rows} GROUP BY ALL",
        name=name,
        wanted=wanted,
        rows=rows,
    )
