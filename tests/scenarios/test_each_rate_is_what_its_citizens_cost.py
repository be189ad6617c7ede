"""A rate of the shipped scenarios is hours x price, course by course and level by level.

Only the baseline's development differs: one rate for all levels, which balances with the lower
one after the course as granted.
"""

from pathlib import Path

import numpy as np
import pytest
from baseline_figures import BASELINE, DEVELOPMENT, Baseline

from sim.experiments.replication import started
from sim.model.parameters import Floats, Parameters
from sim.scenario.reading import load_scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def weekly_cost(parameters: Parameters, period: int) -> Floats:
    """Hours x price of each course and level [øre per week], array [C, L]."""
    return parameters.demand.hours[period] @ parameters.price_ore_per_hour[period]


def test_every_rate_of_the_three_courses_is_hours_times_price():
    parameters = started(load_scenario(SCENARIOS / "three_courses.toml"))
    assert parameters.tariff.weekly_ore[0] == pytest.approx(weekly_cost(parameters, 0))


@pytest.mark.parametrize("period", [0, 1])
@pytest.mark.parametrize("course", ["stabilisation", "individual"])
def test_a_rate_of_the_baseline_that_is_kept_is_hours_times_price(course: str, period: int):
    scenario = load_scenario(BASELINE)
    row = [table.name for table in scenario.values.course].index(course)
    parameters = started(scenario)
    rates = parameters.tariff.weekly_ore[period, row]
    assert rates == pytest.approx(weekly_cost(parameters, period)[row])


def test_development_balances_with_its_lower_rate_in_the_long_run_mix():
    now = Baseline()
    cost, pay = weekly_cost(now.parameters, 0), now.parameters.tariff
    granted = int(pay.step_down_after_days[0, DEVELOPMENT])
    gained = spent = 0.0
    for station in np.flatnonzero(now.kind == DEVELOPMENT):
        present = now.network.laws[station].survival
        level, citizens = now.level[station], now.present[station] / present.sum()
        gained += citizens * present[:granted].sum() * pay.weekly_ore[0, DEVELOPMENT, level]
        late = citizens * present[granted:].sum()
        gained += late * pay.step_down_weekly_ore[0, DEVELOPMENT, level]
        spent += citizens * present.sum() * cost[DEVELOPMENT, level]
    assert gained == pytest.approx(spent, rel=1e-5)
