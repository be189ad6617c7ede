"""Pay by the hour, a mixture of it with the other kinds, its phase-in and indexation.

The citizen of `one_at_home.py` is given 7 hours of home care, paid 100 each, and 3.5 hours of
nursing, paid 200 each: 1400 DKK a week, 200 a day.
"""

import pytest
from by_hand import dated, spells_of, tables, weeks_of
from one_at_home import ACTIVITY, BLOCK, BY_COURSE, HOURLY, at_home

MIXED = f"""kind = "mixed"
hourly_share = 0.3
block_share = 0.2
{HOURLY}budget_dkk_per_week = 10_000
weekly_dkk = {{ home = 2100 }}
"""


def revenue(tariff, **other):
    return weeks_of(tables(at_home(tariff, **other)), "revenue_dkk")


def test_delivered_hours_are_paid():
    assert revenue(ACTIVITY) == [1_400, 1_400]


def test_who_comes_on_thursday_brings_four_days_of_hours():
    assert revenue(ACTIVITY, day=3) == [4 * 200, 1_400]


def test_hours_that_are_not_delivered_are_not_paid():
    held = "levers = { delivered_share = 0.8 }"
    found = tables(at_home(ACTIVITY, team=held))
    assert weeks_of(found, "revenue_dkk") == [0.8 * 1_400] * 2
    assert weeks_of(found, "cost_dkk") == [0.8 * 700] * 2


def test_more_than_is_needed_is_paid_too():
    assert revenue(ACTIVITY, team="levers = { delivered_share = 1.2 }") == [1.2 * 1_400] * 2


def test_a_visit_is_paid_as_the_part_of_an_hour_that_it_takes():
    # Visits of half an hour at 50 and 100 DKK are hours at 100 and 200.
    visits = """kind = "activity"
per = "visit"
visit_dkk = { home_care = 50, nursing = 100 }
visit_minutes = { home_care = 30, nursing = 30 }
"""
    assert revenue(visits, day=3) == revenue(ACTIVITY, day=3) == [800, 1_400]


def test_the_length_of_a_visit_may_stand_where_care_is_described():
    # 14 visits of 30 minutes a week at 50 DKK, and so many contacts of 30 minutes at 100 DKK.
    visits = 'kind = "activity"\nper = "visit"\nvisit_dkk = { home_care = 50, nursing = 100 }\n'
    care = "[nursing]\ncontact_minutes = 30\n[continuity]\nvisit_minutes = 30\nstaff = 5\n"
    found = tables(at_home(visits, more=care))
    contacts = weeks_of(found, "home_visits")
    assert weeks_of(found, "revenue_dkk") == [14 * 50 + 100 * number for number in contacts]
    assert sum(contacts) > 0


def test_a_contact_at_home_is_paid_by_its_minutes_and_one_at_the_clinic_is_not():
    # Every contact that is booked is given at the clinic: home care alone is paid, 7 x 100.
    clinic = """[nursing]
contact_minutes = 30
[clinic]
reachable = 1
share = 1
longest_wait_days = 2
time_share = 0.5
cost_per_contact_dkk = 10
charged_to = "team"
open_days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
"""
    assert revenue(ACTIVITY, more=clinic) == [700, 700]
    found = tables(at_home(ACTIVITY, more=clinic.replace("share = 1\n", "share = 0\n")))
    visits = weeks_of(found, "home_visits")
    assert sum(visits) > 0
    assert weeks_of(found, "revenue_dkk") == [700 + number * 100 for number in visits]


def test_a_mixture_is_the_weighed_sum_to_the_ore():
    parts = [revenue(kind, day=3) for kind in (ACTIVITY, BLOCK, BY_COURSE)]
    assert parts == [[800, 1_400], [10_000, 10_000], [4 * 300, 2_100]]
    wanted = [3 * hour + 2 * budget + 5 * rate for hour, budget, rate in zip(*parts, strict=True)]
    assert [10 * money for money in revenue(MIXED, day=3)] == wanted


def test_a_mixture_weighs_the_rate_of_a_person_too():
    # The own rate is what a week is expected to cost, 700.
    own = MIXED.replace("weekly_dkk = { home = 2100 }", 'individual = "per_person"')
    text = at_home(own).replace('kind = "stabilisation"', 'kind = "individual"')
    found = weeks_of(tables(text), "revenue_dkk")
    assert found == [0.3 * 1_400 + 0.2 * 10_000 + 0.5 * 700] * 2


def test_a_share_with_dates_is_a_phase_in():
    # By the hour until Wednesday of week 1, then half by the hour and half by course.
    shares = dated((0, 1.0), (9, 0.5))
    tariff = f'kind = "mixed"\nhourly_share = {shares}\n{HOURLY}weekly_dkk = {{ home = 2100 }}\n'
    assert revenue(tariff) == [1_400, 2 * 200 + 5 * (0.5 * 200 + 0.5 * 300)]


@pytest.mark.parametrize(
    ("tariff", "week"), [(ACTIVITY, 1_400), (BY_COURSE, 2_100), (MIXED, 3_470)]
)
def test_indexation_raises_all_amounts_from_its_date_and_none_before(tariff, week):
    # A tenth more from Thursday of week 1 on: four of its seven days.
    indexed = tariff + f"indexation_share = {dated((0, 0), (10, 0.1))}\n"
    assert revenue(indexed) == [week, round(week * (3 + 4 * 1.1) / 7, 2)]


def test_the_citizen_brings_what_the_hours_bring():
    assert spells_of(tables(at_home(ACTIVITY)), "revenue_dkk", "cost_dkk") == [(2_800, 1_400)]
