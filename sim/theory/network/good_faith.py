"""The levers that teams hold in good faith, as the twin takes them.

Levers that all teams hold alike become numbers of the scenario (`levered.py`); where teams differ,
the twin takes all of them to do as the scenario says, and `limits.py` says so.
"""

import numpy as np

from sim.model.levers import GOOD_FAITH, Levers
from sim.model.parameters import Parameters
from sim.model.rulebook import Rulebook
from sim.theory.network.levered import levered


def differ(parameters: Parameters) -> bool:
    """Claim that the teams' levers stand differently in good faith."""
    reference = parameters.behaviour.reference
    return bool((reference != reference[:1]).any())


def held_by_all(parameters: Parameters) -> Levers:
    """Levers that every team holds in good faith."""
    if differ(parameters):
        return GOOD_FAITH
    return Levers(*(float(at) for at in np.asarray(parameters.behaviour.reference[0])))


def in_good_faith(parameters: Parameters, rules: Rulebook) -> tuple[Parameters, Rulebook]:
    """The scenario and the rules under the levers that every team holds."""
    levers = held_by_all(parameters)
    if levers == GOOD_FAITH:
        return parameters, rules
    held = levered(parameters, rules, levers)
    return held.parameters, held.rules
