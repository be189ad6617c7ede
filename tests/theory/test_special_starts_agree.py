"""Where a start or a date is special: counted citizens, a warm-up, prices that jump mid-week."""

from agreement import PART_BIAS, SMALL_SD_BIAS, assert_weekly_money_and_sd, beside
from small_scenarios import parameters_of_text
from uncongested import LIVES, ONE_COURSE

COUNTED = ONE_COURSE.replace('"stationary"', "{ Nord = { development = 12 } }")


def test_counted_citizens_agree():
    free = COUNTED.replace("home_care = 450", "home_care = 50")  # numbers matter most
    pair = beside(parameters_of_text(free), 2_000)
    assert_weekly_money_and_sd(pair)
    pair.assert_total_sd(0.20)


def test_counted_citizens_with_lump_sums_agree():
    lump = COUNTED + "lump_sum_dkk = { development = 4000 }\n"
    pair = beside(parameters_of_text(lump), 2_000)
    assert_weekly_money_and_sd(pair)
    pair.assert_total_sd(0.20)


def test_a_warm_up_from_empty_agrees():
    text = LIVES.replace('"stationary"', '"empty"\nwarm_up_weeks = 2').replace(
        "weeks = 5", "weeks = 2"
    )
    pair = beside(parameters_of_text(text), 800)
    for account in ("revenue", "cost"):
        found = getattr(pair.sample, account).sum(axis=1)
        pair.assert_mean(found, pair.money(account).sum(), PART_BIAS)


def test_a_price_that_jumps_on_a_thursday_agrees():
    # The need of a week is one: the dear days vary together with the cheap ones.
    dated = "[{ from = 2026-01-05, value = 100 }, { from = 2026-01-08, value = 900 }]"
    text = ONE_COURSE.replace("weeks = 3", "weeks = 1").replace(
        "home_care = 450", f"home_care = {dated}"
    )
    pair = beside(parameters_of_text(text.replace("hours_sd = 2", "hours_sd = 3")), 6_000)
    pair.assert_weekly_sd(SMALL_SD_BIAS)
