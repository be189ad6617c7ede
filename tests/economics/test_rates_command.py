"""`forloeb rates`: what it prints, as a table, as JSON and as a scenario file."""

import json
import tomllib
from pathlib import Path

import pytest
from rate_scenarios import BY_LEVEL, CLINIC, DATED, LUMP_SUM, SHORT_OF_STAFF, STEPPING_DOWN
from small_scenarios import THREE_COURSES

from sim import load_scenario, started, twin
from sim.cli import DONE, status
from sim.model.units import ORE_PER_DKK


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def said(capsys, text, *options):
    """What the command prints of a scenario."""
    Path("town.toml").write_text(text, encoding="utf-8")
    assert status(["rates", "town.toml", *options]) == DONE
    out, err = capsys.readouterr()
    assert err == ""
    return out


def cells(out, title, course):
    """Cells of the first row of a course in a table."""
    lines = out.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(title))
    return next(line for line in lines[first:] if line.startswith(course)).split("  ")


def test_the_first_table_says_what_balances(capsys):
    out = said(capsys, THREE_COURSES)
    assert out.startswith("town: 8 weeks, by the closed-form twin, nothing simulated\n")
    row = [cell.strip() for cell in cells(out, "Rates in DKK", "development") if cell]
    assert row[2:] == ["6.00", "2,685.00", "a week", "2,700.00", "2,685.00", "exact", "28,176"]


def test_a_year_of_fifteen_kroner_too_much(capsys):
    """36 citizens × 15 DKK × 365.25 / 7 weeks = 28,176."""
    tree = json.loads(said(capsys, THREE_COURSES, "--json"))
    assert round(36 * 15 * 365.25 / 7) == 28_176
    assert tree["rates"][0]["deviation_now_dkk_per_year"] == pytest.approx(28_176, abs=1)


def test_lump_sums_and_steps_have_tables_of_their_own(capsys):
    out = said(capsys, LUMP_SUM)
    assert "Lump sums, DKK a course" in out
    assert "13,480.00" in cells(out, "Lump sums", "development")[-1]
    out = said(capsys, STEPPING_DOWN)
    assert cells(out, "After the step-down", "development")[-1].strip() == "2,685.00"


def test_the_clinic_is_told_where_it_matters(capsys):
    assert "Nursing in the clinic" not in said(capsys, THREE_COURSES)
    assert "Nursing in the clinic" in said(capsys, CLINIC)
    out = said(capsys, THREE_COURSES, "--clinic-share", "0.33")
    assert "at 33.0 %" in out
    assert "Note: the scenario has no clinic" in out


def test_json_is_one_document_and_nothing_else(capsys):
    tree = json.loads(said(capsys, BY_LEVEL, "--json", "--round-to", "10"))
    assert tree["exact"] is True
    assert tree["method"] == "twin"
    assert tree["rounding"]["step_dkk"] == 10
    levels = [rate["level"] for rate in tree["rates"] if rate["course"] == "stabilisation"]
    assert levels == [1, 2, 3]
    figure = tree["rates"][0]["balancing_dkk"]
    assert figure["low"] == figure["mean"] == figure["high"]


@pytest.mark.parametrize("text", [THREE_COURSES, STEPPING_DOWN, LUMP_SUM, DATED, BY_LEVEL])
def test_the_toml_is_a_scenario_that_balances(capsys, text):
    Path("rates.toml").write_text(said(capsys, text, "--toml"), encoding="utf-8")
    total = twin(started(load_scenario("rates.toml"))).total
    assert total.deviation.sum() / ORE_PER_DKK == pytest.approx(0, abs=0.05)


def test_the_toml_says_where_its_numbers_come_from_and_names_no_day(capsys):
    options = "--round-to", "100", "--toml"
    tree = tomllib.loads(said(capsys, THREE_COURSES, *options))
    assert tree == {
        "schema": 1,
        "extends": "town.toml",
        "tariff": {
            "weekly_dkk": {
                course: {
                    "value": dkk,
                    "unit": "DKK per week",
                    "source": "forloeb rates town.toml --round-to 100",
                    "status": "expert",
                }
                for course, dkk in [
                    ("development", 2700),
                    ("stabilisation", 1600),
                    ("individual", 10000),
                ]
            }
        },
    }


def test_a_total_is_reached_but_for_the_rounding(capsys):
    options = "--total-dkk-per-year", "20000000", "--round-to", "5", "--place-residue"
    tree = json.loads(said(capsys, THREE_COURSES, "--json", *options))
    paid = tree["total"]["revenue_dkk_per_year"]
    assert paid == pytest.approx(20_000_000 + tree["rounding"]["residue_dkk_per_year"])
    out = said(capsys, THREE_COURSES, *options)
    assert "so that they pay 20,000,000 DKK a year." in out


def test_a_simulation_says_that_it_is_one(capsys):
    Path("town.toml").write_text(SHORT_OF_STAFF, encoding="utf-8")
    assert status(["rates", "town.toml", "--replications", "2"]) == DONE
    out, _ = capsys.readouterr()
    assert out.startswith("town: 8 weeks, by simulation, 2 replications, seed 1\n")
    assert "Simulated, because the twin leaves out:\n- limited staff" in out
    assert "exact" not in out.split("Rates in DKK")[1].split("\n\n")[0]


def test_a_value_can_be_set(capsys):
    out = said(capsys, THREE_COURSES, "--set", "prices.cost_per_hour_dkk.home_care=500", "--json")
    rate = json.loads(out)["rates"][0]["balancing_dkk"]["mean"]
    assert rate == pytest.approx(2685 + 4 * 50)


def test_the_counterfactual_is_the_one_it_names(capsys):
    tree = json.loads(said(capsys, THREE_COURSES, "--json"))
    effect = {rate["course"]: rate["effect"] for rate in tree["rates"]}
    for name in ("stabilisation", "individual"):
        # Nobody leaves self-reliant, so more come here; a week of each costs what it did.
        more = effect[name]["without_citizens"] / effect[name]["citizens"]
        assert more > 1
        costs = effect[name]["without_cost_dkk_per_year"] / effect[name]["cost_dkk_per_year"]
        assert costs == pytest.approx(more)
    saved = sum(
        one["without_cost_dkk_per_year"] - one["cost_dkk_per_year"] for one in effect.values()
    )
    in_all = tree["effect_of_development"]
    assert saved * 7 / 365.25 == pytest.approx(in_all["saved_dkk_per_week"])


def test_no_two_columns_have_one_name(capsys):
    out = said(capsys, SHORT_OF_STAFF, "--replications", "2")
    (head,) = [line for line in out.splitlines() if " balances " in line]
    assert "by the twin" in head
    assert out.count("balances ") == 1


def test_a_saving_says_over_what_time(capsys):
    out = said(capsys, THREE_COURSES)
    assert " DKK a week (the mean of 8 weeks, " in out
    assert " DKK in all; in the long run, after many years with it and without it): " in out
