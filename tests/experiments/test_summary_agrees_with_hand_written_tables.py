"""Every figure of the summary, against sums done on paper (`hand_written.py`)."""

import math

import pytest
from hand_written import (
    HEADING,
    NOTHING_MODELLED,
    T_1,
    TEAM_WEEKS,
    amount,
    count,
    interval,
    summarised,
)

from sim.experiments.summary.text import summary_text

WEEKS_A_YEAR = 365.25 / 7
UNKNOWN = {"mean": None, "low": None, "high": None}


def share_between(first, second):
    """Interval of two shares: symmetric around the log odds of the mean."""
    mean = (first + second) / 2
    half = T_1 * abs(first - second) / 2 / (mean * (1 - mean))
    low, high = (1 / (1 + (1 - mean) / mean * math.exp(sign * half)) for sign in (1, -1))
    return pytest.approx({"mean": mean, "low": low, "high": high})


@pytest.fixture
def summary(tmp_path):
    return summarised(tmp_path)


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
    assert team["revenue_dkk"] == amount(2000, 1000)
    assert team["cost_dkk"] == amount(1700, 900.10)
    assert team["deviation_dkk"] == interval(300, 99.90)
    assert team["citizens"] == count(1.5, 10 / 14)


def test_the_share_is_the_mean_deviation_over_the_mean_revenue(summary):
    # 199.95 over 1500. Residuals 300 - 2000 x and 99.90 - 1000 x are 33.4 and -33.4.
    share = 199.95 / 1500
    half = T_1 * (300 - 2000 * share) * math.sqrt(2) / 1500 / math.sqrt(2)
    assert summary["total"]["deviation_share"] == pytest.approx(
        {"mean": share, "low": share - half, "high": share + half}
    )


def test_the_share_has_the_sign_of_the_money_where_a_poor_run_earns_little(tmp_path):
    # +100 of 1,000 and -9 of 10: the mean of both shares is -40 %, the money is +91 in 1,010.
    poor = TEAM_WEEKS | {
        "revenue_dkk": [500.0, 500.0, 5.0, 5.0],
        "cost_dkk": [450.0, 450.0, 9.5, 9.5],
        "deviation_dkk": [50.0, 50.0, -4.5, -4.5],
    }
    total = summarised(tmp_path, team_weeks=poor)["total"]
    assert total["deviation_dkk"]["mean"] == pytest.approx(91 / 2)
    assert total["deviation_share"]["mean"] == pytest.approx(91 / 1010)


def test_a_share_of_no_revenue_is_unknown(tmp_path):
    nothing = TEAM_WEEKS | {"revenue_dkk": [0.0] * 4}
    assert summarised(tmp_path, team_weeks=nothing)["total"]["deviation_share"] == UNKNOWN


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
    assert development["census"] == count(0.5, 10 / 14)
    assert hospital["census"] == count(1.0, 0.0)


def test_entries_are_courses_begun_in_the_window(summary):
    development, hospital = summary["courses"]
    assert development["entries_per_week"] == count(1 / 2, 1 / 2)
    assert hospital["entries_per_week"] == count(1 / 2, 0)


def test_the_stay_is_the_mean_drawn_length_of_spells_begun_in_the_window(summary):
    development, _ = summary["courses"]
    assert development["stay_weeks"]["mean"] == pytest.approx((2 + 10 + 30) / 3 / 7)
    # Sums 2 of 1 and 40 of 2 spells at 14 a spell: residuals -12 and 12, mean count 1.5.
    half = T_1 * math.sqrt(288) / 1.5 / math.sqrt(2) / 7
    root = math.sqrt(2) + half / (2 * math.sqrt(2))
    assert development["stay_weeks"]["high"] == pytest.approx(root**2)


