"""What compiled code knows of the standard rules' answers, and need not ask or look at.

They lie within their ranges: a test lets the interpreted events look at them. Looking costs a run
some 5 %. A weekly rate that is paid by the day changes once in a course at most, so it is asked on
the first and last of some days; asking on each costs another 5 %. A hazard's time is worked out
where it may strike within the days asked for. With any rule of one's own in the rulebook every
answer is asked for and looked at.
"""

import math
from collections.abc import Callable
from typing import Any, Final

from numba import njit

from sim.model.events import answers
from sim.model.events.lookups import hazard_within
from sim.model.events.week.money import pay_by_day
from sim.model.state import has_refused
from sim.model.units import DAYS_PER_WEEK

_BEYOND_ROUNDING: Final = 1.0 + 1e-9
"""Far more than what a logarithm, a product and a quotient are rounded by."""


@njit(forceinline=True)
def _as_answered(refused, rule, value, most=answers.MOST):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """The answer, as `answers.checked` gives it."""
    return value


@njit(forceinline=True)
def _count_as_answered(refused, rule, value):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """The answer, as `answers.checked_count` gives it."""
    return int(value)


@njit(forceinline=True)
def _nothing_refused(state):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Whether an answer was refused, as `state.has_refused`: none is looked at."""
    return False


@njit(forceinline=True)
def pay_by_standard_rate(model, rates, first, end):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Pay for days of a course, as `money.pay_by_day`, to the last bit.

    Whole øre are added up without rounding, so a product is the same as their sum.
    """
    if rates.settled_days == 0.0:
        rate = model.rulebook.weekly_rate(first, rates)
        if rate == model.rulebook.weekly_rate(end - 1, rates) and rate == math.floor(rate):
            return rate * (end - first) / DAYS_PER_WEEK
    weekly = 0.0
    for day in range(first, end):
        weekly += model.rulebook.weekly_rate(day, rates)
    return weekly / DAYS_PER_WEEK


@njit(forceinline=True)
def hazard_within_standard(model, u, per_day, days):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Time until a hazard strikes, as `lookups.hazard_within`, to the last bit.

    -log(1 - u) is u at least, so most are seen not to strike without a logarithm.
    """
    if u >= per_day * days * _BEYOND_ROUNDING:
        return math.inf
    strikes = model.rulebook.hazard(u, per_day)
    return strikes if strikes < days else math.inf


OF_STANDARD_RULES: Final[dict[Callable[..., Any], Any]] = {
    pay_by_day: pay_by_standard_rate,
    hazard_within: hazard_within_standard,
    answers.checked: _as_answered,
    answers.checked_amount: _as_answered,
    answers.checked_count: _count_as_answered,
    has_refused: _nothing_refused,
}
"""What stands for asking and looking where all rules are the standard ones."""
