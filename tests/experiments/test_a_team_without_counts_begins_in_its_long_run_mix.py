"""Counts of today for some teams: the others begin as they would with `initial = "stationary"`."""

import numpy as np
import pytest
from small_scenarios import scenario_of
from two_teams import SMALL

from sim.experiments.running.starting import started
from sim.experiments.warnings import warnings_of
from sim.scenario.arrays.teams import teams_by_key

COUNTS = '\n[run.initial."Østergårds Vænge"]\ndevelopment = 5\nstabilisation = 2\n'


def present(text):
    """Citizens of each team on the first day by course, in the order of the file."""
    scenario = scenario_of(text)
    start = started(scenario).start
    names = [team.name for team in scenario.values.team]
    rows = [names[number] for number in teams_by_key(scenario.values)]
    by_course = np.stack([start.present[:, start.course == c].sum(axis=1) for c in (0, 1)], axis=1)
    return dict(zip(rows, by_course.tolist(), strict=True)), start


def test_the_counted_are_as_counted_and_the_others_as_in_the_long_run():
    """In the long run Nord has 2 x 3 weeks in development and 1 x 9 in stabilisation."""
    found, start = present(SMALL + COUNTS)
    assert start.is_counted
    assert found["Østergårds Vænge"] == [5, 2]
    long_run, _ = present(SMALL)
    assert found["Nord"] == pytest.approx(long_run["Nord"], abs=0.5)
    assert found["Nord"] == [6, 9]


def test_a_team_that_counts_nobody_begins_empty():
    found, _ = present(SMALL + COUNTS + "[run.initial.Nord]\n")
    assert found == {"Nord": [0, 0], "Østergårds Vænge": [5, 2]}


@pytest.mark.parametrize(("stabilisation", "warns"), [(2, False), (60, True)])
def test_counts_far_from_the_long_run_are_warned_of(stabilisation, warns):
    """In the long run Østergårds Vænge has 1 x 3 + 0.5 x 9 = 7.5 citizens."""
    counts = COUNTS.replace("stabilisation = 2", f"stabilisation = {stabilisation}")
    found = warnings_of(scenario_of(SMALL + counts))
    assert [one.key for one in found] == ['run.initial."Østergårds Vænge"'] * warns
    if warns:
        assert found[0].what.startswith("counts 65 citizens, and inflow and stays keep 7.5")
