"""Accounts by month, quarter and year: weeks cut by days in whole øre, whatever the calendar."""

import datetime as dt
import json

import numpy as np
import pytest
from two_teams import SMALL

from sim.cli import DONE, status
from sim.experiments.periods.by_period import by_period, trend_of, weekly_of
from sim.experiments.periods.calendar import (
    budget_period,
    first_and_last,
    iso_week,
    week_parts,
)
from sim.experiments.periods.means import period_means
from sim.experiments.periods.period import Period
from sim.experiments.results import open_results


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A run of 12 weeks from 1 December 2025, so that a week lies in two years."""
    place = tmp_path_factory.mktemp("periods")
    text = SMALL.replace("2026-01-05", "2025-12-01").replace("weeks = 6", "weeks = 12")
    (place / "small.toml").write_text(text, encoding="utf-8")
    fast = ("--engine", "simpy", "--workers", "1", "--no-report", "--out", str(place / "out"))
    assert status(["run", str(place / "small.toml"), *fast]) == DONE
    (made,) = (place / "out").iterdir()
    return made


def cut(start, weeks, by):
    return [(p.week, p.period, p.days) for p in week_parts(dt.date.fromisoformat(start), weeks, by)]


def test_a_week_is_cut_where_a_month_ends():
    """2026-01-26 is a Monday; January has six days of its week, February one."""
    assert cut("2026-01-26", 2, Period.month) == [
        (0, "2026-01", 6),
        (0, "2026-02", 1),
        (1, "2026-02", 7),
    ]


def test_a_week_that_begins_in_another_year_is_cut_at_new_year():
    """2024-12-30 is the Monday of ISO week 1 of 2025."""
    assert cut("2024-12-30", 1, Period.year) == [(0, "2024", 2), (0, "2025", 5)]


def test_week_53_is_cut_at_new_year():
    """2026-12-28 is the Monday of ISO week 53 of 2026."""
    assert cut("2026-12-28", 1, Period.quarter) == [(0, "2026-Q4", 4), (0, "2027-Q1", 3)]


FIRST_THURSDAYS = {
    "2026-01-01": 53,  # a Thursday, and 31 December 2026 too
    "2027-01-07": 52,
    "2028-01-06": 52,  # a leap year that begins on a Saturday
    "2029-01-04": 52,
    "2030-01-03": 52,
    "2031-01-02": 52,
    "2032-01-01": 53,  # a leap year that begins on a Thursday
    "2033-01-06": 52,
    "2034-01-05": 52,  # begins on a Sunday
    "2040-01-05": 52,  # a leap year that begins on a Sunday
}
"""First Thursday of a year by hand, in its week 1, and its number of weeks; years
that begin on each weekday, in leap years and others."""


@pytest.mark.parametrize(("thursday", "weeks"), FIRST_THURSDAYS.items())
def test_a_week_has_the_year_of_its_thursday(thursday, weeks):
    first = dt.date.fromisoformat(thursday)
    monday, year = first - dt.timedelta(days=3), first.year
    assert [iso_week(monday, number) for number in (0, 1, weeks - 1, weeks)] == [
        f"{year}-W01",
        f"{year}-W02",
        f"{year}-W{weeks}",
        f"{year + 1}-W01",
    ]


@pytest.mark.parametrize(("year", "days"), [(2027, 28), (2028, 29)])
def test_february_has_a_day_more_in_a_leap_year(year, days):
    monday = dt.date(year, 1, 1) - dt.timedelta(days=dt.date(year, 1, 1).weekday())
    parts = week_parts(monday, 12, Period.month)
    assert sum(part.days for part in parts if part.period == f"{year}-02") == days


@pytest.mark.parametrize("year", range(2022, 2033))
@pytest.mark.parametrize("by", Period)
def test_every_day_lies_in_one_period_whatever_weekday_a_year_begins_on(year, by):
    first = dt.date(year, 1, 1)
    monday = first - dt.timedelta(days=first.weekday())
    found = [part.period for part in week_parts(monday, 54, by) for _ in range(part.days)]
    days = [monday + dt.timedelta(days=number) for number in range(7 * 54)]
    assert found == [budget_period(day, by) for day in days]


@pytest.mark.parametrize("ore", [0, 1, 6, 100, -1, -100, 10**15 + 1])
def test_parts_of_a_week_add_up_and_the_later_has_the_rest(ore):
    early, late = week_parts(dt.date(2026, 3, 30), 1, Period.quarter)
    assert [early.days, late.days] == [2, 5]
    assert early.of(ore) == 2 * ore // 7
    assert early.of(ore) + late.of(ore) == ore


@pytest.mark.parametrize("by", Period)
def test_periods_of_a_run_add_up_to_its_summary(folder, by):
    results = open_results(folder)
    tree = by_period(results, dt.date(2025, 12, 1), by)
    accounts = [*results.summary["teams"], results.summary["total"]]
    for row, account in zip(tree["teams"], accounts, strict=True):
        assert row["team"] == account.get("team")
        assert sum(one["days"] for one in row["periods"]) == 12 * 7
        for key in ("revenue_dkk", "cost_dkk", "deviation_dkk"):
            total = sum(one[key]["mean"] for one in row["periods"])
            assert total == pytest.approx(account[key]["mean"], abs=1e-6)


def test_each_replications_weeks_are_whole_ore(folder):
    results = open_results(folder)
    weekly = weekly_of(results)
    table = results.team_weeks()
    assert (
        weekly.ore.sum()
        == np.rint(100 * table["revenue_dkk"]).sum() + np.rint(100 * table["cost_dkk"]).sum()
    )


def test_the_trend_is_by_the_week_and_paired_by_replication():
    """Replication 1 goes from 7 DKK in 7 days to 28 in 14, replication 2 from 70 to 154."""
    trend = trend_of(np.array([[700, 2800], [7000, 15_400]]), [7, 14])
    assert trend["mean"] == pytest.approx(((28 / 2 - 7) + (154 / 2 - 70)) / 2)
    assert trend["low"] == pytest.approx(7)
    assert trend["high"] == pytest.approx(7)
    assert trend_of(np.array([[700], [700]]), [7]) is None


def test_a_period_of_a_few_days_at_an_end_is_no_trend():
    assert first_and_last([86, 91, 92, 92, 2]) == (0, 3)
    assert first_and_last([3, 365, 2]) is None


def test_the_command_prints_periods_and_says_a_trend(folder, capsys):
    """The run begins in its long-run mix, and its first month is whole: nothing trends."""
    assert status(["show", str(folder), "--by", "year"]) == DONE
    said = capsys.readouterr().out
    assert said.startswith("Deviation by year, means in DKK\n")
    assert status(["show", str(folder), "--by", "year", "--json"]) == DONE
    tree = json.loads(capsys.readouterr().out)
    assert [one["period"] for one in tree["teams"][-1]["periods"]] == ["2025", "2026"]
    trend = tree["trend_dkk_per_week"]
    assert ("hides a trend" in said) == (trend["low"] > 0 or trend["high"] < 0)


def test_run_prints_periods_under_its_summary_and_in_its_document(folder, capsys):
    again = ["run", str(folder.parents[1] / "small.toml"), "--no-report"]
    again += ["--out", str(folder.parent), "--engine", "simpy", "--by", "month"]
    assert status(again) == DONE
    said = capsys.readouterr().out
    assert "\nDeviation by month, means in DKK\n" in said
    assert status([*again, "--json"]) == DONE
    document = json.loads(capsys.readouterr().out)
    assert document["periods"]["by"] == "month"
    periods = document["periods"]["teams"][-1]["periods"]
    assert [one["period"] for one in periods] == ["2025-12", "2026-01", "2026-02"]


def test_periods_are_said_in_danish(folder, capsys):
    assert status(["show", str(folder), "--by", "quarter", "--language", "da"]) == DONE
    words = " ".join(capsys.readouterr().out.split())
    assert words.startswith("Budgetafvigelse pr. kvartal, gennemsnit i kr. team 2025-Q4 2026-Q1 ")


def test_means_by_period_are_cut_as_the_accounts_are(folder):
    results = open_results(folder)
    start, (revenue, cost) = dt.date(2025, 12, 1), weekly_of(results).ore
    found = period_means((revenue - cost) / 100, start, Period.quarter)
    tree = by_period(results, start, Period.quarter)
    assert found.names == ["2025-Q4", "2026-Q1"]
    for means, row in zip([*found.by_team, found.total], tree["teams"], strict=True):
        listed = [one["deviation_dkk"]["mean"] for one in row["periods"]]
        assert means == pytest.approx(listed, abs=0.03)  # each account is cut in whole øre
