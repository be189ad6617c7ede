"""The compiled engine's log is the SimPy engine's, row by row, and so are its sums.

The same loop without numba writes it as well; test_compiled_under_odd_rules.py asks the same of
a rulebook of one's own.
"""

import numpy as np
import pytest
from odd_rules import ODD_RULES
from shipped_scenarios import SHIPPED, ready
from small_scenarios import (
    ALL_BY_PLAN,
    ALL_LEVERS,
    CHOSEN_AND_MERGED,
    CHOSEN_BY_MINUTES,
    CONDUCT,
    EVERYTHING,
    OFFERS,
    STAYS_BY_EXIT,
    THREE_COURSES,
    WHOLE_MODEL,
    parameters_of_text,
)

from sim.engines import compiled_engine
from sim.engines.compiled_engine import CannotCompile, CompiledEngine, made_ready, without_days
from sim.engines.simpy_engine import SimpyEngine
from sim.engines.sweep import DONE, sweep_days
from sim.model.parameters import viewed
from sim.model.rulebook import STANDARD_RULES

TEXTS = {
    "three courses": THREE_COURSES,
    "everything": EVERYTHING,
    "whole model": WHOLE_MODEL,
    "all levers": ALL_LEVERS,
    "all by plan": ALL_BY_PLAN,
    "offers": OFFERS,
    "conduct": CONDUCT,
    "chosen and merged": CHOSEN_AND_MERGED,
    "chosen by minutes": CHOSEN_BY_MINUTES,
    "stays by exit": STAYS_BY_EXIT,
    "started weeks": THREE_COURSES.replace("[tariff]", '[tariff]\nsettled_per = "started_week"'),
}


def assert_alike(parameters, rules=STANDARD_RULES, **of):
    """Same log, and the same sums of every week."""
    fast = CompiledEngine(parameters, rules, keep_log=True, **of)
    slow = SimpyEngine(parameters, rules, keep_log=True, **of)
    weeks, expected = fast.run().weeks, slow.run().weeks
    assert fast.log == slow.log
    assert len(fast.log) > 50
    for name, found in weeks._asdict().items():
        np.testing.assert_array_equal(found, getattr(expected, name), err_msg=name)


@pytest.mark.parametrize("seed", [1, 2, 2**63 - 1])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_small_scenarios(text, seed):
    assert_alike(parameters_of_text(text), seed=seed, replication=seed % 3)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_scenarios(path):
    assert_alike(ready(path), seed=5)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_without_numba(text, monkeypatch):
    monkeypatch.setattr(compiled_engine, "can_compile", lambda: False)
    assert_alike(parameters_of_text(text), ODD_RULES)


def test_a_log_that_outgrows_its_room(monkeypatch):
    monkeypatch.setattr(compiled_engine, "_LOG_ROWS", 64)
    monkeypatch.setattr(compiled_engine, "_FEWEST_ROWS", 16)
    monkeypatch.setattr(compiled_engine, "_ROWS_A_CITIZEN", 0)
    assert_alike(parameters_of_text(EVERYTHING))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_run_that_it_is_compiled_with_does_nothing(text):
    run = without_days(parameters_of_text(text))
    assert sweep_days(STANDARD_RULES, viewed(run)) == DONE
    assert (run.agenda.now[1], len(run.agenda.head)) == (0, 0)


def test_a_process_of_ones_own_is_refused():
    engine = CompiledEngine(parameters_of_text(THREE_COURSES))
    with pytest.raises(TypeError, match="runs no process of your own; use SimpyEngine"):
        engine.add(lambda engine: engine)


def test_a_rule_beyond_the_compiler_is_said_in_words():
    rules = STANDARD_RULES._replace(multiplier=lambda u, sigma: float(str({u: sigma}[u])))
    message = "^a rule cannot be compiled .*; use the engine simpy$"
    with pytest.raises(CannotCompile, match=message):
        made_ready(parameters_of_text(THREE_COURSES), rules)
