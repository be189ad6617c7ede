"""What its conduct costs a team beside money: the conscience and the extra effort of its staff."""

import numpy as np

from sim.model.parameters import Floats
from sim.model.rules.conduct import dishonesty, extra_effort
from sim.model.terms import DEVELOPMENT, HOSPITAL
from sim.model.units import DAYS_PER_WEEK
from sim.theory.network.levered import Levered
from sim.theory.steady.lives import SteadyLives, present
from sim.theory.steady.money import has_dearer_course


def own_cost(scenario: Levered, lives: SteadyLives) -> Floats:
    """Dishonesty and extra effort of a week [øre], array [T]; no part of any account."""
    behaviour, levers = scenario.parameters.behaviour, scenario.levers
    spells = DAYS_PER_WEEK * lives.spells @ has_dearer_course(scenario, lives.network)
    kinds, courses = scenario.parameters.network.kind, [s.course for s in lives.network.stations]
    kind = np.array([kinds[course] if course >= 0 else HOSPITAL for course in courses])
    here = present(lives)
    given = extra_effort(levers.delivered_share) * here[:, kind != HOSPITAL].sum(axis=1)
    developed = extra_effort(levers.effort) * here[:, kind == DEVELOPMENT].sum(axis=1)
    lies = dishonesty(levers.relabel_share) * float(behaviour.dishonesty_ore[0]) * spells
    return np.asarray(lies + float(behaviour.effort_ore[0]) * (given + developed))
