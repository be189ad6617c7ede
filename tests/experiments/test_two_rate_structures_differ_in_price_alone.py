"""Overhead against basis and service rates: every life is the same, and the money is arithmetic.

Two offers with citizens of 20 and of 5 hours, whose levels change and whose plans lag behind.
"""

import json

import pytest

import sim.cli

OVERHEAD = """
schema = 1
[run]
start = 2026-01-05
weeks = 10
replications = 2
[[team]]
name = "Birk"
inflow_per_week = 1
[[team]]
name = "Elm"
inflow_per_week = 1
[intake]
home = 1
[citizen]
start_level = [0, 0.5, 0, 0.5, 0]
multiplier_sd = 0.3
[[course]]
name = "home"
kind = "stabilisation"
stay = { distribution = "gamma", mean_weeks = 4, sd_weeks = 2 }
hours_per_week = { home_care = [2, 5, 10, 20, 30] }
hours_sd = 2
exits = [{ to = { level_change = -1 }, probability = 0.5 }, { to = "moved", probability = 0.5 }]
[prices]
cost_per_hour_dkk = { home_care = 320 }
[tariff]
kind = "overhead"
overhead_share = 0.25
service_hour_dkk = 300
renegotiation = { material_share = 0.1, lasting_weeks = 2, status_meeting_weeks = 4 }
"""
BASIS = """
schema = 1
extends = "overhead.toml"
[tariff]
kind = "basis_service"
basis_rate_dkk_per_day = 90
service_hour_dkk = 300
renegotiation = { material_share = 0.1, lasting_weeks = 2, status_meeting_weeks = 4 }
"""
SHORT = ("--engine", "simpy", "--workers", "1", "--no-report")


@pytest.fixture
def forloeb(tmp_path, monkeypatch, capsys):
    """What a command line prints where both files stand."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"overhead": OVERHEAD, "basis": BASIS}.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")

    def run(*arguments):
        assert sim.cli.status(list(arguments)) == 0
        return capsys.readouterr().out

    return run


def test_the_whole_difference_is_price(forloeb):
    out = forloeb("compare", "overhead.toml", "basis.toml", *SHORT)
    assert "spells identical: the whole difference is price" in out
    assert "  tariff.kind: overhead -> basis_service" in out.splitlines()


def test_the_overhead_is_a_fifth_of_the_old_pay_and_the_basis_rate_goes_by_days(forloeb):
    overhead, basis = (
        json.loads(forloeb("run", f"{name}.toml", *SHORT, "--json"))
        for name in ("overhead", "basis")
    )
    days = 7 * 10 * overhead["courses"][0]["census"]["mean"]
    hours = overhead["total"]["revenue_dkk"]["mean"] / 1.25
    # Each part of a week is rounded to an øre.
    revenue = basis["total"]["revenue_dkk"]["mean"]
    assert revenue == pytest.approx(hours + 90 * days, abs=5)
    assert basis["total"]["cost_dkk"] == overhead["total"]["cost_dkk"]


def test_a_run_verifies(forloeb):
    folder = json.loads(forloeb("run", "basis.toml", *SHORT, "--json"))["results"]
    assert "agrees row by row" in forloeb("verify", folder)
