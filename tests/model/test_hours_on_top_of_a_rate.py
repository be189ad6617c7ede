"""Delivered hours paid on top of the rates by course: one citizen, two weeks, and the twin."""

import numpy as np
import pytest
from by_hand import coming, tables, weeks_of
from small_scenarios import THREE_COURSES, scenario_of

from sim.economics.rates.balancing import balancing_rates
from sim.experiments.expectation import expectation
from sim.scenario.faults.fault import ScenarioError

SCENARIO = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 2
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {coming(0)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ home_care = 10, training = 2 }}
exits = [{{ to = "dead", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 450, training = 900 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 5000 }}
hourly_on_top = {{ training = 120 }}
"""


def test_an_hour_is_paid_on_top_of_the_rate():
    assert weeks_of(tables(SCENARIO), "revenue_dkk") == [5_000 + 2 * 120] * 2


def test_indexation_raises_it_too():
    text = SCENARIO.replace("[tariff]", "[tariff]\nindexation_share = 0.1")
    assert weeks_of(tables(text), "revenue_dkk") == pytest.approx([1.1 * 5_240] * 2)


def test_the_twin_expects_it():
    plain = scenario_of(THREE_COURSES)
    on_top = scenario_of(THREE_COURSES.replace("[tariff]", "[tariff]\nhourly_on_top.training = 90"))
    before, after = (expectation(one).tree["total"] for one in (plain, on_top))
    hours = (after["revenue_dkk"] - before["revenue_dkk"]) / 90
    trained = sum(
        course["census"] * np.mean(of.hours_per_week.get("training", 0.0))
        for course, of in zip(expectation(plain).tree["courses"], plain.values.course, strict=True)
    )
    assert hours == pytest.approx(trained * plain.values.run.weeks, rel=1e-3)


def test_rates_are_set_without_it_and_say_so():
    found = balancing_rates(scenario_of(SCENARIO.replace('"empty"', '"stationary"'))).tree
    (rate,) = found["rates"]
    assert rate["balancing_dkk"]["mean"] == pytest.approx(10 * 450 + 2 * 900, abs=0.01)
    assert any("on top" in remark for remark in found["remarks"])


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{ training = 120 }", "{ nursing = 120 }", "no course has hours of nursing"),
        ('"course_rates"', '"mixed"\nhourly_share = 0.0', "is not used by a tariff of kind"),
    ],
)
def test_hours_that_are_not_paid_on_top_are_a_fault(old, new, what):
    with pytest.raises(ScenarioError) as raised:
        scenario_of(SCENARIO.replace(old, new))
    assert [what in fault.what for fault in raised.value.faults] == [True]
