"""Without a folder a run is kept in memory: same numbers, same tables, nothing written."""

import os
import sys
import tempfile
from itertools import pairwise

import numpy as np
import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

import sim
from sim.experiments.folder.storage import ResultsError
from sim.scenario.reading import changed_scenario

SCENARIO = scenario_of(FOUR_WEEKS)
OTHER = changed_scenario(SCENARIO, {"course.stabilisation.stay.mean_weeks": 9})
HOW = {"replications": 3, "workers": 1, "engine": "simpy"}

_written = []
_is_watching = []


def note_writing(event, given):
    if _is_watching and event in {"open", "os.mkdir", "os.rename", "os.remove"}:
        is_write = event != "open" or bool(
            given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        )
        if is_write:
            _written.append((event, given[0]))


sys.addaudithook(note_writing)


@pytest.fixture
def written():
    _written.clear()
    _is_watching.append(True)
    yield _written
    _is_watching.clear()


@pytest.fixture(scope="module")
def in_memory():
    return sim.simulate(SCENARIO, out=None, **HOW)


@pytest.fixture(scope="module")
def in_folder(tmp_path_factory):
    return sim.simulate(SCENARIO, out=tmp_path_factory.mktemp("out"), **HOW)


def test_nothing_is_written(written):
    results = sim.simulate(SCENARIO, out=None, **HOW)
    results.query("SELECT count(*) FROM spells").fetchall()[0]
    results.team_weeks()
    sim.compare([SCENARIO, OTHER], out=None, **HOW)
    assert written == []


def test_what_is_written_would_be_seen(written):
    with tempfile.TemporaryDirectory() as folder:
        sim.simulate(SCENARIO, out=folder, **HOW)
    assert written


def test_the_summary_is_that_of_the_folder(in_memory, in_folder):
    mine, theirs = ({**one.summary, "results": ""} for one in (in_memory, in_folder))
    assert mine == theirs


@pytest.mark.parametrize("table", ["team_weeks", "spells"])
def test_the_tables_are_those_of_the_folder(table, in_memory, in_folder):
    mine, theirs = (getattr(one, table)() for one in (in_memory, in_folder))
    assert list(mine) == list(theirs)
    for column, values in mine.items():
        np.testing.assert_array_equal(
            np.ma.getmaskarray(values), np.ma.getmaskarray(theirs[column])
        )
        np.testing.assert_array_equal(np.ma.filled(values, 0), np.ma.filled(theirs[column], 0))


def test_each_runs_questions_see_its_own_rows():
    runs = [sim.simulate(SCENARIO, out=None, **{**HOW, "replications": n}) for n in (1, 2, 3)]
    asked = "SELECT count(*) FROM team_weeks"
    rows = [run.query(asked).fetchall()[0][0] for run in runs]
    a_replication = len(SCENARIO.values.team) * SCENARIO.values.run.weeks
    assert [later - one for one, later in pairwise([0, *rows])] == [a_replication] * 3


def test_a_comparison_is_that_of_folders(tmp_path):
    mine = sim.compare([SCENARIO, OTHER], out=None, **HOW).tree
    theirs = sim.compare([SCENARIO, OTHER], out=tmp_path, **HOW).tree
    told = {"results", "comparison", "sum"}
    assert {key: of for key, of in mine.items() if key not in told} == {
        key: of for key, of in theirs.items() if key not in told
    }


def test_there_is_no_folder_to_look_into(in_memory):
    with pytest.raises(ResultsError, match="in memory only: give out=FOLDER to keep them"):
        _ = in_memory.folder
