"""The bands of a fan are quantiles of single runs, week by week."""

import numpy as np

from sim.reporting.results.fans import cumulative, fan, spread


def test_paths_start_at_zero_and_add_up():
    assert cumulative(np.array([[1.0, 2.0, -5.0]])).tolist() == [[0.0, 1.0, 3.0, -2.0]]


def test_bands_of_a_hundred_and_one_runs_are_its_percentiles():
    one = fan(np.arange(101.0)[:, np.newaxis])
    assert (one.low95[0], one.low50[0], one.mean[0], one.high50[0], one.high95[0]) == (
        2.5,
        25.0,
        50.0,
        75.0,
        97.5,
    )
    assert one.has_bands
    assert one.extremes == (2.5, 97.5)


def test_few_runs_have_no_bands():
    one = fan(np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert not one.has_bands
    assert one.extremes == (1.0, 4.0)


def test_thinning_keeps_both_ends():
    one = fan(np.arange(100.0)[np.newaxis, :]).thinned(10)
    assert one.mean.size == 10
    assert (one.mean[0], one.mean[-1]) == (0.0, 99.0)


def test_one_run_spreads_over_nothing():
    assert spread(np.array([7.0])) == (7.0, 7.0)
