import shutil
import signal
import subprocess
import sys
import time

import pytest
from two_teams import SMALL

from sim.experiments.folder.contents import FolderContents
from sim.experiments.folder.merging import merge_steps
from sim.experiments.folder.pieces import pieces_in
from sim.experiments.folder.record import record_of
from sim.experiments.folder.storage import ResultsError
from sim.experiments.running.finishing import merge_of
from sim.experiments.running.piecework import replicate_into
from sim.experiments.running.preparing import job
from sim.experiments.running.simulate import simulate
from sim.scenario.reading import load_scenario

STEPS = 12
MANY = 40

RUN = """
import sys
from sim.experiments.running.simulate import simulate
from sim.scenario.reading import load_scenario
if __name__ == "__main__":
    scenario = load_scenario(sys.argv[1])
    simulate(scenario, replications=int(sys.argv[2]), workers=2, out="out")
"""


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory, bytes_of):
    """Bytes of five replications that nothing interrupted, in a folder named as they are here."""
    place = tmp_path_factory.mktemp("uninterrupted")
    (place / "small.toml").write_text(SMALL, encoding="utf-8")
    with pytest.MonkeyPatch.context() as there:
        there.chdir(place)
        scenario = load_scenario(place / "small.toml")
        return bytes_of(simulate(scenario, replications=5, workers=1, out="out").folder)


@pytest.fixture
def whole(uninterrupted, tmp_path, monkeypatch):
    """Bytes that a run is to end with, which starts in a place of its own."""
    monkeypatch.chdir(tmp_path)
    return uninterrupted


def half_merged(small, steps):
    """A folder of two replications in which a merge of three more stopped after some steps."""
    folder = simulate(small, replications=2, workers=1, out="out").folder
    wanted = job(small)
    for replication in (2, 3, 4):
        replicate_into(folder, wanted, replication)
    held = FolderContents(merged=frozenset({0, 1}), pieces=frozenset({2, 3, 4}))
    merge = merge_of(small, folder, held, record_of(small, "simpy"), lambda: wanted)
    every = merge_steps(merge)
    assert len(every) == STEPS
    for step in every[:steps]:
        step()


@pytest.mark.parametrize("steps", range(STEPS + 1))
def test_a_merge_stopped_after_any_step_is_finished_later(small, whole, bytes_of, steps):
    half_merged(small, steps)
    results = simulate(small, replications=5, workers=1, out="out")
    assert results.simulated == 0
    assert bytes_of(results.folder) == whole


def test_a_run_killed_in_the_middle_is_finished_by_the_next(
    small, small_file, tmp_path, bytes_of, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    alone = simulate(small, replications=MANY, workers=1, out="out").folder
    wanted = bytes_of(alone)
    alone.parent.rename("alone")
    (tmp_path / "run.py").write_text(RUN, encoding="utf-8")
    with subprocess.Popen([sys.executable, "run.py", small_file, str(MANY)]) as killed:
        wait_for_pieces(tmp_path / alone)
        killed.send_signal(signal.SIGKILL)
    resumed = simulate(small, replications=MANY, workers=1, out="out")
    assert 0 < resumed.simulated < MANY
    assert bytes_of(resumed.folder) == wanted


def wait_for_pieces(folder):
    until = time.monotonic() + 60
    while len(pieces_in(folder)) < 3:
        assert time.monotonic() < until
        time.sleep(0.002)


def test_a_half_written_replication_is_swept_away(small, whole, bytes_of):
    folder = simulate(small, replications=4, workers=1, out="out").folder
    part = folder / "unmerged" / ".unfinished-00004-12345"
    part.mkdir(parents=True)
    (part / "team_weeks.parquet").write_bytes(b"PAR1 half")
    assert bytes_of(simulate(small, replications=5, workers=1, out="out").folder) == whole


@pytest.mark.parametrize("content", [b"", b"garbage" * 100])
def test_a_damaged_replication_is_simulated_again(small, whole, bytes_of, content):
    folder = simulate(small, replications=4, workers=1, out="out").folder
    replicate_into(folder, job(small), 4)
    (folder / "unmerged" / "00004" / "state.npy").write_bytes(content)
    results = simulate(small, replications=5, workers=1, out="out")
    assert results.simulated == 1
    assert (
        "replication 4 is damaged or of another run, so it is simulated again" in results.notes[0]
    )
    assert bytes_of(results.folder) == whole


@pytest.mark.parametrize("name", ["team_weeks.parquet", "spells.parquet", "run.json"])
@pytest.mark.parametrize("content", [None, b"", b"garbage" * 100])
def test_a_damaged_folder_is_refused_and_stays_as_it_is(small, whole, bytes_of, name, content):
    folder = simulate(small, replications=5, workers=1, out="out").folder
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    damaged = bytes_of(folder)
    with pytest.raises(ResultsError, match=f"{name}: .*; remove the folder and run"):
        simulate(small, replications=6, workers=1, out="out")
    assert bytes_of(folder) == damaged
    shutil.rmtree(folder)
    assert bytes_of(simulate(small, replications=5, workers=1, out="out").folder) == whole
