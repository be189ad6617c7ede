"""Verdicts by hand: what runs alone can say, what an explanation adds, and what stays open."""

import numpy as np
import pytest

from sim.experiments.comparison.changed_terms import terms_changed
from sim.experiments.summary.verdict import (
    VERDICTS,
    RunsSeen,
    TermsSeen,
    shown_verdict,
    verdict_of,
    verdict_of_difference,
)
from sim.scenario.differences import KeyDifference


def runs(*deviations, citizens=None, causes=()):
    """Runs of one team, or of several as columns."""
    deviation = np.array(deviations, float).reshape(len(deviations), -1)
    there = np.ones_like(deviation) if citizens is None else np.array(citizens, float)
    return RunsSeen(deviation, there, np.zeros(deviation.shape[1]), causes)


def figure(mean, half=1.0):
    return {"mean": mean, "low": mean - half, "high": mean + half}


def terms(lasting=5.0, **means):
    return TermsSeen({name: figure(mean) for name, mean in means.items()}, figure(lasting))


def test_runs_around_nought_are_chance_where_nothing_else_is_at_work():
    assert verdict_of(runs(-10, 5, 8, -4), [0]) == "chance"


def test_runs_on_one_side_are_price_where_nothing_else_is_at_work():
    assert verdict_of(runs(-10, -11, -9, -10), [0]) == "price"


@pytest.mark.parametrize("cause", ["staff", "clinic", "nursing_home", "places", "behaviour"])
def test_not_all_spread_between_runs_is_chance_where_more_is_simulated(cause):
    assert verdict_of(runs(-10, 5, 8, -4, causes=(cause,)), [0]) == "undecided"
    assert verdict_of(runs(-10, -11, -9, -10, causes=(cause,)), [0]) == "undecided"


def test_one_run_or_none_that_differs_says_nothing():
    assert verdict_of(runs(-10), [0]) == "undecided"
    assert verdict_of(runs(0, 0, 0), [0]) == "undecided"


def test_a_team_that_differs_from_the_others_differs_by_its_citizens():
    # Together the teams end at nought, so nothing is price; each has +-10 of its own.
    of_two = runs([10, -10], [11, -11], [9, -9], citizens=[[1, 1]] * 3)
    assert [verdict_of(of_two, [team]) for team in (0, 1)] == ["case_mix", "case_mix"]
    assert verdict_of(of_two, [0, 1]) == "undecided"


def test_teams_alike_differ_by_the_price():
    of_two = runs([10, 10], [11, 11], [9, 9], citizens=[[1, 1]] * 3)
    assert [verdict_of(of_two, [team]) for team in (0, 1)] == ["price", "price"]


def test_an_explanation_decides_only_what_the_runs_leave_open():
    found = terms(price=5.0, chance=-1.0)
    assert verdict_of(runs(-10, 5, 8, -4), [0], found) == "chance"
    assert verdict_of(runs(7), [0], found) == "price"


@pytest.mark.parametrize("cause", ["price", "case_mix", "behaviour", "capacity", "timing"])
def test_the_largest_term_that_pulls_the_way_it_went_is_the_verdict(cause):
    seen = runs(7, 8, causes=("staff",))
    assert verdict_of(seen, [0], terms(**{cause: 5.0, "interaction": 2.0})) == cause


def test_interaction_is_never_a_verdict():
    assert verdict_of(runs(7, 8, causes=("staff",)), [0], terms(interaction=5.0)) == "undecided"


def test_a_term_that_may_be_nought_is_no_verdict():
    seen = runs(7, 8, causes=("staff",))
    assert verdict_of(seen, [0], terms(capacity=0.5)) == "undecided"
    assert verdict_of(seen, [0], terms(capacity=5.0, lasting=0.5)) == "undecided"


def test_chance_of_an_explanation_must_hold_where_more_is_at_work():
    assert verdict_of(runs(7, 8, causes=("staff",)), [0], terms(chance=5.0)) == "chance"
    assert verdict_of(runs(7, 8, causes=("staff",)), [0], terms(chance=0.5)) == "undecided"
    assert verdict_of(runs(7, 8, causes=("places",)), [0], terms(chance=5.0)) == "undecided"


def changed(*keys):
    return terms_changed(KeyDifference(key, "1", "2", None, None, None) for key in keys)


def test_keys_belong_to_a_term():
    assert changed("tariff.weekly_dkk.development", "prices.cost_per_hour_dkk.nursing") == {"price"}
    assert changed("team.Nord.policy", 'team."Øst.2".levers.effort') == {"behaviour"}
    assert changed("team.Nord.full_time_equivalents.nurse", "clinic.slots_per_day") == {"capacity"}
    assert changed("course.development.exits[stabilisation].probability") == {"case_mix"}
    assert changed("continuity.visit_minutes") == set()


def of_difference(mean, terms_that_changed, *, holds=True, price_only=False):
    return verdict_of_difference(
        figure(mean),
        holds_beyond_chance=holds,
        changed=terms_that_changed,
        is_price_only=price_only,
    )


def test_a_difference_between_scenarios_has_a_verdict_too():
    assert of_difference(5.0, {"price"}, price_only=True) == "price"
    assert of_difference(5.0, {"capacity"}) == "capacity"
    assert of_difference(5.0, {"capacity", "price"}) == "undecided"
    assert of_difference(5.0, {"capacity"}, holds=False) == "undecided"
    assert of_difference(5.0, {"price"}) == "undecided"  # a tariff that changed what teams do
    assert of_difference(0.0, set(), price_only=True) == "undecided"


def test_verdicts_are_those_of_the_contract():
    assert set(VERDICTS) == {
        *("chance", "price", "case_mix", "behaviour", "capacity", "timing", "undecided")
    }


def told(*, deviation, capacity=0.0, timing=0.0):
    """Three runs of one team whose parts lie 1 apart, where staff is short."""
    spread = np.array([[-1.0], [0.0], [1.0]])
    parts = {"capacity": capacity + spread, "timing": timing + 0 * spread}
    seen = runs(*(deviation + spread), causes=("staff", "timing"))
    return verdict_of(seen._replace(told=parts), [0])


def test_a_run_names_capacity_where_shortage_cost_far_more_than_all_else():
    assert told(deviation=-30, capacity=-25) == "capacity"  # price is -5


def test_a_run_names_the_price_where_shortage_cost_little():
    assert told(deviation=-30, capacity=-4) == "price"  # price is -26


def test_a_run_names_timing_where_dated_values_moved_most():
    assert told(deviation=30, timing=25) == "timing"


def test_a_run_leaves_to_an_explanation_what_lies_close():
    assert told(deviation=-30, capacity=-18) == "undecided"  # price is -12: not twice as small
    assert told(deviation=-30, capacity=-70) == "undecided"  # price is +40: more than half of it


def test_a_reader_is_shown_that_a_budget_balances():
    assert shown_verdict("undecided", (-5.0, 3.0), 1_000.0) == "balances"
    assert shown_verdict("undecided", (1.0, 3.0), 1_000.0) == "undecided"
    assert shown_verdict("undecided", (None, None), 1_000.0) == "undecided"
    assert shown_verdict("chance", (-5.0, 3.0), 1_000.0) == "chance"


def test_a_wide_interval_around_nought_is_no_balance():
    """After six runs a loss of 4.5 % of 18 million had an interval that held 0."""
    assert shown_verdict("undecided", (-1_654.0, 22.0), 18_000.0) == "undecided"
    assert shown_verdict("undecided", (-900.0, 900.0), 18_000.0) == "balances"
    assert shown_verdict("undecided", (-901.0, 0.0), 18_000.0) == "undecided"
