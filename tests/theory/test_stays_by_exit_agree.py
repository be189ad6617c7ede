"""Stays whose length hangs on the exit: the twin's mixture beside the engines."""

import numpy as np
import pytest
from comparisons import Comparisons
from judgement import Estimate
from small_scenarios import STAYS_BY_EXIT, THREE_COURSES, logged, parameters_of_text

from sim.engines.simpy_engine import SimpyEngine
from sim.model.levers import GOOD_FAITH
from sim.model.rulebook import STANDARD_RULES
from sim.model.state import SPELLS
from sim.theory.network.levered import levered
from sim.theory.network.stations import Station, explored, terms_by_exit
from sim.theory.network.stay_laws import law

SHORT, LONG = 0, 1
SHARES = (0.75, 0.25)
FOUND = """
schema = 1
[run]
start = 2026-01-05
weeks = 1
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 2_000
[intake]
development = 1.0
[[course]]
name = "development"
kind = "development"
[[course.exits]]
to = "self_reliant"
probability = 0.75
stay = { distribution = "gamma", mean_weeks = 2, sd_weeks = 1 }
[[course.exits]]
to = "moved"
probability = 0.25
stay = { distribution = "lognormal", mean_weeks = 9, sd_weeks = 6 }
[tariff]
kind = "course_rates"
weekly_dkk = { development = 0 }
"""


class TestStaysByExit(Comparisons):
    text = STAYS_BY_EXIT
    teams = 3_300
    main_bias = 0.015
    entries_bias = 0.015  # hospital stays come unforeseen


@pytest.fixture(scope="module")
def parameters():
    return parameters_of_text(FOUND)


@pytest.fixture(scope="module")
def found(parameters):
    """Exit, age and what is left of each stay found on the first day."""
    engine = SimpyEngine(parameters)
    engine.run(until=1)
    spells, rows = engine.state.spells, np.arange(int(engine.state.rows[SPELLS]))
    start, end, exit_ = (
        np.array(column)[rows] for column in (spells.start_day, spells.end_day, spells.planned_exit)
    )
    here = start < 0
    return exit_[here], -start[here], end[here]


def laws(parameters):
    """P(d days) of the stays to each exit; there is no hazard."""
    quantiles = parameters.stays.quantiles
    each = terms_by_exit(parameters, Station(0, 0))
    return [law(terms, 0.0, quantiles).probability for terms in each]


def agrees(values, expected):
    estimate = Estimate(values.mean(), values.std(ddof=1) / len(values) ** 0.5)
    assert estimate.bias_found(expected) < 0.15
    return estimate.agrees_with(expected)


def test_who_is_found_goes_to_an_exit_by_its_share_times_its_mean_stay(found, parameters):
    # Of at least a day, as those who begin today are not looked at: E (d - 1) days each.
    days = [
        share * (p @ np.arange(len(p))) for share, p in zip(SHARES, laws(parameters), strict=True)
    ]
    assert agrees((found[0] == LONG).astype(float), days[LONG] / sum(days))


@pytest.mark.parametrize("exit_", [SHORT, LONG])
def test_age_and_residual_are_those_of_the_exits_own_stays(exit_, found, parameters):
    here, p = found[0] == exit_, laws(parameters)[exit_]
    d = np.arange(1, len(p) + 1)
    # A stay of d days is found at the ages 1 to d - 1 alike, with d - a days left.
    mean = (p * d * (d - 1) / 2).sum() / (p * (d - 1)).sum()
    assert agrees(found[1][here], mean)
    assert agrees(found[2][here], mean)


def test_exits_with_the_courses_own_stay_change_nothing():
    text = THREE_COURSES.replace('initial = "stationary"', 'initial = "empty"')
    said = 'stay = { distribution = "gamma", mean_weeks = 4, sd_weeks = 2 }'
    by_exit = text.replace("probability = 0.52 }", f"probability = 0.52, {said} }}")
    assert by_exit != text
    assert logged(parameters_of_text(by_exit)) == logged(parameters_of_text(text))


def test_an_exit_dated_later_is_that_of_stays_that_begin_then():
    later = FOUND.replace("weeks = 1\n", "weeks = 8\n").replace("2_000", "40")
    dated = later.replace(
        "probability = 0.75", "probability = [{ from = 2026-01-05, value = 0.75 }, "
        "{ from = 2026-02-02, value = 1.0 }]"
    ).replace(
        "probability = 0.25", "probability = [{ from = 2026-01-05, value = 0.25 }, "
        "{ from = 2026-02-02, value = 0.0 }]"
    )  # fmt: skip
    engine = SimpyEngine(parameters_of_text(dated))
    state = engine.run()
    rows = range(int(state.rows[SPELLS]))
    moved = [row for row in rows if state.spells.planned_exit[row] == LONG]
    assert any(state.spells.end_day[row] > 28 for row in moved)
    assert all(state.spells.start_day[row] < 28 for row in moved)


def test_a_lever_sets_the_mean_over_all_exits():
    parameters = parameters_of_text(FOUND)
    mean = float(parameters.stays.mean_days[0, 0, 0])
    assert mean == pytest.approx(7 * (0.75 * 2 + 0.25 * 9))
    held = levered(parameters, STANDARD_RULES, GOOD_FAITH._replace(development_weeks=5.0))
    whole = explored(held.rules, held.parameters).laws[0]
    assert whole.mean_days == pytest.approx(35, abs=0.05)
