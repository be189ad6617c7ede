"""A run's tables as compiled code takes them, in the order of the loop's arguments."""

import os
from typing import Any

import numpy as np

from sim.engines.compiling.folding import known_of_state, plainly_known
from sim.engines.compiling.philox import CompiledDraws
from sim.engines.compiling.references import Reference
from sim.engines.sweep import SweptRun
from sim.model.parameters import Parameters
from sim.model.rulebook import Rulebook

_WHICH = "FORLOEB_ENGINE"

_constants: dict[tuple[int, bool], tuple[Any, Reference]] = {}
"""The constants referred to last, by identity: replications share them."""


def _constants_of(parameters: Parameters, is_folded: bool) -> Reference:
    key = id(parameters), is_folded
    if key not in _constants:
        _constants.clear()
        known = {"known": plainly_known} if is_folded else {}
        _constants[key] = parameters, Reference(parameters, is_constant=True, **known)
    return _constants[key][1]


def referred(rules: Rulebook, run: SweptRun, key: tuple[int, int]) -> tuple[Any, ...]:
    """Arguments of the loop; the key is seed and replication."""
    seed, replication = key
    is_folded = os.environ.get(_WHICH) == "folded"
    known = {"known": known_of_state(run.parameters, rules)} if is_folded else {}
    return (
        _constants_of(run.parameters, is_folded),
        Reference(run.state, is_constant=False, **known),
        Reference(run.agenda, is_constant=False),
        Reference(run.record, is_constant=False),
        CompiledDraws(np.uint64(seed), np.uint64(replication)),
    )
