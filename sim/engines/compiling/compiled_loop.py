"""The loop of the engine, compiled by numba with one rulebook bound to it."""

from typing import Any

import numba
import numpy as np

from sim.engines.agenda import Agenda
from sim.engines.compiling import philox, sums
from sim.engines.compiling.answers import OF_STANDARD_RULES
from sim.engines.compiling.building import built
from sim.engines.compiling.functions import bound_to
from sim.engines.compiling.native import Built
from sim.engines.compiling.references import kind_of
from sim.engines.rule_constants import constants_name
from sim.engines.sweep import Record, SweptRun, sweep_days
from sim.model.draws import Draws, uniforms
from sim.model.events.week.parts import together
from sim.model.parameters import Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.state import State
from sim.model.units import whole_share

RULES = STANDARD_RULES
"""Stands for the rulebook that a loop is bound to."""


def swept(
    parameters: Parameters, state: State, agenda: Agenda, record: Record, draws: Draws
) -> int:
    """Sweep with the rulebook that the loop is bound to."""
    return sweep_days(RULES, SweptRun(parameters, state, agenda, record, draws))


def compiled_loop(rules: Rulebook, references: tuple[Any, ...]) -> Built:
    """The loop of a rulebook for tables like these."""
    instead = {
        uniforms: philox.compiled_uniforms,
        together: sums.compiled_together,
        whole_share: sums.compiled_whole_share,
    }
    of_rules = OF_STANDARD_RULES if rules == STANDARD_RULES else {}
    key = philox.CompiledDraws(np.uint64(0), np.uint64(0))
    kinds = (*map(kind_of, references), numba.typeof(key))
    bound, place = bound_to(swept, rules, "RULES"), constants_name(rules)
    return built(bound, {**instead, **of_rules}, kinds, place)
