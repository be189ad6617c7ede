"""Does a results folder still say what was simulated? The checks behind `forloeb verify`.

First the bytes, then what the tables must obey, then the proof: one replication is run again
from nothing but `run.json` and must agree row by row. The rules are in `invariants.py`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import duckdb

from sim.experiments.folder.contents import is_unfinished, summary_in
from sim.experiments.folder.lock import is_locked
from sim.experiments.folder.merging import SUMMARY
from sim.experiments.folder.pieces import SPELLS, TABLES, TEAM_WEEKS
from sim.experiments.folder.record import (
    RUN,
    Record,
    is_same_run,
    read_record,
    recorded_scenario,
    versions,
)
from sim.experiments.folder.storage import (
    ResultsError,
    connection,
    json_text,
    literal,
    quoted,
    run_sql,
    sha256_of,
    write_columns,
)
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import ENGINES, replicated
from sim.experiments.summary.scenario_facts import facts_of
from sim.experiments.summary.summary import summary_of
from sim.experiments.verification.invariants import invariants
from sim.experiments.verification.offers import offer_invariants
from sim.model.version import MODEL_VERSION
from sim.scenario.reading import Scenario


class Check(NamedTuple):
    """One thing that was looked at; `detail` says what is wrong, or what was seen."""

    check: str
    is_ok: bool
    detail: str = ""


def verify(folder: str | Path) -> Iterator[Check]:
    """Check a results folder, one thing at a time.

    Raises
    ------
    ResultsError
        When it is no results folder, or a run is at work in it.
    """
    place = Path(folder)
    if not (place / RUN).is_file():
        raise ResultsError(f"{place}: is not a results folder (it has no {RUN})")
    if is_locked(place):
        raise ResultsError(f"{place}: a run is at work in this folder; wait for it")
    record = read_record(place)
    yield Check(f"{RUN} can be read", record is not None, "" if record else _REPAIR)
    if record is not None:
        yield from _checks(place, record)


_REPAIR = "run the scenario again: what cannot be trusted is simulated anew"


def _checks(folder: Path, record: Record) -> Iterator[Check]:
    unfinished = is_unfinished(folder) or not record["replications"]
    yield Check(
        "the run is finished",
        not unfinished,
        f"{len(record['replications'])} replications are in the tables; run it again to finish"
        if unfinished
        else f"{len(record['replications'])} replications",
    )
    hashes = list(_hashes(folder, record))
    yield from hashes
    if not record["replications"] or not all((folder / table).is_file() for table in TABLES):
        return
    if record["versions"]["model"] != MODEL_VERSION:
        yield _other_model(record)
        return
    try:
        yield from _table_checks(folder, record)
        yield from _scenario_checks(folder, record)
    except duckdb.Error as fault:
        yield Check("the tables can be read", is_ok=False, detail=str(fault).splitlines()[0])


def _other_model(record: Record) -> Check:
    """Results of another model: its tables say other things, so no more can be checked."""
    detail = (
        f"made by model version {record['versions']['model']}, this is version {MODEL_VERSION}: "
        "run the scenario again to compare"
    )
    return Check("the results are of this model", is_ok=False, detail=detail)


def _hashes(folder: Path, record: Record) -> Iterator[Check]:
    for name in (*TABLES, SUMMARY):
        path = folder / name
        if not path.is_file():
            yield Check(f"{name} is as it was written", is_ok=False, detail="it is absent")
            continue
        is_same = sha256_of(path) == record["files"].get(name)
        detail = "" if is_same else f"its bytes have changed; {_REPAIR}"
        yield Check(f"{name} is as it was written", is_same, detail)


def _table_checks(folder: Path, record: Record) -> Iterator[Check]:
    with _views(folder) as connected:
        yield _shape(connected, record)
        asked = invariants(tuple(record["courses"]), record["weeks"])
        for rule, broken in (*asked, *offer_invariants(_columns(connected))):
            count = _number(connected, broken)
            yield Check(rule, count == 0, f"broken {count} times" if count else "")


def _columns(connected: duckdb.DuckDBPyConnection) -> set[str]:
    """Columns of the table of team-weeks."""
    return {column[0] for column in run_sql(connected, "FROM team_weeks LIMIT 0").description}


def _shape(connected: duckdb.DuckDBPyConnection, record: Record) -> Check:
    """Exactly one row a replication, team and week of the run, and no spell of another."""
    wanted = (
        f"SELECT unnest({record['replications']!r}) AS replication, team, week FROM "  # noqa: S608 - texts are quoted
        f"(SELECT unnest([{', '.join(literal(team) for team in record['teams'])}]) AS team), "
        f"(SELECT unnest(range({record['weeks']})) AS week)"
    )
    found = "SELECT replication, team, week FROM team_weeks"
    absent = _number(connected, f"SELECT count(*) FROM ({wanted} EXCEPT ALL {found})")  # noqa: S608 - as above
    beyond = _number(connected, f"SELECT count(*) FROM ({found} EXCEPT ALL {wanted})")  # noqa: S608 - as above
    strays = _number(
        connected,
        "SELECT count(*) FROM (SELECT replication, team FROM spells "
        "EXCEPT SELECT replication, team FROM team_weeks)",
    )
    faults = {"absent": absent, "too many": beyond, "of an unknown team or replication": strays}
    detail = ", ".join(f"{count} rows {what}" for what, count in faults.items() if count)
    return Check("the tables hold the run's replications, teams and weeks", not detail, detail)


def _scenario_checks(folder: Path, record: Record) -> Iterator[Check]:
    """What can be said only with the scenario itself."""
    scenario = recorded_scenario(record)
    if scenario is None:
        yield Check("the scenario in run.json can be run", is_ok=False, detail=_NOT_READ)
        return
    is_same = is_same_run(record, scenario)
    yield Check("the scenario in run.json can be run", is_same, "" if is_same else _CHANGED)
    yield _summary_check(folder, record, scenario)
    yield _rerun_check(folder, record, scenario)


_NOT_READ = "this version cannot read it; run the scenario's file again"
_CHANGED = "it is not the scenario that the folder was made for"


def _summary_check(folder: Path, record: Record, scenario: Scenario) -> Check:
    try:
        stored = summary_in(folder)
        facts = facts_of(scenario, record["engine"], stored["results"])
    except (OSError, ValueError, KeyError) as fault:
        return Check(f"{SUMMARY} follows from the tables", is_ok=False, detail=str(fault))
    fresh = summary_of(facts, folder / TEAM_WEEKS, folder / SPELLS)
    is_same = json_text(fresh) == json_text(stored)
    detail = "" if is_same else "its numbers are not those of the tables"
    return Check(f"{SUMMARY} follows from the tables", is_same, detail)


def _rerun_check(folder: Path, record: Record, scenario: Scenario) -> Check:
    """One replication again, from `run.json` alone; every row must agree."""
    replication = min(record["replications"])
    name = f"replication {replication}, run again, agrees row by row"
    # Engines agree, so any of them will do where the record names none.
    engine = record["engine"] if record["engine"] in ENGINES else next(iter(ENGINES))
    tables = replicated(job(scenario, engine=engine), replication)
    with TemporaryDirectory(prefix="forloeb-") as temporary:
        write_columns(tables.team_weeks, Path(temporary) / TEAM_WEEKS)
        write_columns(tables.spells, Path(temporary) / SPELLS)
        different = {
            table: _different_rows(folder / table, Path(temporary) / table, replication)
            for table in TABLES
        }
    detail = ", ".join(f"{n} rows of {table} differ" for table, n in different.items() if n)
    return Check(name, not detail, detail + _other_versions(record) if detail else "")


def _different_rows(ours: Path, fresh: Path, replication: int) -> int:
    old = f"SELECT * FROM read_parquet({literal(ours)}) WHERE replication = {replication}"  # noqa: S608 - the path is quoted
    new = f"SELECT * FROM read_parquet({literal(fresh)})"  # noqa: S608 - the path is quoted
    with connection() as connected:
        names = [column[0] for column in run_sql(connected, f"{old} LIMIT 0").description]
        again = f"SELECT {', '.join(map(quoted, names))} FROM ({new})"  # noqa: S608 - names are quoted
        one_way = _number(connected, f"SELECT count(*) FROM ({old} EXCEPT ALL {again})")  # noqa: S608 - as above
        other_way = _number(connected, f"SELECT count(*) FROM ({again} EXCEPT ALL {old})")  # noqa: S608 - as above
    return max(one_way, other_way)


def _other_versions(record: Record) -> str:
    """The versions that are not those the run was made by."""
    changed = [
        f"{name} {record['versions'].get(name)} then, {now} now"
        for name, now in versions().items()
        if record["versions"].get(name) != now
    ]
    return f" ({'; '.join(changed)})" if changed else ""


@contextmanager
def _views(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connection() as connected:
        for table in TABLES:
            path = literal(folder / table)
            rows = f"SELECT * FROM read_parquet({path})"  # noqa: S608 - the path is quoted
            run_sql(connected, f"CREATE TEMP VIEW {Path(table).stem} AS {rows}")
        yield connected


def _number(connected: duckdb.DuckDBPyConnection, sql: str) -> int:
    row: Any = run_sql(connected, sql).fetchone()
    return int(row[0])
