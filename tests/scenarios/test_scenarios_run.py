"""Every scenario in `scenarios/` passes the door and runs."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from shipped_scenarios import FOLDER, SHIPPED

from sim.experiments.running.preparing import job
from sim.experiments.running.replication import replicated
from sim.scenario.reading import load_scenario

WEEKS = 3


def test_there_are_scenarios():
    shipped = {
        ".": {
            *("baseline", "baseline_no_effect", "three_courses", "odense"),
            *("aeldreloven", "aeldreloven_by_minutes", "aeldreloven_median", "frit_valg"),
            "aeldreloven_practical_help",
            *("sundhedsreform_2027", "sundhedsreform_2027_averted"),
        },
        "clinic": {"ten_percent", "a_third"},
        "behaviour": {
            "declined_wait",
            "early_discharge",
            "good_faith",
            "how_far",
            "learning",
            "mixed",
            "purely_financial",
            "reserves",
            "short_order",
            "to_another_team",
            "whom_to_serve",
            "written_minutes",
        },
        "offers": {"basis_service", "overhead"},
        "validation": {"cap_per_citizen", "home_health", "stroke_unit"},
        "tariffs": {"course_rates", "activity", "block", "mixed", "lump_sum", "capped"},
    }
    found: dict[str, set[str]] = {}
    for path in SHIPPED:
        found.setdefault(path.parent.relative_to(FOLDER).as_posix(), set()).add(path.stem)
    assert found == shipped


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_scenario_runs_for_some_weeks(path: Path):
    # test_the_compiled_engine_writes_simpys_log.py runs them interpreted: those events stop where
    # a rule answers out of its range.
    scenario = load_scenario(path, [f"run.weeks={WEEKS}"])
    tables = replicated(job(scenario, engine="compiled"), 0)
    assert len(tables.team_weeks["week"]) == WEEKS * len(scenario.values.team)
    assert np.sum(tables.team_weeks["revenue_dkk"]) > 0
    assert np.sum(tables.team_weeks["cost_dkk"]) > 0


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_number_that_moves_something_says_where_it_comes_from(path: Path):
    ledger = ledger_of(path)
    silent = [row.key for row in ledger if row.status is None and not _is_a_choice(row.key)]
    assert silent == []


@cache
def ledger_of(path: Path):
    return load_scenario(path).ledger


def _is_a_choice(key: str) -> bool:
    """Settings of the run, steps of a level and the whole of an intake are no figures."""
    return key.startswith("run.") or key.endswith("level_change") or key == "intake.development"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_figure_has_a_unit_and_a_source(path: Path):
    rows = [row for row in ledger_of(path) if row.status is not None]
    assert [row.key for row in rows if not (row.unit and row.source)] == []
