import math

import pytest

from sim.model.rules.cost import cost
from sim.model.rules.demand import need
from sim.model.rules.policy import Review, needs_led
from sim.model.rules.spells import DoseTerms, dosed_share, effect, hazard

DOSE = DoseTerms(p_max=0.6, tau_weeks=6.0, gamma=0.5)


def test_no_development_makes_nobody_self_reliant():
    assert effect(0.0, 1.0, DOSE) == 0.0


def test_after_tau_weeks_the_chance_is_63_percent_of_the_most():
    assert effect(6.0, 1.0, DOSE) == pytest.approx(0.6 * (1 - 1 / math.e), rel=1e-15)


def test_endless_development_reaches_the_most():
    assert effect(1e6, 1.0, DOSE) == 0.6


def test_four_times_the_effort_counts_twice_the_weeks_where_gamma_is_a_half():
    assert effect(3.0, 4.0, DOSE) == pytest.approx(effect(6.0, 1.0, DOSE), rel=1e-15)


@pytest.mark.parametrize("dosed", [0.0, 0.25, 0.52, 1.0])
def test_the_exits_share_what_the_dose_leaves_and_sum_to_one(dosed):
    stabilisation, individual, self_reliant = 0.45, 0.03, 0.52
    shares = [dosed_share(stated, self_reliant, dosed) for stated in (stabilisation, individual)]
    assert dosed + sum(shares) == pytest.approx(1.0, abs=1e-15)
    assert shares[0] == pytest.approx(15 * shares[1], rel=1e-12)


def test_without_other_exits_the_dose_leaves_them_nothing():
    assert dosed_share(0.0, 1.0, 0.4) == 0.0


def test_a_hazard_of_nought_never_strikes():
    assert hazard(0.999, 0.0) == math.inf


def test_half_have_been_struck_after_the_half_life():
    assert hazard(0.5, 0.1) == pytest.approx(10 * math.log(2), rel=1e-15)


def test_need_is_the_product_of_mean_person_week_and_profile():
    assert need(4.0, 1.5, 0.5, 2.0) == 6.0


def test_ninety_minutes_at_450_kroner_an_hour_cost_675_kroner():
    assert cost(90, 45_000.0) == 67_500.0


def test_no_care_costs_nothing():
    assert cost(0, 45_000.0) == 0.0


@pytest.mark.parametrize("cost_ore", [0, 10**9])
def test_a_needs_led_team_sets_the_same_levers_whatever_the_money_says(cost_ore):
    levers = needs_led(Review(team=0, week=9, citizens=40, revenue_ore=10**6, cost_ore=cost_ore))
    assert levers == (0.0, 1.0)
