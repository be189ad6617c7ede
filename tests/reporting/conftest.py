"""Results folders of any size, written as a run writes them, with numbers made by arithmetic."""

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from shared_once import shared_once
from whole_municipality import WHOLE
from written_pages import write_pages

from sim.experiments.folder.storage import sha256_of, write_columns
from sim.experiments.running.simulate import simulate
from sim.model.terms import SERVICES
from sim.reporting.results.results import ReportedResults, read_results
from sim.reporting.run.report import write_report
from sim.scenario.reading import load_scenario


class Size(NamedTuple):
    """What a folder holds."""

    teams: tuple[str, ...] = ("Nord", "Øst")
    courses: tuple[str, ...] = ("development", "stabilisation")
    weeks: int = 6
    replications: int = 12
    revenue: float = 1000.0
    hours: float = 40.0


RESOLVED = {
    "schema": 1,
    "title": "En kommune",
    "run": {"start": "2026-01-05", "weeks": 6},
    "team": [{"name": "Nord", "inflow_per_week": 4.0}, {"name": "Øst", "inflow_per_week": 4.0}],
    "prices": {
        "cost_per_hour_dkk": {
            "home_care": {"value": 450, "unit": "DKK/hour", "source": "A", "status": "assumed"}
        }
    },
}


@pytest.fixture(scope="session")
def results_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes a results folder of a given size."""

    def made(**size: Any) -> Path:
        folder = tmp_path_factory.mktemp("toy")
        write_results(folder, Size(**size))
        return folder

    return made


def write_results(folder: Path, size: Size) -> None:
    rows = [
        row(size, replication, team, week)
        for replication in range(size.replications)
        for team in range(len(size.teams))
        for week in range(size.weeks)
    ]
    write_columns(
        {name: [one[name] for one in rows] for name in rows[0]}, folder / "team_weeks.parquet"
    )
    write_columns(_SPELLS, folder / "spells.parquet")
    (folder / "summary.json").write_text(json.dumps(summary(size, rows)), encoding="utf-8")
    record = {
        "record": 1,  # as 0.1.0 wrote it: its summary is taken as it stands
        "scenario": "toy",
        "title": "En kommune",
        "seed": 1,
        "weeks": size.weeks,
        "start": "2026-01-05",
        "teams": list(size.teams),
        "courses": list(size.courses),
        "engine": "simpy",
        "versions": {"forloeb": "0.1.0", "model": 1, "python": "", "numpy": "", "simpy": ""},
        "replications": list(range(size.replications)),
        "failed": {},
        "files": {name: sha256_of(folder / name) for name in FILES},
        "determinants": {},
        "resolved": RESOLVED,
    }
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")


FILES = ("team_weeks.parquet", "spells.parquet", "summary.json")
_SPELLS: dict[str, list[Any]] = {
    **{name: [] for name in ("citizen", "team", "course", "exit")},
    **{name: [] for name in ("replication", "level", "start_day", "end_day")},
}


def row(size: Size, replication: int, team: int, week: int) -> dict[str, Any]:
    """One row: the deviation is 10 DKK a replication, less 30 for each team in the list."""
    deviation = 10.0 * replication - 30.0 * team if size.revenue else 0.0
    return {
        "replication": replication,
        "team": size.teams[team],
        "week": week,
        "citizens": 10.0 * len(size.courses),
        **{f"{course}_citizens": 10.0 for course in size.courses},
        **{f"{service}_hours": size.hours for service in SERVICES},
        "clinic_visits": 0,
        "home_visits": None,
        "unmet_hours": 0.0,
        "temporary_hours": 0.0,
        "revenue_dkk": size.revenue,
        "cost_dkk": size.revenue - deviation,
        "deviation_dkk": deviation,
    }


def figure(values: Sequence[float]) -> dict[str, float | None]:
    """A mean with a rough interval, which the report has to show and not to check."""
    mean = sum(values) / len(values)
    if len(values) == 1:
        return {"mean": mean, "low": None, "high": None}
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    return {"mean": mean, "low": mean - spread, "high": mean + spread}


def account(size: Size, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    sums = {
        name: [
            sum(one[name] for one in rows if one["replication"] == number)
            for number in range(size.replications)
        ]
        for name in ("revenue_dkk", "cost_dkk", "deviation_dkk")
    }
    pairs = list(zip(sums["deviation_dkk"], sums["revenue_dkk"], strict=True))
    absent = {"mean": None, "low": None, "high": None}
    return {name: figure(values) for name, values in sums.items()} | {
        "deviation_share": figure([a / b for a, b in pairs]) if size.revenue else absent,
        "deficit_probability": figure([float(a < 0) for a, _ in pairs]),
    }


def summary(size: Size, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    share = {"mean": 0.5, "low": 0.4, "high": 0.6}
    course = {
        "census": share,
        "entries_per_week": share,
        "stay_weeks": share,
        "course_stay_weeks": share,
    }
    return {
        "scenario": "toy",
        "seed": 1,
        "replications": size.replications,
        "weeks": size.weeks,
        "engine": "simpy",
        "results": "toy",
        "teams": [
            {"team": team} | account(size, [one for one in rows if one["team"] == team])
            for team in size.teams
        ],
        "total": account(size, rows),
        "courses": [
            {"course": name, **course, "exits": {"self_reliant": share}} for name in size.courses
        ],
        "clinic": {},
        "outcomes": {"deaths_per_year": share},
    }


@pytest.fixture(scope="session")
def written_pages(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder with every command's page."""
    return Path(shared_once(tmp_path_factory, request, write_pages))


@pytest.fixture(scope="session")
def whole_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A simulated folder of a scenario with everything switched on, its report written."""
    place = tmp_path_factory.mktemp("whole")
    (place / "whole.toml").write_text(WHOLE, encoding="utf-8")
    found = simulate(load_scenario(place / "whole.toml"), workers=1, out=place / "out")
    write_report(found.folder)
    return found.folder


@pytest.fixture(scope="session")
def whole(whole_folder: Path) -> ReportedResults:
    """What that folder holds."""
    return read_results(whole_folder)
