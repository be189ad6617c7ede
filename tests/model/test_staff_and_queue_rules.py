import math

import pytest

from sim.model.rules.cost import temporary_cost
from sim.model.rules.queues import clinic_order, place_order
from sim.model.rules.staff import (
    EffectTerms,
    ProfessionTerms,
    bought,
    capacity,
    pay,
    staff_effect,
    supervision_cost,
)

HELPERS = ProfessionTerms(
    full_time_equivalents=8.0,
    hours_per_week=37.0,
    absence=0.25,
    user_facing=0.5,
    pay_ore_per_hour=24_000.0,
)
EFFECT = EffectTerms(mix_loss=0.4, supervision_gain=0.2, supervision_tau_hours=0.5)


def test_eight_full_time_equivalents_give_111_hours_a_week_to_citizens():
    # 8 x 37 = 296 paid hours, 222 attended, half of them with citizens.
    assert capacity(HELPERS) == 111 * 60


def test_pay_is_for_every_paid_hour_used_or_not():
    assert pay(HELPERS) == 296 * 24_000
    assert pay(HELPERS._replace(absence=1.0, user_facing=0.0)) == 296 * 24_000


def test_nobody_gives_and_costs_nothing():
    nobody = HELPERS._replace(full_time_equivalents=0.0)
    assert (capacity(nobody), pay(nobody)) == (0, 0)


def test_who_is_always_away_gives_nothing():
    assert capacity(HELPERS._replace(absence=1.0)) == 0


def test_half_an_hour_of_supervision_for_each_of_ten():
    assert supervision_cost(10.0, 0.5, 45_000.0) == 5 * 45_000


def test_of_two_hours_short_70_percent_is_bought():
    assert bought(120.0, 0.7) == pytest.approx(84)
    assert (bought(120.0, 0.0), bought(120.0, 1.0)) == (0, 120)


def test_temporary_hours_cost_a_third_more():
    assert temporary_cost(30_000.0, 4 / 3) == pytest.approx(40_000)


def test_the_recommended_mix_without_supervision_changes_nothing():
    assert staff_effect(1.0, 0.0, EFFECT) == 1


def test_a_team_without_any_of_the_mix_loses_all_that_can_be_lost():
    assert staff_effect(0.0, 0.0, EFFECT) == pytest.approx(0.6)


def test_half_the_mix_loses_half_of_it():
    assert staff_effect(0.5, 0.0, EFFECT) == pytest.approx(0.8)


def test_supervision_of_tau_hours_gains_63_percent_of_the_most():
    assert staff_effect(1.0, 0.5, EFFECT) == pytest.approx(1 + 0.2 * (1 - 1 / math.e))
    assert staff_effect(1.0, 1e6, EFFECT) == pytest.approx(1.2)


def test_mix_and_supervision_multiply():
    together = staff_effect(0.5, 0.5, EFFECT)
    assert together == pytest.approx(
        staff_effect(0.5, 0.0, EFFECT) * staff_effect(1.0, 0.5, EFFECT), rel=1e-15
    )


@pytest.mark.parametrize("order", [clinic_order, place_order])
def test_first_come_is_first_served_whatever_the_level(order):
    assert order(3, 4, 0.999) < order(4, 0, 0.0)
    assert order(-3, 4, 0.999) < order(-2, 0, 0.0)


@pytest.mark.parametrize("order", [clinic_order, place_order])
def test_lots_decide_among_those_of_one_day(order):
    assert order(3, 0, 0.2) < order(3, 4, 0.3)
