"""The state that is kept of a replication gives the tables, sums and folder that it gave itself."""

import hashlib

import numpy as np
import pytest
from in_lists import in_lists
from small_scenarios import EVERYTHING, OFFERS, scenario_of

from sim.cli import status
from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS, piece, writing_piece
from sim.experiments.folder.record import run_hash
from sim.experiments.folder.states import STATE, state_at, state_in_bytes
from sim.experiments.folder.storage import write_columns
from sim.experiments.prepared.prepare import prepare
from sim.experiments.prepared.state_sums import Ended, same_sums, sums_of_state
from sim.experiments.running import finishing
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import replicated, run_to_end, tabulated
from sim.experiments.running.simulate import simulate
from sim.experiments.tables.tables import reported_rows

FAST = ("--workers", "1", "--engine", "simpy", "--no-report", "--out", "out")


@pytest.mark.parametrize("text", [EVERYTHING, OFFERS.replace("weeks = 26", "weeks = 8")])
def test_tables_and_sums_are_the_same(text, tmp_path):
    prepared = prepare(scenario_of(text), engine="simpy")
    state = run_to_end(prepared.job, 0)
    (tmp_path / STATE).write_bytes(state_in_bytes(state, reported_rows(prepared.job, state)))
    kept = state_at(tmp_path / STATE)
    tables = [in_lists(tabulated(prepared.job, each, 0)) for each in (state, kept)]
    assert tables[0] == tables[1]
    sums = [sums_of_state(prepared.job, prepared.facts, Ended(0, each)) for each in (state, kept)]
    assert same_sums(*sums)


@pytest.mark.parametrize("part", ["_MOST_BYTES", "_EXACT"])
def test_the_folder_is_the_same_where_states_become_tables_first(
    part, small, tmp_path, bytes_of, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    at_once = simulate(small, workers=1, out="out").folder
    wanted = bytes_of(at_once)
    at_once.parent.rename("at once")
    monkeypatch.setattr(finishing, part, 0)
    assert bytes_of(simulate(small, workers=1, out="out").folder) == wanted


def test_tables_that_an_earlier_build_left_are_taken(small, tmp_path, bytes_of, monkeypatch):
    monkeypatch.chdir(tmp_path)
    whole = simulate(small, replications=4, workers=1, out="out").folder
    wanted = bytes_of(whole)
    whole.parent.rename("whole")
    folder = simulate(small, replications=2, workers=1, out="out").folder
    with writing_piece(folder, run_hash(small), 3) as part:
        rows = replicated(job(small), 3)
        write_columns(rows.team_weeks, part / TEAM_WEEKS)
        write_columns(rows.spells, part / SPELLS)
    resumed = simulate(small, replications=4, workers=1, out="out")
    assert resumed.simulated == 1
    assert bytes_of(resumed.folder) == wanted


def with_course(record, number):
    changed = record.copy()
    changed["spells.course"] = number
    return changed


def without_a_column(record):
    return record[list(record.dtype.names[1:])].copy()


WRONG = {
    "another course": (lambda record: with_course(record, 99), "do not fit together"),
    "a column less": (without_a_column, "is simulated again"),
    "no record": (lambda _: np.zeros(3), "is simulated again"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_state_that_is_none_is_refused_or_made_anew(
    wrong, small_file, small, capsys, monkeypatch
):
    """Its hashes are right: it may come from anybody."""
    changed, said = WRONG[wrong]
    monkeypatch.chdir(small_file.parent)
    folder = simulate(small, replications=2, workers=1, out="out").folder
    state, wanted = run_to_end(job(small), 2), job(small)
    with writing_piece(folder, run_hash(small), 2) as part:
        (part / STATE).write_bytes(state_in_bytes(state, reported_rows(wanted, state)))
        np.save(part / STATE, changed(np.load(part / STATE)))
    assert piece(folder, 2).is_dir()
    before = hashlib.sha256((folder / SPELLS).read_bytes()).hexdigest()
    code = status(["run", str(small_file), "--replications", "3", *FAST])
    (line,) = [line for line in capsys.readouterr().err.splitlines() if said in line]
    assert str(folder) in line or "replication 2" in line
    assert code == (2 if said == "do not fit together" else 0)
    if code:
        assert hashlib.sha256((folder / SPELLS).read_bytes()).hexdigest() == before
