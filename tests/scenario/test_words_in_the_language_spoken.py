"""`--language da` and FORLOEB_LANGUAGE: words change, places, keys and JSON's numbers do not."""

import json
from pathlib import Path

import pytest
import typer

from sim.cli import BAD_USAGE, DONE, app, status
from sim.cli.in_language import in_language, language_of, paragraphs
from sim.words import LANGUAGE, number_said, percent_said, phrase, speaking, spoken

BAD = """\
schema = 1
[run]
start = 2026-01-06
weeks = "a"

[[team]]
name = "Nord"
inflow_per_week = 1.0
"""


@pytest.fixture(autouse=True)
def _alone(monkeypatch, tmp_path):
    monkeypatch.delenv(LANGUAGE, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def bad():
    Path("bad.toml").write_text(BAD, encoding="utf-8")
    return "bad.toml"


def said(arguments, capsys):
    status(arguments)
    return capsys.readouterr()


def test_a_fault_keeps_its_place_and_key(bad, capsys):
    danish = said(["check", bad, "--language", "da"], capsys).err.splitlines()
    assert 'bad.toml:4:1: run.weeks: skal være et helt tal, er "a"; skriv et tal' in danish
    english = said(["check", bad], capsys).err.splitlines()
    heads = [[line.split(": ")[:2] for line in lines] for lines in (danish, english)]
    assert sorted(heads[0]) == sorted(heads[1])


def test_json_says_what_and_remedy_in_the_language(bad, capsys):
    found = json.loads(said(["check", bad, "--json", "--language=da"], capsys).out)
    fault = next(one for one in found["files"][0]["faults"] if one["key"] == "run.weeks")
    assert list(fault) == ["file", "line", "column", "key", "what", "remedy"]
    assert fault["what"] == 'skal være et helt tal, er "a"'


def test_the_environment_chooses_and_the_option_chooses_before_it(monkeypatch, bad, capsys):
    monkeypatch.setenv(LANGUAGE, "da")
    assert "mangler" in said(["check", bad], capsys).err
    assert "is missing" in said(["check", bad, "--language", "en"], capsys).err
    assert spoken() == "da"


def test_the_machines_own_settings_choose_nothing(monkeypatch, bad, capsys):
    for name in ("LANG", "LC_ALL", "LANGUAGE", "LC_MESSAGES"):
        monkeypatch.setenv(name, "da_DK.UTF-8")
    assert "is missing" in said(["check", bad], capsys).err


def test_a_language_that_is_none_is_refused(monkeypatch, bad, capsys):
    assert status(["check", bad, "--language", "sv"]) == BAD_USAGE
    assert "'sv' is not one of 'en', 'da'" in capsys.readouterr().err
    monkeypatch.setenv(LANGUAGE, "sv")
    assert status(["check", bad]) == BAD_USAGE
    assert capsys.readouterr().err == (
        'forloeb: FORLOEB_LANGUAGE: must be one of "en", "da", is "sv"; change it, or unset it\n'
    )


@pytest.mark.parametrize(
    ("arguments", "danish"),
    [
        (["rn"], "Fejl: Kommandoen 'rn' findes ikke. Mente du 'run'?\n"),
        (["check"], "Fejl: Argumentet 'FILE...' mangler.\n"),
        (["run", "x", "--weeks", "0"], "Fejl: Ugyldig værdi for '--weeks': skal være mindst 1\n"),
        (["list", "--jsn"], "Fejl: Valget --jsn findes ikke"),
    ],
)
def test_a_wrong_usage_is_said_in_danish(arguments, danish, capsys):
    error = said([*arguments, "--language", "da"], capsys).err
    assert error.startswith("Brug: forloeb")
    assert danish in error


def test_help_is_danish_from_its_frame_to_its_options(capsys):
    assert status(["run", "--help", "--language", "da"]) == DONE
    out = capsys.readouterr().out
    assert out.startswith("Brug: forloeb run [OPTIONS]")
    for words in ("Argumenter:", "Valg:", "Vis denne hjælp, og slut.", "[ellers auto]"):
        assert words in out
    assert "Options:" not in out


def test_every_command_has_the_option_and_nobody_wrote_it_twice():
    command = in_language(typer.main.get_command(app))
    for below in command.commands.values():
        assert [one.name for one in below.params].count("language") == 1
        assert all(paragraphs(below.help))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["run", "--language", "da"], "da"),
        (["run", "--language=da"], "da"),
        (["run", "--language"], "en"),
        (["run", "--", "--language", "da"], "en"),
        ([], "en"),
    ],
)
def test_the_language_is_known_before_anything_is_read(arguments, code):
    assert language_of(arguments) == code


def test_numbers_are_written_as_danes_write_them():
    with speaking("da"):
        assert number_said(1234.5, 1) == "1.234,5"
        assert percent_said(0.123, 1) == "12,3\N{NO-BREAK SPACE}%"
        assert number_said(-0.04, 1) == "0,0"
    assert number_said(1234.5, 1) == "1,234.5"
    assert percent_said(0.123, 1) == "12.3 %"


def test_a_sentence_without_danish_is_said_in_english():
    with speaking("da"):
        assert phrase("no such sentence {n}", n=3) == "no such sentence 3"
