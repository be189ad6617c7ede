"""Age and residual of a stay found in progress, jointly.

A stay of d days, P(d) its law, is found with probability d P(d) / mean, at each age from 0 to
d - 1 alike. So with E over the law: mean age E d(d - 1)/2 / E d, mean residual
E d(d + 1)/2 / E d, and mean of their product E (d^3 - d)/6 / E d.
"""

import numpy as np
import pytest
from judgement import Estimate
from small_scenarios import parameters_of_text

from sim.engines.simpy_engine import SimpyEngine
from sim.model.state import SPELLS
from sim.theory.twin import twin

PRESENT = 40_000
TEXT = """
schema = 1
[run]
start = 2026-01-05
weeks = 1
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 10_000
[intake]
development = 1.0
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 6, sd_weeks = 3 }
hazards_per_week = { dead = 0.08 }
exits = [{ to = "self_reliant", probability = 1.0 }]
[tariff]
kind = "course_rates"
weekly_dkk = { development = 0 }
"""


@pytest.fixture(scope="module")
def found():
    """Ages and residuals of the spells found on the first day."""
    engine = SimpyEngine(parameters_of_text(TEXT))
    engine.run(until=1)
    spells = engine.state.spells
    rows = np.arange(int(engine.state.rows[SPELLS]))
    rows = rows[np.array(spells.start_day)[rows] <= 0]
    rows = rows[np.array(spells.is_entry)[rows] == 1]
    return -np.array(spells.start_day)[rows], np.array(spells.end_day)[rows], engine


@pytest.fixture(scope="module")
def law():
    return twin(parameters_of_text(TEXT)).network.laws[0].probability


def agrees(values, expected):
    estimate = Estimate(values.mean(), values.std(ddof=1) / len(values) ** 0.5)
    assert estimate.bias_found(expected) < 0.05
    return estimate.agrees_with(expected)


def test_there_are_enough_to_tell(found):
    assert len(found[0]) > PRESENT


def test_the_mean_age(found, law):
    days = np.arange(1, len(law) + 1)
    assert agrees(found[0], (law * days * (days - 1) / 2).sum() / (law * days).sum())


def test_the_mean_residual(found, law):
    days = np.arange(1, len(law) + 1)
    assert agrees(found[1], (law * days * (days + 1) / 2).sum() / (law * days).sum())


def test_age_and_residual_hang_together_as_they_should(found, law):
    days = np.arange(1, len(law) + 1)
    product = (law * (days**3 - days) / 6).sum() / (law * days).sum()
    assert agrees(found[0] * found[1], product)


def test_nobody_found_has_left_already(found):
    assert (found[0] >= 0).all()
    assert (found[1] >= 1).all()


def test_deaths_among_those_found_come_at_the_hazard(found):
    spells = found[2].state.spells
    struck = np.array(spells.hazard)[: len(found[0])] >= 0
    weeks = np.minimum(found[1], 7) / 7
    # A hazard ends the stays of 8 % of those present a week, whatever their age.
    within = struck & (found[1] <= 7)
    estimate = Estimate(within.mean(), within.std(ddof=1) / len(within) ** 0.5)
    assert estimate.bias_found(0.08 * weeks.mean()) < 0.15
    assert abs(within.mean() - 0.08 * weeks.mean()) <= 5.1 * estimate.error + 0.08 / 14
