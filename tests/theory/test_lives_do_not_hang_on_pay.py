"""Steady states of one tariff use the lives solved for another, and come to the same."""

import numpy as np
from small_scenarios import THREE_COURSES, scenario_of

from sim.model.levers import DEVELOPMENT_WEEKS
from sim.scenario.arrays.parameters import parameters_of
from sim.theory.steady.steady import SteadyStates

BY_THE_HOUR = THREE_COURSES.replace(
    'kind = "course_rates"\nweekly_dkk = { development = 2700, stabilisation = 1575, '
    "individual = 9900 }",
    'kind = "activity"\nhourly_dkk = { home_care = 460, nursing = 460, training = 460 }',
)


def test_lives_are_solved_once_for_both():
    by_course, by_the_hour = (
        parameters_of(scenario_of(text)) for text in (THREE_COURSES, BY_THE_HOUR)
    )
    first, alone = SteadyStates(by_course), SteadyStates(by_the_hour)
    together = SteadyStates(by_the_hour, lives_of=first)
    levers = by_course.behaviour.reference[0].copy()
    for weeks in (6.0, 8.5):
        levers[DEVELOPMENT_WEEKS] = weeks
        paid = first.under(levers)
        solved = len(first.solved_lives.lives)
        for mine, theirs in zip(together.under(levers), alone.under(levers), strict=True):
            np.testing.assert_array_equal(mine, theirs)
        assert len(first.solved_lives.lives) == solved  # nothing was left to solve
        assert not np.array_equal(paid.revenue, alone.under(levers).revenue)
