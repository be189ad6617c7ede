"""A level change does not begin the course anew: what hangs on weeks of the course goes on."""

from agreement import assert_weekly_money_and_sd, beside
from small_scenarios import parameters_of_text
from uncongested import ONE_COURSE

LEVELS = ONE_COURSE.replace(
    'exits = [{ to = "self_reliant", probability = 1.0 }]',
    "exits = [{ to = { level_change = -1 }, probability = 0.5 },"
    '{ to = "self_reliant", probability = 0.5 }]',
)


def test_a_level_change_in_a_course_that_steps_down_agrees():
    step_down = "[tariff.step_down]\ndevelopment = { after_weeks = 2, weekly_dkk = 400 }\n"
    assert_weekly_money_and_sd(beside(parameters_of_text(LEVELS + step_down), 1_000))


def test_a_level_change_in_a_course_that_tapers_agrees():
    tapered = LEVELS.replace("hours_sd = 2", "hours_sd = 2\nprofile = [2.0, 1.0, 0.4]")
    assert_weekly_money_and_sd(beside(parameters_of_text(tapered), 1_000))


def test_a_level_change_in_a_course_with_a_dose_agrees():
    dosed = ONE_COURSE.replace(
        'exits = [{ to = "self_reliant", probability = 1.0 }]',
        "dose = { p_max = 0.8, tau_weeks = 3 }\n"
        'exits = [{ to = "self_reliant" }, { to = { level_change = -1 }, probability = 1.0 }]',
    )
    assert_weekly_money_and_sd(beside(parameters_of_text(dosed), 1_000))
