"""Rates that the twin finds, put in, leave an expected deviation of zero, team by team.

The expectation is added up by `theory/money/daily_money.py`, which knows nothing of how rates were
found.
"""

import numpy as np
import pytest
from rate_scenarios import (
    BY_LEVEL,
    CLINIC,
    DATED,
    FROM_EMPTY,
    LUMP_SUM,
    STEPPING_DOWN,
    WITH_HOSPITAL,
    WITHOUT_RATES,
)
from small_scenarios import THREE_COURSES, scenario_of

from sim import RatesAsked, balancing_rates, load_scenario, started, twin
from sim.model.units import ORE_PER_DKK

VARIANTS = {
    "three courses": THREE_COURSES,
    "without rates": WITHOUT_RATES,
    "a step-down": STEPPING_DOWN,
    "a lump sum besides": LUMP_SUM,
    "dated rates and prices": DATED,
    "paid days in hospital": WITH_HOSPITAL,
    "levels": BY_LEVEL,
    "a clinic": CLINIC,
    "from empty": FROM_EMPTY,
    "today's counts": THREE_COURSES.replace(
        'initial = "stationary"', "initial = { Nord = { development = 9, stabilisation = 40 } }"
    ),
}


def deviation_dkk(scenario):
    """Expected deviation of all teams over the run [DKK]."""
    return twin(started(scenario)).total.deviation.sum() / ORE_PER_DKK


@pytest.mark.parametrize("name", VARIANTS)
def test_the_expected_deviation_is_zero(name):
    found = balancing_rates(scenario_of(VARIANTS[name]))
    assert found.is_exact
    assert deviation_dkk(found.scenario) == pytest.approx(0.0, abs=0.05)


@pytest.mark.parametrize("by", ["course", "level"])
def test_it_is_zero_whatever_the_rates_are_set_by(by):
    found = balancing_rates(scenario_of(BY_LEVEL), RatesAsked(by=by))
    assert deviation_dkk(found.scenario) == pytest.approx(0.0, abs=0.05)


def test_every_course_balances_by_itself():
    again = balancing_rates(balancing_rates(scenario_of(DATED)).scenario)
    for of in again.outcomes:
        for now, then in zip(of.row.now, of.balance.rates, strict=True):
            assert now == pytest.approx(then, abs=1e-5)


def test_a_dated_rate_follows_the_dates_of_the_tariff_not_of_the_prices():
    new = balancing_rates(scenario_of(DATED)).scenario
    assert [str(day) for day in new.change_dates] == ["2026-01-29", "2026-02-02"]
    rates = [values.tariff.weekly_dkk["development"] for _, values in new.periods]
    assert rates[0] == rates[1]
    assert rates[2] == pytest.approx(1.1 * rates[0])


def test_the_total_asked_for_is_the_expected_revenue():
    found = balancing_rates(scenario_of(STEPPING_DOWN), RatesAsked(total_dkk_per_year=25_000_000.0))
    revenue = twin(started(found.scenario)).total.revenue.sum() / ORE_PER_DKK
    assert revenue / found.years == pytest.approx(25_000_000.0, abs=0.5)


@pytest.fixture(scope="module")
def baseline():
    """The baseline's first half year, at hourly prices."""
    scenario = load_scenario("scenarios/baseline.toml", ["run.weeks=26"])
    return balancing_rates(scenario, RatesAsked(method="twin"))


def test_the_baseline_balances_course_by_course(baseline):
    """Stated to the krone, the baseline's rates are those found."""
    found = {of.row.place: of for of in baseline.outcomes}
    assert found[("development", None)].balance.first_dkk["mean"] == pytest.approx(
        2953.67, abs=0.02
    )
    for level, stated in enumerate([457, 1588, 5502, 16081], start=1):
        rate = found[("stabilisation", level)].balance.first_dkk["mean"]
        assert rate == pytest.approx(stated, abs=0.5)


def test_the_baselines_rates_put_in_leave_what_own_expected_cost_leaves(baseline):
    """Where own expected cost is paid there is no rate: clinic and milestones stay."""
    parameters = started(baseline.scenario)
    again = balancing_rates(baseline.scenario, RatesAsked(method="twin"))
    left = sum(
        float((of.account.kept_pay_dkk - of.account.cost_dkk).sum())
        for of in again.outcomes
        if of.balance is None
    )
    daily = twin(parameters._replace(start=parameters.start)).total
    assert daily.deviation.sum() / ORE_PER_DKK == pytest.approx(left, abs=0.5)
    assert not np.isclose(left, 0.0)
