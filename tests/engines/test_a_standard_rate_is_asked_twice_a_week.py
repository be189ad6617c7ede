"""Compiled code asks the standard rate on the first and last of some days: the same pay, to a bit.

A rate by the day falls once in a course at most. Where it falls between the two, is no whole number
of øre, or is paid for started weeks or months, each day is asked, as for a rate of one's own.
"""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.events.lookups import Model
from sim.model.events.week.money import pay_by_day
from sim.model.rulebook import STANDARD_RULES
from sim.model.rules.pay import RateTerms
from sim.model.state import NO_ROW, RefusedAnswer

pytest.importorskip("numba")

from sim.engines.compiling.answers import pay_by_standard_rate


def paid(rates, first, days):
    """Pay by the model, by compiled code's way, and how often the latter asked the rate."""
    asked = []

    def rate(day, terms):
        asked.append(day)
        return STANDARD_RULES.weekly_rate(day, terms)

    model = Model(STANDARD_RULES, None, None, RefusedAnswer(np.array([NO_ROW]), np.array([0.0])))
    counting = SimpleNamespace(rulebook=STANDARD_RULES._replace(weekly_rate=rate))
    by_day = pay_by_day(model, rates, first, first + days)
    return by_day, pay_by_standard_rate.py_func(counting, rates, first, first + days), len(asked)


def falling(weekly_ore, later_ore, after_days=56.0, settled_days=0.0):
    """A rate that falls once."""
    return RateTerms(weekly_ore, after_days, later_ore, 0.0, 0.0, settled_days)


@pytest.mark.parametrize(
    ("first", "weeks_pay", "asked"),
    [
        (0, 2_700_00, 2),  # the whole week before the fall, on day 56
        (56, 1_620_00, 2),  # the whole week after it
        (54, (2 * 2_700_00 + 5 * 1_620_00) / 7, 9),  # two days before it, five after
    ],
)
def test_a_week_is_asked_once_at_either_end(first, weeks_pay, asked):
    found = paid(falling(2_700_00.0, 1_620_00.0), first, 7)
    assert found == (weeks_pay, weeks_pay, asked)


def test_a_started_week_that_begins_in_between_is_paid_whole():
    # Of days 5 to 11 only day 7 brings anything: seven days of 2,700 DKK a week.
    found = paid(falling(2_700_00.0, 1_620_00.0, settled_days=7.0), 5, 7)
    assert found == (2_700_00, 2_700_00, 7)


AMOUNTS = st.floats(0, 1e12) | st.integers(0, 10**12).map(float)
SETTLED = st.sampled_from([0.0, 7.0, 365.25 / 12])


@given(st.builds(falling, AMOUNTS, AMOUNTS, st.floats(0, 20), SETTLED), st.integers(0, 20))
def test_pay_is_the_same_to_a_bit_whatever_the_rates(rates, first):
    for days in range(1, 8):
        by_day, twice, _ = paid(rates, first, days)
        assert by_day == twice
