"""What a results folder holds, as arrays that figures and sentences are made from.

The summary is taken as it stands: no mean or interval in it is computed a second time.
From the Parquet tables come only the paths through the weeks and, in `care.py`, what the
summary does not take apart by team. Nothing is drawn here; read `fans.py` next.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
from numpy.typing import NDArray

from sim.experiments.folder.merging import SUMMARY
from sim.experiments.folder.pieces import TEAM_WEEKS
from sim.experiments.folder.record import RUN
from sim.experiments.folder.storage import ResultsError, connection, quoted
from sim.model.terms import SERVICES
from sim.reporting.results.care import CareByWeek, read_care
from sim.reporting.results.scenario_terms import ScenarioTerms, scenario_terms

Array = NDArray[np.float64]


class ReportedResults(NamedTuple):
    """One results folder.

    `deviation` [replications, teams, weeks] and `revenue` [replications, teams] are in
    DKK; `census` [courses, replications, weeks] counts citizens, `hours`
    [services, replications, weeks] is in hours a week.
    """

    folder: Path
    summary: Mapping[str, Any]
    run: Mapping[str, Any]
    teams: tuple[str, ...]
    courses: tuple[str, ...]
    deviation: Array
    revenue: Array
    census: Array
    hours: Array
    citizens: float
    care: CareByWeek
    terms: ScenarioTerms | None

    @property
    def replications(self) -> int:
        """How many simulated runs there are."""
        return int(self.deviation.shape[0])

    @property
    def weeks(self) -> int:
        """How many weeks each run reports."""
        return int(self.deviation.shape[2])


def read_results(folder: Path) -> ReportedResults:
    """Read a results folder.

    Raises
    ------
    ResultsError
        A file is absent or unreadable, or the table is not whole.
    """
    summary = _json(folder, SUMMARY)
    run = _json(folder, RUN)
    if not (folder / TEAM_WEEKS).is_file():
        raise ResultsError(_absent(folder, TEAM_WEEKS))
    try:
        teams = tuple(str(row["team"]) for row in summary["teams"])
        courses = tuple(str(row["course"]) for row in summary["courses"])
        return _filled(folder, (summary, run), (teams, courses))
    except (KeyError, TypeError, duckdb.Error) as fault:
        raise ResultsError(
            f"{folder}: is not what `forloeb run` writes ({fault}); run the scenario again"
        ) from fault


def _filled(
    folder: Path,
    documents: tuple[Mapping[str, Any], Mapping[str, Any]],
    names: tuple[tuple[str, ...], tuple[str, ...]],
) -> ReportedResults:
    """Put the table of team weeks beside the two documents."""
    teams, courses = names
    table = folder / TEAM_WEEKS
    with connection() as asked:
        deviation = _by_team(asked, table, teams)
        weekly = _by_week(asked, table, courses)
        revenue = _revenue(asked, table, teams)
    replications, _, weeks = deviation.shape
    per_week = weekly.reshape(len(weekly), replications, weeks)
    return ReportedResults(
        folder=folder,
        summary=documents[0],
        run=documents[1],
        teams=teams,
        courses=courses,
        deviation=deviation,
        revenue=revenue,
        census=per_week[1 : 1 + len(courses)],
        hours=per_week[1 + len(courses) :],
        citizens=float(per_week[0].mean()),
        care=read_care(folder, documents, teams),
        terms=scenario_terms(folder),
    )


def _by_team(asked: duckdb.DuckDBPyConnection, table: Path, teams: Sequence[str]) -> Array:
    """Deviation by replication, team (order of the file) and week [DKK]."""
    rows = asked.execute(
        "SELECT deviation_dkk FROM read_parquet($table)"
        " ORDER BY replication, list_position($teams, team), week",
        {"table": str(table), "teams": list(teams)},
    ).fetchnumpy()
    counted = asked.execute(
        "SELECT count(DISTINCT replication), count(DISTINCT week),"
        " count(*) FILTER (list_position($teams, team) IS NULL) FROM read_parquet($table)",
        {"table": str(table), "teams": list(teams)},
    ).fetchall()
    replications, weeks, strangers = counted[0]
    values = np.asarray(rows["deviation_dkk"], dtype=np.float64)
    if strangers or not values.size or values.size != replications * len(teams) * weeks:
        raise ResultsError(
            f"{table}: has {values.size} rows where {replications} replications of "
            f"{len(teams)} teams and {weeks} weeks need {replications * len(teams) * weeks}; "
            "run the scenario again to finish what is missing"
        )
    return values.reshape(replications, len(teams), weeks)


def _by_week(asked: duckdb.DuckDBPyConnection, table: Path, courses: Sequence[str]) -> Array:
    """Sums over teams, a row for each of: all citizens, every course, every service."""
    columns = [
        "citizens",
        *(f"{course}_citizens" for course in courses),
        *(f"{service}_hours" for service in SERVICES),
    ]
    sums = ", ".join(f"sum({quoted(column)}) AS c{n}" for n, column in enumerate(columns))
    question = f"SELECT {sums} FROM read_parquet($table)"  # noqa: S608 -- names are quoted
    rows = asked.execute(
        f"{question} GROUP BY replication, week ORDER BY replication, week",
        {"table": str(table)},
    ).fetchnumpy()
    return np.array([np.ma.filled(rows[f"c{n}"], 0.0) for n in range(len(columns))], np.float64)


def _revenue(asked: duckdb.DuckDBPyConnection, table: Path, teams: Sequence[str]) -> Array:
    """Revenue over the weeks by replication and team [DKK]."""
    rows = asked.execute(
        "SELECT sum(revenue_dkk) AS revenue FROM read_parquet($table) GROUP BY replication, team"
        " ORDER BY replication, list_position($teams, team)",
        {"table": str(table), "teams": list(teams)},
    ).fetchnumpy()
    return np.asarray(rows["revenue"], dtype=np.float64).reshape(-1, len(teams))


def _json(folder: Path, name: str) -> Mapping[str, Any]:
    """Read one JSON document of the folder."""
    try:
        document = json.loads((folder / name).read_text(encoding="utf-8"))
    except OSError as fault:
        raise ResultsError(_absent(folder, name)) from fault
    except ValueError as fault:
        raise ResultsError(
            f"{folder / name}: is not JSON ({fault}); run the scenario again"
        ) from fault
    if not isinstance(document, dict):
        raise ResultsError(f"{folder / name}: holds no table; run the scenario again")
    return document


def _absent(folder: Path, name: str) -> str:
    """Say that a folder is no results folder."""
    return (
        f"{folder}: is not a results folder (no readable {name}); "
        "give the folder that `forloeb run` printed"
    )
