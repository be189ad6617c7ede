"""`forloeb run` and `forloeb verify` as a planner's shell sees them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from sim import cli

COMMAND = [sys.executable, "-m", "sim"]
ROOT = Path(__file__).parents[2]
LONG = ("--replications", "2000", "--weeks", "200", "--no-report")


class Ended(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def forloeb(small_file, monkeypatch, capsys):
    """Runs a command in the folder of the scenario, as the shell's process would."""
    monkeypatch.chdir(small_file.parent)

    def run(*arguments):
        capsys.readouterr()
        return Ended(cli.status(arguments), *capsys.readouterr())

    return run


def environment():
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def folder_in(tmp_path):
    (folder,) = (tmp_path / "results").iterdir()
    return folder


def test_it_prints_the_teams_and_writes_the_folder(small_file, tmp_path):
    ended = subprocess.run(
        [*COMMAND, "run", small_file.name, "--no-report"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0
    first = [line.split()[0] for line in ended.stdout.splitlines() if line]
    assert {"Nord", "Østergårds", "total", "development", "stabilisation"} <= set(first)
    assert ended.stderr.splitlines()[-1].startswith("3 of 3 replications finished in")
    assert {path.name for path in folder_in(tmp_path).iterdir()} == {
        "run.json",
        "summary.json",
        "team_weeks.parquet",
        "spells.parquet",
    }


def test_json_is_the_summary_and_nothing_else_where_nothing_is_warned_of(forloeb, tmp_path):
    ended = forloeb("run", "small.toml", "--json", "--no-report")
    assert ended.stdout == (folder_in(tmp_path) / "summary.json").read_text(encoding="utf-8")
    assert json.loads(ended.stdout)["results"] == f"results/{folder_in(tmp_path).name}"


def test_the_record_names_no_place_on_this_machine(forloeb, tmp_path):
    forloeb("run", "small.toml", "--no-report", "--out", str(tmp_path / "results"))
    text = (folder_in(tmp_path) / "run.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text


def test_options_and_set_decide_what_is_run(forloeb):
    short = ("--replications", "2", "--weeks", "4", "--seed", "7")
    long = [f"--set=run.{key}" for key in ("replications=2", "weeks=4", "seed=7")]
    ended = forloeb("run", "small.toml", *short, "--json", "--no-report")
    summary = json.loads(ended.stdout)
    assert [summary[key] for key in ("replications", "weeks", "seed")] == [2, 4, 7]
    again = forloeb("run", "small.toml", *long, "--json", "--no-report")
    assert again.stdout == ended.stdout
    assert again.stderr.startswith("complete: all 2 replications are in results/small-")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--replications", "0"], "'--replications'"),
        (["--weeks", "-1"], "'--weeks'"),
        (["--set", "run.sede=1"], 'did you mean "seed"'),
        (["--engine", "fast"], "engine 'fast' is unknown; use auto, compiled or simpy"),
        (["--workers", "0"], "workers"),
        (["--out", "small.toml"], "small.toml"),
    ],
)
def test_a_bad_value_is_refused_and_nothing_is_written(forloeb, tmp_path, arguments, words):
    ended = forloeb("run", "small.toml", "--no-report", *arguments)
    assert ended.returncode == 2
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["small.toml"]


@pytest.mark.parametrize(
    ("number", "status", "workers"),
    [(signal.SIGINT, 130, "1"), (signal.SIGINT, 130, "2"), (signal.SIGTERM, 143, "2")],
)
def test_an_interrupted_run_says_what_is_kept(tmp_path, small_file, number, status, workers):
    command = [*COMMAND, "run", str(small_file), *LONG, "--workers", workers]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True
    ) as running:
        until = time.monotonic() + 60
        while not list(tmp_path.glob("results/*/unmerged/0*")):
            assert time.monotonic() < until
            time.sleep(0.01)
        sent = time.monotonic()
        running.send_signal(number)
        _, stderr = running.communicate()
    assert running.returncode == status
    assert time.monotonic() - sent < 10
    words = stderr.split()
    assert words[0] == "interrupted:"
    assert int(words[1]) >= 1
    assert " of 2000 replications are kept in results/small-" in stderr
    assert stderr.endswith("; run the same command again to finish\n")


def test_verify_passes_on_a_fresh_run_and_fails_on_a_changed_one(forloeb, tmp_path):
    forloeb("run", "small.toml", "--no-report")
    folder = folder_in(tmp_path)
    good = forloeb("verify", f"results/{folder.name}")
    assert good.returncode == 0
    assert all(line.startswith("ok") for line in good.stdout.splitlines())
    (folder / "spells.parquet").write_bytes(b"")
    bad = forloeb("verify", f"results/{folder.name}", "--json")
    assert bad.returncode == 2
    assert json.loads(bad.stdout)["state"] == "damaged"
    assert bad.stderr.startswith(f"results/{folder.name}/spells.parquet: its bytes have changed;")
    assert forloeb("verify", ".").returncode == 2
