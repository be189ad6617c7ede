import numpy as np
import pytest
from scipy import stats

from sim.model.distributions import StayTerms
from sim.scenario.arrays.stays import _form
from sim.scenario.schema import StayTable
from sim.theory.network.stay_laws import law

GAMMA = StayTable(distribution="gamma", mean_weeks=8, sd_weeks=4)
WEIBULL = StayTable(distribution="weibull", mean_weeks=8, sd_weeks=4)
LOGNORMAL = StayTable(distribution="lognormal", mean_weeks=8, sd_weeks=4)
EXPONENTIAL = StayTable(distribution="exponential", mean_weeks=8)
FIXED = StayTable(distribution="fixed", mean_weeks=8)
EMPIRICAL = StayTable(distribution="empirical", values_weeks=[1, 2, 2, 7])
HAZARDS = [0.0, 0.002, 0.05]


def law_of(stay, per_day):
    form = _form(stay, 0)
    terms = StayTerms(form.kind, form.scale_days, form.shape, 0, len(form.table))
    return law(terms, per_day, form.table)


@pytest.mark.parametrize("per_day", HAZARDS)
@pytest.mark.parametrize("stay", [GAMMA, WEIBULL, LOGNORMAL, EXPONENTIAL, FIXED, EMPIRICAL])
def test_the_probabilities_of_all_lengths_sum_to_one(stay, per_day):
    found = law_of(stay, per_day)
    assert found.probability.sum() == pytest.approx(1.0, abs=1e-12)
    assert (found.by_stay >= 0).all()
    assert (found.by_hazard >= 0).all()


@pytest.mark.parametrize("per_day", HAZARDS)
def test_the_mean_is_the_integral_of_survival_in_whole_days(per_day):
    # P(length > d) = P(stay > d + 1/2) P(no hazard by d + 1/2); the first day is always there.
    days = np.arange(1, 2_000) + 0.5
    alive = stats.gamma(4, scale=14).sf(days) * np.exp(-per_day * days)
    assert law_of(GAMMA, per_day).mean_days == pytest.approx(1 + alive.sum(), rel=1e-8)


def test_a_fixed_stay_lasts_its_days():
    found = law_of(FIXED, 0.0)
    assert found.probability[55] == 1.0
    assert found.mean_days == 56.0


def test_an_empirical_stay_lasts_each_of_its_lengths():
    found = law_of(EMPIRICAL, 0.0)
    np.testing.assert_allclose(found.probability[[6, 13, 48]], [0.25, 0.5, 0.25], atol=1e-12)


@pytest.mark.parametrize("per_day", [0.002, 0.05])
def test_hazards_come_first_as_often_as_the_laplace_transform_says(per_day):
    # P(hazard first) = 1 - E exp(-per_day x stay).
    found = {
        stay.distribution: law_of(stay, per_day).by_hazard.sum()
        for stay in (GAMMA, EXPONENTIAL, FIXED)
    }
    assert found["gamma"] == pytest.approx(1 - (1 + 14 * per_day) ** -4, rel=1e-4)
    assert found["exponential"] == pytest.approx(per_day / (per_day + 1 / 56), rel=1e-4)
    assert found["fixed"] == pytest.approx(1 - np.exp(-56 * per_day), rel=1e-3)


@pytest.mark.parametrize("per_day", [0.0, 0.05])
def test_survival_falls_from_one(per_day):
    survival = law_of(WEIBULL, per_day).survival
    assert survival[0] == pytest.approx(1.0, abs=1e-12)
    assert (np.diff(survival) <= 0).all()
