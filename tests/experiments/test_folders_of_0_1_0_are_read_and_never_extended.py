"""Folders that Forløb 0.1.0 left: read and reported as they stand, never extended."""

import json
import shutil
from pathlib import Path

import pytest
from shipped_scenarios import FOLDER

import sim
from sim.cli import status
from sim.experiments.folder.reading import FolderState, examined

FROZEN = Path(__file__).parent / "made_by_0_1_0"
WHOLE = sorted(path.parent.name for path in FROZEN.glob("*/run.json"))
FAST = ("--engine", "simpy", "--workers", "1", "--no-report")


@pytest.fixture(params=WHOLE)
def old(request, tmp_path):
    """A copy of a folder that 0.1.0 left."""
    return shutil.copytree(FROZEN / request.param, tmp_path / request.param)


def test_there_are_some_to_read():
    assert len(WHOLE) == 2
    assert len(list(FROZEN.glob("*/summary.json"))) == 5


def test_it_is_of_another_version(old, capsys):
    assert examined(old).state is FolderState.OTHER_VERSION
    assert status(["verify", str(old), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["state"] == "of another version"
    assert found["replications_run_again"] == []
    assert [c["detail"] for c in found["checks"] if not c["ok"]] == ["made by 0.1.0; run again"]


def test_its_numbers_are_those_that_it_says(old):
    results = sim.open_results(old)
    assert results.summary == json.loads((old / "summary.json").read_text(encoding="utf-8"))
    total = results.query("SELECT sum(deviation_dkk) / 2 FROM team_weeks").fetchall()[0][0]
    assert total == pytest.approx(results.summary["total"]["deviation_dkk"]["mean"])


def test_it_is_reported(old):
    assert status(["report", str(old)]) == 0
    assert "<html" in (old / "report.html").read_text(encoding="utf-8")


def test_it_is_not_explained(old, capsys, bytes_of):
    before = bytes_of(old)
    assert status(["explain", str(old), *FAST]) == 2
    assert "made by 0.1.0; run again" in capsys.readouterr().err
    assert bytes_of(old) == before


def test_it_is_not_extended(tmp_path, capsys, bytes_of):
    file = FOLDER / "three_courses.toml"
    asked = ["run", str(file), "--weeks", "4", "--replications", "3", *FAST, "--out", str(tmp_path)]
    assert status(asked) == 0
    (new,) = tmp_path.iterdir()
    shutil.rmtree(new)
    (frozen,) = FROZEN.glob("three_courses-*")
    shutil.copytree(frozen, new)
    before = bytes_of(new)
    capsys.readouterr()
    assert status(asked) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{new}: made by 0.1.0; run again: remove the folder")
    assert bytes_of(new) == before


def test_another_mean_in_its_summary_is_damage(old, capsys):
    summary = json.loads((old / "summary.json").read_text(encoding="utf-8"))
    summary["teams"][0]["deviation_dkk"]["mean"] += 1
    (old / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    assert status(["report", str(old)]) == 2
    assert "summary.json: its bytes have changed" in capsys.readouterr().err
