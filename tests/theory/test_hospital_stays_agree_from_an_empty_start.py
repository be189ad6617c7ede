"""Hospital stays that are resumed, from empty: the means, and the sd of a week."""

import pytest
from agreement import MAIN_BIAS, PART_BIAS, RARE_BIAS, beside
from small_scenarios import parameters_of_text
from uncongested import HOSPITAL

ENTRIES_BIAS = 0.015  # hospital stays come unforeseen
TEAMS = 3_200


@pytest.fixture(scope="module")
def pair():
    return beside(parameters_of_text(HOSPITAL.replace('"stationary"', '"empty"')), TEAMS)


@pytest.mark.parametrize("account", ["revenue", "cost"])
def test_money_of_the_run_agrees(pair, account):
    found = getattr(pair.sample, account).sum(axis=1)
    pair.assert_mean(found, pair.money(account).sum(), MAIN_BIAS)


@pytest.mark.parametrize("account", ["revenue", "cost"])
def test_money_of_each_week_agrees(pair, account):
    for week, expected in enumerate(pair.money(account)):
        pair.assert_mean(getattr(pair.sample, account)[:, week], expected, PART_BIAS)


def test_citizens_in_care_agree(pair):
    pair.assert_mean(pair.sample.census.sum(axis=(1, 2)), pair.census().sum(), MAIN_BIAS)


def test_citizens_in_each_course_agree(pair):
    for course, expected in enumerate(pair.census()):
        pair.assert_mean(pair.sample.census[:, :, course].sum(axis=1), expected, RARE_BIAS)


def test_courses_begun_agree(pair):
    pair.assert_mean(pair.sample.entries.sum(axis=1), pair.entries().sum(), ENTRIES_BIAS)


def test_courses_begun_of_each_kind_agree(pair):
    for course, expected in enumerate(pair.entries()):
        pair.assert_mean(pair.sample.entries[:, course], expected, RARE_BIAS)


def test_the_sd_of_a_weeks_deviation_agrees(pair):
    pair.assert_weekly_sd()
