"""`forloeb explain`: one document, exit codes, clear errors, nothing finished lost."""

import json

import pytest
from deviations import STAFFED, TWO_TEAMS

from sim.cli import status
from sim.experiments.folder.documents import summed_up
from sim.experiments.folder.record import digest_of

FAST = ["--engine", "simpy", "--workers", "1"]


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """A finished run of two teams with limited staff."""
    place = tmp_path_factory.mktemp("run")
    file = place / "two.toml"
    file.write_text(TWO_TEAMS + STAFFED, encoding="utf-8")
    out = place / "results"
    run = ["run", str(file), "--replications", "2", "--out", str(out), "--no-report", *FAST]
    assert status(run) == 0
    (folder,) = out.iterdir()
    return folder


def test_json_is_one_document_and_what_is_written(results, tmp_path, capsys):
    said = ["explain", str(results), "--json", "--no-report", "--out", str(tmp_path), *FAST]
    assert status(said) == 0
    printed = capsys.readouterr().out
    (folder,) = tmp_path.iterdir()
    assert folder.name == f"explain-{results.name}"
    assert printed == (folder / "explanation.json").read_text("utf-8")
    tree = json.loads(printed)
    assert [team["team"] for team in tree["teams"]] == ["Nord", "Syd"]
    assert tree["terms"] == [
        *("chance", "case_mix", "price", "behaviour"),
        *("capacity", "timing", "interaction"),
    ]
    assert tree["smallest_team"]["within"] == 0.02


def test_it_answers_in_words_and_writes_a_page_beside_the_results(results, capsys):
    assert status(["explain", str(results), "--within", "0.1", *FAST]) == 0
    said = capsys.readouterr()
    assert "Nord: " in said.out
    assert "of which" in said.out
    assert "Smallest team whose deviation stays within ±10.0 % of revenue" in said.out
    assert "replications finished" in said.err
    folder = results.parent / f"explain-{results.name}"
    assert (folder / "report.html").is_file()
    names = {path.name for path in (folder / "figures").iterdir()}
    assert names == {
        f"{name}.{code}.svg" for name in ("terms_by_team", "funnel") for code in ("en", "da")
    }
    assert status(["verify", str(results)]) == 0


def test_a_second_time_nothing_is_simulated(results, capsys):
    assert status(["explain", str(results), "--no-report", *FAST]) == 0
    capsys.readouterr()
    assert status(["explain", str(results), "--no-report", *FAST]) == 0
    assert "replications finished" not in capsys.readouterr().err


def test_fewer_replications_may_be_used(results, capsys):
    said = ["explain", str(results), "--replications", "1", "--json", "--no-report", *FAST]
    assert status(said) == 0
    tree = json.loads(capsys.readouterr().out)
    assert tree["replications"] == 1
    assert tree["teams"][0]["terms"]["chance"]["low"] is None


def _refused(arguments, capsys):
    assert status(["explain", *map(str, arguments), "--no-report", *FAST]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return err


def test_what_cannot_be_explained_says_why(results, tmp_path, capsys):
    assert "is not a results folder (it has no run.json)" in _refused([tmp_path], capsys)
    (tmp_path / "comparison.json").write_text("{}", encoding="utf-8")
    assert "is a comparison" in _refused([tmp_path], capsys)
    too_many = _refused([results, "--replications", 3], capsys)
    assert "replications must be from 1 to 2" in too_many
    assert "run the scenario again with more" in too_many
    assert "within must be a share between 0 and 1" in _refused([results, "--within", 2], capsys)


def test_damaged_and_old_results_are_refused(results, tmp_path, capsys):
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in results.iterdir():
        if path.is_file():
            (copy / path.name).write_bytes(path.read_bytes())
    record = json.loads((copy / "run.json").read_text("utf-8"))
    record["versions"]["model"] = 0
    determined = {"model_version": 0, "determinants": record["determinants"]}
    signed = summed_up(record | {"hash": digest_of(determined)})
    (copy / "run.json").write_text(json.dumps(signed), encoding="utf-8")
    assert "was made by model version 0" in _refused([copy], capsys)
    (copy / "run.json").write_bytes((results / "run.json").read_bytes())
    (copy / "team_weeks.parquet").write_bytes(b"")
    assert "its bytes have changed" in _refused([copy], capsys)
