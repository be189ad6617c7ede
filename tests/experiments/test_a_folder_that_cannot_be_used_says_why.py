import os
import resource
import shutil
import subprocess
import sys

import pytest

from sim.experiments.folder.lock import locked
from sim.experiments.folder.record import folder_name
from sim.experiments.folder.storage import ResultsError
from sim.experiments.running.simulate import simulate
from sim.model.rulebook import STANDARD_RULES
from sim.scenario.reading import load_scenario


def test_a_file_where_the_folder_should_be(small, tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(ResultsError, match=r"taken.*cannot be written.*name another"):
        simulate(small, workers=1, out=tmp_path / "taken")


@pytest.mark.parametrize("name", ["run.json", "summary.json", "spells.parquet"])
def test_a_folder_where_a_file_should_be(small, tmp_path, name):
    (tmp_path / folder_name(small) / name / "in it").mkdir(parents=True)
    with pytest.raises(ResultsError, match=rf"{name}: is .*no plain file.*; remove the folder"):
        simulate(small, workers=1, out=tmp_path)


def test_a_file_where_replications_wait(small, tmp_path):
    (tmp_path / folder_name(small)).mkdir()
    (tmp_path / folder_name(small) / "unmerged").write_text("a file", encoding="utf-8")
    with pytest.raises(ResultsError, match="unmerged: is not left there by a run; remove"):
        simulate(small, workers=1, out=tmp_path)


def test_a_place_where_nobody_may_write(small):
    with pytest.raises(ResultsError, match=r"^/proc/forloeb/.*cannot be written"):
        simulate(small, workers=1, out="/proc/forloeb")


def test_a_folder_in_which_another_run_is_at_work(small, tmp_path):
    folder = tmp_path / folder_name(small)
    folder.mkdir()
    with locked(folder), pytest.raises(ResultsError, match=f"another run.*process {os.getpid()}"):
        simulate(small, workers=1, out=tmp_path)


def test_a_lock_that_a_killed_run_left_is_no_hindrance(small, tmp_path):
    folder = tmp_path / folder_name(small)
    folder.mkdir()
    (folder / ".lock").write_text("1", encoding="utf-8")
    assert simulate(small, workers=1, out=tmp_path).simulated == 3
    assert not (folder / ".lock").exists()


def test_a_folder_of_another_scenario(small, tmp_path):
    folder = simulate(small, workers=1, out=tmp_path).folder
    other = load_scenario(small.path, ["run.seed=2"])
    there = simulate(other, workers=1, out=tmp_path).folder
    shutil.rmtree(folder)
    there.rename(folder)
    with pytest.raises(ResultsError, match="holds the results of another scenario; remove it"):
        simulate(small, workers=1, out=tmp_path)


FULL = """
import sys
from sim.experiments.running.simulate import simulate
from sim.experiments.folder.storage import ResultsError
from sim.scenario.reading import load_scenario
if __name__ == "__main__":
    try:
        simulate(load_scenario(sys.argv[1]), workers=int(sys.argv[2]), out="out")
    except ResultsError as fault:
        sys.exit(str(fault))
"""


def allow_files_of_2000_bytes():
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_full_disk(small_file, tmp_path, workers):
    (tmp_path / "run.py").write_text(FULL, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-B", "run.py", small_file, workers],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=allow_files_of_2000_bytes,
    )
    assert ended.returncode == 1
    assert "cannot be written" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_own_rules_are_not_mixed_into_a_folder(small, tmp_path):
    mine = STANDARD_RULES._replace(weekly_rate=lambda _day, terms: terms.weekly_ore)
    with pytest.raises(ValueError, match="own rules cannot be kept in a results folder"):
        simulate(small, rules=mine, out=tmp_path)


@pytest.mark.parametrize("workers", [0, -1, 5000])
def test_a_senseless_number_of_workers(small, tmp_path, workers):
    with pytest.raises(ValueError, match="workers must be from 1 to 1024"):
        simulate(small, workers=workers, out=tmp_path)
    with pytest.raises(ValueError, match="replications must be at least 1"):
        simulate(small, replications=0, out=tmp_path)
