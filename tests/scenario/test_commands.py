"""The commands new, check and schema, and the frame around all commands."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli import BAD_USAGE, DONE, INTERRUPTED, PROGRAM_FAULT, app, status

ROOT = Path(__file__).parents[2]


def test_check_says_ok_and_how_large_a_scenario_is(written, sound, capsys):
    assert status(["check", written(sound)]) == DONE
    out, err = capsys.readouterr()
    assert out.startswith("s.toml: ok, 2 teams, 3 courses, 104 weeks\n\ns.toml\nWhat it means;")
    assert err == ""


def test_check_tells_the_faults_of_every_file(written, sound, capsys):
    written(sound, "good.toml")
    written(sound.replace("weeks = 104", "weeks = 0"), "bad.toml")
    assert status(["check", "bad.toml", "good.toml", "none.toml"]) == BAD_USAGE
    out, err = capsys.readouterr()
    assert out.startswith("good.toml: ok, 2 teams, 3 courses, 104 weeks\n\ngood.toml\nWhat it")
    assert err.splitlines() == [
        "bad.toml:6:1: run.weeks: must be 1 or more, is 0; write 1 or more",
        "none.toml:1:1: file: does not exist; check the name and the folder",
    ]


def test_check_as_json_prints_one_document_and_nothing_else(written, sound, capsys):
    written(sound, "good.toml")
    written(sound.replace("weeks = 104", "weeks = 0"), "bad.toml")
    assert status(["check", "--json", "bad.toml", "good.toml"]) == BAD_USAGE
    out, err = capsys.readouterr()
    fault = {"file": "bad.toml", "line": 6, "column": 1, "key": "run.weeks",
             "what": "must be 1 or more, is 0", "remedy": "write 1 or more"}  # fmt: skip
    document = json.loads(out)
    assert document["files"][1].pop("meaning")["total"]["citizens"] > 0
    assert document == {
        "schema": 1,
        "files": [
            {"file": "bad.toml", "faults": [fault], "warnings": []},
            {"file": "good.toml", "faults": [], "warnings": []},
        ],
    }
    assert err == ""


def test_new_writes_a_scenario_that_has_no_fault_and_the_schema_beside_it(capsys):
    assert status(["new", "mine.toml"]) == DONE
    assert status(["new", "other.toml", "--template", "levels"]) == DONE
    assert status(["check", "mine.toml", "other.toml"]) == DONE
    assert sorted(path.name for path in Path().iterdir()) == [
        "forloeb.schema.json",
        "mine.toml",
        "other.toml",
    ]
    assert capsys.readouterr().err == ""


def test_new_never_writes_over_a_file(capsys):
    Path("mine.toml").write_text("mine", encoding="utf-8")
    assert status(["new", "mine.toml"]) == BAD_USAGE
    assert Path("mine.toml").read_text(encoding="utf-8") == "mine"
    assert capsys.readouterr().err == (
        "forloeb new: mine.toml exists already; give another name, or remove it first\n"
    )


def test_new_leaves_a_schema_that_is_there():
    Path("forloeb.schema.json").write_text("mine", encoding="utf-8")
    assert status(["new", "mine.toml"]) == DONE
    assert Path("forloeb.schema.json").read_text(encoding="utf-8") == "mine"


ALL = '"levels", "municipality", "three_courses", "plan", "reform"'


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("level", f'did you mean "levels"? There are {ALL}'),
        ("odense", f"write one of {ALL}"),
    ],
)
def test_new_names_the_templates_when_one_is_unknown(name, remedy, capsys):
    assert status(["new", "mine.toml", "--template", name]) == BAD_USAGE
    assert capsys.readouterr().err == (f'forloeb new: template "{name}" is not known; {remedy}\n')
    assert list(Path().iterdir()) == []


def test_new_in_a_folder_that_is_not_there(capsys):
    assert status(["new", "nowhere/mine.toml"]) == BAD_USAGE
    assert capsys.readouterr().err == (
        "forloeb new: nowhere/mine.toml: there is no folder nowhere; make it first\n"
    )


def test_schema_is_shown_or_written(capsys):
    assert status(["schema"]) == DONE
    shown = capsys.readouterr().out
    assert status(["schema", "x.json"]) == DONE
    assert Path("x.json").read_text(encoding="utf-8") == shown
    assert json.loads(shown)["title"] == "Forløb scenario"


@pytest.mark.parametrize(
    "arguments", [["chek"], ["check"], ["check", "--jsn", "x"], ["new"], ["new", "a", "b"], []]
)
def test_bad_usage_is_told_plainly(arguments, capsys):
    assert status(arguments) == BAD_USAGE
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert "\x1b" not in err
    assert "Usage: forloeb" in out + err


def test_a_fault_in_the_program_is_one_line(monkeypatch, capsys):
    monkeypatch.setattr("sim.scenario.json_schema.schema_text", lambda _form: 1 / 0)
    assert status(["schema"]) == PROGRAM_FAULT
    assert capsys.readouterr().err == (
        "forloeb: this is a fault in the program, please report it: "
        "ZeroDivisionError: division by zero (FORLOEB_TRACEBACK=1 shows where)\n"
    )
    monkeypatch.setenv("FORLOEB_TRACEBACK", "1")
    assert status(["schema"]) == PROGRAM_FAULT
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_is_130(monkeypatch, capsys):
    def interrupted(_form):
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.scenario.json_schema.schema_text", interrupted)
    assert status(["schema"]) == INTERRUPTED
    assert capsys.readouterr().err == "forloeb: interrupted\n"


def forloeb(*arguments, **options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "sim", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, **options
    )


def test_a_reader_that_leaves_early_sees_no_complaint():
    command = f"{sys.executable} -m sim schema | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(  # noqa: S602 - a pipe is what is tested
        command, shell=True, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_a_terminal_that_knows_no_danish_letters_still_gets_the_faults(written, sound):
    name = written(sound.replace('"Nord"', '"Sønder/å"'))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "sim", "check", name],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == BAD_USAGE
    assert done.stderr.startswith('s.toml:9:1: team."S\\xf8nder/\\xe5".name: ')


def test_help_and_version_answer():
    assert "check" in forloeb("--help").stdout
    assert forloeb("--version").stdout.startswith("forloeb ")


def seconds(*arguments):
    """Processor time of a run [s], the least of two; other work does not count."""
    took = []
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert forloeb(*arguments).returncode == DONE
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(took)


def test_help_is_quick():
    assert seconds("--help") < 0.4


def test_checking_eighteen_teams_takes_less_than_twice_the_time_of_one(written):
    from sim.scenario.templates import template_text

    one = template_text("levels")
    teams = (
        f'[[team]]\nname = "Team {n}"\ninflow_per_week = {{ first_contact = 1.1, '
        f"hospital_discharge = [{{ from = 2026-01-05, value = 1 }}, "
        f"{{ from = 2026-{1 + n % 12:02}-15, value = 1.2 }}] }}\n"
        for n in range(17)
    )
    alone = seconds("check", written(one))
    assert seconds("check", written(one + "".join(teams))) < 2 * alone


def test_help_imports_nothing_heavy_and_check_no_engine(written, sound):
    code = (
        "import sys; from sim.cli import status; status(sys.argv[2:]); "
        "print(sorted({*sys.argv[1].split(',')} & set(sys.modules)))"
    )
    name = written(sound)
    heavy = "matplotlib,duckdb,simpy,numba"
    for arguments in ([f"{heavy},scipy,numpy,rich", "--help"], [heavy, "check", name]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        assert done.stdout.splitlines()[-1] == "[]"


def test_every_command_on_offer_has_a_summary_line():
    names = [command.name for command in app.registered_commands]
    assert {"new", "check", "schema"} <= set(names)
    assert all(command.callback.__doc__ for command in app.registered_commands)
