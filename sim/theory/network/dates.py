"""A scenario as it stands in one of its dated periods, for ever.

The steady state has no calendar: it is that of the values of one date.
"""

from typing import Any, Final

import numpy as np

from sim.model.axes import axes
from sim.model.parameters import Behaviour, Calendar, Ints, Parameters

_UNDATED: Final = {
    "team_key",
    "quantiles",
    "kind",
    "exit_to",
    "exit_level_how",
    "exit_level",
    "hazard_to",
    "dose_exit",
    "by_exit",
    "row_of_exit",
    "gives",
    "shift_group",
    "of_team",
    "number",
    "course",
    "month_of_day",
}
"""Arrays without an axis over periods; `stays.kind` has one."""

_DATED_BEHAVIOUR: Final = (
    "found_share",
    "audits",
    "found_per_audit",
    "penalty_ore",
    "dishonesty_ore",
    "effort_ore",
    "relabel_hours",
    "delay_hours",
    "given_up_per_day",
    "declined_ore",
    "wait_days",
    "admitted_per_day",
    "discharge_days",
    "discharge_found",
    "discharge_penalty_ore",
)


def on_date(parameters: Parameters, period: int) -> Parameters:
    """Parameters with the values of one period and no other."""
    terms = parameters.terms.kinds
    parts = {name: _part(name, part, period, terms) for name, part in parameters._asdict().items()}
    return Parameters(**parts)


def periods_alike(parameters: Parameters) -> Ints:
    """For each period the first that is like it in all but who comes, array [P].

    A season moves inflow alone: what a day is worth to those present is then found once.
    """
    periods = len(parameters.calendar.period_end)
    found = np.arange(periods)
    kept: list[tuple[int, tuple[Any, ...]]] = []
    for period in range(periods if periods > 1 else 0):
        one = _of_those_present(on_date(parameters, period))
        like = next((number for number, other in kept if _is_same(one, other)), period)
        found[period] = like
        if like == period:
            kept.append((period, one))
    return found


def _of_those_present(parameters: Parameters) -> tuple[Any, ...]:
    parts = parameters._asdict().items()
    return tuple(part for name, part in parts if name not in {"calendar", "inflow", "start"})


def _is_same(one: Any, other: Any) -> bool:  # noqa: ANN401 - parts, arrays and numbers
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(_is_same, one, other))
    if isinstance(one, np.ndarray):
        return one is other or np.array_equal(one, other)
    return bool(one == other)


def _part(name: str, part: Any, period: int, terms: int) -> Any:  # noqa: ANN401 - any of the parts
    if isinstance(part, Calendar):
        always = np.zeros_like(part.period_of_day)
        return part._replace(period_of_day=always, period_end=part.period_end[-1:])
    if isinstance(part, Behaviour):
        return _behaviour(part, period)
    if name == "start":
        return part
    undated = _UNDATED - {"kind"} if name == "stays" else _UNDATED
    dated = {
        field: value[_rows(type(part), field, period, terms)]
        for field, value in part._asdict().items()
        if isinstance(value, np.ndarray) and field not in undated
    }
    return part._replace(**dated)


def _rows(table: type, field: str, period: int, terms: int) -> slice:
    """Rows of a period: one, or one for each set of terms."""
    of = terms if axes(table, field)[0] == "PxF" else 1
    return slice(period * of, (period + 1) * of)


def _behaviour(behaviour: Behaviour, period: int) -> Behaviour:
    teams = len(behaviour.policy)
    dated = {field: getattr(behaviour, field)[period : period + 1] for field in _DATED_BEHAVIOUR}
    rows = slice(period * teams, (period + 1) * teams)
    return behaviour._replace(best=behaviour.best[rows], **dated)
