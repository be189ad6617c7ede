"""Whether a folder's two tables hold what its record says, in the types they are written in.

Asked by `reading.py` of every folder: the columns' types, exactly one row a replication, team and
week, spells of nobody else, and money to the øre. The other rules are in
`sim/experiments/verification/invariants.py`; a run of another version is asked what it shares.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from sim.experiments.folder.database import Connection, counted, run_sql, separate, unbounded, view
from sim.experiments.folder.record import Record
from sim.experiments.folder.sql import Sql, sql
from sim.experiments.folder.storage import sql_type
from sim.experiments.verification.invariants import Invariant, asked_about, money_invariants
from sim.model.state import SUM
from sim.words import phrase

WEEKS: Final = Sql("team_weeks")
STAYS: Final = Sql("spells")


class FolderTables(NamedTuple):
    """Two tables, and what their record says of them."""

    team_weeks: Path
    spells: Path
    record: Record
    is_of_this_version: bool


def opened_tables(team_weeks: Path, spells: Path, *, external: bool = False) -> Connection:
    """A connection of its own on which the two tables are `team_weeks` and `spells`.

    It sees their folder only, or whatever its user may see.
    """
    connected = unbounded() if external else separate(team_weeks.parent, spells.parent)
    view(connected, WEEKS, team_weeks)
    view(connected, STAYS, spells)
    return connected


def table_checks(tables: FolderTables) -> Iterator[tuple[str, str]]:
    """Each check of the tables, and the fault found, empty where there is none."""
    record = tables.record
    with opened_tables(tables.team_weeks, tables.spells) as connected:
        yield phrase("columns are of the types they are written in"), _types(connected, tables)
        yield (
            phrase("the tables hold the run's replications, teams and weeks"),
            _shape(connected, record),
        )
        given = asked_about(tuple(record.courses), record.weeks)
        for rule, broken in _rules(tables):
            count = counted(connected, broken, given)
            yield (
                rule,
                phrase("{rule}: broken {count} times", rule=rule, count=count) if count else "",
            )


def _rules(tables: FolderTables) -> tuple[Invariant, ...]:
    """Rules to the øre; the tables of another version have that of the deviation at least."""
    return money_invariants() if tables.is_of_this_version else money_invariants()[:1]


def columns_of(connected: Connection, table: Sql) -> dict[str, str]:
    """Type of each column of a table."""
    rows = run_sql(connected, sql("DESCRIBE {table}", table=table)).fetchall()
    return {str(row[0]): str(row[1]) for row in rows}


def _types(connected: Connection, tables: FolderTables) -> str:
    earlier = {} if tables.is_of_this_version else _EARLIER
    for table in (WEEKS, STAYS):
        there = columns_of(connected, table)
        absent = [one.column for one in SUM.values() if one.column not in there]
        if table == WEEKS and tables.is_of_this_version and absent:
            return phrase(
                "{table} has no column {name}, which this build of the same version writes",
                name=absent[0],
                table=table,
            )
        for name, kind in there.items():
            wanted = str(sql_type(name))
            if kind not in {wanted, earlier.get(wanted)}:
                return phrase(
                    "column {name} of {table} is {kind}, not {wanted}",
                    name=name,
                    table=table,
                    kind=kind,
                    wanted=wanted,
                )
    return ""


_EARLIER: Final = {"BIGINT": "INTEGER"}
"""Types in which other versions wrote the same columns."""


def _shape(connected: Connection, record: Record) -> str:
    """Exactly one row a replication, team and week of the run, and no spell of another."""
    given = {
        "replications": record.replications,
        "teams": record.teams,
        "courses": record.courses,
        "weeks": record.weeks,
    }
    rows, distinct, within, strays = (counted(connected, asked, given) for asked in _SHAPE)
    wanted = len(record.replications) * len(record.teams) * record.weeks
    faults = {
        "absent": max(0, wanted - within),
        phrase("too many"): max(0, rows - distinct, rows - within),
        phrase("of an unknown team, course or replication"): strays,
    }
    said = ", ".join(
        phrase("{count} rows {what}", count=count, what=what)
        for what, count in faults.items()
        if count
    )
    return phrase("its tables have {said}", said=said) if said else ""


_IS_WANTED: Final = Sql(
    "replication IN (SELECT unnest($replications)) AND team IN (SELECT unnest($teams)) "
    "AND week BETWEEN 0 AND $weeks - 1"
)
_SHAPE: Final = (
    Sql("SELECT count(*) FROM team_weeks"),
    Sql("SELECT count(*) FROM (SELECT DISTINCT replication, team, week FROM team_weeks)"),
    sql(
        "SELECT count(*) FROM (SELECT DISTINCT replication, team, week FROM team_weeks "
        "WHERE {wanted})",
        wanted=_IS_WANTED,
    ),
    Sql(
        "SELECT count(*) FROM spells WHERE (replication IN (SELECT unnest($replications)) AND "
        "team IN (SELECT unnest($teams)) AND course IN (SELECT unnest($courses))) IS NOT TRUE"
    ),
)
