"""When a changed need changes the plan that is paid: material, lasting, at a meeting, put off.

A citizen needs 8 hours a week at level 3, 4 at level 2, 2 at level 1 and none at level 0, gets a
level better every three weeks and leaves after the last one. A paid hour is 100 DKK, so a week's
pay is a hundred times the hours in the plan.
"""

import pytest
from by_hand import CERTAIN, tables, weeks_of
from one_at_home import at_home

BETTER = """
[[course]]
name = "home"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 3 }
hours_per_week = { home_care = [0, 2, 4, 8, 16] }
exits = [
  { to = { level_change = -1 }, probability = [0, 1, 1, 1, 1] },
  { to = "dead", probability = [1, 0, 0, 0, 0] },
]
"""
WORSE = (
    BETTER.replace("-1", "1")
    .replace("[0, 1, 1, 1, 1]", "[1, 1, 1, 1, 0]")
    .replace("[1, 0, 0, 0, 0]", "[0, 0, 0, 0, 1]")
)
AT_3, AT_1 = "[0, 0, 0, 1, 0]", "[0, 1, 0, 0, 0]"
TARIFF = 'kind = "overhead"\noverhead_share = 0\nservice_hour_dkk = 100\n'


def hours_paid(terms="", *, weeks=9, courses=BETTER, level=AT_3, rules=None, **pieces):
    """Hours of the plan that is paid in each week."""
    renegotiation = f"renegotiation = {{ {terms} }}\n" if terms else ""
    people = f"[citizen]\nstart_level = {level}\n" + pieces.pop("more", "")
    text = at_home(TARIFF + renegotiation, courses=courses, more=people, **pieces)
    text = text.replace("weeks = 2\n", f"weeks = {weeks}\n")
    found = tables(text, rules) if rules else tables(text)
    return [pay / 100 for pay in weeks_of(found, "revenue_dkk")]


def test_a_plan_follows_need_at_once_where_nothing_is_said_of_renegotiation():
    assert hours_paid() == [8, 8, 8, 4, 4, 4, 2, 2, 2]
    assert hours_paid(courses=WORSE, level=AT_1) == [2, 2, 2, 4, 4, 4, 8, 8, 8]


def test_an_immaterial_change_leaves_the_plan():
    # 8 to 4 is half of the plan, 8 to 2 three quarters.
    assert hours_paid("material_share = 0.6") == [8, 8, 8, 8, 8, 8, 2, 2, 2]
    assert hours_paid("material_share = 0.5") == [8, 8, 8, 4, 4, 4, 2, 2, 2]


def test_a_change_is_written_down_when_it_has_lasted():
    assert hours_paid("lasting_weeks = 2") == [8, 8, 8, 8, 8, 4, 4, 4, 2]


def test_a_change_that_is_overtaken_was_never_written_down():
    # No need lasts longer than three weeks.
    assert hours_paid("lasting_weeks = 4", weeks=13) == [8] * 12 + [0]


def test_a_plan_changes_at_status_meetings_only():
    # Every four weeks from the day the course began: at level 2, then at level 1, then at 0.
    every = "status_meeting_weeks = 4"
    assert hours_paid(every, weeks=13) == [8] * 4 + [4] * 4 + [2] * 4 + [0]


def test_at_a_meeting_the_change_must_have_lasted():
    # At the meeting of week 4 it has lasted one week of two; at that of week 8 the next one has.
    terms = "lasting_weeks = 2, status_meeting_weeks = 4"
    assert hours_paid(terms, weeks=13) == [8] * 8 + [2] * 4 + [0]


def test_a_plan_changes_in_the_middle_of_a_week():
    # From Thursday to Thursday: the change of day 24 has lasted a week on day 31.
    paid = hours_paid("lasting_weeks = 1", day=3, weeks=6)
    assert paid == pytest.approx([8 * 4 / 7, 8, 8, 8, (3 * 8 + 4 * 4) / 7, 4], abs=1e-4)


PUT_OFF = "levers = { step_down_delay_weeks = 1 }"


