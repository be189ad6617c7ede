"""Rates of small scenarios against hours × price, and what is made explicit, by arithmetic."""

import pytest
from rate_scenarios import (
    BY_LEVEL,
    CLINIC,
    COSTS,
    FIXED_STAY,
    LUMP_SUM,
    STEPPING_DOWN,
    WITHOUT_RATES,
    rates_by_place,
)
from small_scenarios import THREE_COURSES, scenario_of

from sim import RatesAsked, balancing_rates, load_scenario
from sim.economics.rates.accounts.nursing import TIME_SHARE


def tree_of(text, **asked):
    return balancing_rates(scenario_of(text), RatesAsked(**asked)).tree


def row(tree, course, level=None):
    return next(r for r in tree["rates"] if (r["course"], r["level"]) == (course, level))


def test_a_rate_is_hours_times_price():
    for text in (THREE_COURSES, WITHOUT_RATES):
        found = rates_by_place(balancing_rates(scenario_of(text)))
        assert found == pytest.approx({(course, None): dkk for course, dkk in COSTS.items()})


def test_the_shipped_three_courses_balance_as_they_stand():
    found = balancing_rates(load_scenario("scenarios/three_courses.toml"))
    assert found.is_exact
    assert rates_by_place(found) == pytest.approx(
        {("development", None): 2700, ("stabilisation", None): 1575, ("individual", None): 9900},
        abs=1e-6,
    )


def test_hours_and_cost_are_those_of_a_citizen_week():
    of = row(tree_of(THREE_COURSES), "development")
    assert of["hours_per_week"] == pytest.approx(6.0)
    assert of["cost_dkk_per_week"] == pytest.approx(2685)
    assert of["citizens"] == pytest.approx(9 * 4, rel=1e-3)


def test_the_present_deviation_is_that_of_a_year():
    """36 citizens of development are paid 15 DKK too much, each of 365.25 / 7 weeks."""
    of = row(tree_of(THREE_COURSES), "development")
    expected = of["citizens"] * 15 * 365.25 / 7
    assert of["deviation_now_dkk_per_year"] == pytest.approx(expected)


def test_a_step_down_is_paid_for_by_the_rate_before_it():
    """Half of eight weeks at 0.6: 2,685 / (0.5 + 0.5 × 0.6); without a step-down 2,685."""
    of = row(tree_of(STEPPING_DOWN), "development")
    assert of["balancing_dkk"]["mean"] == pytest.approx(2685 / 0.8)
    step = of["step_down"]
    assert step["late_dkk"]["mean"] == pytest.approx(0.6 * 2685 / 0.8)
    assert (step["after_weeks"], step["ratio"]) == pytest.approx((4, 0.6))
    assert step["late_share"] == pytest.approx(0.5)
    assert step["without_step_down_dkk"]["mean"] == pytest.approx(2685)


def test_a_lump_sum_is_the_cost_of_a_whole_course_less_what_is_paid_weekly():
    """Eight weeks of 2,685 less eight of 1,000."""
    of = row(tree_of(LUMP_SUM), "development")
    assert of["balancing_dkk"]["mean"] == pytest.approx(8 * 1685)
    assert of["lump_sum"] == pytest.approx(
        {
            "cost_of_a_course_dkk": 8 * 2685,
            "paid_by_the_week_dkk": 8000,
            "weeks_of_a_course": 8,
            "lump_sum_dkk": 8 * 1685,
        }
    )


def test_levels_have_rates_of_their_own_where_the_scenario_has():
    found = rates_by_place(balancing_rates(scenario_of(BY_LEVEL)))
    assert found[("stabilisation", 1)] == pytest.approx(450)
    assert found[("stabilisation", 2)] == pytest.approx(1350)
    assert found[("stabilisation", 3)] == pytest.approx(2700)
    assert found[("development", None)] == pytest.approx(2685)


def test_a_level_that_nobody_reaches_keeps_its_rate():
    new = balancing_rates(scenario_of(BY_LEVEL)).scenario.values.tariff.weekly_dkk
    assert new["stabilisation"] == pytest.approx([0, 450, 1350, 2700, 77])


