import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

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
MANY = 16

RUN = """
import sys
from sim.experiments.running.simulate import simulate
from sim.scenario.reading import load_scenario
if __name__ == "__main__":
    scenario = load_scenario(sys.argv[1])
    simulate(scenario, replications=int(sys.argv[2]), workers=2, out="out")
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Where results of two and of five replications lie, and two that three more wait for.

    Each is made once and copied by the tests; all are named as a test's own would be.
    """
    place = tmp_path_factory.mktemp("uninterrupted")
    (place / "small.toml").write_text(SMALL, encoding="utf-8")
    scenario = load_scenario(place / "small.toml")
    with pytest.MonkeyPatch.context() as there:
        for name, replications in (("two", 2), ("four", 4), ("five", 5), ("waiting", 2)):
            (place / name).mkdir()
            there.chdir(place / name)
            folder = simulate(scenario, replications=replications, workers=1, out="out").folder
        for replication in (2, 3, 4):
            replicate_into(folder, job(scenario), replication)
    return place


@pytest.fixture
def copied(made, tmp_path, monkeypatch):
    """Copy the results of a name to where a run of this test looks for them; gives their folder."""
    monkeypatch.chdir(tmp_path)

    def copy(name):
        shutil.copytree(made / name / "out", "out")
        (folder,) = Path("out").iterdir()
        return folder

    return copy


@pytest.fixture
def whole(made, bytes_of):
    """Bytes that a run of five replications is to end with."""
    (folder,) = (made / "five" / "out").iterdir()
    return bytes_of(folder)


def merge_some(small, folder, steps):
    """Stop a merge of three replications into a folder of two after some steps."""
    held = FolderContents(merged=frozenset({0, 1}), pieces=frozenset({2, 3, 4}))
    merge = merge_of(small, folder, held, record_of(small, "simpy"), lambda: job(small))
    every = merge_steps(merge)
    assert len(every) == STEPS
    for step in every[:steps]:
        step()


@pytest.mark.parametrize("steps", range(STEPS + 1))
def test_a_merge_stopped_after_any_step_is_finished_later(small, copied, whole, bytes_of, steps):
    merge_some(small, copied("waiting"), steps)
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


def test_a_half_written_replication_is_swept_away(small, copied, whole, bytes_of):
    folder = copied("four")
    part = folder / "unmerged" / ".unfinished-00004-12345"
    part.mkdir(parents=True)
    (part / "team_weeks.parquet").write_bytes(b"PAR1 half")
    assert bytes_of(simulate(small, replications=5, workers=1, out="out").folder) == whole


@pytest.mark.parametrize("content", [b"", b"garbage" * 100])
def test_a_damaged_replication_is_simulated_again(small, copied, whole, bytes_of, content):
    folder = copied("waiting")
    (folder / "unmerged" / "00003" / "state.npy").write_bytes(content)
    results = simulate(small, replications=5, workers=1, out="out")
    assert results.simulated == 1
    assert (
        "replication 3 is damaged or of another run, so it is simulated again" in results.notes[0]
    )
    assert bytes_of(results.folder) == whole


@pytest.mark.parametrize("name", ["team_weeks.parquet", "spells.parquet", "run.json"])
@pytest.mark.parametrize("content", [None, b"", b"garbage" * 100])
def test_a_damaged_folder_is_refused_and_stays_as_it_is(small, copied, bytes_of, name, content):
    folder = copied("two")
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    damaged = bytes_of(folder)
    with pytest.raises(ResultsError, match=f"{name}: .*; remove the folder and run"):
        simulate(small, replications=3, workers=1, out="out")
    assert bytes_of(folder) == damaged


def test_a_damaged_folder_that_is_removed_is_made_anew(small, copied, whole, bytes_of):
    folder = copied("five")
    (folder / "spells.parquet").unlink()
    shutil.rmtree(folder)
    assert bytes_of(simulate(small, replications=5, workers=1, out="out").folder) == whole
