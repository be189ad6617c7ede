"""A team keeps a course at its full rate for longer than granted, and paperwork takes hours.

The citizen of `one_at_home.py` is paid 2100 a week, 300 a day, and from the eighth day on 700 a
week, 100 a day. Put off by four days, days 7 to 10 are paid in full. Paperwork of 7 hours a week
takes an hour at 60 on each of those days.
"""

from by_hand import tables, weeks_of
from one_at_home import BY_COURSE, at_home, followed_by

STEPPED = BY_COURSE + "step_down = { home = { after_weeks = 1, weekly_dkk = 700 } }\n"
PUT_OFF = f"levers = {{ step_down_delay_weeks = {4 / 7} }}"
PAPERWORK = "[behaviour]\nstep_down_hours_per_week = 7\n"


def test_in_good_faith_the_rate_falls_as_granted():
    found = tables(at_home(STEPPED, more=PAPERWORK))
    assert weeks_of(found, "revenue_dkk") == [7 * 300, 7 * 100]
    assert weeks_of(found, "cost_dkk") == [700, 700]


def test_the_full_rate_is_paid_for_as_long_as_it_is_put_off():
    found = tables(at_home(STEPPED, team=PUT_OFF))
    assert weeks_of(found, "revenue_dkk") == [7 * 300, 4 * 300 + 3 * 100]
    assert weeks_of(found, "cost_dkk") == [700, 700]


def test_paperwork_takes_hours_on_the_days_that_were_not_granted():
    found = tables(at_home(STEPPED, team=PUT_OFF, more=PAPERWORK))
    assert weeks_of(found, "home_care_hours") == [7, 7 + 4]
    assert weeks_of(found, "cost_dkk") == [700, 700 + 4 * 60]


def test_a_course_that_keeps_its_rate_is_not_put_off():
    two = STEPPED.replace("{ home = {", "{ other = {").replace(
        "home = 2100", "home = 2100, other = 0"
    )
    found = tables(at_home(two, team=PUT_OFF, more=PAPERWORK, courses=followed_by("other")))
    assert weeks_of(found, "revenue_dkk") == [2_100, 2_100]
    assert weeks_of(found, "cost_dkk") == [700, 700]
