"""The five tariffs pay the same teams as much, as long as they act in good faith (by the twin)."""

import pytest
from teams_at_work import TARIFFS, under

from sim.scenario.arrays.parameters import parameters_of
from sim.theory.steady.steady import SteadyStates


@pytest.fixture(scope="module")
def states():
    found = {}
    for tariff in TARIFFS:
        parameters = parameters_of(under(tariff))
        found[tariff] = SteadyStates(parameters).under(parameters.behaviour.reference[0])
    return found


@pytest.mark.parametrize("tariff", TARIFFS)
def test_revenue_is_that_of_the_course_rates(states, tariff):
    assert states[tariff].revenue == pytest.approx(states["course_rates"].revenue, rel=0.001)


@pytest.mark.parametrize("tariff", TARIFFS)
def test_it_is_five_to_six_percent_above_cost(states, tariff):
    share = states[tariff].surplus / states[tariff].revenue
    assert ((share > 0.05) & (share < 0.06)).all()


@pytest.mark.parametrize("tariff", TARIFFS)
def test_citizens_fare_the_same(states, tariff):
    for figure in ("cost", "benefit", "census", "completions", "admissions"):
        first, other = (getattr(states[of], figure) for of in ("course_rates", tariff))
        assert other == pytest.approx(first)
