"""Very long stays: their mean, their census and their start are those of the law, not of a cut."""

from math import exp, lgamma

import numpy as np
import pytest
from judgement import Estimate
from scipy import stats
from small_scenarios import parameters_of_text

from sim.model.allocation import empty_state
from sim.model.distributions import (
    EXPONENTIAL,
    FIXED,
    GAMMA,
    LOGNORMAL,
    WEIBULL,
    StayTerms,
    gamma_shape,
    lognormal_sigma,
    weibull_mean,
    weibull_shape,
)
from sim.model.draws import Identity, draws
from sim.model.events.lives.beginnings import InProgress, progress
from sim.model.events.lookups import Model
from sim.model.parameters import viewed
from sim.model.rulebook import STANDARD_RULES
from sim.theory.network.entries import present_by_day
from sim.theory.network.stay_laws import LONGEST_DAYS, law
from sim.theory.twin import twin

NONE = np.zeros(0)
DAYS = 7.0
"""Days of a week."""


def exponential(weeks):
    return StayTerms(EXPONENTIAL, DAYS * weeks, 0.0, 0, 0)


def gamma(weeks, sd):
    return StayTerms(GAMMA, DAYS * weeks, gamma_shape(weeks, sd), 0, 0)


def lognormal(weeks, sd):
    sigma = lognormal_sigma(sd / weeks)
    return StayTerms(LOGNORMAL, DAYS * weeks * np.exp(-(sigma**2) / 2), sigma, 0, 0)


def weibull(weeks, sd):
    shape = weibull_shape(weeks, sd)
    return StayTerms(WEIBULL, DAYS * weeks / weibull_mean(shape), shape, 0, 0)


@pytest.mark.parametrize(
    ("terms", "weeks"),
    [
        (exponential(2_600), 2_600),
        (gamma(260, 260), 260),
        (gamma(2_600, 2_000), 2_600),
        (lognormal(52, 156), 52),
        (weibull(500, 700), 500),
        (StayTerms(FIXED, DAYS * 2_600, 0.0, 0, 0), 2_600),
    ],
    ids=["exponential", "gamma", "long gamma", "lognormal", "weibull", "fixed"],
)
def test_the_mean_is_that_of_the_distribution(terms, weeks):
    assert law(terms, 0.0, NONE).mean_days == pytest.approx(DAYS * weeks, rel=1e-4)


def test_of_a_gamma_with_many_short_stays_the_least_day_lengthens_the_mean():
    # 260 weeks, sd 780: E max(1, days) - E days is the integral of P(stay < x) to 1, for stays
    # of less than half a day are one day long. P is x^k (k / mean)^k / Gamma(k + 1), k = 1/9.
    k, mean = 1 / 9, 260 * DAYS
    below = 0.5 ** (k + 1) * (k / mean) ** k / (k + 1) / exp(lgamma(k + 1))
    short = 0.5**k * (k / mean) ** k / exp(lgamma(k + 1))
    # Stays of less than half a day are 1 instead of 0: half a day more than from 0 to 1/2.
    expected = mean + 0.5 * short + below
    assert law(gamma(260, 780), 0.0, NONE).mean_days == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("per_week", [1e-5, 2e-4, 1e-2])
def test_hazards_beside_a_long_stay_strike_as_the_transform_says(per_week):
    # The first of two exponentials: both rates together; which comes first, in proportion.
    per_day, rate = per_week / DAYS, 1 / (DAYS * 2_600)
    found = law(exponential(2_600), per_day, NONE)
    assert found.mean_days == pytest.approx(1 / (per_day + rate), rel=1e-4)
    assert found.by_hazard.sum() == pytest.approx(per_day / (per_day + rate), rel=1e-4)
    # A gamma: P(the stay first) = (1 + per_day scale)^-k, and the mean is what is left / hazard.
    k, scale = 4.0, 650 * DAYS
    first = (1 + per_day * scale) ** -k
    found = law(gamma(2_600, 1_300), per_day, NONE)
    assert found.by_stay.sum() == pytest.approx(first, rel=1e-3)
    assert found.mean_days == pytest.approx((1 - first) / per_day, rel=1e-3)


TEXT = """
schema = 1
[run]
start = 2026-01-05
weeks = 104
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 0.9
[intake]
home = 1.0
[[course]]
name = "home"
kind = "stabilisation"
stay = STAY
hours_per_week = { home_care = 3 }
exits = [{ to = "dead", probability = 1.0 }]
[prices]
cost_per_hour_dkk = { home_care = 100 }
[tariff]
kind = "course_rates"
weekly_dkk = { home = 280 }
"""
LONG = {
    "gamma": ('{ distribution = "gamma", mean_weeks = 260, sd_weeks = 780 }', 260.046),
    "lognormal": ('{ distribution = "lognormal", mean_weeks = 52, sd_weeks = 156 }', 52),
    "exponential": ('{ distribution = "exponential", mean_weeks = 2600 }', 2_600),
}


@pytest.mark.parametrize("name", LONG)
def test_the_census_is_entries_times_stay_from_the_first_day_to_the_last(name):
    stay, weeks = LONG[name]
    parameters = parameters_of_text(TEXT.replace("STAY", stay))
    assert parameters.start.present.sum() == pytest.approx(0.9 * weeks, rel=1e-4)
    found = twin(parameters)
    present = present_by_day(found.network, found.entries)[0, 0]
    assert present == pytest.approx(np.full(104 * 7, 0.9 * weeks), rel=1e-4)
    # Each brings 280 - 3 x 100 DKK a week, so the team -20 x the census.
    assert found.total.deviation[0] / 100 == pytest.approx(104 * -20 * 0.9 * weeks, rel=1e-4)


@pytest.mark.parametrize("name", LONG)
def test_who_is_found_has_the_stay_of_the_law(name):
    # Who is found at a random moment of a stay X is in it with weight X, at any age alike: the
    # residual is more than x with probability E (X - x)+ / E X, so is the age.
    stay, _ = LONG[name]
    parameters = viewed(parameters_of_text(TEXT.replace("STAY", stay)))
    refused = viewed(empty_state(parameters)).refused
    model = Model(STANDARD_RULES, parameters, draws(1, 0), refused)
    u = np.random.default_rng(7).random((20_000, 4))
    somebody = InProgress(Identity(0, 0, 0, 0), 0, 0)
    found = [progress(model, somebody, tuple(row)) for row in u.tolist()]
    age = np.array([one.age for one in found], float)
    residual = np.array([one.stay_days for one in found]) - age
    stays = np.asarray(parameters.start.age_days)
    assert stays[-1] > LONGEST_DAYS
    for days in (364.0, 3_640.0, 14_610.0, 36_400.0):
        beyond = _share_beyond(name, days)
        for values in (age, residual):
            share = Estimate((values > days).mean(), (beyond * (1 - beyond) / len(u)) ** 0.5)
            assert share.agrees_with(beyond)


def _share_beyond(name, days):
    """E (X - x)+ / E X by the integral of the survival function, on a grid of its own."""
    x = {
        "gamma": stats.gamma(1 / 9, scale=9 * 260 * DAYS),
        "lognormal": stats.lognorm(np.log(10) ** 0.5, scale=52 * DAYS / 10**0.5),
        "exponential": stats.expon(scale=2_600 * DAYS),
    }[name]
    at = np.concatenate([np.linspace(0, days, 4_001), np.geomspace(days, 1e8, 40_001)[1:]])
    area = np.concatenate([[0.0], np.cumsum(np.diff(at) * (x.sf(at[1:]) + x.sf(at[:-1])) / 2)])
    return 1 - np.interp(days, at, area) / area[-1]
