"""Who comes and how many contacts fall due are Poisson numbers by inversion of one uniform."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.model.distributions import poisson_quantile
from sim.model.rules.arrivals import arrivals
from sim.model.rules.demand import contacts

BESIDE_ONE = 1.0 - 2.0**-53
GRID = (np.arange(2_000) + 0.5) / 2_000


@pytest.mark.parametrize(
    ("rule", "mean"),
    [
        *((rule, mean) for rule in (arrivals, contacts) for mean in (0.01, 0.6, 5.0, 37.5)),
        (arrivals, 1_000.0),
        (arrivals, 50_000.0),
    ],
)
def test_the_number_is_scipys_poisson_quantile(rule, mean):
    np.testing.assert_array_equal(
        [rule(float(u), mean) for u in GRID], stats.poisson.ppf(GRID, mean)
    )


@pytest.mark.parametrize("mean", [0.01, 0.6, 5.0, 37.5, 1_000.0])
def test_each_number_has_the_probability_that_scipy_gives_it(mean):
    # It is drawn from where the distribution function of the one before ends to where its own
    # does, to within 1e-11 of a probability.
    law = stats.poisson(mean)
    for number in range(int(law.ppf(1e-6)), int(law.ppf(1 - 1e-6)) + 1):
        low, high = float(law.cdf(number - 1)), float(law.cdf(number))
        assert poisson_quantile(low + 1e-11, mean) == number
        assert poisson_quantile(high - 1e-11, mean) == number


def test_with_a_mean_of_nought_there_is_none():
    assert {poisson_quantile(u, 0.0) for u in (0.0, 0.5, BESIDE_ONE)} == {0}
    assert poisson_quantile(0.5, -1.0) == 0


@pytest.mark.parametrize("mean", [0.01, 5.0, 1_000.0, 50_000.0])
def test_a_uniform_beside_one_ends_within_twelve_standard_deviations(mean):
    count = poisson_quantile(BESIDE_ONE, mean)
    assert stats.poisson.ppf(1.0 - 1e-12, mean) <= count <= mean + 12 * math.sqrt(mean) + 25


def test_a_uniform_of_nought_gives_the_fewest():
    assert poisson_quantile(0.0, 5.0) == 0


def test_a_larger_mean_never_brings_fewer():
    means = np.concatenate([np.linspace(0.0, 30.0, 400), np.linspace(100.0, 200.0, 400)])
    for u in (0.0, 1e-9, 0.05, 0.5, 0.95, 1.0 - 1e-9, 1.0 - 1e-12):
        counts = [poisson_quantile(u, float(mean)) for mean in means]
        assert (np.diff(counts) >= 0).all()


def test_a_chance_is_met_exactly_where_the_first_probability_ends():
    none = math.exp(-2.0)
    assert poisson_quantile(none - 1e-12, 2.0) == 0
    assert poisson_quantile(none + 1e-12, 2.0) == 1
