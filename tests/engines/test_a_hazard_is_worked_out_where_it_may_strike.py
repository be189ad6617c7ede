"""Compiled code leaves out the time of a hazard that cannot strike in the days asked for.

What it answers is the model's answer, to a bit, at the edge of those days too.
"""

import math
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.events.lookups import hazard_within
from sim.model.rulebook import STANDARD_RULES

pytest.importorskip("numba")

from sim.engines.compiling.answers import hazard_within_standard


def within(u, per_day, days):
    """Time by the model, by compiled code's way, and how often the latter asked the rule."""
    asked = []

    def hazard(u, per_day):
        asked.append(u)
        return STANDARD_RULES.hazard(u, per_day)

    model = SimpleNamespace(rulebook=STANDARD_RULES, refused=None)
    counting = SimpleNamespace(rulebook=STANDARD_RULES._replace(hazard=hazard))
    found = hazard_within(model, u, per_day, days)
    return found, hazard_within_standard.py_func(counting, u, per_day, days), len(asked)


@pytest.mark.parametrize(
    ("u", "days", "asked"),
    [
        (0.5, math.inf, 0),  # 69 days at 1 % a day, far beyond the week
        (0.01, -math.log1p(-0.01) / 0.01, 1),  # on the second day
        (0.069, math.inf, 1),  # in 7.15 days: only the logarithm tells
        (0.0, 0.0, 1),  # at once
    ],
)
def test_the_rule_is_asked_where_the_uniform_is_small(u, days, asked):
    assert within(u, 0.01, 7) == (days, days, asked)


def test_no_hazard_never_strikes():
    assert within(0.0, 0.0, 7) == (math.inf, math.inf, 0)


@given(st.floats(0, 1, exclude_max=True), st.floats(0, 1), st.integers(1, 7))
def test_the_answer_is_the_same_to_a_bit(u, per_day, days):
    by_model, quickly, _ = within(u, per_day, days)
    assert by_model == quickly


@given(st.floats(-1e-12, 1e-12), st.floats(1e-6, 0.1), st.integers(1, 7))
def test_the_answer_is_the_same_at_the_edge_of_the_days(off, per_day, days):
    edge = -math.expm1(-per_day * days)
    by_model, quickly, _ = within(min(max(0.0, edge * (1.0 + off)), 0.999), per_day, days)
    assert by_model == quickly
