"""The twin's third cumulants beside those of simulated teams.

The mean of cubed distances from the twin's mean is compared by z, with the errors of `judgement`.
Networks without a weekly factor, contacts or lump sums would pass with less; these have them all.
"""

import numpy as np
import pytest
from judgement import LIMIT, POWER_99, Estimate
from many_teams import sampled
from small_scenarios import parameters_of_text
from whole_model import CARE, PEOPLE

from sim.theory.twin import twin

TEAMS = 20_000
FOUND = 0.7
"""Bias of a third cumulant that is found with probability 0.99, as a share of it."""


def cubed(distances):
    cubes = distances**3
    return Estimate(float(cubes.mean()), float(cubes.std(ddof=1) / np.sqrt(len(cubes))))


@pytest.mark.parametrize(("text", "seed"), [(CARE, 5), (PEOPLE, 6)], ids=["care", "people"])
def test_third_cumulants_agree(text, seed):
    parameters = parameters_of_text(text)
    found, deviations = twin(parameters), sampled(parameters, TEAMS, seed).deviation
    spans = [(deviations.sum(axis=1), found.total)]
    spans += [(deviations[:, week], found.weekly[week]) for week in (0, -1)]
    for ends, moments in spans:
        seen = cubed(ends - moments.deviation[0] / 100)
        third = moments.third[0] / 1e6
        assert seen.agrees_with(third)
        assert (LIMIT + POWER_99) * seen.error < FOUND * abs(third)
