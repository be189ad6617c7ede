"""What smooths pay: a refund of what a citizen costs above a limit, and a settlement of the year.

The citizen of `one_at_home.py` costs 100 a day and 700 a week.
"""

import pytest
from by_hand import dated, spells_of, tables, weeks_of
from one_at_home import BLOCK, BY_COURSE, at_home

LIMIT = "stop_loss = { above_dkk_per_week = 280, refunded_share = 0.5 }\n"
NOTHING = BY_COURSE.replace("2100", "0")


def band(share, trued_up=1.0, weeks=2):
    """A deficit band, as TOML."""
    terms = f"share = {share}, trued_up_share = {trued_up}, every_weeks = {weeks}"
    return f"deficit_band = {{ {terms} }}\n"


def test_half_of_what_lies_above_the_limit_is_refunded():
    found = tables(at_home(NOTHING + LIMIT))
    assert weeks_of(found, "refund_dkk") == [0.5 * (700 - 280)] * 2
    assert weeks_of(found, "revenue_dkk") == [210, 210]
    assert spells_of(found, "revenue_dkk") == [(420,)]


def test_in_part_of_a_week_the_limit_is_that_of_so_many_days():
    # Four days cost 400, and their limit is 4 x 40.
    found = tables(at_home(NOTHING + LIMIT, day=3))
    assert weeks_of(found, "refund_dkk") == [0.5 * (400 - 160), 210]


def test_below_the_limit_nothing_is_refunded():
    assert weeks_of(tables(at_home(NOTHING + LIMIT.replace("280", "700"))), "refund_dkk") == [0, 0]


def test_a_refund_with_dates_begins_on_its_date():
    limit = LIMIT.replace("0.5", dated((0, 0), (7, 0.5)))
    assert weeks_of(tables(at_home(NOTHING + limit)), "refund_dkk") == [0, 210]


def test_a_refund_comes_on_top_of_any_kind_of_pay():
    found = tables(at_home(BLOCK + LIMIT))
    assert weeks_of(found, "revenue_dkk") == [10_210, 10_210]


def test_a_deficit_beyond_the_band_is_made_up_at_the_end_of_the_year():
    # Paid 500 a week, costs 700: 400 short in two weeks of 1000. 10 %, 100, stays with the team.
    found = tables(at_home(BY_COURSE.replace("2100", "500") + band(0.1)))
    assert weeks_of(found, "true_up_dkk") == [0, 300]
    assert weeks_of(found, "revenue_dkk") == [500, 800]
    assert weeks_of(found, "unshared_revenue_dkk") == [0, 300]
    assert spells_of(found, "revenue_dkk") == [(1_000,)]


def test_a_surplus_beyond_the_band_is_paid_back():
    # Paid 1000 a week, costs 700: 600 over in two weeks of 2000. 10 %, 200, stays with the team.
    found = tables(at_home(BY_COURSE.replace("2100", "1000") + band(0.1)))
    assert weeks_of(found, "true_up_dkk") == [0, -400]
    assert weeks_of(found, "deviation_dkk") == [300, 300 - 400]


@pytest.mark.parametrize(("rate", "share"), [(700, 0.0), (500, 0.4), (1_000, 0.3)])
def test_within_the_band_nothing_is_evened_out(rate, share):
    found = tables(at_home(BY_COURSE.replace("2100", str(rate)) + band(share)))
    assert weeks_of(found, "true_up_dkk") == [0, 0]


def test_a_share_of_what_lies_beyond_is_evened_out():
    found = tables(at_home(BY_COURSE.replace("2100", "500") + band(0.1, trued_up=0.4)))
    assert weeks_of(found, "true_up_dkk") == [0, 0.4 * 300]


def test_every_budget_year_is_settled_on_its_own():
    # A year of one week: 200 short of 500 each time, of which 50 stay with the team.
    found = tables(at_home(BY_COURSE.replace("2100", "500") + band(0.1, weeks=1)))
    assert weeks_of(found, "true_up_dkk") == [150, 150]


def test_a_year_that_is_not_over_is_not_settled():
    found = tables(at_home(BY_COURSE.replace("2100", "500") + band(0.1, weeks=3)))
    assert weeks_of(found, "true_up_dkk") == [0, 0]
