import math

import numpy as np
import pytest

from sim.experiments.summary.statistics import ratio_interval, t_interval, wilson_interval

T_2 = 4.302652729911275  # 97.5 % point of Student's t with 2 degrees of freedom, from a table
T_1 = 12.706204736432095
Z_SQUARED = 3.841458820694124  # square of the normal 97.5 % point, from a table
UNKNOWN = {"mean": None, "low": None, "high": None}


def test_three_values_give_students_interval_with_two_degrees_of_freedom():
    half = T_2 * 1 / math.sqrt(3)
    assert t_interval(np.array([1.0, 2.0, 3.0])) == pytest.approx(
        {"mean": 2.0, "low": 2 - half, "high": 2 + half}, rel=1e-9
    )


def test_one_replication_gives_a_mean_and_no_bounds():
    assert t_interval(np.array([7.0])) == {"mean": 7.0, "low": None, "high": None}
    assert ratio_interval(np.array([6.0]), np.array([2.0])) == {
        "mean": 3.0,
        "low": None,
        "high": None,
    }


def test_nothing_seen_gives_nothing_known():
    nothing = np.array([])
    assert t_interval(nothing) == UNKNOWN
    assert ratio_interval(nothing, nothing) == UNKNOWN
    assert ratio_interval(np.zeros(2), np.zeros(2)) == UNKNOWN
    assert wilson_interval(0, 0) == UNKNOWN


def test_a_ratio_over_equal_counts_is_the_mean_with_its_interval():
    half = T_1 * math.sqrt(2) / math.sqrt(2)
    assert ratio_interval(np.array([2.0, 4.0]), np.array([1.0, 1.0])) == pytest.approx(
        {"mean": 3.0, "low": 3 - half, "high": 3 + half}, rel=1e-9
    )


def test_a_ratio_weighs_replications_by_their_count():
    # 10 days in 1 spell and 10 days in 9 spells are 20 days in 10 spells: 2 a spell, not 5.6.
    figure = ratio_interval(np.array([10.0, 10.0]), np.array([1.0, 9.0]))
    # Residuals 10 - 2 and 10 - 18 are 8 and -8, so sd = sqrt(128), over a mean count of 5.
    half = T_1 * math.sqrt(128) / 5 / math.sqrt(2)
    assert figure == pytest.approx({"mean": 2.0, "low": 2 - half, "high": 2 + half}, rel=1e-9)


def test_wilson_of_none_in_ten_starts_at_zero():
    high = Z_SQUARED / (10 + Z_SQUARED)
    assert wilson_interval(0, 10) == pytest.approx({"mean": 0.0, "low": 0.0, "high": high})


def test_wilson_of_ten_in_ten_ends_at_one():
    low = 10 / (10 + Z_SQUARED)
    assert wilson_interval(10, 10) == pytest.approx({"mean": 1.0, "low": low, "high": 1.0})


def test_wilson_of_a_half_is_symmetric():
    half = math.sqrt(Z_SQUARED * (10 + Z_SQUARED)) / (2 * (10 + Z_SQUARED))
    assert wilson_interval(5, 10) == pytest.approx(
        {"mean": 0.5, "low": 0.5 - half, "high": 0.5 + half}
    )
