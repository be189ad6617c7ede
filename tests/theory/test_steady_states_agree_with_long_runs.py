"""Weekly means under levers, beside a long run of a large team.

The bounds are five standard errors and the half per cent that whole minutes and days may hide;
admissions that unmet need brings are struck week by week and may differ by two.
"""

import numpy as np
import pytest
from levers_at_work import LEVERS_AT_WORK
from small_scenarios import scenario_of

from sim.engines.compiled_engine import CompiledEngine
from sim.experiments.running.starting import started
from sim.model.levers import LEVERS
from sim.model.rulebook import STANDARD_RULES
from sim.theory.steady.steady import steady

REPLICATIONS = 24
HIDDEN = 0.005
OUTSIDE_HIDDEN = 0.02
HELD = [
    {},
    {"development_weeks": 7.0},
    {"effort": 1.6},
    {"delivered_share": 0.7},
    {"delivered_share": 1.2, "clinic_share": 0.9},
    {"relabel_share": 0.5, "step_down_delay_weeks": 2.0},
    {"accept_delay_weeks": 3.0},
]


@pytest.fixture(scope="module")
def parameters():
    return started(scenario_of(LEVERS_AT_WORK))


def holding(parameters, held):
    levers = parameters.behaviour.reference.copy()
    for name, value in held.items():
        levers[:, LEVERS.index(name)] = value
    return parameters._replace(behaviour=parameters.behaviour._replace(reference=levers))


def weekly(parameters, replication):
    weeks = CompiledEngine(parameters, replication=replication).run().weeks
    length = parameters.calendar.weeks
    return (
        weeks.revenue_ore.sum() / length,
        weeks.cost_ore.sum() / length,
        weeks.days.sum() / 7 / length,
        weeks.minutes.sum() / 60 / length,
        weeks.unmet_minutes.sum() / 60 / length,
        weeks.clinic_visits.sum() / length,
        weeks.waiting_days.sum() / 7 / length,
        weeks.outside_ore.sum() / length,
    )


@pytest.mark.parametrize("held", HELD, ids=lambda held: " ".join(held) or "good faith")
def test_money_care_and_citizens_agree_under_levers(parameters, held):
    under = holding(parameters, held)
    state = steady(under, STANDARD_RULES, under.behaviour.reference)
    expected = np.array(
        [
            state.revenue[0],
            state.cost[0],
            state.census[0],
            state.delivered_hours[0],
            state.unmet_hours[0],
            state.clinic_contacts[0],
            state.waiting_weeks[0],
            state.outside.sum(),
        ]
    )
    runs = np.array([weekly(under, number) for number in range(REPLICATIONS)])
    error = runs.std(axis=0, ddof=1) / np.sqrt(REPLICATIONS)
    hidden = np.full(len(expected), HIDDEN)
    hidden[-1] = OUTSIDE_HIDDEN
    assert np.all(np.abs(runs.mean(axis=0) - expected) <= 5 * error + hidden * expected)
