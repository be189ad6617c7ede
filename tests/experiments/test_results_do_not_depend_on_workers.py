import numpy as np
import pytest

from sim.experiments.folder import database
from sim.experiments.folder.storage import ROWS_PER_GROUP, Sorted, sha256_of
from sim.experiments.running.simulate import simulate

ROWS = 2 * ROWS_PER_GROUP + 1_000
PARTS = 7


@pytest.fixture(scope="module")
def sorted_by_one_thread(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        return hash_when_sorted_by(1, tmp_path_factory.mktemp("one"), patch)


def hash_when_sorted_by(threads, folder, patch):
    """Hash of a file of several row groups, whose rows come in parts and out of order."""
    patch.setattr(database, "_several_threads", lambda: threads)
    order = np.random.default_rng(1).permutation(ROWS)
    rows = Sorted(folder / "rows")
    for part in np.array_split(order, PARTS):
        rows.add({"cost_dkk": part / 7, "level": part % 5}, part)
    rows.finish()
    return sha256_of(folder / "rows")


@pytest.mark.parametrize("threads", [2, 3, 4])
def test_several_threads_sort_to_the_bytes_of_one(
    threads, sorted_by_one_thread, tmp_path, monkeypatch
):
    assert hash_when_sorted_by(threads, tmp_path, monkeypatch) == sorted_by_one_thread


def test_two_workers_give_the_bytes_of_one(small, tmp_path, bytes_of, monkeypatch):
    monkeypatch.chdir(tmp_path)
    one = simulate(small, workers=1, out="out").folder
    first = bytes_of(one)
    one.parent.rename("one")
    two = simulate(small, workers=2, out="out").folder
    assert bytes_of(two) == first


def test_more_replications_extend_the_folder(small, tmp_path, bytes_of, monkeypatch):
    monkeypatch.chdir(tmp_path)
    fresh = simulate(small, replications=5, workers=1, out="out").folder
    wanted = bytes_of(fresh)
    fresh.parent.rename("fresh")
    assert simulate(small, replications=2, workers=1, out="out").simulated == 2
    extended = simulate(small, replications=5, workers=2, out="out")
    assert extended.simulated == 3
    assert bytes_of(extended.folder) == wanted


def test_the_same_again_simulates_nothing(small, tmp_path, bytes_of):
    first = simulate(small, workers=1, out=tmp_path)
    before = bytes_of(first.folder)
    again = simulate(small, workers=1, out=tmp_path)
    assert again.simulated == 0
    assert again.notes == [f"complete: all 3 replications are in {first.folder} already"]
    assert again.summary == first.summary
    assert bytes_of(again.folder) == before


def test_fewer_replications_keep_what_is_there(small, tmp_path):
    simulate(small, replications=3, workers=1, out=tmp_path)
    fewer = simulate(small, replications=2, workers=1, out=tmp_path)
    assert fewer.summary["replications"] == 3
    assert "holds 3 replications; the summary covers them all" in fewer.notes[-1]


def test_without_a_folder_the_numbers_are_the_same(small, tmp_path):
    kept = simulate(small, workers=1, out=tmp_path).summary
    lost = simulate(small, workers=1, out=None)
    assert lost.summary["total"] == kept["total"]
    assert lost.query("SELECT count(DISTINCT replication) FROM team_weeks").fetchall() == [(3,)]
