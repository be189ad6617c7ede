"""Do the same citizens live the same lives under two scenarios? Spell by spell, money aside.

Where not one spell differs and the same care is given, all of the difference is price. Who
lives otherwise can be counted only because a citizen is the same person in every scenario.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypedDict

from sim.experiments.folder.pieces import SPELLS, TABLES
from sim.experiments.folder.storage import literal, quoted, read_columns, read_sums

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
    first, other = _rows(of, SPELLS, LIFE)
    gone, come = f"({first} EXCEPT ALL {other})", f"({other} EXCEPT ALL {first})"
    spells_first, spells_other, differing = _count(f"({first})"), _count(f"({other})"), _count(gone)
    citizens = _count(f"({_citizens(first)} UNION {_citizens(other)})")
    differ = 0
    if differing or spells_first != spells_other:
        differ = _count(f"({_citizens(gone)} UNION {_citizens(come)})")
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
    return all(_are_the_same(*_rows(of, table, _columns(of, table))) for table in TABLES)


def _are_the_same(one: str, another: str) -> bool:
    """Whether two SELECTs give the same rows: as many, and none of the one that the other lacks."""
    is_as_long = _count(f"({one})") == _count(f"({another})")
    return is_as_long and not _count(f"({one} EXCEPT ALL {another})")


def _columns(of: Folders, table: str) -> tuple[str, ...]:
    """Columns that are in both tables and are no money."""
    found = [_names(folder / table) for folder in (of.first, of.other)]
    return tuple(name for name in found[0] if name in found[1] and not name.endswith(_MONEY))


def _names(path: Path) -> list[str]:
    described = f"SELECT column_name AS name FROM (DESCRIBE FROM {literal(path)})"  # noqa: S608 - the path is quoted
    return [str(name) for name in read_columns(described)["name"]]


# SQL


def _rows(of: Folders, table: str, columns: Sequence[str]) -> tuple[str, str]:
    """Rows of both tables as SELECTs, teams by the first's names."""
    wanted = ", ".join(map(quoted, columns))
    within = f"replication IN ({', '.join(map(str, of.replications))})"
    first = f"SELECT {wanted} FROM read_parquet({literal(of.first / table)}) WHERE {within}"  # noqa: S608 - names are quoted
    renamed = ", ".join(_renamed(column, of.team_names) for column in columns)
    other = f"SELECT {renamed} FROM read_parquet({literal(of.other / table)}) WHERE {within}"  # noqa: S608 - names are quoted
    return first, other


def _renamed(column: str, names: Mapping[str, str]) -> str:
    """A column of the other table; a team's name, also in a citizen's, becomes the first's."""
    changed = {theirs: ours for theirs, ours in names.items() if theirs != ours}
    if column not in {"team", "citizen"} or not changed:
        return quoted(column)
    cases = " ".join(
        f"WHEN {literal(theirs)} THEN {_put(column, theirs, ours)}"
        for theirs, ours in changed.items()
    )
    return f"CASE team {cases} ELSE {quoted(column)} END AS {quoted(column)}"


def _put(column: str, theirs: str, ours: str) -> str:
    if column == "team":
        return literal(ours)
    return f"{literal(ours)} || substr(citizen, {len(theirs) + 1})"


def _citizens(rows: str) -> str:
    return f"SELECT DISTINCT replication, citizen FROM ({rows})"  # noqa: S608 - names are quoted


def _count(rows: str) -> int:
    return int(read_sums(f"SELECT count(*) AS rows FROM {rows}")["rows"][0])  # noqa: S608 - names are quoted
