"""census = entries a week × weeks of a course, in theory and in runs; and the weeks as written."""

import pytest
from small_scenarios import EVERYTHING, THREE_COURSES, scenario_of

from sim import load_scenario, simulate
from sim.experiments.expectation import expectation, expectation_tree
from sim.experiments.expectation_text import expectation_text
from sim.scenario.templates import template_text

SIXTY_WEEKS = """
schema = 1
[run]
start = 2026-01-05
weeks = 20
initial = "stationary"
replications = 2
[[team]]
name = "Nord"
inflow_per_week = 3
[intake]
stabilisation = 1.0
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "gamma", mean_weeks = 60, sd_weeks = 20 }
hours_per_week = { home_care = 3 }
exits = [{ to = "dead", probability = 1.0 }]
hazards_per_week = { hospital = 0.05 }
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 1 }
exits = [{ to = "resume", probability = 1.0 }]
[prices]
cost_per_hour_dkk = { home_care = 450 }
[tariff]
kind = "course_rates"
weekly_dkk = { stabilisation = 1350, hospital = 0 }
"""


def courses(tree):
    return {course["course"]: course for course in tree["courses"]}


def figure(value):
    return value["mean"] if isinstance(value, dict) else value


def assert_adds_up(tree):
    for course in tree["courses"]:
        entries, weeks = figure(course["entries_per_week"]), figure(course["course_stay_weeks"])
        if weeks is None:
            assert entries == 0
        else:
            assert figure(course["census"]) == pytest.approx(entries * weeks, rel=1e-9)


def levels(tmp_path):
    path = tmp_path / "levels.toml"
    path.write_text(template_text("levels"), "utf-8")
    return load_scenario(path, ["run.replications=1", "run.weeks=26"])


@pytest.mark.parametrize("text", [SIXTY_WEEKS, THREE_COURSES, EVERYTHING])
def test_a_row_adds_up_in_theory_and_in_a_run(text):
    scenario = scenario_of(text)
    assert_adds_up(expectation_tree(expectation(scenario)))
    assert_adds_up(simulate(scenario, out=None, replications=2).summary)


def test_a_row_adds_up_where_the_start_is_empty():
    scenario = scenario_of(SIXTY_WEEKS.replace('"stationary"', '"empty"'))
    assert_adds_up(expectation_tree(expectation(scenario)))
    assert_adds_up(simulate(scenario, out=None, replications=1).summary)


def test_a_row_adds_up_with_levels_and_hospital(tmp_path):
    assert_adds_up(expectation_tree(expectation(levels(tmp_path))))


def test_who_wrote_sixty_weeks_finds_them():
    # 3 a week for 60 weeks are 180 citizens. A stay meets 60 x 0.05 = 3 admissions, after which
    # it is resumed: 4 spells of 15 weeks.
    tree = expectation_tree(expectation(scenario_of(SIXTY_WEEKS)))
    found = courses(tree)["stabilisation"]
    assert found["course_stay_weeks"] == pytest.approx(60, rel=1e-3)
    assert found["census"] == pytest.approx(180, rel=1e-3)
    assert found["stay_weeks"] == pytest.approx(60 / 4, rel=2e-3)
    row = next(
        line for line in expectation_text(tree).splitlines() if line.startswith("stabilisation")
    )
    assert "60.0" in row.split()
    run = simulate(scenario_of(SIXTY_WEEKS), out=None, replications=8, workers=1).summary
    seen = courses(run)["stabilisation"]["stay_weeks"]
    half = seen["high"] - seen["mean"]
    assert seen["mean"] == pytest.approx(60 / 4, abs=3 * half)
    assert half < 0.6


def test_the_first_spell_of_a_stay_is_told_from_the_resumed_ones():
    # A fixed stay of 10 weeks, interrupted at 0.1 a week: the first spell is
    # (1 - exp(-1)) / 0.1 = 6.321 weeks, the resumed one 10 - 6.321 on average. From empty nobody
    # has been resumed in the first week. From a stationary start as many are resumed as enter,
    # but for the first day, on which those who are there are found.
    text = SIXTY_WEEKS.replace(
        '{ distribution = "gamma", mean_weeks = 60, sd_weeks = 20 }',
        '{ distribution = "fixed", mean_weeks = 10 }',
    ).replace("hospital = 0.05", "hospital = 0.1")
    text = text.replace('"stationary"', '"empty"').replace("weeks = 20", "weeks = 1")
    found = courses(expectation_tree(expectation(scenario_of(text))))["stabilisation"]
    assert found["stay_weeks"] == pytest.approx(6.321, rel=5e-3)
    steady = scenario_of(text.replace('"empty"', '"stationary"'))
    found = courses(expectation_tree(expectation(steady)))["stabilisation"]
    assert found["stay_weeks"] == pytest.approx((7 * 6.321 + 6 * 3.679) / 13, rel=2e-3)


def test_template_levels_has_the_stay_that_its_exits_imply(tmp_path):
    # Stays of 40 weeks end after 35.5 by death or an admission without return; admissions that
    # are resumed part them further.
    found = courses(expectation_tree(expectation(levels(tmp_path))))["stabilisation"]
    assert 23.6 < found["stay_weeks"] < 24.7
    assert found["course_stay_weeks"] > 50