def test_one_rate_for_all_levels_is_their_mean_by_weeks():
    by_level = tree_of(BY_LEVEL)
    levels = [row(by_level, "stabilisation", level) for level in (1, 2, 3)]
    mean = sum(of["citizens"] * of["balancing_dkk"]["mean"] for of in levels)
    mean /= sum(of["citizens"] for of in levels)
    one = row(tree_of(BY_LEVEL, by="course"), "stabilisation")
    assert one["balancing_dkk"]["mean"] == pytest.approx(mean)


def test_levels_can_be_asked_for():
    found = rates_by_place(balancing_rates(scenario_of(BY_LEVEL), RatesAsked(by="level")))
    assert {level for course, level in found if course == "development"} == {1, 2}


def test_nursing_is_priced_at_home_at_the_present_and_at_a_planned_share():
    """A contact of half an hour costs 240 at home and 150 at the clinic; a week has one."""
    clinic = row(tree_of(CLINIC, clinic_share=0.33), "stabilisation")["clinic"]
    assert clinic["share"] == pytest.approx(0.5 * 0.4)
    assert clinic["at_home_dkk"]["mean"] == pytest.approx(1350 + 240)
    assert clinic["at_present_dkk"]["mean"] == pytest.approx(1350 + 0.8 * 240 + 0.2 * 150)
    assert clinic["at_planned_dkk"]["mean"] == pytest.approx(1350 + 0.67 * 240 + 0.33 * 150)


def test_a_planned_share_is_what_is_set():
    tree = tree_of(CLINIC, clinic_share=0.33)
    (set_now,) = row(tree, "stabilisation")["to_set"]
    assert set_now["weekly_dkk"] == pytest.approx(1350 + 0.67 * 240 + 0.33 * 150)
    assert tree["total"]["deviation_dkk_per_year"] < 0
    assert tree["total"]["deviation_at_planned_share_dkk_per_year"] == pytest.approx(0, abs=1e-3)


def test_a_clinic_that_the_municipality_pays_costs_the_team_nothing():
    text = CLINIC.replace('charged_to = "team"', 'charged_to = "municipality"')
    clinic = row(tree_of(text, clinic_share=0.33), "stabilisation")["clinic"]
    assert clinic["at_planned_dkk"]["mean"] == pytest.approx(1350 + 0.67 * 240)


def test_without_a_clinic_a_contact_takes_its_share_of_the_time():
    clinic = row(tree_of(THREE_COURSES, clinic_share=0.5), "stabilisation")["clinic"]
    nursing = 0.5 * 480
    expected = 1350 + 0.5 * nursing + 0.5 * TIME_SHARE * nursing
    assert clinic["at_planned_dkk"]["mean"] == pytest.approx(expected)


def test_what_development_saves_is_the_care_of_those_who_would_stay():
    """Of nine who come a week 52 % end self-reliant; without it all go on, 45 : 3.

    Stabilisation takes 12 weeks of 1,590 on average and an individual course 10 of 10,020.
    """
    effect = tree_of(FIXED_STAY)["effect_of_development"]
    more = 0.45 / 0.48 - 0.45, 0.03 / 0.48 - 0.03
    saved = 9 * (more[0] * 12 * 1590 + more[1] * 10 * 10020)
    assert effect["saved_dkk_per_week"] == pytest.approx(saved, rel=1e-3)
    assert effect["saved_dkk_per_course_begun"] == pytest.approx(saved / 9, rel=1e-3)


def test_a_dose_without_effect_has_no_p_max():
    stated = '{ to = "self_reliant", probability = 0.52 },'
    dosed = FIXED_STAY.replace(stated, '{ to = "self_reliant" },').replace(
        "hours_sd = 3.0", "hours_sd = 3.0\ndose = { p_max = 0.6, tau_weeks = 6 }"
    )
    none = dosed.replace("p_max = 0.6", "p_max = 0")
    effect = tree_of(dosed)["effect_of_development"]
    assert tree_of(none)["effect_of_development"] is None
    cost = tree_of(none)["total"]["cost_dkk_per_year"]
    assert effect["cost_without_dkk_per_year"] == pytest.approx(cost)
