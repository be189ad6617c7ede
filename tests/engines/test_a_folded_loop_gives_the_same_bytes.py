"""What is taken for granted of a scenario is what its tables hold, and changes no number.

Compiling a loop for every structure takes minutes: `tests/benchmarks/folding.py` does, and
compares all bytes. Here the knowledge itself is held against every shipped scenario; one
structure is compiled in `checked_engine.py`, for rules of one's own.
"""

import numpy as np
import pytest
from shipped_scenarios import SHIPPED, ready
from small_scenarios import ALL_LEVERS, THREE_COURSES, parameters_of_text, scenario_of

import sim
from sim.engines import compiled_engine
from sim.engines.compiling.blocks import nothing_known
from sim.engines.compiling.folding import known_of_state, plainly_known
from sim.engines.simpy_engine import SimpyEngine
from sim.model.levers import Levers
from sim.model.rulebook import STANDARD_RULES
from sim.model.state import TeamNow
from sim.model.structure import still_levers


def known_fields(parameters):
    """Every field of which something is known: its value, and what is known of it."""
    for table in parameters:
        for field, value in zip(table._fields, table, strict=True):
            known = plainly_known(type(table), field, value)
            if known is not None:
                yield f"{type(table).__name__}.{field}", value, known


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_known_is_what_the_tables_hold(path):
    parameters = ready(path)
    fields = list(known_fields(parameters))
    assert len(fields) > 20
    for name, value, known in fields:
        found = np.broadcast_to(np.reshape(known.numbers, known.extents), np.shape(value))
        np.testing.assert_array_equal(found, value, err_msg=name)


def test_amounts_are_no_structure():
    cheap = parameters_of_text(THREE_COURSES)
    dear = parameters_of_text(THREE_COURSES.replace("home_care = 4.0", "home_care = 5.0"))
    assert not np.array_equal(cheap.demand.hours, dear.demand.hours)
    structures = [
        [(name, known) for name, _, known in known_fields(parameters)]
        for parameters in (cheap, dear)
    ]
    assert structures[0] == structures[1]


def test_levers_that_nobody_moves_are_those_of_the_last_day():
    parameters = parameters_of_text(THREE_COURSES)
    levers = still_levers(parameters, STANDARD_RULES)
    assert levers.tolist() == [0.0, 1.0, 1.0, -1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0]
    last = SimpyEngine(parameters).run().teams.levers
    np.testing.assert_array_equal(last, np.broadcast_to(levers, last.shape))
    known = known_of_state(parameters, STANDARD_RULES)
    assert known(TeamNow, "levers", last).numbers == tuple(levers.tolist())
    assert known(TeamNow, "unmet_share", last) is None


def test_levers_that_a_team_or_an_own_policy_moves_are_not_known():
    parameters = parameters_of_text(THREE_COURSES)
    own = STANDARD_RULES._replace(policy=lambda review: Levers(*review.reference))
    assert known_of_state(parameters, own) is nothing_known
    assert known_of_state(parameters_of_text(ALL_LEVERS), STANDARD_RULES) is nothing_known


@pytest.mark.skipif(not compiled_engine.can_compile(), reason="there is no loop to choose")
@pytest.mark.parametrize("engine", ["auto", "compiled"])
def test_a_loop_that_does_not_exist_is_refused_by_name(monkeypatch, engine):
    monkeypatch.setenv("FORLOEB_ENGINE", "fast")
    with pytest.raises(ValueError, match="FORLOEB_ENGINE is 'fast': use general or folded"):
        sim.simulate(scenario_of(THREE_COURSES), replications=1, out=None, engine=engine)
