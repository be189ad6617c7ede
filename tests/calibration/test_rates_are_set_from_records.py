"""Rates from records, by arithmetic: whole courses, the budget, small groups, before and after."""

import datetime as dt
import json
import tomllib

import numpy as np
import pytest
from small_records import MAPPING, text_of, written

from sim import cli
from sim.calibration.rates.ages import whole_course
from sim.calibration.rates.found import RecordRatesAsked, rates_from_records
from sim.calibration.reading.faults import RecordsError

FIRST = dt.date(2024, 1, 1)
WEEKS = 52
SPELLS = "citizen,team,course,level,from,to,exit"
HOURS = "citizen,week,service,hours"
ACCOUNTS = """
[accounts]
file = "accounts.csv"
columns = { team = "team", period = "week", revenue_dkk = "revenue" }
"""


def day(week):
    return (FIRST + dt.timedelta(weeks=week)).isoformat()


def records(folder, lives, mapping=MAPPING):
    """Citizens (team, level, first week, weeks, hours by week of age); a course is 8 weeks."""
    spells, hours = [], []
    for number, (team, level, begins, by_age) in enumerate(lives):
        ends = begins + 8
        is_over = ends <= WEEKS
        last = (FIRST + dt.timedelta(weeks=ends, days=-1)).isoformat() if is_over else ""
        out = "self_reliant" if is_over else ""
        spells.append(f"{number},{team},development,{level},{day(begins)},{last},{out}")
        seen = range(min(8, WEEKS - begins))
        hours += [f"{number},{day(begins + age)},home_care,{by_age(age)}" for age in seen]
    return written(
        folder, mapping=mapping, spells=text_of(SPELLS, spells), weeks=text_of(HOURS, hours)
    )


def falling(age):
    """4 hours in the first four weeks of a course, 2 in the last four."""
    return 4 if age < 4 else 2


# 30 were seen to the end; 30 came four weeks before the records end.
MIXED = [("Nord", 1, 2 + n, falling) for n in range(30)] + [("Syd", 1, 48, falling)] * 30


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    return rates_from_records(records(tmp_path_factory.mktemp("mixed"), MIXED))


def test_half_seen_courses_do_not_count_as_whole_ones(mixed):
    (row,) = mixed["rates"]
    # All who were there: (30 x 24 + 30 x 16) hours over 360 weeks. A whole course: 24 over 8.
    assert row["simple_dkk"] == pytest.approx(450 * (720 + 480) / 360)
    assert row["weekly_dkk"]["value"] == pytest.approx(450 * 24 / 8, rel=1e-3)
    assert row["course_dkk"]["value"] == pytest.approx(450 * 24, rel=1e-3)
    assert row["course_weeks"] == pytest.approx(8, rel=1e-3)


def test_rates_together_pay_what_the_care_cost(mixed):
    (row,) = mixed["rates"]
    assert row["rate_dkk"] * 360 == pytest.approx(450 * 1_200)
    assert mixed["total_dkk_per_year"] == pytest.approx(450 * 1_200)
    assert mixed["factor"] == pytest.approx(450 * 1_200 / 360 / (450 * 3), rel=1e-3)


def test_a_given_total_and_a_step_are_kept_to(tmp_path):
    asked = RecordRatesAsked(total_dkk_per_year=360_000, round_to_dkk=100)
    found = rates_from_records(records(tmp_path, MIXED), asked=asked)
    assert found["rates"][0]["rate_dkk"] == pytest.approx(1_000)


def test_each_team_is_shown_its_own_last_year(mixed):
    nord, syd = mixed["teams"]
    rate = mixed["rates"][0]["rate_dkk"]
    assert (nord["before_dkk"], nord["before_is"]) == (pytest.approx(450 * 720), "hours x price")
    assert nord["after_dkk"]["value"] == pytest.approx(240 * rate)
    assert syd["change_dkk"]["value"] == pytest.approx(120 * rate - 450 * 480)
    assert syd["change_dkk"]["low"] < syd["change_dkk"]["value"] < syd["change_dkk"]["high"]


def test_before_is_the_revenue_where_the_accounts_say_it(tmp_path):
    weeks = [f"2024-W{week:02d}" for week in range(1, 53)]
    rows = [f"{team},{week},1000" for team in ("Nord", "Syd") for week in weeks]
    (tmp_path / "accounts.csv").write_text(text_of("team,week,revenue", rows), encoding="utf-8")
    found = rates_from_records(records(tmp_path, MIXED, MAPPING + ACCOUNTS))
    assert [(of["before_dkk"], of["before_is"]) for of in found["teams"]] == [
        (52_000, "revenue")
    ] * 2


