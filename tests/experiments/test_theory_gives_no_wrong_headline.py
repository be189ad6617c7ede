"""Where something that moves the mean is left out, `forloeb theory` gives no expected deviation."""

import json

import pytest
from small_scenarios import THREE_COURSES, WHOLE_MODEL
from typer.testing import CliRunner

from sim.cli import app

STAFF = """
[staff]
full_time_equivalents = { helper = 2, nurse = 1 }
hours_per_week = 37
temporary_share = 1.0
temporary_premium = 1.5
[staff.professions]
helper = { pay_per_hour_dkk = 250, absence_share = 0.2, user_facing_share = 0.6 }
nurse = { pay_per_hour_dkk = 300, absence_share = 0.2, user_facing_share = 0.6 }
[staff.gives]
home_care = ["helper", "nurse"]
nursing = ["nurse"]
training = ["helper"]
"""
OF_MONEY = ("revenue_dkk", "cost_dkk", "deviation_dkk", "deviation_share", "chance_share")


def answered(tmp_path, text, *options):
    path = tmp_path / "town.toml"
    path.write_text(text, "utf-8")
    found = CliRunner().invoke(app, ["theory", str(path), *options])
    assert found.exit_code == 0, found.output
    return found.stdout


@pytest.mark.parametrize("text", [THREE_COURSES + STAFF, WHOLE_MODEL], ids=["staff", "all"])
def test_limited_staff_forbids_the_headline(tmp_path, text):
    tree = json.loads(answered(tmp_path, text, "--json"))
    for account in [*tree["teams"], tree["total"]]:
        assert all(account[name] is None for name in (*OF_MONEY, "deficit_probability"))
        assert account["citizens"] > 0
    assert any("limited staff" in reason for reason in tree["moves_the_mean"])
    assert set(tree["moves_the_mean"]) <= set(tree["leaves_out"])
    said = answered(tmp_path, text)
    assert "No expected deviation" in said
    assert "limited staff" in said
    assert "by chance alone" not in said


def test_without_congestion_there_is_one_and_a_chance_of_deficit(tmp_path):
    tree = json.loads(answered(tmp_path, THREE_COURSES, "--json"))
    assert tree["moves_the_mean"] == []
    total = tree["total"]
    band = total["deviation_dkk"]
    assert band["low"] < band["mean"] < band["high"]
    assert 0.0 < total["deficit_probability"] < 1.0
    assert "end with a deficit" in answered(tmp_path, THREE_COURSES)


HOSPITAL = """
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 1 }
exits = [{ to = "resume", probability = 1.0 }]
"""


def test_what_is_left_out_of_the_band_alone_leaves_the_headline(tmp_path):
    text = THREE_COURSES.replace("[prices]", f"{HOSPITAL}[prices]", 1)
    text = text.replace(
        'kind = "stabilisation"\n',
        'kind = "stabilisation"\nhazards_per_week = { hospital = 0.02 }\n',
        1,
    ).replace("weekly_dkk = { ", "weekly_dkk = { hospital = 0, ", 1)
    tree = json.loads(answered(tmp_path, text, "--json"))
    assert tree["moves_the_mean"] == []
    assert any("band only" in reason for reason in tree["leaves_out"])
    assert tree["total"]["deviation_dkk"]["mean"] is not None
