"""What smooths pay: a refund of what a citizen costs above a limit, and a settlement of the year.

The citizen of `one_at_home.py` costs 100 a day and 700 a week.
"""

import pytest
from by_hand import CERTAIN, dated, spells_of, tables, weeks_of
from one_at_home import BLOCK, BY_COURSE, HOME, at_home

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


def test_every_week_begins_with_nothing():
    # Four weeks of 700 each: nothing of a week is carried into a later one.
    found = tables(at_home(NOTHING + LIMIT).replace("weeks = 2", "weeks = 4"))
    assert weeks_of(found, "refund_dkk") == [210] * 4


def test_in_part_of_a_week_the_limit_is_the_whole_one():
    # Four days cost 400, of a limit of 280; two cost 200 and stay below it.
    for day, refund in ((3, 0.5 * (400 - 280)), (5, 0)):
        found = tables(at_home(NOTHING + LIMIT, day=day))
        assert weeks_of(found, "refund_dkk") == [refund, 210]


def lasting(days, course=HOME):
    return course.replace("mean_weeks = 9", f"mean_weeks = {days / 7}")


FREE = "{ home_care = 0, nursing = 0 }"
FIRST_THEN = (
    lasting(4).replace('"dead"', '"then"'),
    NOTHING.replace("home = 0", "home = 0, then = 0") + LIMIT,
)


def test_the_parts_of_a_citizens_week_are_added_up_before_the_limit_is_taken_off():
    # Four days in one course and three in the next: 700 in all. By part it would be 120 + 20.
    course, tariff = FIRST_THEN
    found = tables(at_home(tariff, courses=course + HOME.replace('"home"', '"then"')))
    assert weeks_of(found, "refund_dkk") == [210, 210]
    # The refund is shared by cost: 400 and 300 of 700 in the first week.
    rows = spells_of(found, "course", "revenue_dkk")
    assert rows == [("home", 120), ("then", 90 + 210)]


def test_a_part_that_costs_nothing_shares_no_refund_and_takes_off_no_limit():
    # Four days cost 400 and then nothing is given: 400 a week, above 280 by 120.
    course, tariff = FIRST_THEN
    then = HOME.replace('"home"', '"then"').replace("{ home_care = 7, nursing = 3.5 }", FREE)
    found = tables(at_home(tariff, courses=course + then))
    assert weeks_of(found, "refund_dkk") == [60, 0]
    assert spells_of(found, "course", "revenue_dkk") == [("home", 60), ("then", 0)]


def test_spells_of_a_day_each_make_one_week():
    # A spell a day, by a death too rare to come: seven parts of 100 each cost 700 together.
    dies = '{ to = "dead", probability = 1 }'
    stays = '{ to = { level = 1 }, probability = 0.999999 }, { to = "dead", probability = 1e-6 }'
    held = lasting(1).replace(dies, stays)
    found = tables(at_home(NOTHING + LIMIT, courses=held))
    assert len(spells_of(found, "course")) == 14
    assert weeks_of(found, "refund_dkk") == [210, 210]
    assert [money for (money,) in spells_of(found, "revenue_dkk")] == [30] * 14


def test_a_hospital_stay_parts_no_week():
    # Two days at home, two in hospital, in turn: four days at home a week, 400 above 280 by 120.
    hospital = (
        '[[course]]\nname = "hospital"\nkind = "hospital"\n'
        f'stay = {{ distribution = "fixed", mean_weeks = {2 / 7} }}\n'
        'exits = [{ to = "resume", probability = 1 }]\n'
    )
    struck = HOME + f"hazards_per_week = {{ hospital = {7 / 2} }}\n"
    found = tables(at_home(NOTHING + LIMIT, courses=struck + hospital), CERTAIN)
    assert weeks_of(found, "refund_dkk") == [0.5 * (400 - 280)] * 2


def test_each_citizen_has_a_limit_of_their_own():
    found = tables(at_home(NOTHING + LIMIT.replace("280", "699"), citizens=3))
    assert weeks_of(found, "refund_dkk") == [3 * 0.5] * 2


def test_a_date_within_a_week_changes_the_limit_from_the_next_monday_on():
    limit = LIMIT.replace("280", dated((0, 280), (3, 600)))
    assert weeks_of(tables(at_home(NOTHING + limit)), "refund_dkk") == [210, 50]


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


@pytest.mark.parametrize("weeks", [3, 52])
def test_a_year_that_the_run_cuts_short_is_settled_on_the_last_day(weeks):
    # Two weeks of 500 cost 1400: 400 short of 1000, of which 10 %, 100, stay with the team.
    found = tables(at_home(BY_COURSE.replace("2100", "500") + band(0.1, weeks=weeks)))
    assert weeks_of(found, "true_up_dkk") == [0, 300]


def test_the_part_of_a_year_is_settled_apart_from_the_years_before():
    # A year of two weeks is made up by 300; the third week alone is 200 short of 500: by 150.
    text = at_home(BY_COURSE.replace("2100", "500") + band(0.1))
    found = tables(text.replace("weeks = 2\ninitial", "weeks = 3\ninitial"))
    assert weeks_of(found, "true_up_dkk") == [0, 300, 150]


def test_a_band_of_nothing_evens_everything_out_whatever_the_run_s_length():
    text = at_home(BY_COURSE.replace("2100", "500") + band(0.0, weeks=2))
    for weeks in (1, 2, 3, 5):
        found = tables(text.replace("weeks = 2\ninitial", f"weeks = {weeks}\ninitial"))
        assert sum(weeks_of(found, "deviation_dkk")) == 0
