import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.levers import GOOD_FAITH, LEVER
from sim.model.rules.policy import Review, budget_led, incentive_led, learning, needs_led, policy
from sim.model.terms import BUDGET_LED, INCENTIVE_LED, POLICIES

AT = GOOD_FAITH._replace(clinic_share=0.6)
REVIEW = Review(
    team=0,
    week=9,
    citizens=40,
    revenue_ore=1_000_000,
    cost_ore=1_100_000,
    policy=BUDGET_LED,
    reaction=1.0,
    reference=AT,
    best=AT._replace(delivered_share=0.3),
    low=AT._replace(delivered_share=0.5, clinic_share=0.0),
    high=AT._replace(delivered_share=1.5, clinic_share=1.0),
    tried=AT._replace(delivered_share=0.9),
)


def test_an_audit_can_put_every_lever_back_in_good_faith():
    for lever in LEVER.values():
        if not lever.is_scenarios:
            assert lever.low <= lever.good_faith <= lever.high <= lever.most


@pytest.mark.parametrize("cost_ore", [0, 10**9])
def test_a_needs_led_team_sets_the_same_levers_whatever_the_money_says(cost_ore):
    assert needs_led(REVIEW._replace(cost_ore=cost_ore)) == AT


def test_a_tenth_short_leaves_a_tenth_undelivered():
    assert budget_led(REVIEW).delivered_share == pytest.approx(0.9)


def test_the_clinics_share_goes_a_tenth_of_the_way_to_its_bound():
    assert budget_led(REVIEW).clinic_share == pytest.approx(0.6 + 0.1 * (1.0 - 0.6))


def test_all_other_levers_stay_in_good_faith():
    moved = budget_led(REVIEW)
    assert moved._replace(delivered_share=1.0, clinic_share=0.6) == AT


@pytest.mark.parametrize("cost_ore", [0, 999_999, 1_000_000])
def test_a_surplus_changes_nothing(cost_ore):
    assert budget_led(REVIEW._replace(cost_ore=cost_ore)) == AT


def test_before_there_is_revenue_it_does_not_react():
    assert budget_led(REVIEW._replace(revenue_ore=0)) == AT


def test_a_large_deficit_moves_the_levers_to_their_bounds():
    moved = budget_led(REVIEW._replace(cost_ore=10**9))
    assert (moved.delivered_share, moved.clinic_share) == (0.5, 1.0)


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9), st.floats(0, 100), st.floats(0.5, 1.5))
def test_it_stays_within_its_bounds(revenue, cost, reaction, delivered):
    review = REVIEW._replace(
        revenue_ore=revenue,
        cost_ore=cost,
        reaction=reaction,
        reference=AT._replace(delivered_share=delivered),
    )
    moved = budget_led(review)
    assert review.low.delivered_share <= moved.delivered_share <= review.high.delivered_share
    assert review.low.clinic_share <= moved.clinic_share <= review.high.clinic_share


def test_an_incentive_led_team_does_what_is_best_for_it():
    assert incentive_led(REVIEW) == REVIEW.best


def test_each_team_has_its_own_policy():
    found = {name: policy(REVIEW._replace(policy=row)) for row, name in enumerate(POLICIES)}
    assert POLICIES.index("incentive_led") == INCENTIVE_LED
    assert found == {
        "needs_led": needs_led(REVIEW),
        "budget_led": budget_led(REVIEW),
        "incentive_led": incentive_led(REVIEW),
        "learning": learning(REVIEW),
    }
