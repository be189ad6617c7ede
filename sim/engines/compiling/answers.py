"""Answers of the standard rules, which compiled code need not look at.

They lie within their ranges: a test lets the interpreted events look at them. Looking costs a run
some 5 %. With any rule of one's own in the rulebook every answer is looked at.
"""

from collections.abc import Callable
from typing import Any, Final

from numba import njit

from sim.model.events import answers
from sim.model.state import has_refused


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


UNCHECKED: Final[dict[Callable[..., Any], Any]] = {
    answers.checked: _as_answered,
    answers.checked_amount: _as_answered,
    answers.checked_count: _count_as_answered,
    has_refused: _nothing_refused,
}
"""What stands for a look at an answer where all rules are the standard ones."""
