"""A number that is legal and hardly meant is a warning with the usual figure, strict or not."""

# ruff: noqa: E501 - a warning is one line

import json

import pytest
from shipped_scenarios import SHIPPED

from sim.cli import BAD_USAGE, DONE, status
from sim.experiments.warnings import warnings_of
from sim.scenario.implausible.cautions import cautions
from sim.scenario.reading import load_scenario

CASES = {
    "a thousands dot": (
        [("development = 2700", "development = 2.700")],
        "tariff.weekly_dkk.development: warning: 2.700 is 2.7 DKK here, and reads as 2700 in Danish; write 2700, or 2.7 if that is meant",
    ),
    "a rate far from its hours": (  # 4.0 x 450 + 1.5 x 500 = 2,550
        [("development = 2700", "development = 27_000")],
        "tariff.weekly_dkk.development: warning: pays 27,000 DKK a week, and the hours of the course cost about 2,550 (hours x price); check the unit and the decimals",
    ),
    "hours of a month": (
        [("hours_per_week = { home_care = 3 }", "hours_per_week = { home_care = 169 }")],
        "course.stabilisation.hours_per_week.home_care: warning: is 169 hours a week, and a week has 168; usual: 2.5 % need 20 or more (Statistics Denmark 2022, 3,900 of 156,100 recipients); check whether it is by the month",
    ),
    "a hazard of a year": (  # 1 - exp(-4 x 0.8) = 0.96; -ln(1 - 0.15) / 52 = 0.003
        [("dead = 0.001", "dead = 0.8")],
        "course.development.hazards_per_week.dead: warning: 0.8 a week takes 96 % within four weeks; usual: 0.003, 15 % a year (general knowledge); check whether it is by the year, or in per cent",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_says_what_and_what_is_usual(case, written, sound, capsys):
    (piece,), said = case
    assert sound.count(piece[0]) == 1
    file = written(sound.replace(*piece))
    assert status(["check", file]) == DONE
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].partition(": ")[2] == said


def test_the_place_is_that_of_the_number(written, sound, capsys):
    text = sound.replace("development = 2700", "development = 2.700")
    line = 1 + next(n for n, one in enumerate(text.splitlines()) if "2.700" in one)
    column = 1 + text.splitlines()[line - 1].index("development = 2.700")
    status(["check", "--json", written(text)])
    (only,) = json.loads(capsys.readouterr().out)["files"]
    first = only["warnings"][0]
    assert (first["line"], first["column"]) == (line, column)
    assert first["what"].startswith("2.700 is 2.7 DKK")
    assert only["faults"] == []


@pytest.mark.parametrize("value", ["2.700", "[2.100, 2.700, 2700, 2700, 2700]"])
def test_a_thousands_dot_in_set_is_said_at_its_key(value, written, sound):
    scenario = load_scenario(written(sound), [f"tariff.weekly_dkk.development={value}"])
    first = next(one for one in cautions(scenario) if "reads as" in one.what)
    assert (first.file, first.line, first.column) == ("--set", 1, 19)


@pytest.mark.parametrize("written_as", ["0.125", "2700.125", "2.70", "2.7001", "2_700.0"])
def test_other_decimals_are_no_thousands(written_as, written, sound):
    file = written(sound.replace("development = 2700", f"development = {written_as}"))
    assert [one for one in cautions(load_scenario(file)) if "reads as" in one.what] == []


def test_a_team_of_many_times_the_others_is_said(written, sound):
    more = '[[team]]\nname = "Øst"\ninflow_per_week = 84\n[intake]'
    file = written(sound.replace("[intake]", more, 1))
    (only,) = cautions(load_scenario(file))
    assert only.key == "team.Øst.inflow_per_week"
    assert only.what == ("is 84 new citizens a week, 21 times what the team in the middle has (4)")


@pytest.mark.parametrize("command", ["check", "run"])
def test_the_strict_are_stopped(command, written, sound, tmp_path, capsys):
    file = written(sound.replace("development = 2700", "development = 2.700"))
    out = () if command == "check" else ("--out", str(tmp_path / "out"))
    assert status([command, file, "--strict", *out]) == BAD_USAGE
    said = capsys.readouterr().err
    assert ": tariff.weekly_dkk.development: 2.700 is 2.7 DKK here" in said
    assert "warning:" not in said
    assert not (tmp_path / "out").exists()


def test_strict_faults_stand_among_the_faults_of_the_json(written, sound, capsys):
    file = written(sound.replace("development = 2700", "development = 27_000"))
    assert status(["check", file, "--strict", "--json"]) == BAD_USAGE
    (only,) = json.loads(capsys.readouterr().out)["files"]
    assert [len(only["faults"]), only["warnings"]] == [1, []]


def test_a_run_says_its_warnings_before_it_begins_and_in_the_json(written, sound, tmp_path, capsys):
    text = sound.replace("development = 2700", "development = 27_000").replace("= 104", "= 1")
    fast = ("--replications", "1", "--engine", "simpy", "--workers", "1", "--no-report")
    assert status(["run", written(text), *fast, "--json", "--out", str(tmp_path)]) == DONE
    said = capsys.readouterr()
    assert ": tariff.weekly_dkk.development: warning: pays 27,000 DKK" in said.err.splitlines()[0]
    (only,) = json.loads(said.out)["warnings"]
    assert only["what"].startswith("pays 27,000 DKK")


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_no_shipped_scenario_is_warned_of(file):
    assert warnings_of(load_scenario(file)) == ()
