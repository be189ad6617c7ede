"""Rates found by simulation, put in, pay just what the same citizens cost, course by course.

The replications are the same, so nothing is left to chance but rounding.
"""

import numpy as np
import pytest
from rate_scenarios import BY_LEVEL, SHORT_OF_STAFF, STEPPING_DOWN, WITH_HOSPITAL
from small_scenarios import EVERYTHING, WHOLE_MODEL, scenario_of

from sim import RatesAsked, balancing_rates, simulate
from sim.economics.rates.accounts.account import account_revenue

REPLICATIONS = 6


def found_by_simulation(text, **asked):
    wanted = RatesAsked(method="simulation", replications=REPLICATIONS, workers=1, **asked)
    return balancing_rates(scenario_of(text), wanted)


def deviations(scenario):
    """Deviation of each course as a share of its cost, over all replications.

    Of courses that are paid for days in hospital the days cannot be told apart.
    """
    results = simulate(scenario, replications=REPLICATIONS, out=None, workers=1)
    rows = results.query(
        "SELECT course, sum(revenue_dkk), sum(cost_dkk) FROM spells GROUP BY course"
    ).fetchall()
    return {course: earned / cost - 1 for course, earned, cost in rows if cost}


def test_what_the_twin_is_exact_for_is_simulated_only_if_asked():
    scenario = scenario_of(STEPPING_DOWN)
    assert balancing_rates(scenario).runs is None
    assert balancing_rates(scenario_of(SHORT_OF_STAFF), RatesAsked(method="twin")).runs is None


@pytest.fixture(scope="module")
def short_of_staff():
    return found_by_simulation(SHORT_OF_STAFF)


def test_what_the_twin_leaves_out_is_simulated(short_of_staff):
    assert not short_of_staff.is_exact
    assert len(short_of_staff.runs.unshared_dkk) == REPLICATIONS
    assert short_of_staff.solved.left_out[0].startswith("limited staff")


def test_every_course_balances_where_staff_are_short(short_of_staff):
    assert deviations(short_of_staff.scenario) == pytest.approx(
        {"development": 0, "stabilisation": 0, "individual": 0}, abs=2e-5
    )


def test_the_interval_holds_other_citizens_too(short_of_staff):
    """Other seeds' rates lie within an interval three times as wide, whatever the chance."""
    text = SHORT_OF_STAFF.replace("[run]", "[run]\nseed = 7")
    for one, other in zip(short_of_staff.outcomes, found_by_simulation(text).outcomes, strict=True):
        figure, again = one.balance.first_dkk, other.balance.first_dkk["mean"]
        assert abs(again - figure["mean"]) < 3 * (figure["high"] - figure["mean"])


def test_a_step_down_is_paid_as_the_engine_pays_it():
    found = found_by_simulation(STEPPING_DOWN)
    assert deviations(found.scenario) == pytest.approx(
        {"development": 0, "stabilisation": 0, "individual": 0}, abs=2e-5
    )
    rate = found.outcomes[0].balance.rates
    assert rate.late_weekly_dkk[0] == pytest.approx(0.6 * rate.weekly_dkk[0])


def test_simulated_and_solved_rates_agree():
    for text in (STEPPING_DOWN, BY_LEVEL):
        solved = balancing_rates(scenario_of(text))
        for exact, drawn in zip(solved.outcomes, found_by_simulation(text).outcomes, strict=False):
            figure = drawn.balance.first_dkk
            reach = 3 * (figure["high"] - figure["mean"])
            assert abs(figure["mean"] - exact.balance.first_dkk["mean"]) < reach


def test_every_level_balances_by_itself():
    found = found_by_simulation(BY_LEVEL)
    for of in found.outcomes:
        assert account_revenue(of.account, of.rates).sum() == pytest.approx(
            of.account.cost_dkk.sum()
        )
    results = simulate(found.scenario, replications=REPLICATIONS, out=None, workers=1)
    rows = results.query(
        "SELECT level, sum(revenue_dkk), sum(cost_dkk) FROM spells "
        "WHERE course = 'stabilisation' AND level < 4 GROUP BY level"
    ).fetchall()
    for _, earned, cost in rows:
        assert earned == pytest.approx(cost, rel=2e-5)


@pytest.mark.parametrize("text", [WITH_HOSPITAL, EVERYTHING, WHOLE_MODEL])
def test_all_rates_together_balance_in_the_whole_model(text):
    """Own expected cost aside, to within what days in hospital and re-openings leave unknown."""
    found = found_by_simulation(text)
    own = {of.row.place[0] for of in found.outcomes if of.row.paid.way == "per_person"}
    results = simulate(found.scenario, replications=REPLICATIONS, out=None, workers=1)
    rows = results.query("SELECT course, sum(revenue_dkk), sum(cost_dkk) FROM spells GROUP BY 1")
    paid = np.array([row[1:] for row in rows.fetchall() if row[0] not in own])
    earned, cost = paid.sum(axis=0)
    assert earned == pytest.approx(cost, rel=0.005)
