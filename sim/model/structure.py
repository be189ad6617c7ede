"""The structure of a scenario: what it has and has not, apart from amounts.

A feature that is off is an array of nothing: 0, 1, -1, for ever. Compiled code may take that for
granted (`engines/compiling/folding.py`): the feature is then not there at all. Amounts are never
part of it, so scenarios that differ in rates, hours or staff have one structure.
"""

import math
from typing import Any, Final

import numpy as np

from sim.model.axes import is_structure
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.state import FAR
from sim.model.terms import POLICIES

_PLAIN: Final = (0, 1, -1, math.inf, FAR)
"""Values that say that there is nothing to say."""

_MOST: Final = 64
"""So many numbers are looked up in a list of constants, where they are not all the same."""

NEEDS_LED: Final = POLICIES.index("needs_led")


def is_plain(table: type, field: str, value: Any) -> bool:  # noqa: ANN401 - an array or a number
    """Whether a field of a scenario's arrays is a part of its structure."""
    if not isinstance(value, np.ndarray):
        return value in _PLAIN
    if value.size == 0:
        return False
    if is_structure(table, field):
        return True
    if not np.isin(value, _PLAIN).all():
        return False
    return value.size <= _MOST or bool((value == value.flat[0]).all())


def known_axes(parameters: Parameters) -> tuple[tuple[str, int], ...]:
    """Axes that are as long in every scenario of one structure, and their lengths."""
    courses, hazards = parameters.network.hazard_to.shape
    return ("C", courses), ("C+1", courses + 1), ("H", hazards)


def still_levers(parameters: Parameters, rules: Rulebook) -> Floats | None:
    """Levers of all teams, array [levers], where nobody moves one and they are plain."""
    behaviour = parameters.behaviour
    if rules.policy is not STANDARD_RULES.policy or (behaviour.policy != NEEDS_LED).any():
        return None
    levers: Floats = behaviour.reference[0]
    is_still = np.isin(levers, _PLAIN).all() and (behaviour.reference == levers).all()
    return levers if is_still else None
