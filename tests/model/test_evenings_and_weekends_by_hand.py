"""Minutes and prices by time of day, and what the payer bears outside the rate.

Home care of 10 hours a week at level 1 is given to 0.25 in the evening and to 0.3 at the weekend:
600 minutes are 150, 180 and 270 by day, at 450, 540 and 600 DKK an hour: 2025 + 1350 + 1800 = 5175.
Training of 1 hour is given by day at 480. At level 2 everything is given at the weekend.
"""

import pytest
from by_hand import CERTAIN, coming, dated, spells_of, state_after, tables, weeks_of

SCENARIO = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 2
initial = "empty"
[citizen]
start_level = [0, 1, 0, 0, 0]
[[team]]
name = "Nord"
inflow_per_week = {coming(0)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ home_care = 10, training = 1 }}
exits = [{{ to = "dead", probability = 1 }}]
[times.home_care]
evening = [0.25, 0.25, 0, 0.25, 0.25]
weekend = [0.3, 0.3, 1, 0.3, 0.3]
[prices]
cost_per_hour_dkk = {{ home_care = {{ day = 450, evening = 540, weekend = 600 }}, training = 480 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0 }}
"""


def test_the_hours_of_the_week_go_to_the_times_of_the_level():
    found = tables(SCENARIO)
    assert weeks_of(found, "home_care_hours") == [10, 10]
    assert weeks_of(found, "evening_hours") == [2.5, 2.5]
    assert weeks_of(found, "weekend_hours") == [3, 3]


def test_each_time_has_its_price():
    assert weeks_of(tables(SCENARIO), "cost_dkk") == [5_175 + 480] * 2


def test_another_level_has_other_times():
    found = tables(SCENARIO.replace("[0, 1, 0, 0, 0]", "[0, 0, 1, 0, 0]"))
    assert weeks_of(found, "weekend_hours") == [10, 10]
    assert weeks_of(found, "evening_hours") == [0, 0]
    assert weeks_of(found, "cost_dkk") == [10 * 600 + 480] * 2


def test_minutes_are_whole_at_every_time_and_add_up():
    # Three days from Friday: nearest(600 x 3 / 7) = 257 minutes, of them nearest(64.25) = 64 in the
    # evening, nearest(77.1) = 77 at the weekend, and the other 116 by day; training 26 by day.
    state = state_after(SCENARIO.replace(coming(0), coming(4)))
    assert state.weeks.time_minutes[0, 0].tolist() == [116 + 26, 64, 77]
    assert state.weeks.cost_ore[0, 0] == 116 * 750 + 64 * 900 + 77 * 1_000 + 26 * 800


def test_one_price_holds_at_all_times():
    prices = "{ day = 450, evening = 540, weekend = 600 }"
    assert weeks_of(tables(SCENARIO.replace(prices, "500")), "cost_dkk") == [5_000 + 480] * 2


def test_a_price_that_changes_in_the_week_counts_by_the_day():
    # From Wednesday an evening hour costs 640: 2.5 of them (2 x 540 + 5 x 640) / 7 each.
    text = SCENARIO.replace("evening = 540", f"evening = {dated((0, 540), (2, 640))}")
    evening = 2.5 * (2 * 540 + 5 * 640) / 7
    cost = weeks_of(tables(text), "cost_dkk")
    assert cost == pytest.approx([5_655 - 1_350 + evening, 5_655 + 250], abs=0.0051)


# Outside the rate

OUTSIDE = SCENARIO.replace(
    "[times.home_care]",
    f"""[course.outside_hours_per_week]
night = [0, 2, 4, 6, 8]
complex_nursing = 0.5
[[course]]
name = "hospital"
kind = "hospital"
stay = {{ distribution = "fixed", mean_weeks = {3 / 7} }}
exits = [{{ to = "resume", probability = 1 }}]
[times.home_care]""",
).replace(
    "[tariff]",
    """[prices.outside]
night_hour_dkk = 700
complex_nursing_hour_dkk = 840
hospital_day_dkk = 5000
[tariff]""",
)
OUTSIDE = OUTSIDE.replace(
    "[course.outside", f"hazards_per_week = {{ hospital = {7 / 10} }}\n[course.outside"
)
"""Night care 2 hours a week, so 200 DKK a day; complex nursing half an hour, so 60 DKK a day.

Hospital strikes after ten days: at home on days 0-9 and on day 13, in hospital on days 10-12.
"""


def test_night_and_complex_nursing_are_borne_outside_day_by_day():
    found = tables(OUTSIDE, CERTAIN)
    assert weeks_of(found, "outside_night_dkk") == [7 * 200, (3 + 1) * 200]
    assert weeks_of(found, "outside_complex_nursing_dkk") == [7 * 60, (3 + 1) * 60]


def test_a_day_in_hospital_is_borne_outside():
    assert weeks_of(tables(OUTSIDE, CERTAIN), "outside_hospital_dkk") == [0, 3 * 5_000]


def test_the_accounts_add_up_to_what_is_outside_and_touch_no_team():
    found = tables(OUTSIDE, CERTAIN)
    assert weeks_of(found, "outside_dkk") == [7 * 260, 4 * 260 + 15_000]
    spells = spells_of(found, "course", "start_day", "outside_dkk", "revenue_dkk")
    assert spells == [
        ("home", 0, 10 * 260, 0),
        ("hospital", 10, 15_000, 0),
        ("home", 13, 260, 0),
    ]
    minutes = round(600 / 7 * 3) + round(600 / 7)
    assert weeks_of(found, "home_care_hours") == [10, minutes / 60]


def test_accounts_without_a_price_are_not_there():
    assert weeks_of(tables(OUTSIDE, CERTAIN), "outside_nursing_home_dkk") == [None, None]
    assert weeks_of(tables(OUTSIDE, CERTAIN), "outside_clinic_dkk") == [None, None]


def test_prices_outside_count_by_the_day():
    # Night care at 1050 and the hospital at 7000 from Saturday, day 12, on.
    text = OUTSIDE.replace(
        "night_hour_dkk = 700", f"night_hour_dkk = {dated((0, 700), (12, 1_050))}"
    )
    text = text.replace("_day_dkk = 5000", f"_day_dkk = {dated((0, 5_000), (12, 7_000))}")
    found = tables(text, CERTAIN)
    assert weeks_of(found, "outside_night_dkk") == [7 * 200, 3 * 200 + 300]
    assert weeks_of(found, "outside_hospital_dkk") == [0, 2 * 5_000 + 7_000]


def test_who_needs_twice_as_much_needs_twice_of_it():
    twice = tables(OUTSIDE, CERTAIN._replace(multiplier=lambda _u, _sigma: 2.0))
    assert weeks_of(twice, "outside_night_dkk") == [7 * 400, 4 * 400]
    assert weeks_of(twice, "outside_hospital_dkk") == [0, 3 * 5_000]
