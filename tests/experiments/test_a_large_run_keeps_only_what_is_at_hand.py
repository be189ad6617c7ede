"""A large run puts finished spells on the disk and uses their rows again: same results."""

import pytest
from small_scenarios import THREE_COURSES, WHOLE_MODEL, parameters_of_text, scenario_of

from sim.engines import compiled_engine
from sim.engines.compiled_engine import CompiledEngine
from sim.experiments.running.simulate import simulate
from sim.model.state import SPELLS, SPELLS_BEGUN

LONG = THREE_COURSES.replace("weeks = 8", "weeks = 80", 1)
TEXTS = {"three courses": LONG, "whole model": WHOLE_MODEL.replace("weeks = 7", "weeks = 40", 1)}


@pytest.fixture
def few_rows(monkeypatch):
    """Every run counts as large."""
    monkeypatch.setattr(compiled_engine, "_FEWEST_ROWS", 16)
    monkeypatch.setattr(compiled_engine, "_ROWS_A_CITIZEN", 1)
    monkeypatch.setattr(compiled_engine, "_MANY_SPELLS", 16)


def tables(text, out):
    """Bytes of the two tables of two replications."""
    results = simulate(scenario_of(text), replications=2, workers=1, out=out, engine="compiled")
    return [(results.folder / f"{name}.parquet").read_bytes() for name in ("team_weeks", "spells")]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_tables_are_the_same(text, tmp_path, request):
    at_once = tables(text, tmp_path / "at once")
    request.getfixturevalue("few_rows")
    assert tables(text, tmp_path / "bit by bit") == at_once


@pytest.mark.usefixtures("few_rows")
def test_rows_are_used_again():
    engine, handed_on = CompiledEngine(parameters_of_text(LONG)), []
    rows = engine.run(lambda state: handed_on.append(int(state.rows[SPELLS]))).rows
    assert len(handed_on) > 2
    assert rows[SPELLS_BEGUN] > rows[SPELLS]
    assert rows[SPELLS_BEGUN] <= rows[SPELLS] + sum(handed_on)


@pytest.mark.usefixtures("few_rows")
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_log_is_the_same(text):
    logs = []
    for finished in (None, lambda _: None):
        engine = CompiledEngine(parameters_of_text(text), keep_log=True)
        engine.run(finished)
        logs.append(engine.log)
    assert logs[0] == logs[1]
