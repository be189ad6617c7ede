"""Half by the hour and half by the course lies between its two parts.

What a team gains by looking at money lies between. What it does lies between for a team that
minds both citizens and money; one that minds money only takes one habit from each part, because
nothing but a bound stops it.
"""

import pytest
from teams_at_work import FINANCIAL, FROM_CITIZENS_TO_MONEY, paired, seen, under

PARTS = ("course_rates", "mixed", "activity")
BOTH = 2  # place of the team that weighs citizens by 0.3 and money by 0.7


@pytest.fixture(scope="module")
def minding_both():
    teams = under("mixed", FROM_CITIZENS_TO_MONEY).values.team
    assert teams[BOTH].alpha == 0.3
    return {tariff: seen(under(tariff, FROM_CITIZENS_TO_MONEY)) for tariff in PARTS}


@pytest.fixture(scope="module")
def for_money():
    return {tariff: seen(under(tariff, FINANCIAL)) for tariff in PARTS}


def test_what_is_delivered_lies_between(minding_both):
    """Of 1.5 hours a week: 0.8 by the course, as needed by both, 1.15 by the hour."""
    course, mixed, activity = (minding_both[t].training_hours[:, BOTH] for t in PARTS)
    assert paired(mixed, course).low > 0.75 * 0.20 * 1.5
    assert paired(activity, mixed).low > 0.75 * 0.15 * 1.5


def test_it_meets_all_need_where_pay_by_the_course_alone_leaves_some(minding_both):
    course, mixed, _ = (minding_both[t].unmet_hours[:, BOTH] for t in PARTS)
    assert paired(course, mixed).low > 0
    assert not mixed.any()


def test_what_looking_at_money_gains_lies_between(for_money):
    good_faith = {tariff: seen(under(tariff)) for tariff in PARTS}
    course, mixed, activity = (for_money[t].surplus - good_faith[t].surplus for t in PARTS)
    assert paired(course, mixed).low > 0
    assert paired(mixed, activity).low > 0


def test_a_team_that_minds_money_only_takes_one_habit_from_each_part(for_money):
    """It skimps as under pay by the course, and keeps the clinic empty as under pay by the hour."""
    course, mixed, activity = (for_money[t] for t in PARTS)
    assert abs(paired(mixed.training_hours, course.training_hours).mean) < 0.01
    assert paired(activity.training_hours, mixed.training_hours).low > 0
    assert abs(paired(mixed.clinic_share, activity.clinic_share).mean) < 0.01
    assert paired(course.clinic_share, mixed.clinic_share).low > 0
