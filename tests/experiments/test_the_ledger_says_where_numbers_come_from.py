"""The ledger: a row a number, its law by its unit, what uses it, and what nobody has said."""

import json

import pytest
from small_scenarios import FOUR_WEEKS, WHOLE_MODEL, scenario_of

from sim.cli import status
from sim.experiments.ledger.rows import holes, law_of, ledger_rows
from sim.model.parameters import Parameters
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.files.values import LedgerRow
from sim.scenario.patching.used_by import OF_THEIR_OWN, used_by
from sim.scenario.reading import changed_scenario

SAID = {
    "value": 2_700,
    "unit": "DKK per week",
    "source": "6.0 h x 450",
    "year": 2026,
    "status": "assumed",
    "low": 2_500,
    "high": 3_000,
    "law": "triangular",
    "n": 12,
    "period": "2025",
}
RATE = "tariff.weekly_dkk.development"
SCENARIO = changed_scenario(scenario_of(FOUR_WEEKS), {RATE: SAID})


def row_of(key, scenario=SCENARIO):
    (row,) = (row for row in ledger_rows(scenario) if row["key"] == key)
    return row


def test_what_is_said_is_there_and_what_is_not_is_null():
    assert row_of(RATE) == {"key": RATE, **SAID, "used_by": ["tariff"], "from": None}
    bare = row_of("tariff.weekly_dkk.individual")
    assert [bare[name] for name in ("unit", "source", "year", "low", "law")] == [None] * 5


@pytest.mark.parametrize(
    ("key", "unit", "law"),
    [
        ("citizen.x", "probability", "beta"),
        ("course.a.exits[0].probability", "probability", "dirichlet"),
        ("citizen.multiplier_sd", "ratio", "lognormal"),
        ("prices.cost_per_hour_dkk.nursing", "DKK per hour", "gamma"),
        ("staff.temporary_share", None, "beta"),
        ("tariff.weekly_dkk.a", None, "gamma"),
    ],
)
def test_the_law_is_that_of_the_unit_unless_it_is_said(key, unit, law):
    row = LedgerRow(key, 0.5, unit, None, None, None, 0.2, 0.8, None, None)
    assert law_of(row) == law
    assert law_of(row._replace(law="uniform")) == "uniform"
    assert law_of(row._replace(low=None)) is None


def test_what_may_be_below_nothing_has_no_law_of_its_own():
    row = LedgerRow("x.y_dkk", 0, "DKK", None, None, None, -5, 5, None, None)
    assert law_of(row) is None


@pytest.mark.parametrize(
    ("key", "subjects"),
    [
        ("team.Nord.inflow_per_week", ["inflow"]),
        ("course.development.stay.mean_weeks", ["stays"]),
        ("course.development.exits[0].probability", ["network"]),
        ("course.stabilisation.hours_per_week.nursing", ["demand"]),
        ("run.weeks", ["run", "calendar"]),
    ],
)
def test_what_moves_with_a_number_uses_it(key, subjects):
    assert used_by(SCENARIO, key) == subjects


def test_every_number_of_the_whole_model_is_used():
    rows = ledger_rows(scenario_of(WHOLE_MODEL))
    known = {*Parameters._fields, *OF_THEIR_OWN}
    for row in rows:
        assert set(row["used_by"]) <= known
    assert [row["key"] for row in rows if not row["used_by"]] == []


def test_a_hole_is_a_fact_of_which_something_is_not_said():
    found = {hole["key"]: hole["missing"] for hole in holes(ledger_rows(SCENARIO))}
    assert RATE not in found
    assert found["tariff.weekly_dkk.individual"] == ["unit", "source", "status", "low", "high"]
    assert not [key for key in found if key.startswith("run.")]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"year": "2026"}, 'year: must be a year, is "2026"; write it as 2024'),
        ({"year": 26}, "year: must be a year, is 26"),
        ({"law": "student"}, 'law: "student" is not a law; write one of "gamma", "beta"'),
        ({"law": "gama"}, 'law: "gama" is not a law; did you mean "gamma"?'),
        ({"law": 3}, "law: 3 is not a law; write one of"),
    ],
)
def test_a_year_or_a_law_that_is_none_is_told(said, told):
    with pytest.raises(ScenarioError) as raised:
        changed_scenario(SCENARIO, {RATE: {**SAID, **said}})
    assert told in str(raised.value)


def test_the_command_line(tmp_path, capsys):
    file = tmp_path / "town.toml"
    file.write_text(FOUR_WEEKS, encoding="utf-8")
    assert status(["ledger", str(file), "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert set(tree) == {"schema", "scenario", "rows", "holes"}
    assert set(tree["rows"][0]) == {"key", *SAID, "used_by", "from"}
    assert status(["ledger", str(file)]) == 0
    said = capsys.readouterr().out
    assert "tariff.weekly_dkk.development" in said
    assert "Not said: unit of" in said
