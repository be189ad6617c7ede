import math

import numpy as np
import pytest
from scipy import stats

from sim.model.rules.arrivals import arrivals

BESIDE_ONE = 1.0 - 2.0**-53


@pytest.mark.parametrize("mean", [0.01, 0.6, 5.0, 37.5, 1_000.0, 50_000.0])
def test_the_number_is_scipys_poisson_quantile(mean):
    u = (np.arange(2_000) + 0.5) / 2_000
    np.testing.assert_array_equal(
        [arrivals(float(one), mean) for one in u], stats.poisson.ppf(u, mean)
    )


def test_with_a_mean_of_nought_nobody_comes():
    assert {arrivals(u, 0.0) for u in (0.0, 0.5, BESIDE_ONE)} == {0}


@pytest.mark.parametrize("mean", [0.01, 5.0, 1_000.0, 50_000.0])
def test_a_uniform_beside_one_ends_within_twelve_standard_deviations(mean):
    count = arrivals(BESIDE_ONE, mean)
    assert stats.poisson.ppf(1.0 - 1e-12, mean) <= count <= mean + 12 * math.sqrt(mean) + 25


def test_a_uniform_of_nought_gives_the_fewest():
    assert arrivals(0.0, 5.0) == 0


def test_more_inflow_never_brings_fewer():
    means = np.concatenate([np.linspace(0.0, 30.0, 400), np.linspace(100.0, 200.0, 400)])
    for u in (0.0, 1e-9, 0.05, 0.5, 0.95, 1.0 - 1e-9, 1.0 - 1e-12):
        counts = [arrivals(u, float(mean)) for mean in means]
        assert (np.diff(counts) >= 0).all()


def test_a_chance_is_met_exactly_where_the_first_probability_ends():
    none = math.exp(-2.0)
    assert arrivals(none - 1e-12, 2.0) == 0
    assert arrivals(none + 1e-12, 2.0) == 1