def test_shares_of_exits_are_a_ratio_over_replications(summary):
    # One of two spells that ended in replication 0, and none of one in replication 1: 1/3.
    development, _ = summary["courses"]
    # Residuals 1 - 2/3 and 0 - 1/3, mean count 1.5, on the scale of log odds around log 1/2.
    half = T_1 * math.sqrt(2) / 3 / 1.5 / math.sqrt(2) / (1 / 3 * 2 / 3)
    low, high = (1 / (1 + 2 * math.exp(sign * half)) for sign in (1, -1))
    assert development["exits"]["self_reliant"] == pytest.approx(
        {"mean": 1 / 3, "low": low, "high": high}
    )


def test_exits_are_shares_of_the_spells_that_ended(summary):
    development, hospital = summary["courses"]
    assert {name: share["mean"] for name, share in development["exits"].items()} == pytest.approx(
        {"self_reliant": 1 / 3, "dead": 1 / 3, "level_change": 1 / 3}
    )
    assert hospital["exits"] == {}


def test_outcomes_are_counted_a_year(summary):
    half_year = WEEKS_A_YEAR / 2
    outcomes = summary["outcomes"]
    assert outcomes["self_reliant_per_year"] == count(half_year, 0)
    assert outcomes["deaths_per_year"] == count(0, half_year)
    assert outcomes["nursing_home_per_year"] == count(0, 0)
    assert outcomes["admissions_per_year"] == count(half_year, 0)
    assert outcomes["relapses_per_year"] == count(half_year, 0)
    assert outcomes["unmet_hours_per_week"] == count(0.5, 0)


def test_what_the_model_may_leave_out_is_counted_too(summary):
    outcomes = summary["outcomes"]
    assert outcomes["temporary_hours_per_week"] == count(1, 0.5)
    # Gained level-weeks: 2/7 - 3/7 and 2, over two weeks.
    half_year = WEEKS_A_YEAR / 2
    assert outcomes["level_weeks_gained_per_year"] == interval(-half_year / 7, 2 * half_year)
    assert outcomes["waiting_for_nursing_home"] == UNKNOWN


def test_those_who_wait_and_what_the_tariff_adds_are_told(summary):
    assert summary["outcomes"]["waiting_to_be_accepted"] == count(1.5, 0.5)
    assert summary["outcomes"]["gave_up_per_year"] == count(WEEKS_A_YEAR / 2, 0)
    assert summary["tariff"] == {"refund_dkk": amount(10, 0), "true_up_dkk": interval(0, -30)}


def test_continuity_is_the_mean_over_visited_days(summary):
    outcomes = summary["outcomes"]
    # 4 x 14 + 5 x 7 and 3 x 7 helper-days over 21 and 7 days.
    assert outcomes["helpers_14_days"]["mean"] == pytest.approx((91 + 21) / 28)
    assert outcomes["continuity_index"]["mean"] == pytest.approx((6.3 + 3.5) / 28)


def test_self_determination_is_a_share_of_the_delivered_hours(summary):
    assert summary["outcomes"]["self_determination"]["mean"] == pytest.approx((30 + 18) / (60 + 30))


def test_the_clinic_shows_use_wait_and_what_it_charged(summary):
    clinic = summary["clinic"]
    assert clinic["visits_per_week"] == count(2, 0)
    assert clinic["home_visits_per_week"] == count(6, 2)
    assert clinic["share"]["mean"] == pytest.approx(4 / (4 + 12 + 4))
    assert clinic["share"] == summary["outcomes"]["clinic_share"]
    assert clinic["wait_days"]["mean"] == pytest.approx(8 / 4)
    assert clinic["longest_wait_days"] == {"mean": 3.0, "low": None, "high": None}
    assert clinic["turned_home_per_week"] == count(0.5, 0.5)
    assert clinic["lapsed_per_week"] == count(0.5, 0)
    assert clinic["slots_used_share"] == share_between(0.4, 0)
    assert clinic["charged_dkk"] == amount(960, 0)
    assert clinic["slots_dkk"] == amount(2_000, 2_000)


