"""P-values, their adjustment and the variance that pairing removes, by hand and against SciPy."""

import numpy as np
import pytest
from scipy.stats import false_discovery_control, ttest_rel

from sim.experiments.comparison.differences import Difference, judge_families
from sim.experiments.comparison.paired import holm, judge, paired

FIRST = np.array([10.0, 12.0, 9.0, 15.0, 11.0])
OTHER = np.array([11.0, 14.5, 9.5, 17.0, 11.0])


def with_p(p):
    return paired(FIRST, OTHER) | {"p": p, "holds": None, "p_holm": None}


def test_holm_by_hand():
    # In order 0.005, 0.01, 0.03, 0.04: times 4, 3, 2, 1 gives 0.02, 0.03, 0.06 and 0.04, which
    # may not be less than the one before it.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_no_p_value_is_above_1():
    assert holm([0.5, 0.9, 0.7]) == [1.0, 1.0, 1.0]


def test_one_p_value_is_as_it_was_and_none_are_none():
    assert holm([0.03]) == [0.03]
    assert holm([]) == []


def test_holm_is_never_bolder_than_a_bound_on_false_discoveries():
    p_values = np.random.default_rng(1).uniform(size=40) ** 3
    assert (np.array(holm(p_values)) >= false_discovery_control(p_values) - 1e-15).all()


def test_the_test_is_scipys():
    one = paired(FIRST, OTHER)
    theirs = ttest_rel(OTHER, FIRST)
    interval = theirs.confidence_interval()
    assert one["p"] == pytest.approx(theirs.pvalue)
    assert list(one["difference"].values()) == pytest.approx([1.2, interval.low, interval.high])


def test_the_variance_removed_by_hand():
    # Differences 1, 2.5, 0.5, 2 and 0 have variance 1.075; the values 5.3 and 9.425.
    assert paired(FIRST, OTHER)["variance_removed"] == pytest.approx(1 - 1.075 / (5.3 + 9.425))


def test_a_difference_that_is_always_the_same_is_certain():
    one = paired(FIRST, FIRST + 2.0)
    assert one["difference"] == {"mean": 2.0, "low": 2.0, "high": 2.0}
    assert (one["p"], one["variance_removed"]) == (0.0, 1.0)


def test_no_difference_anywhere_is_not_tested():
    one = paired(FIRST, FIRST)
    assert (one["p"], one["difference"]["mean"]) == (None, 0.0)


def test_what_one_scenario_does_not_know_has_no_difference():
    one = paired(None, OTHER)
    assert (one["first"], one["other"], one["difference"]["mean"]) == (None, 12.6, None)
    assert one["p"] is None


def test_a_family_is_judged_together_and_what_is_not_tested_left_out():
    family = [with_p(0.01), with_p(None), with_p(0.03)]
    assert judge(family) == 2
    assert [one["p_holm"] for one in family] == [0.02, None, 0.03]
    assert [one["holds"] for one in family] == [True, None, True]


def test_families_are_one_figure_over_teams_and_scenarios_and_outcomes_by_section():
    def difference(scenario, figures):
        return Difference(scenario, figures, None, [], [], {})

    keys = [
        ("total", "deviation_dkk"),
        ("teams", "Nord", "deviation_dkk"),
        ("teams", "Syd", "deviation_dkk"),
        ("teams", "Syd", "cost_dkk"),
        ("outcomes", "deaths_per_year"),
        ("outcomes", "admissions_per_year"),
    ]
    both = [difference(name, {key: with_p(0.01) for key in keys}) for name in ("a", "b")]
    judge_families(both)
    adjusted = [one["p_holm"] for one in both[0].figures.values()]
    assert adjusted == pytest.approx([0.02, 0.04, 0.04, 0.02, 0.04, 0.04])
