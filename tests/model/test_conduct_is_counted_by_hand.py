"""Harm of need unmet, dishonesty and extra effort of a simulated run, and of the steady state.

Three citizens of `one_at_home.py` for two weeks: 10.5 hours a week each, ten days of them or more.
"""

import tomllib

import numpy as np
import pytest
from by_hand import state_after
from one_at_home import HOURLY, at_home, followed_by
from small_scenarios import parameters_of_text

from sim.economics.audit.counts import weekly_means
from sim.model.rulebook import STANDARD_RULES
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.reading import restored_scenario
from sim.theory.steady.steady import steady

COURSES = followed_by("dearer").replace("mean_weeks = 9", "mean_weeks = 2")
CONDUCT = """[behaviour]
effort_dkk = 300
[behaviour.relabel]
courses = { home = "dearer" }
[behaviour.levers]
delivered_share = { low = 0.5, high = 2 }
[audit_risk]
dishonesty_dkk = 5_000
[benefit_dkk]
unmet_hour_squared = 900
"""


def text_of(**levers):
    held = ", ".join(f"{name} = {value}" for name, value in levers.items())
    return at_home(
        f'kind = "activity"\n{HOURLY}',
        citizens=3,
        team=f"levers = {{ {held} }}",
        courses=COURSES,
        more=CONDUCT,
    )


def found(**levers):
    text = text_of(**levers)
    return weekly_means(state_after(text), parameters_of_text(text), STANDARD_RULES)


def test_a_tenth_unmet_counts_each_of_its_hours_a_tenth():
    # 3 x 10.5 hours a week, a tenth of them unmet: 3.15 x 0.1 x 900 DKK.
    assert found(delivered_share=0.9).benefit[0] == pytest.approx(-3.15 * 0.1 * 900_00, rel=1e-9)


def test_spells_that_could_be_dearer_weigh_by_the_share_squared():
    # 3 spells begun in two weeks, 0.4 squared of 5,000 DKK each.
    assert found(relabel_share=0.4).own_cost[0] == pytest.approx(1.5 * 0.16 * 5_000_00)


def test_more_than_is_needed_weighs_on_the_staff_for_each_citizen_week():
    # 3 citizens each week, 0.2 squared of 300 DKK.
    assert found(delivered_share=1.2).own_cost[0] == pytest.approx(3 * 0.04 * 300_00)
    assert found(delivered_share=0.9).own_cost[0] == 0.0


def test_the_steady_state_counts_the_same_for_as_many_citizens():
    tree = tomllib.loads(text_of(delivered_share=1.2, relabel_share=0.4))
    tree["team"][0]["inflow_per_week"] = 1.5
    parameters = parameters_of(restored_scenario(tree, "steady.toml"))
    state = steady(parameters, STANDARD_RULES, parameters.behaviour.reference)
    # 1.5 a week stay 2 weeks here and 2 there: 6 in care, and 1.5 spells could be dearer.
    wanted = 6 * 0.04 * 300_00 + 1.5 * 0.16 * 5_000_00
    np.testing.assert_allclose(state.own_cost, [wanted])
