import numpy as np
import pytest
from scipy import stats
from scipy.special import ndtr

from sim.model.distributions import StayTerms, mean_one_lognormal, stay_quantile
from sim.scenario.arrays.stays import _form
from sim.scenario.schema import StayTable

Z, STEP = np.linspace(-8.25, 8.25, 33_001, retstep=True)
"""Nodes on the normal scale: u = ndtr(Z) covers what a 53-bit uniform can reach."""
U = ndtr(Z)
WEIGHT = np.exp(-0.5 * Z * Z) / np.sqrt(2.0 * np.pi) * STEP
WEEKS = 8.0
VARIATIONS = [0.1, 0.25, 0.5, 0.8, 1.0, 1.5, 2.0]


def quantiles(stay, u):
    form = _form(stay, 0)
    terms = StayTerms(form.kind, form.scale_days, form.shape, 0, len(form.table))
    return np.array([stay_quantile(float(one), terms, form.table) for one in u])


def moments(values):
    """Mean and sd over u, by the trapezoidal rule on the normal scale."""
    mean = float(values @ WEIGHT)
    return mean, float(np.sqrt((values - mean) ** 2 @ WEIGHT))


@pytest.mark.parametrize("variation", VARIATIONS)
@pytest.mark.parametrize("distribution", ["gamma", "weibull", "lognormal"])
def test_mean_and_sd_hold_to_a_hundredth_of_a_percent(distribution, variation):
    stay = StayTable(distribution=distribution, mean_weeks=WEEKS, sd_weeks=variation * WEEKS)
    mean, sd = moments(quantiles(stay, U))
    assert mean == pytest.approx(7 * WEEKS, rel=1e-4)
    assert sd == pytest.approx(7 * WEEKS * variation, rel=1e-4)


def test_an_exponential_stay_has_an_sd_equal_to_its_mean():
    mean, sd = moments(quantiles(StayTable(distribution="exponential", mean_weeks=WEEKS), U))
    assert mean == pytest.approx(56, rel=1e-4)
    assert sd == pytest.approx(56, rel=1e-4)


def test_a_fixed_stay_is_always_the_same():
    stay = StayTable(distribution="fixed", mean_weeks=WEEKS)
    assert set(quantiles(stay, [0.0, 0.3, 1.0 - 2.0**-53])) == {56.0}


def test_an_empirical_stay_takes_each_observation_equally_often():
    stay = StayTable(distribution="empirical", values_weeks=[3.0, 1.0, 1.0, 7.0])
    u = (np.arange(400) + 0.5) / 400
    weeks, times = np.unique(np.round(quantiles(stay, u) / 7, 12), return_counts=True)
    assert list(zip(weeks, times, strict=True)) == [(1.0, 200), (3.0, 100), (7.0, 100)]


def oracle(distribution, variation):
    """SciPy's law of the same mean [days] and coefficient of variation."""
    if distribution == "gamma":
        return stats.gamma(variation**-2, scale=7 * WEEKS * variation**2)
    if distribution == "lognormal":
        sigma = np.sqrt(np.log1p(variation**2))
        return stats.lognorm(sigma, scale=7 * WEEKS * np.exp(-(sigma**2) / 2))
    return stats.expon(scale=7 * WEEKS)


@pytest.mark.parametrize("variation", [0.1, 0.5, 1.0, 2.0])
@pytest.mark.parametrize("distribution", ["gamma", "lognormal"])
def test_quantiles_are_scipys(distribution, variation):
    stay = StayTable(distribution=distribution, mean_weeks=WEEKS, sd_weeks=variation * WEEKS)
    u = np.linspace(0.0005, 0.9995, 1_999)
    wanted = oracle(distribution, variation).ppf(u)
    np.testing.assert_allclose(quantiles(stay, u), wanted, rtol=2e-4, atol=1e-3)


def test_exponential_quantiles_are_scipys():
    u = np.linspace(0.0005, 0.9995, 1_999)
    stay = StayTable(distribution="exponential", mean_weeks=WEEKS)
    np.testing.assert_allclose(quantiles(stay, u), oracle("exponential", 1).ppf(u), rtol=1e-12)


@pytest.mark.parametrize("variation", [0.25, 1.0, 2.0])
def test_weibull_quantiles_are_scipys(variation):
    stay = StayTable(distribution="weibull", mean_weeks=WEEKS, sd_weeks=variation * WEEKS)
    form = _form(stay, 0)
    u = np.linspace(0.0005, 0.9995, 1_999)
    wanted = stats.weibull_min(form.shape, scale=form.scale_days).ppf(u)
    np.testing.assert_allclose(quantiles(stay, u), wanted, rtol=1e-12)


@pytest.mark.parametrize("distribution", ["gamma", "weibull", "lognormal"])
def test_no_uniform_gives_a_stay_that_is_negative_or_infinite(distribution):
    stay = StayTable(distribution=distribution, mean_weeks=WEEKS, sd_weeks=2 * WEEKS)
    ends = quantiles(stay, [0.0, 2.0**-53, 1.0 - 2.0**-53])
    assert np.isfinite(ends).all()
    assert (ends >= 0).all()


@pytest.mark.parametrize("sd", [0.1, 0.5, 1.0, 2.0])
def test_a_weekly_factor_has_mean_one_and_the_sd_asked_for(sd):
    sigma = float(np.sqrt(np.log1p(sd**2)))
    mean, found = moments(np.array([mean_one_lognormal(float(u), sigma) for u in U]))
    assert mean == pytest.approx(1.0, abs=1e-9)
    assert found == pytest.approx(sd, rel=1e-4)


def test_without_spread_the_factor_is_exactly_one():
    assert {mean_one_lognormal(u, 0.0) for u in (0.0, 0.2, 0.999)} == {1.0}
