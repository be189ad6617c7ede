"""`forloeb rates` under a tariff by support plan: what number balances, each by itself."""

import json
from pathlib import Path

import pytest

from sim import load_scenario
from sim.cli import BAD_USAGE, DONE, status
from sim.economics.rates.plans import plan_balance
from sim.experiments.running.preparing import job
from sim.theory.twin import twin

TWO_OFFERS = """
schema = 1
[run]
start = 2026-01-05
weeks = 20
[[team]]
name = "Birk"
inflow_per_week = 0.5
[[team]]
name = "Elm"
inflow_per_week = 0.25
intake = { light = 1 }
[intake]
heavy = 1
[citizen]
multiplier_sd = 0.4
[[course]]
name = "heavy"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 10 }
hours_per_week = { home_care = 20 }
hours_sd = 3
exits = [{ to = "moved", probability = 1 }]
[[course]]
name = "light"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 40 }
hours_per_week = { home_care = 5 }
exits = [{ to = "moved", probability = 1 }]
[prices]
cost_per_hour_dkk = { home_care = 350 }
[tariff]
"""
BASIS = """kind = "basis_service"
basis_rate_dkk_per_day = 20
service_hour_dkk = 280
"""
OVERHEAD = """kind = "overhead"
overhead_share = 0.1
service_hour_dkk = 280
"""
INDEXED = (
    "indexation_share = [{ from = 2026-01-05, value = 0 }, { from = 2026-02-02, value = 0.05 }]\n"
)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def loaded(text, *overrides):
    Path("offers.toml").write_text(text, encoding="utf-8")
    return load_scenario("offers.toml", list(overrides))


def balances(tariff):
    rows = plan_balance(loaded(TWO_OFFERS + tariff))["balances"]
    return {(row["key"], row["team"]): row["balance"] for row in rows}


def deviation(tariff, *overrides):
    """Expected deviation of each team [DKK]."""
    scenario = loaded(TWO_OFFERS + tariff, *overrides)
    found = twin(job(scenario).parameters)
    return found.total.deviation / 100


def test_a_basis_rate_pays_what_hours_leave():
    # 70 DKK an hour: 5 citizens of 20 hours and 10 of 5, that is 150 hours and 105 days a week.
    found = balances(BASIS)
    assert found["basis_rate_dkk_per_day", None] == pytest.approx(70 * 150 / 105)
    assert found["basis_rate_dkk_per_day", "Birk"] == pytest.approx(70 * 20 / 7)
    assert found["basis_rate_dkk_per_day", "Elm"] == pytest.approx(70 * 5 / 7)
    # 105 days at 20 DKK leave 50,400 DKK for 150 hours.
    assert found["service_hour_dkk", None] == pytest.approx((150 * 350 - 105 * 20) / 150)


def test_overhead_and_hour_pay_what_an_hour_costs():
    found = balances(OVERHEAD)
    assert found["overhead_share", None] == pytest.approx(350 / 280 - 1)
    assert found["service_hour_dkk", None] == pytest.approx(350 / 1.1)


@pytest.mark.parametrize("tariff", [BASIS, OVERHEAD, BASIS + INDEXED, OVERHEAD + INDEXED])
def test_each_of_them_balances_by_itself(tariff):
    for (key, team), balance in balances(tariff).items():
        if team is None:
            left = deviation(tariff, f"tariff.{key}={balance!r}")
            assert left.sum() == pytest.approx(0.0, abs=0.01)


def test_basis_rates_by_team_balance_every_team():
    own = {team: at for (key, team), at in balances(BASIS).items() if team}
    table = ", ".join(f"{team} = {at!r}" for team, at in own.items())
    left = deviation(BASIS.replace("= 20", f"= {{ {table} }}"))
    assert left == pytest.approx([0.0, 0.0], abs=0.01)


def test_json_and_text_say_the_same(capsys):
    loaded(TWO_OFFERS + OVERHEAD)
    assert status(["rates", "offers.toml", "--json"]) == DONE
    tree = json.loads(capsys.readouterr().out)
    assert (tree["method"], tree["exact"], tree["leaves_out"]) == ("twin", True, [])
    assert [row["key"] for row in tree["balances"]] == ["overhead_share", "service_hour_dkk"]
    assert status(["rates", "offers.toml"]) == DONE
    out = capsys.readouterr().out
    assert "The figures below are exact" in out
    (row,) = (line.split() for line in out.splitlines() if line.startswith("overhead on"))
    assert row == ["overhead", "on", "the", "hours,", "share", "all", "0.1000", "0.2500"]


@pytest.mark.parametrize(
    "options", [["--round-to", "10"], ["--clinic-share", "0.3"], ["--method", "twin"], ["--toml"]]
)
def test_what_is_for_course_rates_is_refused(options, capsys):
    loaded(TWO_OFFERS + OVERHEAD)
    assert status(["rates", "offers.toml", *options]) == BAD_USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f'forloeb rates: {options[0]}: is for course rates, and the tariff is of kind "overhead"; '
        "leave it out, or add --by course for rates in its place\n"
    )


def test_course_rates_in_its_place_are_found_when_asked_for(capsys):
    written = 'name = "Birk"\nlevers = { written_share = 1.1 }\n'
    loaded(TWO_OFFERS.replace('name = "Birk"\n', written) + OVERHEAD)
    assert status(["rates", "offers.toml", "--by", "course", "--json"]) == DONE
    rates = json.loads(capsys.readouterr().out)["rates"]
    assert [row["balancing_dkk"]["mean"] for row in rates] == pytest.approx([7_000, 1_750])


def test_they_have_a_page_as_course_rates_have(tmp_path, capsys):
    loaded(TWO_OFFERS + OVERHEAD)
    assert status(["rates", "offers.toml", "--out", str(tmp_path)]) == DONE
    assert "overhead on the hours" in (tmp_path / "report.html").read_text("utf-8")
    assert capsys.readouterr().err == f"{(tmp_path / 'report.html').as_posix()}\n"
