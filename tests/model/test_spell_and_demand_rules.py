import math

import pytest

from sim.model.rules.cost import cost
from sim.model.rules.demand import contacts, is_individual, multiplier, need
from sim.model.rules.spells import (
    AvertedTerms,
    DoseTerms,
    averted,
    dosed_share,
    effect,
    hazard,
    unmet_ratio,
)

DOSE = DoseTerms(p_max=0.6, tau_weeks=6.0, gamma=0.5)
REHABILITATION = AvertedTerms(most=0.4, tau_hours=0.5)


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


def test_who_needs_more_than_half_of_all_at_one_level_does_so_at_the_next():
    assert multiplier(0.5, 0.3) == pytest.approx(math.exp(-0.045))
    assert multiplier(0.5, 0.6) == pytest.approx(math.exp(-0.18))
    assert multiplier(0.9, 0.6) > multiplier(0.8, 0.6) > multiplier(0.7, 0.6)


def test_contacts_are_the_poisson_number_at_a_probability():
    # P(0) = exp(-2) = 0.1353, P(0 or 1) = 3 exp(-2) = 0.4060, P(up to 2) = 5 exp(-2) = 0.6767.
    assert [contacts(u, 2.0) for u in (0.13, 0.14, 0.40, 0.41, 0.67, 0.68)] == [0, 1, 1, 2, 2, 3]


def test_no_need_brings_no_contacts():
    assert {contacts(u, 0.0) for u in (0.0, 0.5, 0.999)} == {0}


def test_the_threshold_itself_is_very_large_need():
    assert is_individual(20.0, 20.0)
    assert not is_individual(19.999, 20.0)
    assert not is_individual(1e9, math.inf)


def test_no_everyday_rehabilitation_averts_nothing():
    assert averted(0.0, REHABILITATION) == 0


def test_everyday_rehabilitation_of_tau_hours_averts_63_percent_of_the_most():
    assert averted(0.5, REHABILITATION) == pytest.approx(0.4 * (1 - 1 / math.e), rel=1e-15)
    assert averted(1e6, REHABILITATION) == 0.4


def test_unmet_need_raises_in_proportion():
    assert unmet_ratio(0.0, 2.0) == 1
    assert unmet_ratio(0.25, 2.0) == 1.5
    assert unmet_ratio(1.0, 2.0) == 3


def test_ninety_minutes_at_450_kroner_an_hour_cost_675_kroner():
    assert cost(90, 45_000.0) == 67_500.0


def test_no_care_costs_nothing():
    assert cost(0, 45_000.0) == 0.0
