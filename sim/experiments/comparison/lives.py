"""Do the same citizens live the same lives under two scenarios? Spell by spell, money aside.

Where not one spell differs and the same care is given, all of the difference is price. Who
lives otherwise can be counted only because a citizen is the same person in every scenario.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from typing_extensions import TypedDict

from sim.experiments.folder.database import adder, counted
from sim.experiments.folder.pieces import SPELLS, TABLES
from sim.experiments.folder.sql import Sql, put_together, quoted, sql
from sim.experiments.summary.adding import Rows, column_names, file_rows

LIFE = ("replication", "citizen", "team", "course", "level", "start_day", "end_day", "exit")
"""What of a spell is life rather than care."""

_MONEY = "_dkk"


class LivesAlike(TypedDict):
    """How alike the lives are. `same_care` is null where the lives differ already."""

    spells_first: int
    spells_other: int
    spells_alike: int
    citizens: int
    citizens_alike: int
    same_lives: bool
    same_care: bool | None
    is_price_only: bool


class Folders(NamedTuple):
    """Two results folders, the replications that count, and the first's names of the teams."""

    first: Path
    other: Path
    replications: Sequence[int]
    team_names: Mapping[str, str]


def lives(of: Folders) -> LivesAlike:
    """Compare the spells of two results folders row by row, without money."""
    both = _both(of, SPELLS, LIFE)
    gone, come = _beyond(both.first, both.other), _beyond(both.other, both.first)
    spells_first, spells_other, differing = map(both.count, (both.first, both.other, gone))
    citizens = both.count(_union(both.first, both.other))
    differ = 0
    if differing or spells_first != spells_other:
        differ = both.count(_union(gone, come))
    same_care = None if differ else _is_same_care(of)
    return LivesAlike(
        spells_first=spells_first,
        spells_other=spells_other,
        spells_alike=spells_first - differing,
        citizens=citizens,
        citizens_alike=citizens - differ,
        same_lives=not differ,
        same_care=same_care,
        is_price_only=bool(same_care),
    )


def _is_same_care(of: Folders) -> bool:
    """Whether every other column of both tables agrees, but for money."""
    return all(_are_the_same(_both(of, table, _columns(of, table))) for table in TABLES)


def _are_the_same(both: "_Both") -> bool:
    """Whether two SELECTs give the same rows: as many, and none of the one that the other lacks."""
    is_as_long = both.count(both.first) == both.count(both.other)
    return is_as_long and not both.count(_beyond(both.first, both.other))


def _columns(of: Folders, table: str) -> tuple[str, ...]:
    """Columns that are in both tables and are no money."""
    found = [column_names(rows) for rows in _tables(of, table)]
    return tuple(name for name in found[0] if name in found[1] and not name.endswith(_MONEY))


# SQL


class _Both(NamedTuple):
    """Rows of both tables as SELECTs, teams by the first's names, and how they are asked."""

    first: Sql
    other: Sql
    asked: Rows

    def count(self, rows: Sql) -> int:
        """How many rows a SELECT gives."""
        statement = sql("SELECT count(*) FROM ({rows})", rows=rows)
        return counted(self.asked.connected, statement, self.asked.given)


def _tables(of: Folders, table: str) -> tuple[Rows, Rows]:
    connected = adder(of.first, of.other)
    return (
        file_rows(connected, of.first / table, "first"),
        file_rows(connected, of.other / table, "other"),
    )


def _both(of: Folders, table: str, columns: Sequence[str]) -> _Both:
    first, other = _tables(of, table)
    changed = {theirs: ours for theirs, ours in of.team_names.items() if theirs != ours}
    given = {
        "within": list(of.replications),
        "theirs": list(changed) or [""],
        "ours": list(changed.values()) or [""],
    }
    return _Both(
        sql(_WITHIN, columns=put_together(map(quoted, columns)), rows=first.source),
        sql(_WITHIN, columns=put_together(map(_renamed, columns)), rows=other.source),
        first.given_also({**other.given, **given}),
    )


_WITHIN = Sql("SELECT {columns} FROM {rows} WHERE list_contains($within, replication)")

_OURS = Sql("$ours[list_position($theirs, team)]")
"""The first's name of a team that the other calls otherwise; null of those both call the same."""


def _renamed(column: str) -> Sql:
    """A column of the other table; a team's name, also in a citizen's, becomes the first's."""
    if column == "team":
        return sql("coalesce({ours}, team) AS team", ours=_OURS)
    if column == "citizen":
        put = sql("{ours} || substr(citizen, length(team) + 1)", ours=_OURS)
        return sql("coalesce({put}, citizen) AS citizen", put=put)
    return quoted(column)


def _beyond(rows: Sql, others: Sql) -> Sql:
    """Rows that are not among others, as often as they are there."""
    return sql("{rows} EXCEPT ALL {others}", rows=rows, others=others)


def _union(rows: Sql, others: Sql) -> Sql:
    """Citizens of either."""
    return sql(_CITIZENS, rows=rows, others=others)


_CITIZENS = Sql(
    "SELECT replication, citizen FROM ({rows}) UNION SELECT replication, citizen FROM ({others})"
)
