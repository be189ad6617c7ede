import numpy as np
import pytest
from small_scenarios import parameters_of_text

from sim.theory.network.entries import present_by_day
from sim.theory.twin import twin

ONE_COURSE = """
schema = 1
[run]
start = 2026-01-05
weeks = 12
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 4
[intake]
development = 1.0
[[course]]
name = "development"
kind = "development"
stay = { distribution = "fixed", mean_weeks = 8 }
exits = [{ to = "self_reliant", probability = 1.0 }]
[tariff]
kind = "course_rates"
weekly_dkk = { development = 700 }
"""
EMPTY = ONE_COURSE.replace('"stationary"', '"empty"')
LOOP = """
schema = 1
[run]
start = 2026-01-05
weeks = 2
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 4
[intake]
development = 1.0
[[course]]
name = "development"
kind = "development"
stay = { distribution = "fixed", mean_weeks = 3 }
exits = [
  { to = "stabilisation", probability = 0.5 },
  { to = "self_reliant", probability = 0.5 },
]
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 10 }
exits = [{ to = "development", probability = 0.4 }, { to = "dead", probability = 0.6 }]
[tariff]
kind = "course_rates"
weekly_dkk = { development = 2000, stabilisation = 1000 }
"""


def test_four_a_week_for_eight_weeks_are_thirty_two():
    present = parameters_of_text(ONE_COURSE).start.present
    np.testing.assert_allclose(present, [[32.0]], rtol=1e-12)


def test_from_a_stationary_start_nothing_changes():
    found = twin(parameters_of_text(ONE_COURSE))
    # 32 citizens at 700 DKK; one Poisson number of them, seen the whole week or a part of it.
    for week in found.weekly:
        assert week.revenue[0] / 100 == pytest.approx(32 * 700, rel=1e-12)
    sds = [week.sd[0] for week in found.weekly]
    np.testing.assert_allclose(sds, sds[0], rtol=1e-12)


def test_the_sd_of_a_week_is_the_root_of_squared_parts():
    # A day brings 4/7 new citizens. Present all 7 days: 32 - 6 x 4/7; 1 to 6 days: each 4/7
    # who come and 4/7 who leave. A day pays 100 DKK.
    squares = (32 - 24 / 7) * 49 + 2 * 4 / 7 * sum(days**2 for days in range(1, 7))
    found = twin(parameters_of_text(ONE_COURSE)).weekly[3].sd[0] / 100
    assert found == pytest.approx(100 * squares**0.5, rel=1e-12)


def test_from_empty_care_fills_up_in_eight_weeks():
    found = twin(parameters_of_text(EMPTY))
    present = present_by_day(found.network, found.entries)[0, 0]
    wanted = [4 / 7 * min(day + 1, 56) for day in range(84)]
    np.testing.assert_allclose(present, wanted, rtol=1e-12)


def test_the_first_week_from_empty_is_made_of_parts():
    # Who comes on day 0 is there 7 days, on day 6 one day: 4/7 x 100 x (1 + ... + 7) DKK, and
    # the variance 4/7 x 100^2 x (1 + 4 + ... + 49).
    week = twin(parameters_of_text(EMPTY)).weekly[0]
    assert week.revenue[0] / 100 == pytest.approx(4 / 7 * 100 * 28, rel=1e-12)
    assert week.sd[0] / 100 == pytest.approx((4 / 7 * 10_000 * 140) ** 0.5, rel=1e-12)


def test_the_traffic_of_a_loop():
    # development = 4 + 0.4 stabilisation, stabilisation = 0.5 development: 5 and 2.5 a week.
    present = parameters_of_text(LOOP).start.present
    np.testing.assert_allclose(present, [[5 * 3, 2.5 * 10]], rtol=1e-12)


def test_the_money_of_a_loop():
    found = twin(parameters_of_text(LOOP))
    for week in found.weekly:
        assert week.revenue[0] / 100 == pytest.approx(15 * 2_000 + 25 * 1_000, rel=1e-12)


def test_a_citizens_own_multiplier_does_not_average_out_over_weeks():
    # 25 citizens who stay for 50 years. Their cost varies by half of 4 x 450 = 1800 DKK a week
    # and is the same person's every week, so four weeks vary four times as much as one, and
    # the team's deviation by sqrt(25) x 900 a week. The number of citizens is counted.
    text = (
        ONE_COURSE.replace("mean_weeks = 8", "mean_weeks = 2600")
        .replace('initial = "stationary"', "initial = { Nord = { development = 25 } }")
        .replace("inflow_per_week = 4", "inflow_per_week = 0")
        .replace("weeks = 12", "weeks = 4")
        .replace("= 700 }", "= 1800 }\n[citizen]\nmultiplier_sd = 0.5")
        .replace("exits =", "hours_per_week = { home_care = 4 }\nexits =")
        + "[prices]\ncost_per_hour_dkk = { home_care = 450 }\n"
    )
    found = twin(parameters_of_text(text))
    assert found.weekly[0].sd[0] / 100 == pytest.approx(5 * 900, rel=0.001)
    assert found.total.sd[0] / 100 == pytest.approx(4 * 5 * 900, rel=0.002)


def test_chance_from_week_to_week_averages_out():
    # As above, but each week's need varies anew: four weeks vary twice as much as one.
    text = (
        ONE_COURSE.replace("mean_weeks = 8", "mean_weeks = 2600")
        .replace('initial = "stationary"', "initial = { Nord = { development = 25 } }")
        .replace("inflow_per_week = 4", "inflow_per_week = 0")
        .replace("weeks = 12", "weeks = 4")
        .replace("= 700 }", "= 1800 }")
        .replace("exits =", "hours_per_week = { home_care = 4 }\nhours_sd = 2\nexits =")
        + "[prices]\ncost_per_hour_dkk = { home_care = 450 }\n"
    )
    found = twin(parameters_of_text(text))
    assert found.weekly[0].sd[0] / 100 == pytest.approx(5 * 900, rel=0.001)
    assert found.total.sd[0] / 100 == pytest.approx(2 * 5 * 900, rel=0.002)