def test_the_payer_bears_open_slots_less_what_teams_paid_for_them(summary):
    outside = summary["outside"]
    assert outside["night_dkk"] == amount(200, 100)
    assert outside["hospital_dkk"] == amount(5_000, 0)
    assert outside["clinic_dkk"] == amount(2_000 - 720, 2_000)
    assert outside["total_dkk"] == amount(200 + 5_000 + 1_280, 100 + 2_000)


def test_what_has_no_price_is_unknown_and_not_free(summary):
    assert summary["outside"]["complex_nursing_dkk"] == UNKNOWN
    assert summary["outside"]["nursing_home_dkk"] == UNKNOWN


def test_what_is_not_modelled_is_left_out(tmp_path):
    plain = summarised(tmp_path, HEADING._replace(modelled=NOTHING_MODELLED, goals=()))
    assert (plain["clinic"], plain["outside"], plain["goals"]) == ({}, {}, [])
    for name in ("temporary_hours_per_week", "self_determination", "clinic_share"):
        assert plain["outcomes"][name] == UNKNOWN


def test_the_text_gives_the_answer_first_and_never_wraps(summary):
    lines = summary_text(summary).splitlines()
    # 300 and 99.90 have mean 199.95 and half-width 12.706 x 100.05 = 1271.26.
    assert "Deviation (revenue - cost) of all teams: 200 DKK" in lines[1]
    assert "(95 % interval of the mean -1,071 to 1,471; single runs 100 to 300)" in lines[1]
    (nord,) = [line for line in lines if line.startswith("Nord")]
    assert nord.split()[:5] == ["Nord", "1.1", "1,500", "1,300", "200"]


def test_the_text_says_what_is_besides_money_within_eighty_columns(summary):
    lines = summary_text(summary, 80).splitlines()
    block = lines[lines.index("Other outcomes") :]
    assert max(map(len, block)) <= 80
    (helpers,) = [line for line in block if line.startswith("different helpers")]
    assert helpers.split()[2] == "4.0"
    (goals,) = [line for line in block if line.startswith("goals of development")]
    assert goals.split()[3:] == ["-", "-"]


def test_a_block_has_one_unit_and_says_it_in_its_head(summary):
    lines = summary_text(summary).splitlines()
    heads = [line for line in lines if line.endswith("95 % of the mean") and " mean " in line]
    units = [line.split("  ")[0] for line in heads]
    assert units == list(dict.fromkeys(units))
    assert {"a year", "hours a week", "per cent", "days", "0 to 1", "DKK over 2 weeks"} <= set(
        units
    )
    (unmet,) = [number for number, line in enumerate(lines) if line.startswith("unmet need")]
    assert lines[unmet - 1].startswith("hours a week")


def test_exits_are_told_in_words(summary):
    text = summary_text(summary)
    assert "self-reliant 33 %" in text
    assert "another level 33 %" in text
    assert "level_change" not in text


def test_the_text_says_what_the_intervals_are_and_that_runs_are_few(summary):
    text = summary_text(summary)
    assert "Intervals are those of the mean and narrow as runs are added" in text
    assert "the lowest and highest of 2 runs (from 40 runs on, 95 % of them)" in text
    assert "Few runs: the intervals of 2 runs are rough; use 30 or more." in text
    assert "Probability that the teams together end with a deficit: 0 % (0 to 66 %)" in text


def test_the_text_has_no_such_block_where_nothing_is_modelled(tmp_path):
    summary = summarised(tmp_path, HEADING._replace(modelled=NOTHING_MODELLED, goals=()))
    summary["outcomes"] = dict.fromkeys(summary["outcomes"], UNKNOWN)
    assert "Other outcomes" not in summary_text(summary)


def test_the_text_tells_a_nought_where_staff_could_have_left_need_unmet(summary):
    nothing = {"mean": 0.0, "low": 0.0, "high": 0.0}
    summary["outcomes"] |= {"unmet_hours_per_week": nothing, "admissions_per_year": nothing}
    assert "unmet need" in summary_text(summary)
    assert "admissions" not in summary_text(summary)
    summary["outcomes"]["temporary_hours_per_week"] = UNKNOWN
    assert "unmet need" not in summary_text(summary)
