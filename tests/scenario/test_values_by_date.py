"""A dated value holds from its date on, and nothing else changes."""

import datetime as dt

import pytest

from sim.scenario.reading import load_scenario

DATED = """[
    { from = 2025-01-01, value = 3 },
    { from = 2026-01-05, value = 4 },
    { from = 2026-06-03, value = 5 },
    { from = 2029-01-01, value = 6 },
]"""


@pytest.fixture
def dated(written, sound):
    text = sound.replace("inflow_per_week = 4.0", f"inflow_per_week = {DATED}")
    return load_scenario(written(text))


def inflow(values):
    return values.team[0].inflow_per_week


def test_a_value_holds_from_its_date(dated):
    assert inflow(dated.at(dt.date(2026, 6, 2))) == 4.0
    assert inflow(dated.at(dt.date(2026, 6, 3))) == 5.0
    assert inflow(dated.at(dt.date(2028, 1, 2))) == 5.0


def test_change_dates_are_those_within_the_run_after_its_first_day(dated):
    assert dated.change_dates == (dt.date(2026, 6, 3),)


def test_the_values_are_those_of_the_first_day(dated):
    assert inflow(dated.values) == 4.0
    assert dated.values is dated.at(dt.date(2026, 1, 5))


def test_a_warm_up_has_the_values_of_the_first_day(dated):
    assert inflow(dated.at(dt.date(2025, 12, 1))) == 4.0


def test_what_has_no_date_stays(dated):
    later = dated.at(dt.date(2026, 6, 3))
    assert later.course == dated.values.course
    assert later.team[1] == dated.values.team[1]


def test_a_dated_value_may_have_one_number_a_level(written, sound):
    rates = (
        "[{ from = 2026-01-05, value = [1, 2, 3, 4, 5] },"
        ' { from = 2026-02-02, value = { value = 6 } , source = "x" }]'
    )
    text = sound.replace("development = 2700", f"development = {rates}")
    text = text.replace("{ value = 6 } ", "[6, { value = 7 }, 8, 9, 10]")
    scenario = load_scenario(written(text))
    assert scenario.values.tariff.weekly_dkk["development"] == [1.0, 2.0, 3.0, 4.0, 5.0]
    later = scenario.at(dt.date(2026, 2, 2))
    assert later.tariff.weekly_dkk["development"] == [6.0, 7.0, 8.0, 9.0, 10.0]


def test_a_wrong_value_is_told_whenever_it_holds(changed):
    after_the_end = "[{ from = 2026-01-05, value = 4 }, { from = 2040-01-01, value = -1 }]"
    assert changed(("inflow_per_week = 4.0", f"inflow_per_week = {after_the_end}")) == [
        "s.toml:10:75: team.Nord.inflow_per_week: must be 0 or more, is -1; check the sign"
    ]


def test_sums_are_checked_on_every_date_of_the_run(changed):
    first = "[{ from = 2026-01-05, value = 0.9 }, { from = 2026-02-01, value = 0.8 }]"
    second = "[{ from = 2026-01-05, value = 0.1 }, { from = 2026-03-01, value = 0.2 }]"
    (line,) = changed(
        ("development = 0.9", f"development = {first}"),
        ("stabilisation = 0.1", f"stabilisation = {second}"),
    )
    assert line == (
        "s.toml:16:2: intake: the probabilities must add up to 1, add up to 0.9 "
        "(from 2026-02-01); change them"
    )
