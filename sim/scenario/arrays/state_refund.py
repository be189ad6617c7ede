"""The state's refund of dear months, in øre a month."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from sim.model.parameters import Floats, Ints, StateRefund
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.scenario.arrays.periods import each
from sim.scenario.schema.money import MONTHS_PER_YEAR
from sim.scenario.schema.scenario import Values


def state_refund(periods: Sequence[Values]) -> StateRefund:
    """Limits and shares by step; without any, nobody is refunded."""
    is_on = periods[0].refund is not None
    return StateRefund(
        is_on=is_on,
        citizens_share=each(periods, _shares),
        above_ore=each(periods, _limits),
        added_share=each(periods, _added),
        month_of_day=_months(periods[0]) if is_on else np.zeros(1, np.int64),
    )


def _shares(values: Values) -> list[float]:
    """Share of the age group by course."""
    names = [course.name for course in values.course]
    said = values.refund.citizens_share if values.refund else 0.0
    return [said.get(name, 0.0) if isinstance(said, dict) else said for name in names]


def _limits(values: Values) -> list[float]:
    """A twelfth of each yearly limit."""
    steps = values.refund.steps if values.refund else []
    return [ORE_PER_DKK * step.above_dkk_per_year / MONTHS_PER_YEAR for step in steps] or [np.inf]


def _added(values: Values) -> Floats:
    """What each step's share is more than that of the step below."""
    steps = values.refund.steps if values.refund else []
    return np.diff([step.share for step in steps] or [0.0], prepend=0.0)


def _months(values: Values) -> Ints:
    """Number of the month that each day of the run lies in, from its first day on."""
    run = values.run
    first = run.start - dt.timedelta(weeks=run.warm_up_weeks)
    days = DAYS_PER_WEEK * (run.weeks + run.warm_up_weeks) + 1
    dates = [first + dt.timedelta(days=day) for day in range(days)]
    months = [MONTHS_PER_YEAR * day.year + day.month for day in dates]
    return np.array(months, np.int64)
