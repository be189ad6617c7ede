"""The rule of rate setting on accounts small enough to add up by hand."""

import numpy as np
import pytest

from sim.economics.rates.accounts.account import (
    NO_RATES,
    Account,
    Rates,
    account_revenue,
    merged_account,
    recorded,
)
from sim.economics.rates.balance import balanced, without_step_down
from sim.experiments.summary.statistics import ratio_interval


def account(full, late, begun, cost, kept=0.0):
    """Account of one replication; weeks and beginnings by date."""
    return Account(
        "development",
        None,
        np.array([full], float),
        np.array([late], float),
        np.array([begun], float),
        hours=np.array([0.0]),
        cost_dkk=np.array([cost], float),
        kept_pay_dkk=np.array([kept], float),
    )


def rates(weekly, late, lump_sum):
    return Rates(np.array(weekly, float), np.array(late, float), np.array(lump_sum, float))


def test_a_weekly_rate_is_cost_over_citizen_weeks():
    of = recorded("development", weeks=400.0, begun=50.0, hours=0.0, cost_dkk=1_000_000.0)
    assert balanced(of, NO_RATES).first_dkk["mean"] == 2500.0


def test_a_lump_sum_is_cost_over_courses_begun():
    of = recorded("development", weeks=400.0, begun=50.0, hours=0.0, cost_dkk=1_000_000.0)
    assert balanced(of, NO_RATES, is_lump_sum=True).first_dkk["mean"] == 20_000.0


def test_the_ratio_of_the_step_down_is_kept():
    """300 weeks and 100 at 0.6: 1,080,000 / (300 + 60) = 3,000, and 1,800 after."""
    of = account([300], [100], [50], 1_080_000)
    found = balanced(of, rates([2700], [1620], [0])).rates
    assert (found.weekly_dkk[0], found.late_weekly_dkk[0]) == pytest.approx((3000, 1800))
    assert without_step_down(of, rates([2700], [1620], [0]))["mean"] == 2700.0


def test_a_later_date_keeps_its_indexation():
    """100 weeks, and 100 at 1.1: 420,000 / (100 + 110) = 2,000, then 2,200."""
    found = balanced(account([100, 100], [0, 0], [9, 9], 420_000), rates([10, 11], [0, 0], [0, 0]))
    assert found.rates.weekly_dkk == pytest.approx([2000, 2200])


def test_a_lump_sum_comes_on_top_of_the_present_weekly_rate():
    """1,000,000 less 300 × 1,000 and 100 × 500, over 50 courses: 13,000."""
    of, now = account([300], [100], [50], 1_000_000), rates([1000], [500], [9000])
    found = balanced(of, now, is_lump_sum=True)
    assert found.rates.lump_sum_dkk == pytest.approx([13_000])
    assert (found.rates.weekly_dkk[0], found.rates.late_weekly_dkk[0]) == (1000, 500)


def test_no_lump_sum_is_below_zero():
    """The weekly rate alone would pay 1,200,000, so it becomes 1,000,000 / 400."""
    of, now = account([400], [0], [50], 1_000_000), rates([3000], [0], [9000])
    found = balanced(of, now, is_lump_sum=True)
    assert not found.is_lump_sum
    assert found.rates.lump_sum_dkk[0] == 0.0
    assert found.rates.weekly_dkk[0] == 2500.0


def test_without_a_present_rate_all_weeks_are_paid_alike():
    found = balanced(account([300], [100], [50], 1_000_000), rates([0], [1620], [0])).rates
    assert (found.weekly_dkk[0], found.late_weekly_dkk[0]) == (2500, 2500)


def test_pay_that_no_rate_decides_is_not_paid_twice():
    assert balanced(account([400], [0], [0], 1_000_000, kept=200_000), NO_RATES).first_dkk[
        "mean"
    ] == pytest.approx(2000)


def test_a_balanced_account_is_paid_what_it_costs():
    of = account([300, 200], [100, 50], [50, 20], 1_080_000)
    for now in (rates([2700, 2781], [1620, 1600], [0, 0]), rates([900, 900], [0, 0], [10, 11])):
        found = balanced(of, now, is_lump_sum=bool(now.lump_sum_dkk.any()))
        assert account_revenue(of, found.rates) == pytest.approx(of.cost_dkk)


def test_the_interval_is_that_of_a_ratio_of_sums():
    weeks, cost = np.array([400.0, 420, 380]), np.array([1e6, 1.1e6, 0.9e6])
    of = recorded("development", weeks, np.ones(3), np.ones(3), cost)
    found = balanced(of, NO_RATES)
    assert found.first_dkk == ratio_interval(cost, weeks)
    half = found.scaled(0.6 * found.first_dkk["mean"])
    assert half["high"] == pytest.approx(0.6 * found.first_dkk["high"])


def test_nothing_is_known_of_a_course_that_nobody_was_in():
    found = balanced(recorded("development", 0.0, 0.0, 0.0, 0.0), NO_RATES)
    assert found.first_dkk["mean"] is None


def test_levels_together_are_the_sum_of_their_accounts():
    both = merged_account([account([300], [100], [50], 1000), account([30], [10], [5], 100)])
    assert both.level is None
    assert (both.weeks[0], both.begun[0, 0], both.cost_dkk[0]) == (440, 55, 1100)
