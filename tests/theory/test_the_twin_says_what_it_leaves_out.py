import pytest
from agreement import assert_weekly_money_and_sd, beside
from small_scenarios import THREE_COURSES, parameters_of_text
from uncongested import HOSPITAL, LIVES, ONE_COURSE
from whole_model import AWAY, CARE, DOSE, PEOPLE, STAFFED

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


@pytest.mark.parametrize("text", [CARE, PEOPLE])
def test_what_cannot_run_short_is_not_left_out(text):
    assert left_out(text) == ""


def test_limited_staff_are_named():
    said = left_out(DOSE + STAFFED)
    assert "limited staff" in said
    assert "hourly prices" in said
    assert "admissions and relapses" not in said


def test_what_unmet_need_brings_about_is_named():
    relapse = (
        "[relapse]\nprobability = 0.3\nto = 'development'\n"
        "after = { distribution = 'fixed', mean_weeks = 1 }\n"
        "[staff.unmet_raises]\nrelapses = 1.0\n"
    )
    assert "unmet need brings about" in left_out(DOSE + STAFFED + relapse)


def test_teams_with_staff_of_different_effect_are_named():
    other = '[[team]]\nname = "Syd"\ninflow_per_week = 3\nfull_time_equivalents = { nurse = 90 }\n'
    both = (DOSE + STAFFED).replace("[intake]", other + "[intake]")
    assert "average team" in left_out(both)
    assert "average team" not in left_out(both.replace("nurse = 90", "helper = 6, nurse = 4"))


def test_a_clinic_with_limited_slots_is_named():
    assert "limited slots" in left_out(
        CARE.replace("share = 0.9", "share = 0.9\nslots_per_day = 4")
    )


def test_days_on_which_the_clinic_is_closed_are_named():
    said = left_out(CARE.replace(', "saturday", "sunday"', ""))
    assert "closed" in said
    assert "limited slots" not in said


def test_a_nursing_home_with_limited_places_is_named():
    home = "[nursing_home]\nplaces = 20\nmean_stay_weeks = 100\n"
    waiting = (
        '[[course]]\nname = "waiting"\nkind = "waiting"\n'
        'stay = { distribution = "fixed", mean_weeks = 20 }\n'
        'exits = [{ to = "nursing_home", probability = 1.0 }]\n[prices]'
    )
    text = ONE_COURSE.replace('"self_reliant"', '"nursing_home"')
    assert "limited places" not in left_out(text + home.replace("places = 20\n", ""))
    text = text.replace("[prices]", waiting)
    text = text.replace("development = 2000 }", "development = 2000, waiting = 2000 }")
    assert "limited places" in left_out(text + home)


def test_an_individual_course_from_a_number_of_hours_on_is_named():
    hours = "[needs_assessment]\nindividual_from_hours_per_week = 8\n"
    assert "number of hours" in left_out(PEOPLE.replace("[needs_assessment]\n", hours))


def test_need_that_follows_a_level_at_milestones_is_named():
    assert "next milestone" in left_out(
        PEOPLE.replace("{ development = 1 }", "{ stabilisation = 1 }")
    )


def test_paid_days_away_from_a_rate_that_steps_down_are_named():
    stepped = HOSPITAL.replace("hospital = 0 }", "hospital = 0 }\npaid_days_away = 3")
    assert "paid days in hospital" in left_out(stepped)
    assert "paid days in hospital" not in left_out(AWAY)


def test_limited_places_are_named_and_basis_cost_is_not():
    assert "limited places" in left_out(ONE_COURSE.replace("[[team]]\n", "[[team]]\nplaces = 3\n"))
    basis = "[[team]]\nbasis_cost_dkk_per_year = 1_000\n"
    assert left_out(ONE_COURSE.replace("[[team]]\n", basis)) == ""
