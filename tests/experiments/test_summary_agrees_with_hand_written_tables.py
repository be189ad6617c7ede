"""Two replications, two weeks, one team and two courses, small enough to add up on paper."""

import math

import pytest

from sim.experiments.storage import write_columns
from sim.experiments.summary import Heading, summary_of
from sim.experiments.summary_text import summary_text

T_1 = 12.706204736432095  # 97.5 % point of Student's t with 1 degree of freedom
WEEKS_A_YEAR = 365.25 / 7

# Replication 0: weeks of 1000 - 900 and 1000 - 800, deviation 300.
# Replication 1: weeks of 500 - 900.10 and 500 - 0, deviation 99.90.
TEAM_WEEKS = {
    "replication": [0, 0, 1, 1],
    "team": ["Nord"] * 4,
    "week": [0, 1, 0, 1],
    "citizens": [2.0, 1.0, 1.0, 3 / 7],
    "development_citizens": [1.0, 0.0, 1.0, 3 / 7],
    "hospital_citizens": [1.0, 1.0, 0.0, 0.0],
    "unmet_hours": [0.5, 0.5, 0.0, 0.0],
    "revenue_dkk": [1000.0, 1000.0, 500.0, 500.0],
    "cost_dkk": [900.0, 800.0, 900.10, 0.0],
    "deviation_dkk": [100.0, 200.0, -400.10, 500.0],
}
# In replication 0 b leaves self-reliant on day 2 and is back on day 7; in 1 c ends on day 10.
SPELLS = {
    "replication": [0, 0, 0, 1, 1],
    "citizen": ["a", "b", "b", "c", "d"],
    "team": ["Nord"] * 5,
    "course": ["hospital", "development", "development", "development", "development"],
    "level": [0] * 5,
    "start_day": [0, -5, 7, 0, 13],
    "end_day": [None, 2, 9, 10, None],
    "exit": [None, "self_reliant", "level_change", "dead", None],
    "revenue_dkk": [0.0] * 5,
    "cost_dkk": [0.0] * 5,
    "drawn_days": [21, 7, 2, 10, 30],
    "entry": [True, True, True, True, False],
}
HEADING = Heading(
    scenario="hand",
    seed=1,
    weeks=2,
    engine="simpy",
    results="results/hand-00000000",
    teams=("Nord",),
    courses=("development", "hospital"),
    hospital_courses=("hospital",),
)


def interval(first, second):
    """t-interval of two values: half their difference is the standard error."""
    middle, half = (first + second) / 2, T_1 * abs(first - second) / 2
    return pytest.approx({"mean": middle, "low": middle - half, "high": middle + half})


@pytest.fixture
def summary(tmp_path):
    write_columns(TEAM_WEEKS, tmp_path / "team_weeks.parquet")
    write_columns(SPELLS, tmp_path / "spells.parquet")
    return summary_of(HEADING, tmp_path / "team_weeks.parquet", tmp_path / "spells.parquet")


def test_it_says_what_it_is_about(summary):
    about = {key: summary[key] for key in ("scenario", "seed", "replications", "weeks", "engine")}
    assert about == {
        "scenario": "hand",
        "seed": 1,
        "replications": 2,
        "weeks": 2,
        "engine": "simpy",
    }
    assert summary["results"] == "results/hand-00000000"


def test_money_is_added_over_the_weeks_of_each_replication(summary):
    (team,) = summary["teams"]
    assert team["team"] == "Nord"
    assert team["revenue_dkk"] == interval(2000, 1000)
    assert team["cost_dkk"] == interval(1700, 900.10)
    assert team["deviation_dkk"] == interval(300, 99.90)
    assert team["citizens"] == interval(1.5, 10 / 14)


def test_the_share_is_that_of_each_replication(summary):
    assert summary["total"]["deviation_share"] == interval(300 / 2000, 99.90 / 1000)


def test_one_team_is_the_total(summary):
    (team,) = summary["teams"]
    assert summary["total"] == {key: team[key] for key in summary["total"]}


def test_no_deficit_in_two_replications_has_wilsons_upper_bound(summary):
    z_squared = 3.841458820694124
    assert summary["total"]["deficit_probability"] == pytest.approx(
        {"mean": 0.0, "low": 0.0, "high": z_squared / (2 + z_squared)}
    )


def test_census_is_the_mean_over_weeks(summary):
    development, hospital = summary["courses"]
    assert development["census"] == interval(0.5, 10 / 14)
    assert hospital["census"] == interval(1.0, 0.0)


def test_entries_are_courses_begun_in_the_window(summary):
    development, hospital = summary["courses"]
    assert development["entries_per_week"] == interval(1 / 2, 1 / 2)
    assert hospital["entries_per_week"] == interval(1 / 2, 0)


def test_the_stay_is_the_mean_drawn_length_of_spells_begun_in_the_window(summary):
    development, _ = summary["courses"]
    assert development["stay_weeks"]["mean"] == pytest.approx((2 + 10 + 30) / 3 / 7)
    # Sums 2 of 1 and 40 of 2 spells at 14 a spell: residuals -12 and 12, mean count 1.5.
    half = T_1 * math.sqrt(288) / 1.5 / math.sqrt(2) / 7
    assert development["stay_weeks"]["high"] == pytest.approx(2 + half)


def test_exits_are_shares_of_the_spells_that_ended(summary):
    development, hospital = summary["courses"]
    assert {name: share["mean"] for name, share in development["exits"].items()} == pytest.approx(
        {"self_reliant": 1 / 3, "dead": 1 / 3, "level_change": 1 / 3}
    )
    assert hospital["exits"] == {}


def test_outcomes_are_counted_a_year(summary):
    half_year = WEEKS_A_YEAR / 2
    outcomes = summary["outcomes"]
    assert outcomes["self_reliant_per_year"] == interval(half_year, 0)
    assert outcomes["deaths_per_year"] == interval(0, half_year)
    assert outcomes["nursing_home_per_year"] == interval(0, 0)
    assert outcomes["admissions_per_year"] == interval(half_year, 0)
    assert outcomes["relapses_per_year"] == interval(half_year, 0)
    assert outcomes["unmet_hours_per_week"] == interval(0.5, 0)


def test_the_text_gives_the_answer_first_and_never_wraps(summary):
    lines = summary_text(summary).splitlines()
    # 300 and 99.90 have mean 199.95 and half-width 12.706 x 100.05 = 1271.26.
    assert "Deviation (revenue - cost) of all teams: 200 DKK" in lines[1]
    assert "(95 % interval -1,071 to 1,471)" in lines[1]
    (nord,) = [line for line in lines if line.startswith("Nord")]
    assert nord.split()[:5] == ["Nord", "1.1", "1,500", "1,300", "200"]
