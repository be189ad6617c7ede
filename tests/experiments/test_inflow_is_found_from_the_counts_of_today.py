"""`inflow_per_week = "fit"`: by Little's law, present = inflow a week x weeks of stay."""

import json

import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

from sim.economics.audit.audit import audit
from sim.economics.rates.asking import RatesAsked
from sim.economics.rates.balancing import balancing_rates
from sim.experiments.comparison.scenarios import scenarios_compared
from sim.experiments.expectation import expectation
from sim.experiments.fitting.inflow import fitted_inflows, with_fitted_inflow
from sim.experiments.meaning.meaning import meaning
from sim.experiments.prepared.prepare import prepare
from sim.experiments.running.simulate import simulate
from sim.experiments.running.starting import started
from sim.experiments.warnings import warnings_of
from sim.model.rulebook import STANDARD_RULES
from sim.scenario.faults.fault import ScenarioError

TWO_WAYS = """
schema = 1
[run]
start = 2026-01-05
weeks = 4
replications = 2
[run.initial.Nord]
short = 8
long = 36
[[team]]
name = "Nord"
inflow_per_week = "fit"
[[team]]
name = "Syd"
inflow_per_week = 3
[intake.first_contact]
short = 1
[intake.hospital_discharge]
long = 1
[[course]]
name = "short"
kind = "development"
stay = { distribution = "fixed", mean_weeks = 4 }
hours_per_week = { home_care = 2 }
exits = [{ to = "moved", probability = 1 }]
[[course]]
name = "long"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 12 }
hours_per_week = { home_care = 1 }
exits = [{ to = "dead", probability = 1 }]
[prices]
cost_per_hour_dkk = { home_care = 450 }
[tariff]
kind = "course_rates"
weekly_dkk = { short = 900, long = 450 }
"""
NORD = {"first_contact": 2.0, "hospital_discharge": 3.0}  # 8 / 4 weeks and 36 / 12 weeks


def test_each_source_brings_what_its_course_counts():
    found = fitted_inflows(scenario_of(TWO_WAYS))
    assert found["Nord"].by_source == pytest.approx(NORD, abs=1e-3)
    assert found.keys() == {"Nord"}


def test_the_counts_are_what_the_scenario_means():
    tree = meaning(scenario_of(TWO_WAYS))
    assert tree["teams"][0]["citizens"] == pytest.approx(8 + 36, abs=0.05)
    assert [(row["source"], row["team"]) for row in tree["inflow"]] == [
        ("first_contact", "Nord"),
        ("hospital_discharge", "Nord"),
    ]


def test_a_source_with_a_number_keeps_it():
    given = '{ first_contact = 1.5, hospital_discharge = "fit" }'
    found = fitted_inflows(scenario_of(TWO_WAYS.replace('"fit"', given)))
    assert found["Nord"].by_source == pytest.approx({**NORD, "first_contact": 1.5}, abs=1e-3)


def test_sources_that_the_counts_do_not_tell_apart_share_as_usual():
    text = TWO_WAYS.replace("[intake.hospital_discharge]\nlong = 1\n", "")
    text = text.replace("short = 1\n", "short = 1\n[intake.hospital_discharge]\nshort = 1\n")
    text = text.replace("long = 36\n", "").replace(
        'exits = [{ to = "moved"', 'exits = [{ to = "long", probability = 0 }, { to = "moved"'
    )
    text = text.replace("probability = 0 }", "probability = 0.5 }").replace(
        '"moved", probability = 1', '"moved", probability = 0.5'
    )
    found = fitted_inflows(scenario_of(text))["Nord"].by_source
    assert sum(found.values()) == pytest.approx(2.0, abs=1e-3)
    assert found["hospital_discharge"] == pytest.approx(2.0 * 0.45 / 0.95, abs=1e-2)


def test_a_count_that_no_inflow_keeps_is_said():
    text = TWO_WAYS.replace("hospital_discharge]\nlong", "hospital_discharge]\nshort").replace(
        '{ to = "moved", probability = 1 }',
        '{ to = "long", probability = 0.5 }, { to = "moved", probability = 0.5 }',
    )
    # One a week keeps 4 in short and half of 12 in long: 8 and 36 are met by neither 2 nor 6.
    (said,) = warnings_of(scenario_of(text))
    assert said.key == "run.initial.Nord"
    assert said.what.startswith("no inflow keeps these counts; the closest keeps ")
    # Least squares, each weighed by 1 / its count: (4 + 6) / (16 / 8 + 36 / 36) = 10 / 3.
    assert said.what.endswith("20 of 36 in long, 13.3 of 8 in short")


@pytest.mark.parametrize("initial", ['initial = "stationary"', "[run.initial.Syd]\nshort = 3"])
def test_without_counts_there_is_nothing_to_fit_to(initial):
    text = TWO_WAYS.replace("[run.initial.Nord]\nshort = 8\nlong = 36", initial)
    with pytest.raises(ScenarioError) as error:
        scenario_of(text)
    assert [(fault.key, fault.what) for fault in error.value.faults] == [
        (
            "team.Nord.inflow_per_week",
            'is to be fitted, and run.initial has no counts of "Nord"',
        )
    ]


def test_whatever_computes_finds_the_inflow_first(tmp_path):
    scenario = scenario_of(TWO_WAYS)
    numbers = with_fitted_inflow(scenario)
    for one in (scenario, numbers):
        assert started(one).inflow.per_day[0].sum() == pytest.approx((2 + 3 + 3) / 7, abs=1e-3)
    assert expectation(scenario).tree == expectation(numbers).tree
    assert (
        balancing_rates(scenario, RatesAsked()).tree == balancing_rates(numbers, RatesAsked()).tree
    )
    assert audit(scenario).tree["tariffs"]
    assert prepare(scenario, engine="simpy").scenario == numbers
    results = simulate(scenario, out=tmp_path, engine="simpy", workers=1)
    record = json.loads((results.folder / "run.json").read_text("utf-8"))
    inflow = record["resolved"]["team"][0]["inflow_per_week"]["first_contact"]
    assert inflow["value"] == pytest.approx(2.0, abs=1e-3)
    assert inflow["source"].startswith("found by the twin")


def test_a_comparison_finds_it_by_the_first_scenario():
    shorter = scenario_of(TWO_WAYS.replace("mean_weeks = 4", "mean_weeks = 2"), "shorter")
    pair = scenarios_compared([scenario_of(TWO_WAYS), shorter], (), STANDARD_RULES).scenarios
    assert [one.values.team[0].inflow_per_week["first_contact"] for one in pair] == [
        pytest.approx(2.0, abs=1e-3)
    ] * 2


def test_a_scenario_with_numbers_is_itself():
    scenario = scenario_of(FOUR_WEEKS)
    assert with_fitted_inflow(scenario) is scenario
