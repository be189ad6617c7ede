"""Tables of replications in memory, to be asked in SQL without a disk.

All of them lie in one DuckDB that can reach no file; each has tables of its own, which are gone
with the object. So tables of two runs can be asked together.
"""

import itertools
import weakref
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sim.experiments.folder.database import Connection, hearing_ctrl_c, run_sql, separate
from sim.experiments.folder.sql import Sql, put_together, quoted, sql
from sim.experiments.folder.storage import column_array, sql_type
from sim.experiments.running.replication import ReplicationTables
from sim.experiments.summary.adding import Rows, Tables

_numbers = itertools.count()

NAMES: Final = ReplicationTables._fields


@lru_cache(maxsize=1)
def _database() -> Connection:
    return separate()


class MemoryTables:
    """The two tables of some replications."""

    def __init__(self) -> None:
        """Begin without a replication."""
        number = next(_numbers)
        self._sources = {name: quoted(f"{name} {number}") for name in NAMES}
        self._made: set[str] = set()
        self.replications: list[int] = []
        weakref.finalize(self, _drop, list(self._sources.values()))

    def add(self, replication: int, tables: ReplicationTables) -> None:
        """Add a replication's rows."""
        self.replications.append(replication)
        for name, columns in tables._asdict().items():
            self._add(name, columns)

    def tables(self) -> Tables:
        """The tables as SQL can select from them."""
        weeks, stays = (Rows(_database().cursor(), self._sources[name], {}) for name in NAMES)
        return Tables(weeks, stays, np.sort(np.array(self.replications, np.int64)))

    def opened(self) -> Connection:
        """A connection on which the two tables are `team_weeks` and `spells`."""
        connected = _database().cursor()
        for name, source in self._sources.items():
            made = sql("CREATE TEMP VIEW {name} AS FROM {source}", name=quoted(name), source=source)
            run_sql(connected, made)
        return connected

    def _add(self, name: str, columns: Mapping[str, Any]) -> None:
        arrays: dict[str, npt.NDArray[Any]] = {
            column: column_array(column, values) for column, values in columns.items()
        }
        wanted = put_together(
            sql("{column}::{kind} AS {column}", column=quoted(column), kind=sql_type(column))
            for column in columns
        )
        statement = _MORE if name in self._made else _FIRST
        self._made.add(name)
        with _database().cursor() as connected, hearing_ctrl_c():
            connected.register("rows_to_add", arrays)
            source = self._sources[name]
            run_sql(connected, sql(statement, source=source, wanted=wanted))


_FIRST: Final = Sql("CREATE TABLE {source} AS SELECT {wanted} FROM rows_to_add")
_MORE: Final = Sql("INSERT INTO {source} SELECT {wanted} FROM rows_to_add")


def _drop(sources: list[Sql]) -> None:
    with _database().cursor() as connected:
        for source in sources:
            run_sql(connected, sql("DROP TABLE IF EXISTS {source}", source=source))
