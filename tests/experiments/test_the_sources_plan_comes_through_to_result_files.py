"""The source's support plan, simulated: from 20.0 direct hours to the kroner in the results folder.

One citizen comes on the first day and stays. `forloeb plan` says of the source's example what a day
costs; what `forloeb run` writes is that times days.
"""

import json

import duckdb
import pytest

from sim.cli import DONE, status

SOURCE = """
schema = 1
[run]
start = 2026-01-05
weeks = 2
initial = { Birk = { home = 1 } }
replications = 1
[[team]]
name = "Birk"
inflow_per_week = 0
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 500 }
hours_per_week = { home_care = 20.0 }
exits = [{ to = "moved", probability = 1 }]
[prices]
cost_per_hour_dkk = { home_care = 630 }
[tariff]
kind = "basis_service"
basis_rate_dkk_per_day = 520
service_hour_dkk = 300
"""
HOURS = {"shared": 2.0, "documentation": 4.3, "organisation": 6.8, "absence": 8.9}
BASES = {"shared": 20.0, "documentation": 22.0, "organisation": 26.3, "absence": 42.0}
"""What each of the source's hours is a share of."""
SHARES = "[tariff.add_shares]\n" + "".join(
    f"{name} = {HOURS[name] / BASES[name]!r}\n" for name in HOURS
)


@pytest.fixture
def written(tmp_path, capsys):
    """Results folder of a run."""
    file = tmp_path / "source.toml"
    file.write_text(SOURCE + SHARES, encoding="utf-8")
    arguments = ["run", file, "--engine", "simpy", "--no-report", "--json", "--out", tmp_path]
    assert status(list(map(str, arguments))) == DONE
    return tmp_path / json.loads(capsys.readouterr().out)["results"]


def column(folder, table, name):
    return duckdb.read_parquet(f"{folder / table}.parquet").fetchnumpy()[name].tolist()


def test_the_example_pays_1800_dkk_a_day_and_the_basis_rate(written):
    assert column(written, "team_weeks", "revenue_dkk") == [7 * (1_800 + 520)] * 2
    assert column(written, "spells", "revenue_dkk") == [14 * (1_800 + 520)]


def test_an_hour_that_costs_what_all_paid_hours_cost_leaves_the_basis_rate(written):
    # 42.0 paid hours at 300 DKK are 20.0 direct ones at 630.
    assert column(written, "team_weeks", "deviation_dkk") == [7 * 520] * 2


def test_the_plan_command_says_the_same(tmp_path, capsys):
    plan = tmp_path / "plan.toml"
    hours = ", ".join(f"{name} = {at}" for name, at in HOURS.items())
    theme = '[[plan.theme]]\ntheme = "all"\nhours_per_week = 20.0\n'
    head = "schema = 1\n[plan]\nhourly_price_dkk = 300\nbasis_rate_dkk_per_day = 520\n"
    plan.write_text(f"{head}add_hours = {{ {hours} }}\n{theme}", encoding="utf-8")
    assert status(["plan", str(plan), "--json"]) == DONE
    said = json.loads(capsys.readouterr().out)
    assert said["paid_hours"] == 42.0
    assert said["rate_dkk_per_day"] == 1_800 + 520
