"""`forloeb report` writes the reports of results folders and says what is none."""

import json

import typer
from typer.testing import CliRunner

from sim.cli.report import report
from sim.words import speaking

app = typer.Typer()
app.command()(report)


def asked(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_it_writes_a_report_for_each_folder_and_prints_where(results_folder):
    folders = [results_folder(), results_folder(weeks=2)]
    with speaking("da"):
        answer = asked(*folders)
    assert answer.exit_code == 0
    assert answer.stdout.split() == [(folder / "report.html").as_posix() for folder in folders]
    assert '<html lang="da">' in (folders[0] / "report.html").read_text(encoding="utf-8")


def test_json_is_one_document(results_folder):
    folder = results_folder()
    answer = asked(folder, "--json")
    reports = [(folder / "report.html").as_posix()]
    assert json.loads(answer.stdout) == {"schema": 1, "reports": reports}


def test_a_folder_without_results_is_bad_usage(tmp_path):
    answer = asked(tmp_path)
    assert answer.exit_code == 2
    assert answer.stderr == (
        f"{tmp_path}: is not a results folder (it has no run.json); "
        "give the folder that `forloeb run` printed\n"
    )


def test_the_other_folders_get_their_report_all_the_same(tmp_path, results_folder):
    folder = results_folder()
    assert asked(tmp_path / "absent", folder).exit_code == 2
    assert (folder / "report.html").exists()


def test_a_table_of_another_folder_is_refused(results_folder):
    folder, other = results_folder(), results_folder(weeks=3)
    (folder / "team_weeks.parquet").write_bytes((other / "team_weeks.parquet").read_bytes())
    answer = asked(folder)
    assert answer.exit_code == 2
    assert "team_weeks.parquet: its bytes have changed" in answer.stderr
    assert "run the scenario again" in answer.stderr


def test_unreadable_documents_are_refused(results_folder):
    folder = results_folder()
    (folder / "run.json").write_text("{", encoding="utf-8")
    answer = asked(folder)
    assert answer.exit_code == 2
    assert "is not JSON" in answer.stderr
