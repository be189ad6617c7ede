import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from sim.experiments.cluster.task import Piece, all_pieces
from sim.experiments.folder.storage import ResultsError
from sim.experiments.running import pool
from sim.experiments.running.pool import available_workers, outcomes, travels
from sim.experiments.running.processes import end_session, has_kept
from sim.experiments.running.worker import piecewise


def note(folder: Path, replication: int) -> None:
    (folder / f"{replication}-{os.getpid()}").touch()


def note_or_fail(folder: Path, replication: int) -> None:
    if replication == 2:
        raise ValueError("two is\nnot wanted")
    note(folder, replication)


def note_or_die_once(folder: Path, replication: int) -> None:
    if replication == 2 and not (folder / "died").exists():
        (folder / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    note(folder, replication)


def note_or_die(folder: Path, replication: int) -> None:
    if replication == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    note(folder, replication)


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def faults(work, workers):
    return {found.replication: found.fault for found in outcomes(work, range(5), workers)}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_replication_that_raises_is_reported_and_the_others_finish(tmp_path, workers):
    found = faults(partial(note_or_fail, tmp_path), workers)
    assert found.pop(2).startswith("ValueError: two is not wanted (test_pool_survives")
    assert found == {0: None, 1: None, 3: None, 4: None}


def test_a_worker_killed_once_costs_nothing(tmp_path):
    found = faults(partial(note_or_die_once, tmp_path), workers=2)
    assert found == dict.fromkeys(range(5))


def test_a_replication_that_kills_its_worker_is_named_and_the_others_finish(tmp_path):
    found = faults(partial(note_or_die, tmp_path), workers=2)
    assert found.pop(2) == "its process died 3 times without a word (out of memory?)"
    assert found == {0: None, 1: None, 3: None, 4: None}


def test_workers_that_always_die_end_the_run():
    with pytest.raises(ResultsError, match="worker processes keep dying, last in replication"):
        list(outcomes(die, range(100), 2))


def test_one_worker_is_this_process_and_takes_what_cannot_be_pickled(tmp_path):
    found = [outcome.replication for outcome in outcomes(lambda n: note(tmp_path, n), [3, 1], 1)]
    assert found == [3, 1]
    assert {path.name for path in tmp_path.iterdir()} == {f"{n}-{os.getpid()}" for n in (1, 3)}


def test_two_workers_are_two_other_processes(tmp_path):
    assert len(list(outcomes(partial(note, tmp_path), range(20), 2))) == 20
    processes = {path.name.split("-")[1] for path in tmp_path.iterdir()}
    assert str(os.getpid()) not in processes


def test_leaving_early_ends_the_workers(tmp_path):
    began = time.monotonic()
    running = outcomes(partial(note_or_sleep, tmp_path), range(4), 2)
    next(running)
    running.close()
    assert time.monotonic() - began < 30
    assert not [pid for pid in pids_in(tmp_path) if is_alive(pid)]


def note_or_sleep(folder: Path, replication: int) -> None:
    note(folder, replication)
    if replication:
        time.sleep(60)


def pids_in(folder: Path) -> set[int]:
    return {int(path.name.split("-")[1]) for path in folder.iterdir()}


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_function_without_a_name_does_not_travel():
    assert travels(die)
    assert not travels(lambda _: None)


def test_there_is_at_least_one_worker():
    assert available_workers() >= 1


def run_unguarded(work, tmp_path):
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED.replace("WORK", work), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        [sys.executable, str(script)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


UNGUARDED = """
import operator
from functools import partial

from sim.experiments.running.pool import outcomes

def mine(*_):
    pass

print("begun")
more_than_a_pipe_holds = bytes(1_000_000)
assert all(one.fault is None for one in outcomes(partial(WORK, more_than_a_pipe_holds), [1, 2], 2))
print("done")
"""


def test_a_script_needs_no_guard(tmp_path):
    ended = run_unguarded("operator.eq", tmp_path)
    assert (ended.stdout.split(), ended.stderr) == (["begun", "done"], "")


def test_a_script_whose_own_functions_are_to_travel_is_told_of_its_guard_at_once(tmp_path):
    ended = run_unguarded("mine", tmp_path)
    told = 'put what it runs under `if __name__ == "__main__":`, or give workers=1'
    assert ended.stderr.splitlines()[-1].endswith(told)
    assert ended.stderr.count("Traceback") == 1  # of this script: it does not catch the fault


def sleeping(_: int) -> int:
    time.sleep(0.3)
    return os.getpid()


def test_processes_are_started_where_they_pay(monkeypatch):
    monkeypatch.setattr(pool, "available_workers", lambda: 2)
    few = {one.found for one in outcomes(sleeping, range(3), None)}
    assert few == {os.getpid()}
    monkeypatch.setattr(pool, "SECONDS_TO_START", 0.5)
    some = [one.found for one in outcomes(sleeping, range(6), None)]
    assert some[:2] == [os.getpid()] * 2
    assert os.getpid() not in some[2:]


def test_what_gains_by_threads_has_one_a_cpu_where_processes_do_not_pay(monkeypatch):
    monkeypatch.setattr(pool, "available_workers", lambda: 2)
    meet = threading.Barrier(2, timeout=30)

    def two_at_a_time(number):
        if number >= 2:  # the first two tell how long one takes
            meet.wait()
        return threading.get_ident()

    found = {
        one.replication: one.found
        for one in outcomes(two_at_a_time, range(8), None, side_by_side=True)
    }
    assert sorted(found) == list(range(8))
    assert {found[0], found[1]} == {threading.get_ident()}
    assert threading.get_ident() not in {found[number] for number in range(2, 8)}


def test_what_cannot_travel_stays_here(monkeypatch):
    monkeypatch.setattr(pool, "available_workers", lambda: 2)
    monkeypatch.setattr(pool, "SECONDS_TO_START", 0.0)

    def here(_):
        return os.getpid()

    assert {one.found for one in outcomes(here, range(3), None)} == {os.getpid()}


def kept_worker():
    """Process that does work which may go to the pool of the session."""
    (found,) = outcomes(partial(piecewise, os.getpid, all_pieces([Piece(0, "", ())]).of), [0], 2)
    return found.found


def test_a_pool_is_kept_for_the_session_as_long_as_the_session_is_as_it_was(monkeypatch, tmp_path):
    end_session()
    first = kept_worker()
    assert first != os.getpid()
    assert (kept_worker(), has_kept(2), has_kept(3)) == (first, True, False)
    monkeypatch.chdir(tmp_path)
    elsewhere = kept_worker()
    assert elsewhere != first
    assert not is_alive(first)
    end_session()
    assert not is_alive(elsewhere)


def test_what_may_be_edited_meanwhile_gets_processes_of_its_own(tmp_path):
    end_session()
    list(outcomes(partial(note, tmp_path), [0], 2))
    assert not has_kept(1)


KILLED = """
import os, signal, sys, tempfile
from functools import partial
from sim.experiments.cluster.task import Piece, all_pieces
from sim.experiments.running.pool import outcomes
from sim.experiments.running.worker import piecewise

tempfile.tempdir = sys.argv[1]
list(outcomes(partial(piecewise, os.getpid, all_pieces([Piece(0, "", ())]).of), [0], 2))
assert os.listdir(sys.argv[1])
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal")
def test_a_session_that_is_killed_leaves_no_folder(tmp_path):
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    until = time.monotonic() + 30
    while list(tmp_path.iterdir()):
        assert time.monotonic() < until
        time.sleep(0.1)
