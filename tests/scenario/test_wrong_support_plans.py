"""What is said of a support plan with faults: every one at once, with line and column."""

from pathlib import Path

import pytest

from sim.cli import BAD_USAGE, status

SOUND = """\
schema = 1
[plan]
hourly_price_dkk = 300
[[plan.theme]]
theme = "practical tasks"
hours_per_week = 4.0
[plan.add_shares]
shared = 0.1
absence = 0.2
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def complaints(capsys, *changes):
    text = SOUND
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    Path("plan.toml").write_text(text, encoding="utf-8")
    assert status(["plan", "plan.toml", "--json"]) == BAD_USAGE
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def test_a_plan_without_a_price(capsys):
    assert complaints(capsys, ("hourly_price_dkk = 300\n", "")) == [
        "plan.toml:2:2: plan.hourly_price_dkk: is missing; add the key hourly_price_dkk"
    ]


def test_negative_hours(capsys):
    assert complaints(capsys, ("= 4.0", "= -4.0")) == [
        "plan.toml:6:1: plan.theme[0].hours_per_week: must be 0 or more, is -4.0; check the sign"
    ]


def test_shares_above_one_and_absence_that_leaves_nobody_at_work(capsys):
    assert complaints(capsys, ("shared = 0.1", "shared = 1.1"), ("= 0.2", "= 1.0")) == [
        (
            "plan.toml:8:1: plan.add_shares.shared: must be at most 1, is 1.1; "
            "check the unit and the decimals"
        ),
        (
            "plan.toml:9:1: plan.add_shares.absence: must be less than 1, is 1.0; "
            "check the unit and the decimals"
        ),
    ]


def test_hours_and_shares_of_the_same(capsys):
    both = ("[plan.add_shares]", "[plan.add_hours]\nshared = 2\n[plan.add_shares]")
    assert complaints(capsys, both) == [
        (
            "plan.toml:9:7: plan.add_shares: is not possible beside plan.add_hours; "
            "leave one of them out"
        )
    ]


def test_unknown_keys_and_the_nearest_known_one(capsys):
    assert complaints(capsys, ("hourly_price_dkk", "hourly_prize_dkk"), ("absence", "absense")) == [
        'plan.toml:3:1: plan.hourly_prize_dkk: is not known here; did you mean "hourly_price_dkk"?',
        'plan.toml:9:1: plan.add_shares.absense: is not known here; did you mean "absence"?',
    ]


def test_a_key_that_stands_above_its_table(capsys):
    moved = ("[plan]\nhourly_price_dkk = 300", "hourly_price_dkk = 300\n[plan]")
    assert complaints(capsys, moved) == [
        "plan.toml:2:1: hourly_price_dkk: is not known here; it belongs in [plan]",
        "plan.toml:3:2: plan.hourly_price_dkk: is missing; add the key hourly_price_dkk",
    ]


def test_a_plan_without_themes(capsys):
    without = SOUND[SOUND.index("[[plan") : SOUND.index("[plan.add")]
    assert complaints(capsys, (without, "")) == [
        "plan.toml:2:2: plan.theme: is missing; add at least one [[plan.theme]] table"
    ]


def test_a_scenario_is_no_plan_and_says_what_is_missing(capsys):
    Path("town.toml").write_text("schema = 2\n[run]\nweeks = 4\n", encoding="utf-8")
    assert status(["plan", "town.toml"]) == BAD_USAGE
    assert capsys.readouterr().err.splitlines() == [
        "town.toml:1:1: plan: is missing; add the table plan",
        "town.toml:1:1: schema: 2 is not a schema that this version knows; write schema = 1",
        'town.toml:2:2: run: is not known here; use one of "schema", "extends", "title", "plan"',
    ]


def test_a_dated_line_out_of_order(capsys):
    dated = "[{ from = 2025-09-01, value = 4 }, { from = 2025-01-01, value = 5 }]"
    assert complaints(capsys, ("= 4.0", f"= {dated}")) == [
        (
            "plan.toml:6:55: plan.theme[0].hours_per_week[1].from: "
            "2025-01-01 does not come after 2025-09-01; put the dates in order, each once"
        )
    ]
