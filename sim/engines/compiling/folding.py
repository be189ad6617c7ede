"""What compiled code takes for granted of a scenario: its structure.

The general loop serves every scenario; a folded one only those of one structure, and in it a
feature that is off is not there. What belongs to the structure is for the model to say
(`model/structure.py`); here it becomes numbers that types hold. Both give the same bytes.
"""

from functools import lru_cache
from typing import Any

import numpy as np

from sim.engines.compiling.blocks import Knowledge, Known, nothing_known
from sim.model.parameters import Parameters
from sim.model.rulebook import Rulebook
from sim.model.state import TeamNow
from sim.model.structure import is_plain, still_levers


def plainly_known(table: type, field: str, value: Any) -> Known | None:
    """What is known of a field of a scenario's arrays."""
    if not is_plain(table, field, value):
        return None
    if isinstance(value, np.ndarray):
        return _of_last_axes(value)
    return Known((), (int(value) if isinstance(value, bool) else value,))


def _of_last_axes(values: Any) -> Known:
    """The numbers of as few of the last axes as tell the whole array."""
    for first in range(values.ndim, -1, -1):
        extents = values.shape[first:]
        rows = values.reshape(-1, int(np.prod(extents, dtype=np.int64)))
        if (rows == rows[0]).all():
            break
    return Known(extents, tuple(rows[0].tolist()))


@lru_cache(maxsize=64)
def knowing_levers(levers: tuple[float, ...]) -> Knowledge:
    """Knowledge of a state in which these are the levers of all teams all through a run."""

    def known(table: type, field: str, _value: Any) -> Known | None:
        return Known((len(levers),), levers) if (table, field) == (TeamNow, "levers") else None

    return known


def known_of_state(parameters: Parameters, rules: Rulebook) -> Knowledge:
    """What is known of the state all through a run: levers that nobody moves."""
    levers = still_levers(parameters, rules)
    return nothing_known if levers is None else knowing_levers(tuple(levers.tolist()))


def unrecorded(_table: type, field: str, _value: Any) -> Known | None:
    """Knowledge of an event log that is not kept: its columns are empty."""
    return None if field == "used" else Known((0,), ())
