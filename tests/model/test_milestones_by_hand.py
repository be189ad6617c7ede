"""Reassessment at milestones: it takes hours in its week, and until then need and pay lag behind.

The citizen comes on Thursday, day 3, at level 1, is a level worse every ten days (days 13, 23, 33)
and is reassessed every two weeks in the course: days 17, 31 and 45. A milestone takes half an hour
of home care and a quarter of nursing. Levels 1, 2, 3 and 4 need 7, 14, 21 and 28 hours of home
care a week, 60, 120, 180 and 240 minutes a day, and pay 700, 1400, 2100 and 2800.

  week 0  days 3-6    level 1: 4 x 60; 4 / 7 of 700
  week 1  days 7-13   level 2 from day 13, but assessed at 1: 7 x 60; 700
  week 2  days 14-20  the week of the milestone of day 17: assessed at 2: 7 x 120 + 30; 1400
  week 3  days 21-27  level 3 from day 23, assessed at 2: 7 x 120; 1400
  week 4  days 28-34  the week of the milestone of day 31: assessed at 3: from Monday on. On day 33
                      the level is 4, and the milestone of this week is past: 7 x 180 + 30; 2100
  week 5  days 35-41  level 4, assessed at 3: 7 x 180; 2100
  week 6  days 42-48  the milestone of day 45: assessed at 4: 7 x 240 + 30; 2800
"""

import pytest
from by_hand import CERTAIN, coming, spells_of, tables, weeks_of

SCENARIO = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 7
initial = "empty"
[citizen]
start_level = [0, 1, 0, 0, 0]
[[team]]
name = "Nord"
inflow_per_week = {coming(3)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = [{10 / 7}, {10 / 7}, {10 / 7}, {10 / 7}, 90] }}
hours_per_week = {{ home_care = [0, 7, 14, 21, 28] }}
exits = [
  {{ to = {{ level_change = 1 }}, probability = [1, 1, 1, 1, 0] }},
  {{ to = "dead", probability = [0, 0, 0, 0, 1] }},
]
[needs_assessment]
milestone_weeks = {{ home = 2 }}
milestone_hours = {{ home_care = 0.5, nursing = 0.25 }}
[prices]
cost_per_hour_dkk = {{ home_care = 60, nursing = 120 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = [0, 700, 1400, 2100, 2800] }}
"""


@pytest.fixture(scope="module")
def found():
    return tables(SCENARIO)


def test_need_lags_until_the_week_of_the_milestone(found):
    minutes = [4 * 60, 7 * 60, 7 * 120, 7 * 120, 7 * 180, 7 * 180, 7 * 240]
    milestone = [0, 0, 30, 0, 30, 0, 30]
    assert weeks_of(found, "home_care_hours") == [
        (need + more) / 60 for need, more in zip(minutes, milestone, strict=True)
    ]


def test_a_milestone_takes_its_hours_of_each_service(found):
    assert weeks_of(found, "nursing_hours") == [0, 0, 0.25, 0, 0.25, 0, 0.25]


def test_a_milestone_costs_the_price_of_its_hours(found):
    # A minute of home care costs 1 DKK, a minute of nursing 2.
    costs = [240, 420, 840 + 60, 840, 1_260 + 60, 1_260, 1_680 + 60]
    assert weeks_of(found, "cost_dkk") == costs


def test_the_rate_lags_as_need_does(found):
    assert weeks_of(found, "revenue_dkk") == [400, 700, 1_400, 1_400, 2_100, 2_100, 2_800]


def test_followed_continuously_need_and_rate_change_on_the_day():
    start, end = SCENARIO.index("[needs_assessment]"), SCENARIO.index("[prices]")
    found = tables(SCENARIO[:start] + SCENARIO[end:].replace(", nursing = 120", ""))
    # Level 2 on days 13-22, level 3 on days 23-32, level 4 from day 33.
    assert weeks_of(found, "home_care_hours") == [
        4,
        6 * 1 + 1 * 2,
        7 * 2,
        2 * 2 + 5 * 3,
        5 * 3 + 2 * 4,
        7 * 4,
        7 * 4,
    ]
    revenue = [400, 800, 1_400, 1_900, 2_300, 2_800, 2_800]
    assert weeks_of(found, "revenue_dkk") == revenue


def test_milestones_are_counted_in_days_from_the_first_of_the_course():
    # Every eight days: days 11, 19, 27, 35 and 43, in weeks 1, 2, 3, 5 and 6.
    found = tables(SCENARIO.replace("home = 2 }", f"home = {8 / 7} }}"))
    assert weeks_of(found, "nursing_hours") == [0, 0.25, 0.25, 0.25, 0, 0.25, 0.25]


def test_a_milestone_on_the_day_of_leaving_does_not_take_place():
    # At level 0 the stay is of two weeks here, until day 17, and ends in death.
    text = SCENARIO.replace(f"[{10 / 7}, ", "[2, ", 1).replace("[0, 1, 0, 0, 0]", "[1, 0, 0, 0, 0]")
    text = text.replace("[1, 1, 1, 1, 0]", "[0, 1, 1, 1, 0]").replace(
        "[0, 0, 0, 0, 1]", "[1, 0, 0, 0, 1]"
    )
    found = tables(text)
    assert spells_of(found, "start_day", "end_day", "exit") == [(3, 17, "dead")]
    assert weeks_of(found, "nursing_hours") == [0] * 7


def test_weekly_milestones_take_their_hours_every_week():
    # Days 10, 17, 24 and so on, all Thursdays; none in the week in which the course begins.
    found = tables(SCENARIO.replace("home = 2 }", "home = 1 }"))
    assert weeks_of(found, "nursing_hours") == [0] + [0.25] * 6


def test_days_in_hospital_do_not_count_towards_the_next_milestone():
    # Hospital strikes after ten days at home and lasts seven: at home on days 3-12, 20-29, 37-46.
    # The fourteenth day at home is day 23, the twenty-eighth day 44: milestones on days 24 and 45.
    hospital = f"""hazards_per_week = {{ hospital = {7 / 10} }}
[[course]]
name = "hospital"
kind = "hospital"
stay = {{ distribution = "fixed", mean_weeks = 1 }}
exits = [{{ to = "resume", probability = 1 }}]
[needs_assessment]"""
    text = SCENARIO.replace("[needs_assessment]", hospital).replace(
        f"[{10 / 7}, {10 / 7},", "[9, 9,"
    )
    found = tables(text, CERTAIN)
    assert weeks_of(found, "nursing_hours") == [0, 0, 0, 0.25, 0, 0, 0.25]
    days = weeks_of(found, "home_citizens")
    assert days == [one / 7 for one in (4, 6, 1, 7, 2, 5, 5)]