def test_a_course_that_goes_on_is_followed_as_far_as_it_was_seen():
    # One in seventy ends a day, 1,000 a week: (1 - (69/70)^210) x 10 weeks are lived in 30.
    at_risk = np.full(210, 70.0)
    found = whole_course(np.ones(210), at_risk, np.full(30, 9_000.0), np.full(30, 9.0))
    assert found.weekly_dkk == pytest.approx(1_000)
    assert found.weeks == pytest.approx(10 * (1 - (69 / 70) ** 210))
    assert found.still == pytest.approx((69 / 70) ** 210)


def test_nobody_at_an_age_ends_the_course_there():
    at_risk = np.repeat([9.0, 2.0, 9.0], 7)
    found = whole_course(np.zeros(21), at_risk, np.ones(3), np.ones(3))
    assert (found.followed, found.still) == (1, 1.0)
    assert whole_course(np.zeros(7), np.zeros(7), np.zeros(1), np.zeros(1)) is None


def test_a_level_of_few_has_the_rate_of_its_course_and_says_nothing_of_them(tmp_path):
    lives = [*MIXED, *[("Nord", 3, 4, lambda _: 40)] * 3]
    found = rates_from_records(records(tmp_path, lives))
    few = found["rates"][1]
    assert (few["level"], few["citizens"], few["hours"], few["weekly_dkk"]) == (3, None, None, None)
    assert few["shrunk_dkk"] == pytest.approx(found["rates"][1]["shrunk_dkk"])
    assert "3 citizens" not in json.dumps(found)
    assert len(found["notes"]) == 1


def test_levels_that_differ_by_chance_are_drawn_together_and_those_that_differ_are_not(tmp_path):
    by_level = {1: lambda _: 2, 2: lambda _: 8}
    lives = [("Nord", level, 1 + n, hours) for level, hours in by_level.items() for n in range(30)]
    found = rates_from_records(records(tmp_path, lives))
    assert [row["shrunk_dkk"] for row in found["rates"]] == [
        pytest.approx(450 * 2, rel=0.01),
        pytest.approx(450 * 8, rel=0.01),
    ]
    whole = rates_from_records(tmp_path, asked=RecordRatesAsked(by="course"))
    assert whole["rates"][0]["rate_dkk"] == pytest.approx(450 * 5)


def test_hours_are_needed(tmp_path):
    mapping = MAPPING.partition("[weeks]")[0] + "[course.development]\nkind = 'development'\n"
    mapping += "[scenario.prices]\ncost_per_hour_dkk = { home_care = 450 }\n"
    with pytest.raises(RecordsError, match="hours"):
        rates_from_records(records(tmp_path, MIXED, mapping))


def test_the_command_prints_rates_and_a_tariff_and_refuses_what_is_for_scenarios(tmp_path, capsys):
    folder = str(records(tmp_path, MIXED))
    assert cli.status(["rates", "--records", folder, "--language", "da"]) == 0
    assert "Før og efter" in capsys.readouterr().out
    assert cli.status(["rates", "--records", folder, "--toml"]) == 0
    tariff = tomllib.loads(capsys.readouterr().out)["tariff"]
    assert tariff["weekly_dkk"]["development"]["value"] == pytest.approx(1_500)
    assert cli.status(["rates", "--records", folder, "--clinic-share", "0.3", "--set", "a=1"]) == 2
    said = capsys.readouterr().err
    assert "--clinic-share" in said
    assert "--set" in said
    assert cli.status(["rates"]) == 2


def test_the_smallest_cell_is_for_records_alone(tmp_path, capsys):
    lives = [*MIXED, *[("Nord", 3, 4, lambda _: 40)] * 6]
    folder = str(records(tmp_path, lives))
    for smallest, citizens in (([], 6), (["--smallest-cell", "7"], None)):
        assert cli.status(["rates", "--records", folder, *smallest, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["rates"][1]["citizens"] == citizens
    assert cli.status(["rates", str(tmp_path / "town.toml"), "--smallest-cell", "7"]) == 2
    assert "--smallest-cell: only with --records" in capsys.readouterr().err
