"""What falls on the days after a bearer has changed within a week is the same in both engines.

The baseline with the health reform, from a month before the tasks move on Friday 1 January 2027.
"""

import numpy as np

from sim.engines.compiled_engine import CompiledEngine
from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.running.preparing import job
from sim.experiments.tables.bearers import borne_ore
from sim.model.terms import ACUTE_NURSING, BEARERS, REGION, TEMPORARY_PLACE
from sim.scenario.reading import load_scenario

SHORT = ["run.start=2026-12-21", "run.weeks=3", "run.initial='empty'"]
"""The week of the change is the second: 28 December to 3 January."""


def test_the_week_of_the_change_is_parted_alike():
    made = job(load_scenario("scenarios/sundhedsreform_2027.toml", SHORT))
    one, other = (
        engine(made.parameters, made.rules, seed=1, replication=0).run().weeks
        for engine in (SimpyEngine, CompiledEngine)
    )
    assert np.array_equal(one.outside_ore, other.outside_ore)
    assert np.array_equal(one.outside_later_ore, other.outside_later_ore)
    later = np.asarray(one.outside_later_ore).sum(axis=0)
    assert later[1].any()
    assert not later[[0, 2]].any()
    borne = borne_ore(other, made.parameters).sum(axis=0)
    assert borne.shape[-1] == len(BEARERS)
    for account, share in ((ACUTE_NURSING, 1.0), (TEMPORARY_PLACE, 0.7)):
        assert abs(borne[1, account, REGION] - share * later[1, account]) <= len(made.names.teams)
        assert borne[0, account, REGION] == 0
