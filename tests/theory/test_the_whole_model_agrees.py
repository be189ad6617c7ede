"""What the whole model adds where nothing can run short: means, and the sd of a week and a run.

Small samples, with the biases that they find below. What each part brings on its own, exactly, is
arithmetic in `test_the_whole_model_by_hand.py`.
"""

import pytest
from agreement import beside
from small_scenarios import parameters_of_text
from whole_model import AWAY, CARE, DOSE, PEOPLE, STAFFED

FOUND = 0.06
FOUND_IN_A_WEEK = 0.12
FOUND_IN_A_COURSE = 0.17
SD_FOUND = 0.13
SD_OF_THE_RUN_FOUND = 0.21


def assert_money_of_the_run(pair):
    for account in ("revenue", "cost"):
        found = getattr(pair.sample, account).sum(axis=1)
        pair.assert_mean(found, pair.money(account).sum(), FOUND)


def assert_money_of_each_week(pair):
    for account in ("revenue", "cost"):
        for week, expected in enumerate(pair.money(account)):
            pair.assert_mean(getattr(pair.sample, account)[:, week], expected, FOUND_IN_A_WEEK)


def test_times_of_day_contacts_and_a_clinic_for_all_who_reach_it_agree():
    pair = beside(parameters_of_text(CARE), 1_400)
    assert pair.twin.leaves_out == []
    assert_money_of_the_run(pair)
    assert_money_of_each_week(pair)
    pair.assert_weekly_sd(SD_FOUND)
    pair.assert_total_sd(SD_OF_THE_RUN_FOUND)


@pytest.mark.parametrize("initial", ['"stationary"', '"empty"'])
def test_rehabilitation_milestones_and_a_rate_per_person_agree(initial):
    pair = beside(parameters_of_text(PEOPLE.replace('"stationary"', initial)), 1_200)
    assert pair.twin.leaves_out == []
    assert_money_of_the_run(pair)
    assert_money_of_each_week(pair)
    for course, expected in enumerate(pair.census()):
        pair.assert_mean(pair.sample.census[:, :, course].sum(axis=1), expected, FOUND_IN_A_COURSE)
    pair.assert_weekly_sd(SD_FOUND)
    pair.assert_total_sd(SD_OF_THE_RUN_FOUND)


def test_paid_days_away_agree():
    pair = beside(parameters_of_text(AWAY), 450)
    assert_money_of_the_run(pair)
    assert_money_of_each_week(pair)


def test_a_staffs_effect_on_development_agrees():
    pair = beside(parameters_of_text(DOSE + STAFFED), 600)
    for course, expected in enumerate(pair.census()):
        pair.assert_mean(pair.sample.census[:, :, course].sum(axis=1), expected, FOUND_IN_A_COURSE)
