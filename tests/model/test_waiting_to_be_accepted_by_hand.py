"""A team that accepts late: the first course begins so many days after the citizen came.

`CERTAIN` lets those who wait give up when they are expected to: at 3.5 a week after two days.
"""

from by_hand import CERTAIN, spells_of, tables, weeks_of
from one_at_home import BY_COURSE, HOME, at_home

LATE = f"levers = {{ accept_delay_weeks = {3 / 7} }}"


def waiting(given_up=0.0, **other):
    more = f"[behaviour]\ngiven_up_per_week = {given_up}\n" + other.pop("more", "")
    return tables(at_home(BY_COURSE, team=LATE, more=more, **other), CERTAIN)


def test_the_course_begins_when_the_team_accepts():
    found = waiting()
    assert spells_of(found, "start_day", "revenue_dkk") == [(3, (4 + 7) * 300)]
    assert weeks_of(found, "citizens") == [4 / 7, 1]


def test_the_wait_is_counted_in_the_week_in_which_the_citizen_came():
    found = waiting()
    assert weeks_of(found, "waiting_weeks") == [3 / 7, 0]
    assert weeks_of(found, "gave_up") == [0, 0]


def test_who_gives_up_first_never_begins():
    found = waiting(given_up=3.5)
    assert spells_of(found, "start_day") == []
    assert weeks_of(found, "gave_up") == [1, 0]
    assert weeks_of(found, "waiting_weeks") == [2 / 7, 0]


def test_who_would_give_up_later_begins():
    # At 1.75 a week after four days, and the team accepts after three.
    found = waiting(given_up=1.75)
    assert spells_of(found, "start_day") == [(3,)]
    assert weeks_of(found, "gave_up") == [0, 0]


def test_who_comes_back_waits_again():
    # A stay of one day from day 3; back after two days, on day 6; accepted on day 9.
    day = HOME.replace("mean_weeks = 9", f"mean_weeks = {1 / 7}").replace(
        '"dead"', '"self_reliant"'
    )
    relapse = f"""[relapse]
probability = 1
after = {{ distribution = "fixed", mean_weeks = {2 / 7} }}
to = "home"
"""
    found = waiting(courses=day, more=relapse)
    assert [start for (start,) in spells_of(found, "start_day")] == [3, 9]
    assert weeks_of(found, "waiting_weeks") == [6 / 7, 3 / 7]


def test_a_move_between_courses_waits_for_nothing():
    two = HOME.replace("mean_weeks = 9", f"mean_weeks = {1 / 7}").replace('"dead"', '"other"')
    text = at_home(
        BY_COURSE.replace("home = 2100", "home = 2100, other = 0"),
        team=LATE,
        courses=two + HOME.replace('"home"', '"other"'),
    )
    assert spells_of(tables(text, CERTAIN), "course", "start_day") == [("home", 3), ("other", 4)]
