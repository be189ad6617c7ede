"""Whatever the accounts: scaled rates pay the total, and rounding leaves what is said."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rate_scenarios import STEPPING_DOWN
from small_scenarios import scenario_of

from sim import RatesAsked, balancing_rates
from sim.economics.rates.accounts.account import Rates, recorded
from sim.economics.rates.adjusting import (
    Step,
    expected_revenue,
    factor_to,
    residue_placed,
    rounded,
)

weeks = st.floats(1.0, 1e5)
dkk = st.integers(100, 2_000_000).map(lambda ore: ore / 100)
one_rate = st.tuples(weeks, dkk)
steps = st.sampled_from([0.5, 1.0, 5.0, 10.0, 100.0])


def priced(rates):
    """Accounts of so many citizen-weeks, each at its weekly rate."""
    return {
        (f"course {n}", None): (
            recorded(f"course {n}", paid, 0.0, 0.0, 0.0),
            Rates(np.array([rate]), np.zeros(1), np.zeros(1)),
        )
        for n, (paid, rate) in enumerate(rates)
    }


def undated(step_dkk):
    """A step for rates that hold from one date on."""
    return Step(step_dkk, np.ones(1))


def total(accounts, rates):
    return sum(expected_revenue(account, rates[place]) for place, (account, _) in accounts.items())


def exact_total(accounts):
    return total(accounts, {place: rates for place, (_, rates) in accounts.items()})


@given(rates=st.lists(one_rate, min_size=1, max_size=8), wanted=st.floats(1.0, 1e9))
def test_scaled_rates_pay_the_total(rates, wanted):
    accounts = priced(rates)
    factor = factor_to(wanted, accounts)
    scaled = {place: each.times(factor) for place, (_, each) in accounts.items()}
    assert total(accounts, scaled) == pytest.approx(wanted)


@given(rates=st.lists(one_rate, min_size=1, max_size=8), step=steps)
def test_rounding_moves_no_rate_by_more_than_half_a_step(rates, step):
    for _, exact in priced(rates).values():
        near = rounded(exact, undated(step)).weekly_dkk[0]
        assert abs(near - exact.weekly_dkk[0]) <= step / 2 + 1e-6
        assert near / step == pytest.approx(round(near / step))


@settings(deadline=None)
@given(rates=st.lists(one_rate, min_size=1, max_size=6), step=steps)
def test_no_other_steps_around_the_exact_rates_come_nearer_to_their_total(rates, step):
    accounts = priced(rates)
    placed = residue_placed(accounts, undated(step))
    found = abs(total(accounts, placed) - exact_total(accounts))
    around = [
        {step * np.floor(rate / step), step * np.ceil(rate / step)}
        for rate in (each.weekly_dkk[0] for _, each in accounts.values())
    ]
    best = min(
        abs(sum(paid * (rate - own) for rate, (paid, own) in zip(choice, rates, strict=True)))
        for choice in product(*around)
    )
    assert found == pytest.approx(best, abs=1e-6 * exact_total(accounts))


def test_the_largest_are_turned_where_there_are_many():
    accounts = priced([(1000.0 + n, 104.0) for n in range(40)])
    placed = residue_placed(accounts, undated(10.0))
    left = abs(total(accounts, placed) - exact_total(accounts))
    assert left < 10.0 * 1000.0
    assert sum(rates.weekly_dkk[0] == 110.0 for rates in placed.values()) <= 20


def test_the_residue_of_every_rate_adds_up_to_that_of_all():
    found = balancing_rates(scenario_of(STEPPING_DOWN), RatesAsked(round_to_dkk=100.0))
    tree = found.tree
    parts = [rate["residue_dkk_per_year"] for rate in tree["rates"]]
    assert tree["rounding"]["residue_dkk_per_year"] == pytest.approx(sum(parts))
    assert tree["total"]["deviation_dkk_per_year"] == pytest.approx(sum(parts), abs=1e-3)


def test_a_residue_is_the_step_up_or_down_times_the_weeks_of_a_year():
    """3,356.25 becomes 3,400 and 2,013.75 becomes 2,000, each for half of 72 citizens."""
    found = balancing_rates(scenario_of(STEPPING_DOWN), RatesAsked(round_to_dkk=100.0))
    of = found.tree["rates"][0]
    per_citizen_week = (43.75 - 13.75) / 2
    yearly = of["citizens"] * 365.25 / 7 * per_citizen_week
    assert of["residue_dkk_per_year"] == pytest.approx(yearly)
