"""Runs that are each too short to fold a loop fold it together; nothing kept can stop a run."""

import pytest
from small_scenarios import THREE_COURSES, parameters_of_text

from sim.engines.compiled_engine import CompiledEngine, fold_if_it_pays
from sim.engines.compiling import loop
from sim.engines.served import note_served, served_before
from sim.engines.sweep import DONE
from sim.model.rulebook import STANDARD_RULES

WORTH = 100.0


@pytest.fixture
def folds(tmp_path, monkeypatch):
    """Claim of how many loops were folded after runs of so many citizen-weeks."""
    monkeypatch.setenv("FORLOEB_CACHE", str(tmp_path / "loops"))
    monkeypatch.delenv("FORLOEB_ENGINE", raising=False)
    loop.folder_for.cache_clear()
    folded = []
    monkeypatch.setattr(loop, "_entry", lambda _rules, _references, taken: folded.append(taken))
    run = CompiledEngine(parameters_of_text(THREE_COURSES)).swept

    def count(*works):
        for work in works:
            loop.made_folded(STANDARD_RULES, run, work, WORTH)
        return len(folded)

    yield count
    loop.folder_for.cache_clear()


@pytest.mark.usefixtures("folds")
def test_what_is_folded_beforehand_is_what_a_run_asks_for(monkeypatch):
    parameters = parameters_of_text(THREE_COURSES)
    asked = []

    def noted(_rules, references, _taken):
        asked.append(loop.layout(references))
        return lambda *_addresses: DONE

    monkeypatch.setattr(loop, "_entry", noted)
    fold_if_it_pays(parameters, STANDARD_RULES, replications=10**9)
    monkeypatch.setenv("FORLOEB_ENGINE", "folded")
    CompiledEngine(parameters, seed=7, replication=3).run()
    assert len(asked) == 2
    assert asked[0] == asked[1]


def test_a_run_that_pays_alone_folds_at_once(folds):
    assert folds(WORTH) == 1


def test_runs_that_pay_together_fold_with_the_last(folds):
    assert folds(40.0, 59.0) == 0
    assert folds(1.0) == 1


def test_a_note_that_is_damaged_counts_for_nothing(tmp_path):
    note = tmp_path / "served"
    note_served(note, 12.5)
    assert served_before(note) == 12.5
    note.write_bytes(b"?" + note.read_bytes()[1:])
    assert served_before(note) == 0.0
    assert not note.exists()


def test_a_note_that_cannot_be_written_is_left(tmp_path):
    note_served(tmp_path / "no folder" / "served", 1.0)
    assert served_before(tmp_path / "no folder" / "served") == 0.0
