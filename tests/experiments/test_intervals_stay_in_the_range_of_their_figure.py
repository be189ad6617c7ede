import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.experiments.comparison.paired import paired
from sim.experiments.summary.statistics import (
    POSITIVE,
    SHARE,
    amount_interval,
    is_heavy_tailed,
    ratio_interval,
    t_interval,
)

T_1 = 12.706204736432095  # 97.5 % point of Student's t with 1 degree of freedom
COUNTS = st.lists(st.integers(0, 60), min_size=2, max_size=45)


def test_a_count_that_t_would_take_below_nought_ends_at_nought():
    # 0 and 6 have mean 3 and half-width 12.7 x 3 = 38.1, so t says -35.1. On the scale of square
    # roots the half-width is 38.1 / (2 sqrt 3) = 11.0 around sqrt 3 = 1.73.
    figure = t_interval(np.array([0.0, 6.0]), POSITIVE)
    root, half = math.sqrt(3), T_1 * 3 / (2 * math.sqrt(3))
    assert figure == pytest.approx({"mean": 3.0, "low": 0.0, "high": (root + half) ** 2})


def test_a_count_far_from_nought_has_nearly_students_interval():
    values = np.array([99.0, 100.0, 101.0])
    plain, bounded = t_interval(values), t_interval(values, POSITIVE)
    assert bounded["low"] == pytest.approx(plain["low"], abs=0.02)
    assert bounded["high"] == pytest.approx(plain["high"], abs=0.02)


def test_a_share_near_one_stays_below_one():
    # 0.9 and 1.0: half-width 12.7 x 0.05 over 0.95 x 0.05 is 13.4 in log odds, around log 19.
    figure = t_interval(np.array([0.9, 1.0]), SHARE)
    low = 1 / (1 + math.exp(T_1 * 0.05 / (0.95 * 0.05)) / 19)
    assert figure["low"] == pytest.approx(low)
    assert 0.95 < figure["high"] < 1.0


def test_places_taken_away_may_be_more_than_full():
    figure = t_interval(np.array([1.1, 1.3]), SHARE)
    assert figure["mean"] == pytest.approx(1.2)
    assert figure["high"] > 1.2


def test_what_is_the_same_in_every_run_is_its_own_bound():
    for scale in (POSITIVE, SHARE):
        for value in (0.0, 0.5, 1.0):
            assert t_interval(np.full(3, value), scale) == dict.fromkeys(
                ("mean", "low", "high"), value
            )


@given(COUNTS)
def test_counts_and_their_shares_never_leave_their_range(counts):
    values = np.array(counts, float)
    count, share = t_interval(values, POSITIVE), t_interval(values / 60.0, SHARE)
    assert 0.0 <= count["low"] <= count["mean"] <= count["high"]
    assert 0.0 <= share["low"] <= share["mean"] <= share["high"] <= 1.0


@given(COUNTS, st.data())
def test_a_ratio_of_counts_never_leaves_its_range(counts, data):
    below = np.array(counts, float)
    above = np.array([data.draw(st.integers(0, count)) for count in counts], float)
    figure = ratio_interval(above, below, SHARE)
    if below.any():
        assert 0.0 <= figure["low"] <= figure["mean"] <= figure["high"] <= 1.0
    else:
        assert figure["mean"] is None


@given(COUNTS)
def test_an_amount_that_cannot_be_below_nought_has_no_such_bound(amounts):
    values = np.array(amounts, float)
    plain, figure = t_interval(values), amount_interval(values)
    assert figure["low"] >= 0.0
    assert plain["low"] < 0.0 or figure == plain
    assert amount_interval(values - 61.0) == t_interval(values - 61.0)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=20))
def test_a_difference_of_shares_lies_between_minus_one_and_one(pairs):
    first, other = np.array(pairs, float).T
    found = paired(first, other, lies_between_0_and_1=True)["difference"]
    assert -1.0 <= found["low"] <= found["mean"] <= found["high"] <= 1.0
    assert found["mean"] == pytest.approx(other.mean() - first.mean())


def test_single_runs_are_told_from_forty_on():
    assert "runs" not in t_interval(np.arange(39.0))
    figure = t_interval(np.arange(41.0))
    # 2.5 % and 97.5 % of the way from the first of 41 runs to the last.
    assert figure["runs"] == pytest.approx({"low": 1.0, "high": 39.0})
    ratio = ratio_interval(2 * np.arange(1.0, 42.0), np.full(41, 2.0))
    assert ratio["runs"] == pytest.approx({"low": 2.0, "high": 40.0})


def test_heavy_tails_are_told_of_thirty_runs_and_more():
    one_far_out = np.zeros(30)
    one_far_out[0] = 1.0
    # One of n in a lump: skewness (n - 2) / sqrt(n - 1) = 5.2, and 25 x 27 > 30.
    assert is_heavy_tailed(one_far_out)
    assert not is_heavy_tailed(one_far_out[:29])
    assert not is_heavy_tailed(np.arange(30.0))
    assert not is_heavy_tailed(np.ones(30))
