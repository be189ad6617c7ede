"""What is said of moves, plans and hours outside the rate that cannot be meant."""

from pathlib import Path

import pytest

from sim.cli import BAD_USAGE, DONE, status

SOUND = """\
schema = 1
[reform]
start = 2025-01-01
hourly_price_dkk = 300
[[offer]]
name = "Birk"
places = 3
basis_cost_dkk_per_year = 600_000
[[offer]]
name = "Eg"
places = 3
basis_cost_dkk_per_year = 300_000
[[contract]]
contract = "1"
payer = "Nord"
offer = "Eg"
hours_before = 21
[[contract]]
contract = "2"
payer = "Nord"
offer = "Birk"
hours_before = 21
"""
PLAN = """\
schema = 1
[plan]
hourly_price_dkk = 300
[[plan.theme]]
theme = "medicine"
kind = "health"
hours_per_week = 21
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("plan.toml").write_text(PLAN, encoding="utf-8")


def complaints(capsys, text):
    Path("reform.toml").write_text(SOUND + text, encoding="utf-8")
    assert status(["check", "reform.toml"]) == BAD_USAGE
    out, err = capsys.readouterr()
    assert out == ""
    return [line.removeprefix("reform.toml:") for line in err.splitlines()]


def test_a_move_to_no_offer_or_to_the_same_one(capsys):
    assert complaints(capsys, 'could_live_in = "Egg"\n') == [
        '23:1: contract[1].could_live_in: "Egg" is no offer; did you mean "Eg"?'
    ]
    assert complaints(capsys, 'could_live_in = "Birk"\n') == [
        (
            "23:1: contract[1].could_live_in: is the offer where the citizen lives; "
            "name another offer, or leave it out"
        )
    ]


def test_a_day_of_a_move_without_an_offer(capsys):
    assert complaints(capsys, "could_move_on = 2025-06-01\n") == [
        (
            "23:1: contract[1].could_move_on: is not used without could_live_in; "
            "add it, or leave this out"
        )
    ]


def test_more_hours_outside_than_the_plan_has(capsys):
    text = "hours_after = 14\nhealth_hours = 14\nescort_hours = 3.5\n"
    assert complaints(capsys, text) == [
        (
            "25:1: contract[1].escort_hours: makes 17.5 hours outside of 14 hours_after; "
            "give paid hours a week, among those of the plan"
        )
    ]
    assert complaints(capsys, "health_hours = 21.5\n") == [
        (
            "23:1: contract[1].health_hours: makes 21.5 hours outside of 21 hours_before; "
            "give paid hours a week, among those of the plan"
        )
    ]


def test_a_plan_of_other_hours_or_of_other_health_services(capsys):
    text = 'health_hours = 21\nplan = "plan.toml"\n'
    assert complaints(capsys, text.replace("21", "20")) == [
        (
            "23:1: contract[1].health_hours: is 20, but the plan has 21.00 paid hours of it; "
            "write the plan's"
        )
    ]
    assert complaints(capsys, 'plan = "plan.toml"\n') == [
        (
            "23:1: contract[1].plan: health_hours is 0, but the plan has 21.00 paid hours of it; "
            "write the plan's"
        )
    ]
    Path("plan.toml").write_text(PLAN.replace("= 21", "= 21.01"), encoding="utf-8")
    assert complaints(capsys, text) == [
        (
            "22:1: contract[1].hours_before: is 21, but the plan has 21.01 paid hours of it; "
            "write the plan's"
        ),
        (
            "23:1: contract[1].health_hours: is 21, but the plan has 21.01 paid hours of it; "
            "write the plan's"
        ),
    ]


def test_a_plan_that_is_not_there_or_is_none(capsys):
    assert complaints(capsys, 'plan = "none.toml"\n') == [
        "none.toml:1:1: file: does not exist; check the name and the folder"
    ]
    Path("plan.toml").write_text("schema = 1\n", encoding="utf-8")
    assert complaints(capsys, 'plan = "plan.toml"\n') == [
        "plan.toml:1:1: plan: is missing; add the table plan"
    ]


def test_switches_that_are_none(capsys):
    dated = "[{ from = 2025-01-01, value = 1 }]"
    text = f'[less_specialised]\nmoves = {dated}\n[inside_rate]\nescorts = "no"\n'
    assert complaints(capsys, text) == [
        "24:31: less_specialised.moves: must be true or false, is 1; write one of them",
        '26:1: inside_rate.escorts: must be true or false, is "no"; write it without quotes',
    ]


def test_a_kind_of_support_that_is_none(capsys):
    Path("plan.toml").write_text(PLAN.replace('"health"', '"healht"'), encoding="utf-8")
    assert status(["check", "plan.toml"]) == BAD_USAGE
    assert capsys.readouterr().err == (
        'plan.toml:6:1: plan.theme[0].kind: must be one of "health", "escort", is "healht"; '
        'did you mean "health"?\n'
    )


def test_a_printed_figure_that_the_reform_has_not(capsys):
    text = '[[printed]]\nwhat = "all"\nprinted = "0"\nhere = "change"\n'
    (said,) = complaints(capsys, text)
    assert said.startswith("26:1: printed[0].here: must be one of ")
    assert said.endswith('did you mean "change_dkk"?')


@pytest.mark.parametrize("value", ["[]", "{}", "true", "1e308", "nan", '"x"', "2025-01-01"])
@pytest.mark.parametrize(
    "key", ["could_live_in", "could_move_on", "health_hours", "plan", "hours_before", "moves"]
)
def test_any_value_anywhere_is_a_fault_or_none(capsys, key, value):
    own = f"[less_specialised]\nmoves = {value}\n" if key == "moves" else f"{key} = {value}\n"
    text = SOUND.removesuffix("hours_before = 21\n") if key == "hours_before" else SOUND
    Path("reform.toml").write_text(text + own, encoding="utf-8")
    assert status(["reform", "reform.toml"]) in {DONE, BAD_USAGE}
    assert "Traceback" not in capsys.readouterr().err
