import math

import pytest

from sim.model.rules.pay import (
    BandTerms,
    RateTerms,
    hourly_pay,
    lump_sum,
    personal_rate,
    rate_away,
    refund,
    true_up,
    weekly_rate,
)

STEPPED = RateTerms(
    weekly_ore=270_000.0,
    step_down_after_days=56,
    step_down_weekly_ore=162_000.0,
    lump_sum_ore=500_000.0,
    reopen_within_days=28.0,
)


def test_the_full_rate_is_paid_up_to_the_day_before_the_step_down():
    assert weekly_rate(0, STEPPED) == 270_000
    assert weekly_rate(55, STEPPED) == 270_000


def test_the_reduced_rate_is_paid_from_the_step_down_day():
    assert weekly_rate(56, STEPPED) == 162_000
    assert weekly_rate(5_000, STEPPED) == 162_000


def test_a_rate_without_step_down_is_kept():
    kept = STEPPED._replace(step_down_after_days=math.inf)
    assert weekly_rate(100_000, kept) == 270_000


def test_a_course_that_was_never_left_gets_its_lump_sum():
    assert lump_sum(1_000_000_000, STEPPED) == 500_000


def test_a_course_reopened_within_the_limit_gets_no_second_lump_sum():
    assert lump_sum(27, STEPPED) == 0


def test_a_course_begun_again_on_the_limit_is_a_new_one():
    assert lump_sum(28, STEPPED) == 500_000


def test_without_a_reopening_limit_every_course_gets_its_lump_sum():
    assert lump_sum(0, STEPPED._replace(reopen_within_days=0.0)) == 500_000


def test_the_own_rate_is_the_expected_cost():
    assert personal_rate(1_234_567.0) == 1_234_567


def test_the_first_days_away_are_paid_as_if_at_home():
    assert [rate_away(day, 3.0, 140_000.0, 7_000.0) for day in (0, 2, 3, 90)] == [
        140_000,
        140_000,
        7_000,
        7_000,
    ]


def test_without_paid_days_the_rate_stops_on_admission():
    assert rate_away(0, 0.0, 140_000.0, 0.0) == 0


def test_forty_minutes_at_480_kroner_an_hour_pay_320_kroner():
    assert hourly_pay(40, 48_000.0) == 32_000


def test_a_share_of_what_lies_above_the_limit_is_refunded():
    assert refund(1_500, 1_000.0, 0.8) == 400
    assert refund(1_000, 1_000.0, 0.8) == 0
    assert refund(200, 1_000.0, 0.8) == 0


BAND = BandTerms(share=0.05, trued_up_share=0.5)


@pytest.mark.parametrize(
    ("cost", "paid"),
    [
        (1_150, 50),  # 150 short, 50 of them the team's, half of the other 100
        (1_050, 0),
        (1_000, 0),
        (950, 0),
        (850, -50),
    ],
)
def test_half_of_what_lies_beyond_five_percent_of_revenue_is_evened_out(cost, paid):
    assert true_up(1_000, cost, BAND) == pytest.approx(paid)


def test_without_a_share_there_is_no_true_up():
    assert true_up(1_000, 9_000, BandTerms(0.05, 0.0)) == 0