def test_a_team_may_put_off_that_hours_fall():
    assert hours_paid(team=PUT_OFF) == [8, 8, 8, 8, 4, 4, 4, 2, 2]
    assert hours_paid(day=3, team=PUT_OFF, weeks=6) == hours_paid(
        "lasting_weeks = 1", day=3, weeks=6
    )


def test_hours_that_rise_are_not_put_off():
    assert hours_paid(team=PUT_OFF, courses=WORSE, level=AT_1) == [2, 2, 2, 4, 4, 4, 8, 8, 8]


def test_what_is_put_off_comes_so_much_after_the_meeting():
    every = "status_meeting_weeks = 4"
    assert hours_paid(every, team=PUT_OFF) == [8] * 5 + [4] * 4


def test_paperwork_takes_hours_while_a_plan_is_put_off():
    # Seven hours a week beside 4 and 2 of need, in the week after each change.
    more = "[behaviour]\nstep_down_hours_per_week = 7\n"
    people = f"[citizen]\nstart_level = {AT_3}\n"
    text = at_home(TARIFF, courses=BETTER, more=people + more, team=PUT_OFF)
    found = tables(text.replace("weeks = 2\n", "weeks = 8\n"))
    assert weeks_of(found, "home_care_hours") == [8, 8, 8, 4 + 7, 4, 4, 2 + 7, 2]


OTHER = """
[[course]]
name = "other"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 90 }
hours_per_week = { home_care = 1 }
exits = [{ to = "dead", probability = 1 }]
"""
TO_OTHER = BETTER.replace("{ level_change = -1 }", '"other"') + OTHER
AWAY = TO_OTHER.replace('"other", probability', '"self_reliant", probability')


def test_a_new_course_is_granted_with_a_plan_of_its_own():
    terms = "material_share = 0.99, lasting_weeks = 50, status_meeting_weeks = 50"
    assert hours_paid(terms, courses=TO_OTHER) == [8] * 3 + [1] * 6
    assert hours_paid(terms, courses=TO_OTHER, team=PUT_OFF) == [8] * 4 + [1] * 5


HOSPITAL = """hazards_per_week = { hospital = 0.25 }
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 1 }
exits = [{ to = "resume", probability = 1 }]
"""


def test_a_hospital_stay_holds_the_plan():
    # Better after three weeks, in hospital four weeks later for one, back in the same plan.
    courses = BETTER.replace("mean_weeks = 3", "mean_weeks = [9, 9, 9, 3, 9]") + HOSPITAL
    held = hours_paid("lasting_weeks = 6", weeks=10, courses=courses, rules=CERTAIN)
    assert held == [8] * 7 + [0] + [8] + [4]


def test_who_comes_back_gets_a_new_plan():
    back = """[relapse]
probability = 1
after = { distribution = "fixed", mean_weeks = 2 }
to = "other"
"""
    terms = "lasting_weeks = 50"
    assert hours_paid(terms, courses=AWAY, more=back) == [8] * 3 + [0] * 2 + [1] * 4


MILESTONES = (
    "[needs_assessment]\nmilestone_weeks = { home = 4 }\nmilestone_hours = { nursing = 1 }\n"
)


def test_milestones_say_when_need_is_seen_and_how_long_it_has_lasted_is_known_then():
    # The level of week 3 is seen in week 4, and has lasted two weeks in week 5; that of week 6 is
    # seen in week 8, when it has.
    paid = hours_paid("lasting_weeks = 2", weeks=10, more=MILESTONES)
    assert paid == [8] * 5 + [4] * 3 + [2] * 2


def test_status_meetings_that_are_milestones_lose_no_time():
    # The level changes on day 24; day 31 is four weeks after the course began, and a milestone.
    terms = "lasting_weeks = 1, status_meeting_weeks = 4"
    paid = hours_paid(terms, weeks=6, day=3, more=MILESTONES)
    assert paid == pytest.approx([8 * 4 / 7, 8, 8, 8, (3 * 8 + 4 * 4) / 7, 4], abs=1e-4)
