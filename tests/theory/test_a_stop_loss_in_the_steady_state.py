"""Refunds in the steady state: by hand where nothing is drawn, and beside a long run.

Where every citizen has one course and no break in it, the steady state knows the law of a week's
cost; so it must agree with the model, first and last part weeks under the whole limit included.
"""

import numpy as np
import pytest
from small_scenarios import parameters_of_text

from sim.engines.compiled_engine import CompiledEngine
from sim.model.rulebook import STANDARD_RULES
from sim.theory.steady.steady import steady

REPLICATIONS = 20
HIDDEN = 0.004
"""What whole minutes may move of a refund."""

WEEKS = 80
LIMIT = 700.0
NO_CHANCE = f"""
schema = 1
[run]
start = 2026-01-05
weeks = {WEEKS}
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 70.0
[intake]
home = 1.0
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 3 }}
hours_per_week = {{ home_care = 10 }}
exits = [{{ to = "dead", probability = 1.0 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 100 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0 }}
stop_loss = {{ above_dkk_per_week = {LIMIT}, refunded_share = 0.5 }}
"""
FEW_DAYS = NO_CHANCE.replace('"fixed", mean_weeks = 3', '"gamma", mean_weeks = 1.5, sd_weeks = 0.5')
CHANCE = (
    NO_CHANCE.replace('"fixed", mean_weeks = 3', '"gamma", mean_weeks = 5, sd_weeks = 3')
    .replace(
        "hours_per_week = { home_care = 10 }",
        "hours_per_week = { home_care = 10 }\nhours_sd = 6\nprofile = [1.5, 1.0, 0.6]",
    )
    .replace("[intake]", "[citizen]\nmultiplier_sd = 0.6\n[intake]")
)


def refunded(text):
    """Weekly refund of the steady state [DKK]; nothing else is paid."""
    parameters = parameters_of_text(text)
    levers = parameters.behaviour.reference
    return float(steady(parameters, STANDARD_RULES, levers).revenue[0]) / 100


def test_part_weeks_have_the_whole_limit():
    # A week costs 1000, a day a seventh. A stay of 21 days that begins on weekday w has 7 - w
    # days in its first week and w in its last: above 700 are 300 of a full week, of six days
    # 6000 / 7 - 700, of five 5000 / 7 - 700, of fewer nothing.
    above = [max(0.0, days * 1000 / 7 - LIMIT) for days in range(8)]
    by_weekday = [above[7 - w] + 2 * above[7] + above[w] for w in range(7)]
    assert refunded(NO_CHANCE) == pytest.approx(70 * 0.5 * sum(by_weekday) / 7)


@pytest.mark.parametrize("text", [NO_CHANCE, FEW_DAYS, CHANCE])
def test_a_long_run_refunds_as_much(text):
    parameters = parameters_of_text(text)
    runs = [
        CompiledEngine(parameters, replication=number).run().weeks.refund_ore.sum() / 100 / WEEKS
        for number in range(REPLICATIONS)
    ]
    expected = refunded(text)
    error = np.std(runs, ddof=1) / np.sqrt(REPLICATIONS)
    assert error < 0.01 * expected
    assert abs(np.mean(runs) - expected) <= 4.5 * error + HIDDEN * expected
