import pytest
from agreement import assert_weekly_money_and_sd, beside
from small_scenarios import THREE_COURSES, parameters_of_text
from uncongested import HOSPITAL, LIVES, ONE_COURSE

from sim.theory.twin import twin

LEVELS = ONE_COURSE.replace(
    'exits = [{ to = "self_reliant", probability = 1.0 }]',
    "exits = [{ to = { level_change = -1 }, probability = 0.5 },"
    '{ to = "self_reliant", probability = 0.5 }]',
)
DOSED = ONE_COURSE.replace(
    'exits = [{ to = "self_reliant", probability = 1.0 }]',
    "dose = { p_max = 0.8, tau_weeks = 3 }\n"
    'exits = [{ to = "self_reliant" }, { to = { level_change = -1 }, probability = 1.0 }]',
)
STEP_DOWN = "step_down = { development = { after_weeks = 2, weekly_dkk = 400 } }\n"
TAPER = "hours_sd = 2\nprofile = [2.0, 1.0, 0.4]"
LUMP_SUM = "lump_sum_dkk = { development = 900 }\nreopen_within_weeks = 2\n"
DATED_STAY = "mean_weeks = [{ from = 2026-01-05, value = 2 }, { from = 2026-01-14, value = 3 }]"


def left_out(text):
    return " ".join(twin(parameters_of_text(text)).leaves_out)


@pytest.mark.parametrize("text", [THREE_COURSES, LIVES, LEVELS, ONE_COURSE + STEP_DOWN])
def test_it_is_exact_where_it_says_nothing(text):
    # That it is exact is shown by the tests beside this one.
    assert left_out(text) == ""


def test_a_level_change_in_a_course_without_a_clock_agrees():
    assert_weekly_money_and_sd(beside(parameters_of_text(LEVELS), 1_500))


@pytest.mark.parametrize("text", [LEVELS + STEP_DOWN, LEVELS.replace("hours_sd = 2", TAPER), DOSED])
def test_a_clock_that_runs_on_across_a_level_change_is_named(text):
    assert "change of level" in left_out(text)


def test_hospital_stays_that_are_resumed_are_named():
    assert "hospital" in left_out(HOSPITAL)


def test_values_of_the_network_that_change_on_a_date_are_named():
    assert "dated stays" in left_out(ONE_COURSE.replace("mean_weeks = 2", DATED_STAY))


def test_lump_sums_of_reopened_courses_are_named():
    relapse = (
        "[relapse]\nprobability = 0.3\nto = 'development'\n"
        "after = { distribution = 'fixed', mean_weeks = 1 }\n"
    )
    assert "re-opened" in left_out(ONE_COURSE + LUMP_SUM + relapse)
    assert "re-opened" not in left_out(ONE_COURSE + LUMP_SUM)
