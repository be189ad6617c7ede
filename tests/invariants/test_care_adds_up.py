"""Every rule that `forloeb verify` knows, and what else holds of care, whatever the scenario."""

import tempfile
from pathlib import Path

from generated import for_every, rows, scenario, tables, trees

from sim.experiments.folder.database import counted
from sim.experiments.folder.storage import json_text, write_columns
from sim.experiments.folder.table_checks import opened_tables
from sim.experiments.summary.scenario_facts import facts_of
from sim.experiments.summary.summary import summary_of
from sim.experiments.verification.invariants import asked_about, invariants, money_invariants
from sim.model.terms import SERVICES


@for_every(trees())
def test_whatever_verify_asks_of_tables_holds(tree):
    found = tables(tree)
    courses = tuple(table["name"] for table in tree["course"])
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}.parquet" for name in found._fields]
        for path, table in zip(paths, found, strict=True):
            write_columns(table, path)
        given = asked_about(courses, tree["run"]["weeks"])
        with opened_tables(*paths) as connected:
            asked = (*money_invariants(), *invariants(courses))
            broken = {rule: counted(connected, sql, given) for rule, sql in asked}
    assert not any(broken.values()), broken


@for_every(trees())
def test_a_summary_can_be_made_and_written(tree):
    found = tables(tree)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}.parquet" for name in found._fields]
        for path, table in zip(paths, found, strict=True):
            write_columns(table, path)
        summary = summary_of(facts_of(scenario(tree), "simpy", "results"), *paths)
    assert json_text(summary)
    assert ("clinic" in tree) == bool(summary["clinic"])
    assert [goal["kind"] for goal in summary["goals"]] == ["development"]
    for measure in summary["goals"][0].values():
        assert isinstance(measure, str) or measure["mean"] is None or 0 <= measure["mean"] <= 1


@for_every(trees())
def test_what_is_not_modelled_is_null_and_what_is_modelled_is_not(tree):
    found = tables(tree)
    for column, part in (
        ("home_visits", "nursing"),
        ("clinic_turned_home", "clinic"),
        ("self_determined_hours", "self_determination"),
        ("visited_days", "continuity"),
    ):
        is_null = {value is None for value in found.team_weeks[column]}
        assert is_null == {part not in tree}


@for_every(trees())
def test_every_contact_is_given_goes_unmet_lapses_or_waits(tree):
    found = tables(tree).team_weeks
    if "nursing" not in tree:
        return
    names = "team", "week", "nursing_contacts", "clinic_waiting", "clinic_lapsed"
    given = "clinic_visits", "home_visits", "unmet_visits"
    waited = {}
    for team, week, needed, waiting, lapsed, *met in sorted(rows(found, *names, *given)):
        if week > 0 or not tree["run"]["warm_up_weeks"]:
            assert needed + waited.get(team, 0) == sum(met) + (lapsed or 0) + (waiting or 0)
        waited[team] = waiting or 0


@for_every(trees(behaves=False))
def test_what_is_needed_is_delivered_or_goes_unmet(tree):
    if "staff" in tree:
        for consequence in ("unmet_raises", "effect"):
            tree["staff"].pop(consequence, None)
    limited, ample = tables(tree).team_weeks, tables(without_staff(tree)).team_weeks
    met, needed = minutes(limited, *SERVICES), minutes(ample, *SERVICES)
    assert set(ample["unmet_hours"]) == set(ample["temporary_hours"]) == {0}
    assert needed == [a + b for a, b in zip(met, minutes(limited, "unmet"), strict=True)]


def without_staff(tree):
    """The same scenario with as many hands as it takes."""
    other = {key: part for key, part in tree.items() if key not in ("staff", "self_determination")}
    other["team"] = [
        {key: value for key, value in team.items() if key != "full_time_equivalents"}
        for team in tree["team"]
    ]
    if "continuity" in other:
        other["continuity"] = {**other["continuity"], "staff": 12.0}
    return other


def minutes(weeks, *kinds):
    """Sum of some kinds of hours in every row, in minutes."""
    hours = rows(weeks, *(f"{kind}_hours" for kind in kinds))
    return [sum(round(60 * number) for number in row) for row in hours]
