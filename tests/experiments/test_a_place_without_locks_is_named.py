"""Locks, links and owners that a place does not have are named, and nothing is lost."""

import errno
import os

import pytest

from sim.experiments.folder.lock import LOCK, is_locked, locked
from sim.experiments.folder.storage import ResultsError
from sim.experiments.running.engine_choice import engine_for
from sim.experiments.running.simulate import simulate
from sim.model.rulebook import STANDARD_RULES

fcntl = pytest.importorskip("fcntl")


@pytest.fixture
def _no_locks(monkeypatch):
    def none(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)


@pytest.mark.usefixtures("_no_locks")
def test_a_place_without_locks_is_refused_by_name_and_left_as_it_was(small, tmp_path):
    with pytest.raises(ResultsError, match="this place has no locks") as refused:
        simulate(small, workers=1, out=tmp_path)
    assert "(No locks available), as some network shares have none" in str(refused.value)
    assert str(refused.value).startswith(str(tmp_path))
    assert str(refused.value).endswith("name a folder on a disk of this machine with --out")


@pytest.mark.usefixtures("_no_locks")
def test_results_in_a_place_without_locks_can_be_looked_at(tmp_path):
    (tmp_path / LOCK).write_text("1", encoding="utf-8")
    assert not is_locked(tmp_path)


def hard_link(path, other):
    path.hardlink_to(other)


def soft_link(path, other):
    path.symlink_to(other)


def folder(path, _other):
    path.mkdir()


def pipe(path, _other):
    os.mkfifo(path)


@pytest.mark.parametrize("kind", [hard_link, soft_link, folder, pipe])
def test_what_is_no_lock_of_ours_is_refused_by_name(tmp_path, kind):
    other = tmp_path / "other"
    other.write_text("do not touch", encoding="utf-8")
    (tmp_path / "run").mkdir()
    kind(tmp_path / "run" / LOCK, other)
    assert not is_locked(tmp_path / "run")
    said = r"run/\.lock: cannot be written \(.*remove it"
    with pytest.raises(ResultsError, match=said), locked(tmp_path / "run"):
        pass
    assert other.read_text(encoding="utf-8") == "do not touch"


def test_a_lock_is_seen_and_gone_afterwards(tmp_path):
    with locked(tmp_path):
        assert is_locked(tmp_path)
        assert (tmp_path / LOCK).read_text(encoding="utf-8") == str(os.getpid())
    assert not os.path.lexists(tmp_path / LOCK)


def test_a_read_only_place_is_named(small):
    with pytest.raises(ResultsError, match=r"^/proc/forloeb.*cannot be written"):
        simulate(small, workers=1, out="/proc/forloeb")


def test_where_no_engine_can_be_kept_a_small_run_does_not_compile(small, tmp_path, monkeypatch):
    loop = pytest.importorskip("sim.engines.compiling.loop")
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("FORLOEB_CACHE", str(tmp_path / "file" / "below"))
    loop.folder_for.cache_clear()
    try:
        assert engine_for("auto", small, STANDARD_RULES, 1, None) == "simpy"
    finally:
        loop.folder_for.cache_clear()
