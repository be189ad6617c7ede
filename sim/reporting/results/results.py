"""What a results folder holds, as arrays that figures and sentences are made from.

The summary is taken as it stands: no mean or interval in it is computed a second time.
From the Parquet tables come only the paths through the weeks and, in `care.py`, what the
summary does not take apart by team. Nothing is drawn here; read `fans.py` next.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
from numpy.typing import NDArray

from sim.experiments.folder.database import connection
from sim.experiments.folder.pieces import TEAM_WEEKS
from sim.experiments.folder.reading import FolderReading, read_folder
from sim.experiments.folder.record import Record
from sim.experiments.folder.sql import Sql, put_together, quoted, sql
from sim.experiments.folder.storage import ResultsError
from sim.experiments.summary.adding import Rows, file_rows, selected
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
    def start(self) -> dt.date:
        """First day of week 0, a Monday."""
        return dt.date.fromisoformat(str(self.run["start"]))

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
        It is none, damaged, or made by a version whose results this one cannot lay out.
    """
    reading = read_folder(folder)
    if reading.record is None or reading.summary is None:
        raise ResultsError(f"{folder}: its run is not finished; run the scenario again")
    try:
        return _filled(reading, reading.record, reading.summary)
    except (KeyError, TypeError, ValueError, duckdb.Error) as fault:
        raise ResultsError(
            f"{folder}: is not what `forloeb run` writes ({fault}); run the scenario again"
        ) from fault


def _filled(reading: FolderReading, record: Record, summary: Mapping[str, Any]) -> ReportedResults:
    """Put the table of team weeks beside the two documents."""
    folder, teams, courses = reading.folder, tuple(record.teams), tuple(record.courses)
    table = folder / TEAM_WEEKS
    rows = file_rows(connection(folder), table)
    deviation = _by_team(rows, table, teams)
    weekly = _by_week(rows, courses)
    replications, _, weeks = deviation.shape
    per_week = weekly.reshape(len(weekly), replications, weeks)
    run = record.model_dump()
    return ReportedResults(
        folder=folder,
        summary=summary,
        run=run,
        teams=teams,
        courses=courses,
        deviation=deviation,
        revenue=_revenue(rows, teams),
        census=per_week[1 : 1 + len(courses)],
        hours=per_week[1 + len(courses) :],
        citizens=float(per_week[0].mean()),
        care=read_care(folder, (summary, run), teams),
        terms=None if reading.scenario is None else scenario_terms(reading.scenario),
    )


def _by_team(of: Rows, table: Path, teams: Sequence[str]) -> Array:
    """Deviation by replication, team (order of the file) and week [DKK]."""
    asked = of.given_also({"teams": list(teams)})
    rows = selected(asked, sql(_DEVIATIONS, rows=of.source))
    counted = selected(asked, sql(_SIZES, rows=of.source))
    replications, weeks, strangers = (int(counted[name][0]) for name in ("r", "w", "strangers"))
    values = np.asarray(rows["deviation_dkk"], dtype=np.float64)
    if strangers or not values.size or values.size != replications * len(teams) * weeks:
        raise ResultsError(
            f"{table}: has {values.size} rows where {replications} replications of "
            f"{len(teams)} teams and {weeks} weeks need {replications * len(teams) * weeks}; "
            "run the scenario again to finish what is missing"
        )
    return values.reshape(replications, len(teams), weeks)


_DEVIATIONS = Sql(
    "SELECT deviation_dkk FROM {rows} ORDER BY replication, list_position($teams, team), week"
)
_SIZES = Sql(
    "SELECT count(DISTINCT replication) AS r, count(DISTINCT week) AS w, "
    "count(*) FILTER (list_position($teams, team) IS NULL) AS strangers FROM {rows}"
)


def _by_week(of: Rows, courses: Sequence[str]) -> Array:
    """Sums over teams, a row for each of: all citizens, every course, every service."""
    columns = [
        "citizens",
        *(f"{course}_citizens" for course in courses),
        *(f"{service}_hours" for service in SERVICES),
    ]
    sums = put_together(
        sql("sum({column}) AS {column}", column=quoted(column)) for column in columns
    )
    rows = selected(of, sql(_WEEKLY, sums=sums, rows=of.source))
    return np.array([np.ma.filled(rows[column], 0.0) for column in columns], np.float64)


_WEEKLY = Sql("SELECT {sums} FROM {rows} GROUP BY replication, week ORDER BY replication, week")


def _revenue(of: Rows, teams: Sequence[str]) -> Array:
    """Revenue over the weeks by replication and team [DKK]."""
    asked = of.given_also({"teams": list(teams)})
    rows = selected(asked, sql(_REVENUES, rows=of.source))
    return np.asarray(rows["revenue"], dtype=np.float64).reshape(-1, len(teams))


_REVENUES = Sql(
    "SELECT sum(revenue_dkk) AS revenue FROM {rows} GROUP BY replication, team "
    "ORDER BY replication, list_position($teams, team)"
)
