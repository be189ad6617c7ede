"""A difference below the smallest interesting one of its measure is unchanged, however sure."""

import numpy as np
import pytest

from sim.experiments.comparison.differences import compared, judge_families
from sim.experiments.comparison.interesting import IN_UNITS, mark_unchanged

REVENUE = ("total", "revenue_dkk")
CONTINUITY = ("outcomes", "continuity_index")


class One:
    """A difference as `judge_families` takes it."""

    def __init__(self, figures):
        self.figures = figures


def judged(key, step, noise=0.0, own=None):
    """Figures of two scenarios that differ by a step, and by noise from run to run."""
    runs = np.linspace(0.4, 0.6, 20)
    wobble = noise * np.where(np.arange(20) % 2, 1.0, -1.0)
    figures = compared(
        {key: runs, REVENUE: np.full(20, 1e6)},
        {key: runs + step + wobble, REVENUE: np.full(20, 1e6)},
    )
    judge_families([One(figures)], own)
    return figures[key]


def test_continuity_that_falls_by_a_trifle_is_unchanged():
    one = judged(CONTINUITY, -0.00045, noise=0.00001)
    assert one["p_holm"] < 0.05
    assert (one["smallest"], one["unchanged"], one["holds"]) == (0.005, True, False)


def test_continuity_that_falls_by_more_holds():
    one = judged(CONTINUITY, -0.01, noise=0.001)
    assert (one["unchanged"], one["holds"]) == (False, True)


def test_a_small_difference_that_chance_could_make_large_is_not_known_to_be_unchanged():
    one = judged(CONTINUITY, -0.001, noise=0.1)
    assert (one["unchanged"], one["holds"]) == (False, False)


def test_a_planner_has_limits_of_their_own():
    one = judged(CONTINUITY, -0.01, noise=0.001, own={"continuity_index": 0.02})
    assert (one["smallest"], one["unchanged"], one["holds"]) == (0.02, True, False)


def test_money_is_unchanged_below_a_thousandth_of_revenue():
    assert judged(("total", "deviation_dkk"), 999.0)["unchanged"]
    assert not judged(("total", "deviation_dkk"), 1_001.0)["unchanged"]


def test_a_count_is_unchanged_below_half_a_hundredth_of_itself():
    key = ("outcomes", "admissions_per_year")
    assert judged(key, 0.0024)["unchanged"]  # the mean of 0.4 to 0.6 is 0.5
    assert not judged(key, 0.0026)["unchanged"]


def test_one_replication_is_never_known_to_be_unchanged():
    figures = compared({CONTINUITY: np.array([0.5])}, {CONTINUITY: np.array([0.5])})
    mark_unchanged(figures, {})
    assert not figures[CONTINUITY]["unchanged"]


@pytest.mark.parametrize("name", sorted(IN_UNITS))
def test_every_limit_is_above_nought(name):
    assert IN_UNITS[name] > 0.0
