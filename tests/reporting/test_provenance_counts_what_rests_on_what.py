"""A page's rows are those of the ledger, and every number is counted by what it rests on."""

import sim
from sim.experiments.ledger.rows import ledger_rows, shown_rows
from sim.reporting.page.provenance import by_status

NORD = {"name": "Nord", "inflow_per_week": {"value": 4.0, "status": "published", "source": "S"}}
CHANGES = {
    "team": [NORD, NORD | {"name": "Syd"}, {"name": "Øst. 2", "inflow_per_week": 2.0}],
    "prices.cost_per_hour_dkk.nursing": {"value": 450, "status": "assumed", "year": 2025},
}


def scenario():
    return sim.load_scenario("scenarios/three_courses.toml", CHANGES)


def test_a_page_has_the_ledgers_rows_and_what_teams_say_alike_once():
    found = scenario()
    shown, every = shown_rows(found), ledger_rows(found)
    of_teams = [row["key"] for row in shown if row["key"].startswith("team.")]
    assert of_teams == ["team.*.inflow_per_week", 'team."Øst. 2".inflow_per_week']
    of_world = [row for row in every if not row["key"].startswith(("run.", "team."))]
    assert [row for row in shown if not row["key"].startswith("team.")] == of_world
    first = next(row for row in every if row["key"] == "team.Nord.inflow_per_week")
    assert shown[0] == first | {"key": "team.*.inflow_per_week"}
    assert first["used_by"] == ["inflow"]


def test_numbers_are_counted_by_status():
    statuses = ["assumed", None, "published", "assumed", None]
    assert list(by_status(statuses).items()) == [("published", 1), ("assumed", 2), ("", 2)]
