"""Basis cost is a constant that the twin, and the steady state, include exactly."""

import numpy as np
import pytest
from agreement import assert_weekly_money_and_sd, beside
from small_scenarios import THREE_COURSES, parameters_of_text
from uncongested import ONE_COURSE

from sim.model.rulebook import STANDARD_RULES
from sim.theory.money.by_station import station_days
from sim.theory.steady.steady import steady
from sim.theory.twin import twin

TEAM = 'name = "Nord"\n'
A_YEAR = "basis_cost_dkk_per_year = 365_000\n"
"""1,000 a day."""


def with_basis(text):
    assert text.count(TEAM) == 1
    return text.replace(TEAM, TEAM + A_YEAR)


def test_the_mean_cost_is_that_much_higher_and_the_spread_the_same():
    before = twin(parameters_of_text(THREE_COURSES)).total
    after = twin(parameters_of_text(with_basis(THREE_COURSES))).total
    more = sorted((after.cost - before.cost).tolist())
    assert more == pytest.approx([0.0, 8 * 7 * 1_000 * 100.0], abs=1e-3)
    np.testing.assert_allclose(after.revenue, before.revenue)
    np.testing.assert_allclose(after.sd, before.sd)


def test_a_run_agrees_week_by_week():
    text = ONE_COURSE.replace("[[team]]\n", f"[[team]]\n{A_YEAR}")
    assert_weekly_money_and_sd(beside(parameters_of_text(text), 1_500))


def test_a_date_in_the_middle_of_a_week_parts_it():
    dated = (
        "basis_cost_dkk_per_year = [{ from = 2026-01-05, value = 0 }, "
        "{ from = 2026-01-14, value = 365_000 }]\n"
    )
    text = THREE_COURSES.replace(TEAM, TEAM + dated)
    weekly = twin(parameters_of_text(text)).weekly
    before = twin(parameters_of_text(THREE_COURSES)).weekly
    more = [float((a.cost - b.cost).sum()) for a, b in zip(weekly, before, strict=True)]
    assert more[:3] == pytest.approx([0, 5 * 100_000.0, 7 * 100_000.0], abs=1e-3)


def test_the_steady_state_has_it_too():
    before, after = (parameters_of_text(t) for t in (THREE_COURSES, with_basis(THREE_COURSES)))
    levers = before.behaviour.reference
    more = steady(after, STANDARD_RULES, levers).cost - steady(before, STANDARD_RULES, levers).cost
    assert sorted(more.tolist()) == pytest.approx([0.0, 700_000.0], abs=1e-3)


def test_rates_by_course_are_told_that_it_belongs_to_no_course():
    left = station_days(parameters_of_text(with_basis(THREE_COURSES))).leaves_out
    assert any(line.startswith("basis cost, which those present share") for line in left)
    assert station_days(parameters_of_text(THREE_COURSES)).leaves_out == []
