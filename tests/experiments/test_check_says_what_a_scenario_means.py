"""`forloeb check` ends with the long-run size of a scenario: citizens, hours, money, posts."""

import json

import pytest
from small_scenarios import FOUR_WEEKS, scenario_of
from two_teams import SMALL

from sim.cli import DONE, status
from sim.experiments.meaning.meaning import meaning

STAFF = """
[staff]
hours_per_week = 37
temporary_share = 1
temporary_premium = 1
[staff.professions.helper]
pay_per_hour_dkk = 250
absence_share = 0.2
user_facing_share = 0.5
[staff.gives]
home_care = ["helper"]
nursing = ["helper"]
training = ["helper"]
"""


def test_it_is_inflow_times_stay_times_hours_and_price():
    """2 a week for 3 weeks of development, and half of them for 9 in stabilisation.

    Stays last whole days, so that an exponential one of 63 days lasts half a day longer at most.
    """
    nord, other = meaning(scenario_of(SMALL))["teams"]
    assert nord["team"] == "Nord"
    assert nord["citizens"] == pytest.approx(2 * 3 + 1 * 9, rel=0.01)
    assert nord["granted_hours_per_week"] == pytest.approx(6 * 6.0 + 9 * 3.0, rel=0.01)
    cost = 365.25 / 7 * 450 * nord["granted_hours_per_week"]
    assert nord["cost_dkk_per_year"] == pytest.approx(cost, rel=1e-4)
    revenue = 365.25 / 7 * (6 * 2700 + 9 * 1400)
    assert nord["revenue_dkk_per_year"] == pytest.approx(revenue, rel=0.01)
    for key in ("citizens", "granted_hours_per_week", "cost_dkk_per_year"):
        assert other[key] == pytest.approx(nord[key] / 2)
    assert (nord["posts_needed"], nord["posts_given"]) == (None, None)


def test_posts_needed_are_hours_by_what_a_post_gives():
    """A post has 37 x 0.8 x 0.5 = 14.8 hours a week with citizens."""
    posts = "inflow_per_week = 2.0\nfull_time_equivalents = { helper = 4 }"
    text = SMALL.replace("inflow_per_week = 2.0", posts)
    text = text.replace("inflow_per_week = 1.0", posts.replace("2.0", "1.0"))
    found = meaning(scenario_of(text + STAFF))
    nord = found["teams"][0]
    assert nord["posts_given"] == 4
    assert nord["posts_needed"] == pytest.approx(nord["granted_hours_per_week"] / 14.8)
    needed = [team["posts_needed"] for team in found["teams"]]
    assert found["total"]["posts_needed"] == pytest.approx(sum(needed))


def test_teams_stand_in_the_order_of_the_file_and_add_up():
    found = meaning(scenario_of(FOUR_WEEKS))
    names = [team["name"] for team in scenario_of(FOUR_WEEKS).resolved["team"]]
    assert [team["team"] for team in found["teams"]] == names
    for key in ("citizens", "revenue_dkk_per_year", "cost_dkk_per_year"):
        assert sum(team[key] for team in found["teams"]) == pytest.approx(found["total"][key])


def test_check_prints_it_last_and_in_the_json(small_file, capsys):
    assert status(["check", str(small_file)]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("small.toml: ok, 2 teams, 2 courses, 6 weeks")
    assert lines[3] == "What it means; money in DKK"
    assert lines[4].split("  ")[0] == "team"
    assert [line.split()[0] for line in lines[5:8]] == ["Nord", "Østergårds", "total"]
    assert status(["check", str(small_file), "--json"]) == DONE
    (only,) = json.loads(capsys.readouterr().out)["files"]
    assert only["meaning"] == meaning(scenario_of(SMALL))
