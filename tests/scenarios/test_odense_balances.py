"""Rates computed as Odense does are what the courses cost, and the scenario balances with them."""

import sys

import pytest
from long_run import SCENARIOS, LongRun

from sim import load_scenario, simulate
from sim.theory.twin import twin

sys.path.insert(0, str(SCENARIOS))
from odense_rates import ODENSE, accounts_of, price_of_an_hour, rates_of, with_rates, year_after

COURSES = {
    "ending_limitation",
    "lasting_limitation",
    "congenital_brain_injury",
    "acquired_brain_injury",
    "progressive_illness",
    "mental_illness",
}


@pytest.fixture(scope="module")
def baseline():
    return simulate(load_scenario(ODENSE, ["run.weeks=26"]), replications=4, out=None)


@pytest.fixture(scope="module")
def rates(baseline):
    scenario = load_scenario(ODENSE)
    return rates_of(accounts_of(baseline, scenario), scenario)


def test_six_courses_and_two_rates_of_their_own():
    values = load_scenario(ODENSE).values
    assert {course.name for course in values.course} == COURSES | {"terminal", "fixed_relief"}
    assert list(values.tariff.lump_sum_dkk) == ["ending_limitation"]
    assert set(values.tariff.weekly_dkk) == (COURSES | {"terminal", "fixed_relief"}) - {
        "ending_limitation"
    }


def test_an_hour_costs_the_mean_of_the_three_prices():
    by_hand = 0.20 * 558 + 0.58 * 490 + 0.22 * 365
    assert price_of_an_hour(load_scenario(ODENSE)) == pytest.approx(by_hand, abs=0.1)


def test_the_expenditure_is_what_the_care_cost(baseline, rates):
    cost = baseline.spells()["cost_dkk"].sum()
    assert sum(rate.account.cost_dkk.sum() for rate in rates) == pytest.approx(cost, rel=1e-4)


def test_every_citizen_week_is_counted(baseline, rates):
    present = baseline.team_weeks()["citizens"].sum()
    assert sum(rate.account.weeks.sum() for rate in rates) == pytest.approx(present)


def test_the_rates_in_the_file_balance_by_the_twin():
    now = LongRun(path=ODENSE)
    total = twin(now.parameters).total
    assert abs(total.deviation.sum() / total.revenue.sum()) < 0.005


def test_rates_from_records_are_those_of_the_file_but_for_chance(rates):
    """Of the one course with enough citizens for a narrow test."""
    stated = load_scenario(ODENSE).values.tariff.weekly_dkk["lasting_limitation"]
    computed = next(rate.dkk for rate in rates if rate.account.course == "lasting_limitation")
    assert computed == pytest.approx(stated, rel=0.08)


def test_the_year_after_balances(baseline, rates):
    share = year_after(baseline, rates)
    assert share["low"] <= 0 <= share["high"]


def test_the_year_after_is_paid_the_computed_rates(rates):
    tariff = with_rates(rates).values.tariff
    paid = tariff.weekly_dkk | tariff.lump_sum_dkk
    computed = {rate.account.course: rate.dkk for rate in rates}
    assert paid == pytest.approx(computed, abs=0.5)
